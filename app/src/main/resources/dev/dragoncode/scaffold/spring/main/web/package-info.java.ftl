/** What all routes share: errors, limits and headers. */
@NullMarked
package [=project.packageName].web;

import org.jspecify.annotations.NullMarked;
