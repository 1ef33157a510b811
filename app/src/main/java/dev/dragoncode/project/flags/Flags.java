package dev.dragoncode.project.flags;

import dev.dragoncode.change.text.JsonText;
import dev.dragoncode.project.Fact;
import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Syntax;
import dev.dragoncode.project.manifest.Compose;
import dev.dragoncode.project.manifest.Paths;
import dev.dragoncode.project.syntax.Json;
import dev.dragoncode.project.syntax.Node;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The feature flags of a project, in the format of flagd's file of flags
 * (https://flagd.dev/reference/flag-definitions/), and how they are switched there.
 */
public final class Flags {

  /** All flags, by file and place. */
  public static final Fact<List<Flag>> FACT = new Fact<>("feature flags", Flags::of);

  /** A file of flags as JSON. */
  public static final Syntax<Node> JSON = (_, text) -> Json.parse(text);

  /** What stands in the path of every file of flags; asked first, since it is quick. */
  private static final List<String> NAMED = List.of("flag", "Flag", "toggle", "Toggle");

  private static final int ALL = 100;

  private Flags() {}

  /** The project's files of flags, in any format. */
  public static List<IndexedFile> files(ProjectView view) {
    return Stream.of("json", "yaml", "yml")
        .flatMap(extension -> view.withExtension(extension, NAMED).stream())
        .filter(file ->
            file.name()
                .matches(
                    "(?i)(feature[-_]?)?(flags?|toggles?)(\\.flagd)?\\.(json|ya?ml)|flagd\\.(json|ya?ml)|.*\\.flagd\\.json"))
        .filter(file -> !Paths.notShipped(file.path()))
        .toList();
  }

  private static List<Flag> of(ProjectView view) {
    List<Flag> flags = new ArrayList<>();
    for (IndexedFile file : files(view)) {
      boolean json = file.extension().equals("json");
      Optional<Node> root =
          json
              ? view.parse(file, JSON).value()
              : view.parse(file, Compose.YAML).value().flatMap(all -> all.stream().findFirst());
      root.ifPresent(r -> {
        for (Node.Entry each : r.entries("flags")) {
          if (each.value().at("variants").isPresent()) {
            flags.add(flag(file.path(), each, json));
          }
        }
      });
    }
    return List.copyOf(flags);
  }

  private static Flag flag(String file, Node.Entry entry, boolean json) {
    Node flag = entry.value();
    return new Flag(
        file,
        entry.line(),
        entry.key(),
        said(flag, "description"),
        said(flag, "owner", "team", "maintainer"),
        date(said(flag, "expires", "expiry", "expiresOn", "removeBy", "until")),
        said(flag, "type", "kind").matches("(?i)ops|operational|permanent|kill-?switch|permission"),
        flag.text("state").filter("ENABLED"::equals).isPresent(),
        share(flag),
        json);
  }

  private static String said(Node flag, String... keys) {
    return Stream.of(keys)
        .flatMap(key -> flag.text("metadata", key).or(() -> flag.text(key)).stream())
        .findFirst()
        .orElse("");
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Integer> share(Node flag) {
    boolean onOrOff =
        flag.entries("variants").size() == 2
            && flag.text("variants", "on").filter("true"::equals).isPresent()
            && flag.text("variants", "off").filter("false"::equals).isPresent();
    if (!onOrOff) {
      return Optional.empty();
    }
    if (flag.entries("targeting").isEmpty()) {
      return flag.text("defaultVariant").map(variant -> variant.equals("on") ? ALL : 0);
    }
    List<Node> buckets = flag.items("targeting", "fractional");
    if (flag.entries("targeting").size() != 1 || buckets.isEmpty()) {
      return Optional.empty();
    }
    int on = 0;
    int sum = 0;
    for (Node bucket : buckets) {
      List<Node> parts = bucket.items();
      if (parts.size() != 2
          || !(parts.getFirst() instanceof Node.Scalar name)
          || !(parts.getLast() instanceof Node.Scalar weight)
          || !weight.text().matches("\\d{1,6}")) {
        return Optional.empty();
      }
      sum += Integer.parseInt(weight.text());
      on += name.text().equals("on") ? Integer.parseInt(weight.text()) : 0;
    }
    return sum == 0 ? Optional.empty() : Optional.of(Math.round(on * 100f / sum));
  }

  /** The text of a file of flags with a flag's rules in force, or not. */
  public static String enabled(String text, String key, boolean on) {
    return JsonText.set(text, List.of("flags", key, "state"), on ? "\"ENABLED\"" : "\"DISABLED\"");
  }

  /**
   * The text of a file of flags with another share of calls that get {@code on}.
   *
   * @param percent from 0 to 100
   */
  public static String share(String text, String key, int percent) {
    if (percent == 0 || percent == ALL) {
      String variant = percent == 0 ? "\"off\"" : "\"on\"";
      String plain = JsonText.set(text, List.of("flags", key, "defaultVariant"), variant);
      return JsonText.find(plain, List.of("flags", key, "targeting")).isPresent()
          ? JsonText.set(plain, List.of("flags", key, "targeting"), "{}")
          : plain;
    }
    return JsonText.set(
        text,
        List.of("flags", key, "targeting"),
        "{ \"fractional\": [[\"on\", %d], [\"off\", %d]] }".formatted(percent, ALL - percent));
  }
}
