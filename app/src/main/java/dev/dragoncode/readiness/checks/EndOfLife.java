package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Syntax;
import dev.dragoncode.project.manifest.BuildPlugin;
import dev.dragoncode.project.manifest.Dependency;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.project.syntax.Dockerfile;
import dev.dragoncode.project.syntax.Xml;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.readiness.facts.Images;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PRE-EOL: whoever makes the runtime and the framework still mends them. */
final class EndOfLife {

  /** A table older than this does not know the newest releases (readiness-checks.json). */
  private static final int FRESH_DAYS = 90;

  private static final Syntax<Xml.Element> POM = (_, text) -> Xml.parse(text);

  /** A version that is one release: 18, v18.2, 18.x, ^18, ~3.12; not ">=14", which is many. */
  private static final Pattern ONE_RELEASE =
      Pattern.compile("\\s*(?:lts/)?[v^~=]*(\\d+)(?:\\.(\\d+|x|\\*))?(?:[.\\w+*-]*)?\\s*");

  private static final Pattern IMAGE =
      Pattern.compile(
          "(?:.*/)?(node|python|golang|eclipse-temurin|openjdk|amazoncorretto)"
              + ":(\\d+)(?:\\.(\\d+))?.*");

  private final Clock clock;
  private final SupportTable table = SupportTable.bundled();

  private EndOfLife(Clock clock) {
    this.clock = clock;
  }

  /** The check, which judges by this clock's day. */
  static Check at(Clock clock) {
    return Rule.manifests(
        new CheckSpec(
            "PRE-EOL",
            Phase.HARDEN,
            "Runtime and framework still supported",
            Weight.HIGH,
            Level.B,
            "After the end of support the next hole stays open, whoever knows of it.",
            "Move to a release that is still supported, in the build file and in the base image"
                + " alike; where you pay for longer support, waive this check with the date."),
        new EndOfLife(clock)::decide);
  }

  /** A release that the project names. */
  private record Use(String product, String title, String release, Evidence place) {}

  private Verdict decide(ProjectView view) {
    List<Use> uses = new ArrayList<>();
    images(view, uses);
    for (Module module : view.get(Manifests.FACT).modules()) {
      switch (module.tool()) {
        case MAVEN -> maven(view, module, uses);
        case GRADLE -> gradle(view, module, uses);
        case NPM, PNPM, YARN, BUN -> node(view, module, uses);
        case PYTHON -> python(view, module, uses);
        case GO -> go(view, module, uses);
      }
    }
    LocalDate today = LocalDate.now(clock);
    List<Evidence> good = new ArrayList<>();
    List<Evidence> bad = new ArrayList<>();
    List<Evidence> open = new ArrayList<>();
    String worst = "";
    for (Use each : uses) {
      Optional<LocalDate> end = table.end(each.product, each.release);
      if (end.isEmpty()) {
        open.add(each.place);
      } else if (end.get().isBefore(today)) {
        bad.add(each.place);
        worst = each.title + " " + each.release + " had its last fix on " + end.get();
      } else {
        good.add(each.place);
      }
    }
    boolean old = table.asOf().isBefore(today.minusDays(FRESH_DAYS));
    String known = "as known on " + table.asOf();
    if (!bad.isEmpty()) {
      return Verdict.fail(worst + ", " + known, bad);
    }
    if (!open.isEmpty() || good.isEmpty()) {
      return Verdict.unknown(
          good.isEmpty() && open.isEmpty()
              ? "No file names one release of the runtime"
              : "A release is not in the table, "
                  + known
                  + (old ? ", which is more than " + FRESH_DAYS + " days ago" : ""),
          open);
    }
    return Verdict.pass("Every release that is named is supported, " + known, good);
  }

  private static void images(ProjectView view, List<Use> uses) {
    for (Images.ImageFile file : view.get(Images.FACT).files()) {
      for (Dockerfile.Stage stage : file.dockerfile().stages()) {
        Matcher image = IMAGE.matcher(stage.image());
        if (!image.matches()) {
          continue;
        }
        Evidence place = line(view, file.path(), stage.line());
        String major = image.group(2);
        String both = major + "." + (image.group(3) == null ? "0" : image.group(3));
        switch (image.group(1)) {
          case "node" -> uses.add(new Use("node", "Node.js", major, place));
          case "python" -> {
            if (image.group(3) != null) {
              uses.add(new Use("python", "Python", both, place));
            }
          }
          case "golang" -> {
            if (image.group(3) != null) {
              uses.add(new Use("go", "Go", both, place));
            }
          }
          default -> uses.add(new Use("java", "Java", major, place));
        }
      }
    }
  }

