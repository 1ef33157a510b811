package dev.dragoncode.fix;

import dev.dragoncode.project.syntax.Node;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The versions that fixes write, in one place: plugins, actions by their commits, base images. From
 * the makers' own releases, on the day that the table names.
 */
final class KnownVersions {

  private static final Node TABLE = Steps.Resource.yaml("versions.yaml");
  private static final Pattern MAJOR = Pattern.compile("v\\d+");

  private KnownVersions() {}

  /** The version of a library or plugin. */
  static String of(String name) {
    return TABLE.text("versions", name).orElseThrow(() -> new IllegalStateException(name));
  }

  /** The tag of a base image for a release, such as {@code java 21}. */
  static Optional<String> image(String runtime, String release) {
    return TABLE.text("images", runtime, release);
  }

  /** An action as a workflow names it: by the commit of its newest release, which stands behind. */
  static String action(String name) {
    String[] parts = name.split("/", -1);
    String repository = parts[0] + "/" + parts[1];
    Node.Entry newest = TABLE.entries("actions", repository).getLast();
    return name
        + "@"
        + newest.value().text("commit").orElseThrow()
        + " # "
        + newest.value().text("release").orElseThrow();
  }

  /**
   * The commit of a release that a tag names.
   *
   * @param action with its tag, such as {@code actions/checkout@v4}
   * @return as a workflow names it, the release behind; empty where this table does not know it
   */
  static Optional<String> pinned(String action) {
    Matcher parts = Pattern.compile("(([\\w.-]+/[\\w.-]+)[^@]*)@(\\S+)").matcher(action);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String tag = parts.group(3);
    return TABLE.entries("actions", parts.group(2)).stream()
        .filter(e ->
            MAJOR.matcher(tag).matches()
                ? e.key().equals(tag)
                : e.value().text("release").filter(tag::equals).isPresent())
        .findFirst()
        .map(e ->
            parts.group(1)
                + "@"
                + e.value().text("commit").orElseThrow()
                + " # "
                + e.value().text("release").orElseThrow());
  }
}
