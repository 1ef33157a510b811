/** Credentials from Vault or the environment, and their rotation. */
@NullMarked
package [=project.packageName].secrets;

import org.jspecify.annotations.NullMarked;
