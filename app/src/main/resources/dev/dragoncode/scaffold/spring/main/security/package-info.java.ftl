/** Who may call, and as what. */
@NullMarked
package [=project.packageName].security;

import org.jspecify.annotations.NullMarked;
