package dev.dragoncode.emulators.engine.embedded;

import dev.dragoncode.emulators.model.EmulatorSpec.Artifact;
import java.util.List;
import java.util.Optional;

/**
 * A Maven artifact, for this platform.
 *
 * @param text {@code group:artifact[:extension[:classifier]]:version}
 * @param sha256 that its file must have, where that is known
 */
record Coordinates(String text, boolean transitive, Optional<String> sha256) {

  /** Those of the artifacts that this platform needs. */
  static List<Coordinates> of(List<Artifact> artifacts, Platform platform) {
    return artifacts.stream()
        .filter(a -> a.platforms().isEmpty() || a.platforms().contains(platform.word()))
        .map(artifact -> of(artifact, platform))
        .toList();
  }

  private static Coordinates of(Artifact artifact, Platform platform) {
    String text =
        artifact
            .coordinates()
            .replace("${platform.os}", platform.os())
            .replace("${platform.arch}", platform.arch());
    Optional<String> sha256 =
        Optional.ofNullable(artifact.sha256().get(platform.word()))
            .or(() -> Optional.ofNullable(artifact.sha256().get("any")));
    return new Coordinates(text, artifact.transitive(), sha256);
  }

  /** The file's name in a repository. */
  String fileName() {
    String[] parts = text.split(":", -1);
    String extension = parts.length > 3 ? parts[2] : "jar";
    String classifier = parts.length > 4 ? "-" + parts[3] : "";
    return parts[1] + "-" + parts[parts.length - 1] + classifier + "." + extension;
  }
}
