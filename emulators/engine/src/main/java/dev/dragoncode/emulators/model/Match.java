package dev.dragoncode.emulators.model;

import java.util.List;

/**
 * What in a project suggests this emulator. A leading or trailing {@code *} stands for any text.
 *
 * @param dependencies {@code group:artifact} of Maven and Gradle, package names of npm, PyPI, and
 *     Go module paths
 * @param composeImages image names without registry, {@code library/} and tag
 * @param configKeys configuration keys and environment variables, as {@code key} or, where only
 *     some values suggest it, as {@code key=value}; a key matches however it is spelled: {@code
 *     spring.datasource.url} is {@code SPRING_DATASOURCE_URL}
 * @param files globs of paths in the project, as {@link
 *     java.nio.file.FileSystem#getPathMatcher(String)} reads them
 */
public record Match(
    List<String> dependencies,
    List<String> composeImages,
    List<String> configKeys,
    List<String> files) {

  public Match {
    dependencies = List.copyOf(dependencies);
    composeImages = List.copyOf(composeImages);
    configKeys = List.copyOf(configKeys);
    files = List.copyOf(files);
  }

  /** Whether a dependency of this name, without its version, suggests the emulator. */
  public boolean suggestedByDependency(String name) {
    return dependencies.stream().anyMatch(pattern -> MatchPattern.matches(pattern, name));
  }

  /** Whether an image suggests it, as it stands in a compose file: registry and tag are ignored. */
  public boolean suggestedByImage(String image) {
    String name = MatchPattern.nameOf(image);
    return composeImages.stream().anyMatch(pattern -> MatchPattern.matches(pattern, name));
  }

  /** Whether a configuration entry or environment variable suggests it. */
  public boolean suggestedByConfig(String key, String value) {
    return configKeys.stream().anyMatch(pattern -> MatchPattern.matchesConfig(pattern, key, value));
  }
}
