package dev.dragoncode.project.manifest;

import dev.dragoncode.project.syntax.Xml;
import java.util.List;
import java.util.Optional;

/**
 * A plugin that takes part in a build.
 *
 * @param name {@code group:artifact} of Maven, or a Gradle plugin's id
 * @param goals what Maven's executions call
 * @param configuration as written in a POM
 */
public record BuildPlugin(
    String name,
    Optional<String> version,
    List<String> goals,
    Optional<Xml.Element> configuration,
    String file,
    int line) {

  /** The part after the colon, or the whole id. */
  public String artifact() {
    return name.substring(name.lastIndexOf(':') + 1);
  }
}
