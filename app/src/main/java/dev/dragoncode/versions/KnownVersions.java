package dev.dragoncode.versions;

import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.project.syntax.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The versions that fixes and templates write, in one place: plugins, actions by their commits,
 * base images. From the makers' own releases, on the day that the table names.
 */
public final class KnownVersions {

  private static final Node TABLE = table("versions.yaml");
  private static final Node ACTIONS = table("actions.yaml");
  private static final Pattern ACTION = Pattern.compile("(([\\w.-]+/[\\w.-]+)[^@]*)@(\\S+)");

  /** Names under which Docker Hub's own images are had. */
  private static final Set<String> HUBS =
      Set.of("", "library/", "docker.io/", "docker.io/library/", "public.ecr.aws/docker/library/");

  private KnownVersions() {}

  private static Node table(String name) {
    try (InputStream in =
        Objects.requireNonNull(KnownVersions.class.getResourceAsStream(name), name)) {
      return Yaml.document(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SyntaxException e) {
      throw new IllegalStateException(name + ", line " + e.line() + ": " + e.getMessage(), e);
    }
  }

  /** The version of a library or plugin. */
  public static String of(String name) {
    return TABLE.text("versions", name).orElseThrow(() -> new IllegalStateException(name));
  }

  /** The tag of a base image for a major release, or for {@code latest}. */
  public static Optional<String> image(String runtime, String release) {
    return TABLE.text("images", runtime, release);
  }

  /**
   * An image with at least major and minor in its tag.
   *
   * @return empty where this table does not know the image or its release
   */
  public static Optional<String> pinnedImage(String image) {
    int slash = image.lastIndexOf('/');
    int colon = image.lastIndexOf(':');
    String name = image.substring(slash + 1, colon > slash ? colon : image.length());
    String tag = colon > slash ? image.substring(colon + 1) : "latest";
    if (!HUBS.contains(image.substring(0, slash + 1))) {
      return Optional.empty();
    }
    int dash = tag.indexOf('-');
    String release = dash < 0 ? tag : tag.substring(0, dash);
    String flavour = dash < 0 ? "" : tag.substring(dash);
    if (release.matches("lts|current|stable|mainline")) {
      release = "latest";
    } else if (!release.matches("v?\\d+.*|latest") && image(name, release).isEmpty()) {
      flavour = "-" + tag;
      release = "latest";
    }
    String rest = flavour;
    return image(name, release).map(t -> image.substring(0, slash + 1) + name + ":" + t + rest);
  }

  /** An action as a workflow names it: by the commit of its newest release, which stands behind. */
  public static String action(String name) {
    String[] parts = name.split("/", -1);
    return written(name, ACTIONS.entries(parts[0] + "/" + parts[1]).getLast());
  }

  /**
   * The commit of a release that a tag names.
   *
   * @param action with its tag, such as {@code actions/checkout@v4}
   * @return as a workflow names it, the release behind; empty where this table does not know it
   */
  public static Optional<String> pinned(String action) {
    Matcher parts = ACTION.matcher(action);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String tag = parts.group(3);
    return ACTIONS.entries(parts.group(2)).reversed().stream()
        .filter(release -> names(tag, release))
        .findFirst()
        .map(release -> written(parts.group(1), release));
  }

  /** Whether a tag is a release, one of its beginnings, or the beginning of its commit. */
  private static boolean names(String tag, Node.Entry release) {
    return release.key().equals(tag)
        || (tag.matches("v\\d+(\\.\\d+)?") && release.key().startsWith(tag + "."))
        || (tag.matches("[0-9a-f]{7,39}")
            && release.value().text().filter(commit -> commit.startsWith(tag)).isPresent());
  }

  private static String written(String action, Node.Entry release) {
    return action + "@" + release.value().text().orElseThrow() + " # " + release.key();
  }
}
