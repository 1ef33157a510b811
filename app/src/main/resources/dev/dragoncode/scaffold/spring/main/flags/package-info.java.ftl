/** Features that are switched without a release. */
@NullMarked
package [=project.packageName].flags;

import org.jspecify.annotations.NullMarked;
