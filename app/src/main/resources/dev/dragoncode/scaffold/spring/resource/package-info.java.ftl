/** Their routes, their rules and their stores. */
@NullMarked
package [=project.packageName].[=resource.packageName];

import org.jspecify.annotations.NullMarked;
