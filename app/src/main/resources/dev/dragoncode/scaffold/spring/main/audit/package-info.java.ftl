/** Who did what, kept where it cannot be changed. */
@NullMarked
package [=project.packageName].audit;

import org.jspecify.annotations.NullMarked;