  private static void maven(ProjectView view, Module module, List<Use> uses) {
    for (String key : List.of("java.version", "maven.compiler.release", "maven.compiler.target")) {
      String value = module.properties().getOrDefault(key, "");
      if (value.matches("(1\\.)?\\d+")) {
        Optional<Evidence> place = property(view, module.manifest(), key);
        place.ifPresent(p -> uses.add(new Use("java", "Java", value.replaceFirst("^1\\.", ""), p)));
        break;
      }
    }
    Optional<Xml.Element> root =
        view.file(module.manifest()).flatMap(f -> view.parse(f, POM).value());
    root.flatMap(r -> r.at("parent"))
        .filter(
            p -> p.textAt("artifactId").filter("spring-boot-starter-parent"::equals).isPresent())
        .flatMap(p -> p.at("version"))
        .ifPresent(v -> boot(v.text(), line(view, module.manifest(), v.line()), uses));
    if (root.flatMap(r -> r.at("parent")).isEmpty()) {
      module
          .dependency(
              d -> d.name().startsWith("org.springframework.boot:") && d.version().isPresent())
          .ifPresent(d -> boot(d.version().orElseThrow(), line(view, d.file(), d.line()), uses));
    }
  }

  private static Optional<Evidence> property(ProjectView view, String file, String key) {
    return view.file(file)
        .flatMap(f -> view.parse(f, POM).value())
        .flatMap(r -> r.at("properties", key))
        .map(e -> line(view, file, e.line()));
  }

  private static void boot(String version, Evidence place, List<Use> uses) {
    Matcher numbers = Pattern.compile("(\\d+\\.\\d+)\\..*").matcher(version);
    if (numbers.matches()) {
      uses.add(new Use("spring-boot", "Spring Boot", numbers.group(1), place));
    }
  }

  private static void gradle(ProjectView view, Module module, List<Use> uses) {
    for (BuildPlugin plugin : module.plugins()) {
      if (plugin.name().equals("org.springframework.boot")) {
        plugin.version().ifPresent(v -> boot(v, line(view, plugin.file(), plugin.line()), uses));
      }
    }
  }

  private static void node(ProjectView view, Module module, List<Use> uses) {
    for (String name : List.of(".nvmrc", ".node-version")) {
      Optional<IndexedFile> file = view.file(module.path(name)).or(() -> view.file(name));
      if (file.isPresent()) {
        one(
                "node",
                "Node.js",
                view.text(file.get()).orElse(""),
                false,
                line(view, file.get().path(), 1))
            .ifPresent(uses::add);
        return;
      }
    }
    module
        .raw()
        .flatMap(r -> r.at("engines", "node"))
        .ifPresent(n ->
            one(
                    "node",
                    "Node.js",
                    n.text().orElse(""),
                    false,
                    line(view, module.manifest(), n.line()))
                .ifPresent(uses::add));
  }

  private static void python(ProjectView view, Module module, List<Use> uses) {
    Optional<IndexedFile> file =
        view.file(module.path(".python-version")).or(() -> view.file(".python-version"));
    file.flatMap(
            f -> one("python", "Python", view.text(f).orElse(""), true, line(view, f.path(), 1)))
        .ifPresent(uses::add);
    module
        .dependency(d -> d.main() && d.name().equals("django"))
        .flatMap(d -> django(view, d))
        .ifPresent(uses::add);
  }

  private static Optional<Use> django(ProjectView view, Dependency django) {
    Matcher exact =
        Pattern.compile("(?:==|~=|\\^|~)\\s*(\\d+\\.\\d+).*").matcher(django.version().orElse(""));
    return exact.matches()
        ? Optional.of(
            new Use("django", "Django", exact.group(1), line(view, django.file(), django.line())))
        : Optional.empty();
  }

  /**
   * The go line is the least that is needed; where an image or a toolchain line says more, that
   * counts.
   */
  private static void go(ProjectView view, Module module, List<Use> uses) {
    if (uses.stream().anyMatch(u -> u.product.equals("go"))) {
      return;
    }
    List<String> lines =
        view.file(module.manifest()).flatMap(view::text).orElse("").lines().toList();
    Optional<Use> named = Optional.empty();
    for (int i = 0; i < lines.size(); i++) {
      Matcher line =
          Pattern.compile("(?:go|toolchain go)\\s*(\\d+\\.\\d+).*").matcher(lines.get(i));
      if (line.matches()) {
        named =
            Optional.of(new Use("go", "Go", line.group(1), line(view, module.manifest(), i + 1)));
      }
    }
    named.ifPresent(uses::add);
  }

  private static Optional<Use> one(
      String product, String title, String version, boolean minor, Evidence place) {
    Matcher release = ONE_RELEASE.matcher(version.strip());
    if (!release.matches()
        || (minor && (release.group(2) == null || !release.group(2).matches("\\d+")))) {
      return Optional.empty();
    }
    return Optional.of(
        new Use(
            product,
            title,
            minor ? release.group(1) + "." + release.group(2) : release.group(1),
            place));
  }
}
