package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.file;
import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Syntax;
import dev.dragoncode.project.manifest.Compose;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.project.syntax.Json;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.readiness.facts.Images;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** PRE-UPDATES: a bot proposes new versions for everything that the project depends on. */
final class UpdateBots {

  static final Check CHECK =
      Rule.manifests(
          new CheckSpec(
              "PRE-UPDATES",
              Phase.HARDEN,
              "Update bot covers every ecosystem present",
              Weight.MEDIUM,
              Level.B,
              "Dependencies age by themselves. Small steps every week cost less than one leap in"
                  + " the week of a vulnerability.",
              "Add .github/dependabot.yml with an entry for each ecosystem and folder, or"
                  + " renovate.json with config:recommended."),
          UpdateBots::decide);

  private static final Syntax<Node> JSON = (_, text) -> Json.parse(text);

  /** Dependabot's names for what a kind of file belongs to. */
  private static final Map<String, Set<String>> NAMES =
      Map.of(
          "Maven", Set.of("maven"),
          "Gradle", Set.of("gradle"),
          "npm", Set.of("npm", "bun"),
          "Python", Set.of("pip", "uv"),
          "Go", Set.of("gomod"),
          "Docker", Set.of("docker", "docker-compose"),
          "GitHub Actions", Set.of("github-actions"));

  private UpdateBots() {}

  private static Verdict decide(ProjectView view) {
    Set<String> present = present(view);
    if (present.isEmpty()) {
      return Verdict.notApplicable("Nothing here depends on anything");
    }
    String way = view.wayToRepository();
    for (String base : way.isEmpty() ? List.of("") : List.of("", way)) {
      Optional<Verdict> verdict =
          renovate(view, base, present).or(() -> dependabot(view, base, present));
      if (verdict.isPresent()) {
        return verdict.get();
      }
    }
    return view.settings()
        .attested("PRE-UPDATES")
        .map(a ->
            Verdict.pass(
                "Attested by " + a.by() + " on " + a.on(),
                line(view, ProjectSettings.FILE, a.line())))
        .orElseGet(() -> Verdict.fail("No update bot is configured"));
  }

  private static Set<String> present(ProjectView view) {
    Set<String> present = new LinkedHashSet<>();
    for (Module module : view.get(Manifests.FACT).modules()) {
      if (!module.dependencies().isEmpty() || !module.plugins().isEmpty()) {
        present.add(
            switch (module.tool()) {
              case MAVEN -> "Maven";
              case GRADLE -> "Gradle";
              case NPM, PNPM, YARN, BUN -> "npm";
              case PYTHON -> "Python";
              case GO -> "Go";
            });
      }
    }
    if (!view.get(Images.FACT).files().isEmpty()) {
      present.add("Docker");
    }
    if (!PinnedActions.workflows(view).isEmpty()) {
      present.add("GitHub Actions");
    }
    return present;
  }

  private static Optional<Verdict> renovate(ProjectView view, String base, Set<String> present) {
    for (String name :
        List.of(
            "renovate.json",
            "renovate.json5",
            ".github/renovate.json",
            ".github/renovate.json5",
            ".renovaterc",
            ".renovaterc.json")) {
      Optional<IndexedFile> config = view.file(base + name).filter(f -> !f.ignored());
      if (config.isEmpty()) {
        continue;
      }
      Optional<Node> root = view.parse(config.get(), JSON).value();
      if (root.flatMap(r -> r.text("enabled")).filter("false"::equals).isPresent()) {
        return Optional.of(Verdict.fail("Renovate is switched off", file(config.get().path())));
      }
      List<String> only = root.map(r -> r.texts("enabledManagers")).orElse(List.of());
      List<String> missing = new ArrayList<>();
      for (String each : present) {
        if (!only.isEmpty() && only.stream().noneMatch(m -> manages(m, each))) {
          missing.add(each);
        }
      }
      return Optional.of(
          missing.isEmpty()
              ? Verdict.pass("Renovate looks after everything it finds", file(config.get().path()))
              : Verdict.fail(
                  "Renovate leaves out " + String.join(", ", missing), file(config.get().path())));
    }
    return Optional.empty();
  }

  private static boolean manages(String manager, String ecosystem) {
    String lower = manager.toLowerCase(Locale.ROOT);
    return switch (ecosystem) {
      case "Python" -> lower.matches("pip.*|poetry|pep621|pipenv|uv");
      case "Docker" -> lower.startsWith("docker");
      case "GitHub Actions" -> lower.equals("github-actions");
      case "Go" -> lower.equals("gomod");
      default -> lower.startsWith(ecosystem.toLowerCase(Locale.ROOT));
    };
  }

  private static Optional<Verdict> dependabot(ProjectView view, String base, Set<String> present) {
    Optional<IndexedFile> config =
        view.file(base + ".github/dependabot.yml")
            .or(() -> view.file(base + ".github/dependabot.yaml"));
    if (config.isEmpty()) {
      return Optional.empty();
    }
    Optional<List<Node>> documents = view.parse(config.get(), Compose.YAML).value();
    if (documents.isEmpty()) {
      return Optional.of(
          Verdict.unknown(config.get().path() + " cannot be read", file(config.get().path())));
    }
    Set<String> covered = new LinkedHashSet<>();
    documents
        .get()
        .forEach(d ->
            d.items("updates").forEach(u -> u.text("package-ecosystem").ifPresent(covered::add)));
    List<String> missing =
        present.stream()
            .filter(
                each -> NAMES.getOrDefault(each, Set.of()).stream().noneMatch(covered::contains))
            .toList();
    return Optional.of(
        missing.isEmpty()
            ? Verdict.pass("Dependabot looks after everything here", file(config.get().path()))
            : Verdict.fail(
                "Dependabot leaves out " + String.join(", ", missing), file(config.get().path())));
  }
}
