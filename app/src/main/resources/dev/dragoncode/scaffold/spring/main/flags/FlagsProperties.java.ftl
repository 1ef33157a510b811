package [=project.packageName].flags;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the flags are.
 *
 * @param shown those that the page asks for
 */
@ConfigurationProperties("flags")
record FlagsProperties(Path file, List<String> shown) {}
