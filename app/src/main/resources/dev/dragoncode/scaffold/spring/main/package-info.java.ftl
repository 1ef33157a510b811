/** The service itself; each package below holds one concern. */
@NullMarked
package [=project.packageName];

import org.jspecify.annotations.NullMarked;
