package [=project.packageName].[=resource.packageName];

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the list, newest first.
 *
 * @param next goes into {@code after} to read on; null on the last page
 */
record [=resource.type]Page(List<[=resource.type]> items, @Nullable String next) {}
