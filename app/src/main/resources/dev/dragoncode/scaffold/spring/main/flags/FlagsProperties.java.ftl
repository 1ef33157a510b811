package [=project.packageName].flags;

import java.nio.file.Path;
[#if page!true]
import java.util.List;
[/#if]
import org.springframework.boot.context.properties.ConfigurationProperties;

[#if page!true]
/**
 * Where the flags are.
 *
 * @param shown those that the page asks for
 */
[#else]
/** Where the flags are. */
[/#if]
@ConfigurationProperties("flags")
record FlagsProperties(Path file[#if page!true], List<String> shown[/#if]) {}
