package dev.dragoncode.scaffold;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a project is called. It becomes a folder, an npm package, a Maven artifact, an image and the
 * beginning of Kubernetes names, so that it is what all of them take.
 *
 * @param text small letters, digits and single dashes, such as {@code shop-api}
 */
public record ProjectName(String text) {

  /** A label of DNS has 63 characters; names of Kubernetes objects add a word to this. */
  private static final int MAX = 40;

  /** Names that Windows keeps for devices, and folders that tools ignore or own. */
  private static final Set<String> DEVICES =
      Set.of(
          "con",
          "prn",
          "aux",
          "nul",
          "com1",
          "com2",
          "com3",
          "com4",
          "lpt1",
          "lpt2",
          "lpt3",
          "node-modules",
          "target",
          "test",
          "tests");

  /**
   * @throws ProblemException with a name that would do, where there is one
   */
  public ProjectName {
    if (!text.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")
        || text.length() > MAX
        || DEVICES.contains(text)) {
      throw refused(text);
    }
  }

  private static ProblemException refused(String text) {
    String better =
        Normalizer.normalize(text, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replace("\u00df", "ss")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^[-0-9]+|-+$", "");
    better = better.substring(0, Math.min(MAX, better.length())).replaceAll("-+$", "");
    if (DEVICES.contains(better)) {
      better += "-app";
    }
    return Problem.of(
            text.isEmpty()
                ? "The project has no name"
                : "\u201c" + ResourceSpec.shown(text) + "\u201d cannot be a project's name",
            "It becomes a folder, a package, an image and a Kubernetes name: small letters, digits and single dashes, a letter first, at most "
                + MAX
                + " characters, and no name that a system keeps for itself.",
            Remedy.of(better.isEmpty() ? "Call it as in shop-api" : "Call it " + better))
        .asException();
  }

  /** In words, such as {@code Shop api}. */
  public String title() {
    return Words.capital(text.replace('-', ' '));
  }

  /** As a type, such as {@code ShopApi}. */
  public String type() {
    return Arrays.stream(text.split("-")).map(Words::capital).collect(Collectors.joining());
  }

  /** As the last part of a Java package, such as {@code shopapi}. */
  public String packagePart() {
    String joined = text.replace("-", "");
    return Words.reservedInJava(joined) ? joined + "app" : joined;
  }
}
