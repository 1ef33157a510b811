/** What the service tells of itself: events, traces and logs without personal data. */
@NullMarked
package [=project.packageName].telemetry;

import org.jspecify.annotations.NullMarked;
