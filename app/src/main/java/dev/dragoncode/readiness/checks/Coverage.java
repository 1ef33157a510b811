package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.file;
import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Syntax;
import dev.dragoncode.project.manifest.BuildPlugin;
import dev.dragoncode.project.manifest.Compose;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.project.syntax.Lexer;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.Shell;
import dev.dragoncode.project.syntax.Token;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.readiness.facts.Pipelines;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** VAL-COVERAGE: how much the tests reach is measured, and less than before fails the build. */
final class Coverage {

  static final Check CHECK =
      Rule.manifests(
          new CheckSpec(
              "VAL-COVERAGE",
              Phase.VALIDATE,
              "Coverage measured with a threshold",
              Weight.MEDIUM,
              Level.B,
              "Coverage that only a report shows goes down unseen. A threshold at today's value"
                  + " keeps it.",
              "JaCoCo: a check goal with a minimum. Jest: coverageThreshold. Vitest:"
                  + " coverage.thresholds. Python: fail_under. Go: a step that compares go tool cover"
                  + " -func with a number. Begin with today's value."),
          Coverage::decide);

  private static final Syntax<List<Token>> SCRIPT =
      (_, text) -> Lexer.tokens(text, Lexer.Language.SCRIPT);
  private static final Syntax<List<Token>> GRADLE =
      (_, text) -> Lexer.tokens(text, Lexer.Language.GRADLE);

  private Coverage() {}

  /** What a part of the project does about coverage. */
  private static final class Seen {
    private final List<Evidence> gates = new ArrayList<>();
    private final List<Evidence> reports = new ArrayList<>();
  }

  private static Verdict decide(ProjectView view) {
    Manifests manifests = view.get(Manifests.FACT);
    if (manifests.modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    Seen seen = new Seen();
    for (Module module : manifests.modules()) {
      switch (module.tool()) {
        case MAVEN -> maven(view, module, seen);
        case GRADLE -> gradle(view, module, seen);
        case NPM, PNPM, YARN, BUN -> node(view, module, seen);
        case PYTHON -> python(view, module, seen);
        case GO -> {}
      }
    }
    commands(view, seen);
    service(view, seen);
    if (!seen.gates.isEmpty()) {
      return Verdict.pass("Coverage below a threshold fails the build", seen.gates);
    }
    return seen.reports.isEmpty()
        ? Verdict.fail("Coverage is not measured")
        : Verdict.fail("Coverage is measured, but no value is demanded of it", seen.reports);
  }

  private static void maven(ProjectView view, Module module, Seen seen) {
    for (BuildPlugin each : module.plugins()) {
      if (each.artifact().equals("jacoco-maven-plugin")) {
        Evidence place = line(view, each.file(), each.line());
        boolean gate =
            each.goals().contains("check")
                && view.file(each.file())
                    .flatMap(view::text)
                    .filter(t -> t.contains("<minimum>") || t.contains("<maximum>"))
                    .isPresent();
        (gate ? seen.gates : seen.reports).add(place);
      } else if (each.artifact().matches("cobertura-maven-plugin|openclover-maven-plugin")) {
        seen.reports.add(line(view, each.file(), each.line()));
      }
    }
  }

  private static void gradle(ProjectView view, Module module, Seen seen) {
    Optional<IndexedFile> build = view.file(module.manifest());
    List<Token> tokens = build.flatMap(f -> view.parse(f, GRADLE).value()).orElse(List.of());
    Predicate<String> named = name -> tokens.stream().anyMatch(t -> t.is(name));
    boolean rule =
        named.test("violationRules")
            || (named.test("kover") && named.test("verify"))
            || named.test("koverVerify");
    boolean hung =
        !named.test("violationRules")
            || tokens.stream()
                .anyMatch(t ->
                    t.is("jacocoTestCoverageVerification")
                        || (t.string() && t.text().equals("jacocoTestCoverageVerification")));
    if (rule && hung) {
      seen.gates.add(file(module.manifest()));
    } else {
      module
          .plugin("jacoco", "org.jetbrains.kotlinx.kover")
          .ifPresent(p -> seen.reports.add(line(view, p.file(), p.line())));
    }
  }

  private static void node(ProjectView view, Module module, Seen seen) {
    module
        .raw()
        .flatMap(r ->
            r.at("jest", "coverageThreshold")
                .or(() -> r.at("nyc", "check-coverage"))
                .or(() -> r.at("c8", "check-coverage")))
        .ifPresent(n -> seen.gates.add(line(view, module.manifest(), n.line())));
    for (IndexedFile each : view.inFolder(module.folder())) {
      boolean jest = each.name().matches("jest\\.config\\.\\w+");
      boolean vitest = each.name().matches("vite(st)?\\.config\\.\\w+");
      boolean nyc = each.name().matches("\\.(nycrc|c8rc)(\\.\\w+)?");
      if (each.ignored() || !(jest || vitest || nyc)) {
        continue;
      }
      List<Token> tokens = view.parse(each, SCRIPT).value().orElse(List.of());
      Optional<Token> gate =
          tokens.stream()
              .filter(t ->
                  (jest && t.text().equals("coverageThreshold"))
                      || (vitest && t.text().equals("thresholds"))
                      || (nyc && t.text().matches("check-coverage|lines|branches|statements")))
              .findFirst();
      gate.ifPresent(t -> seen.gates.add(line(view, each.path(), t.line())));
      if (gate.isEmpty()) {
        tokens.stream()
            .filter(t -> t.text().matches("collectCoverage|coverage|reporter"))
            .findFirst()
            .ifPresent(t -> seen.reports.add(line(view, each.path(), t.line())));
      }
    }
    module
        .scripts()
        .values()
        .forEach(s ->
            command(
                Shell.commands(s.command()).stream(),
                line(view, module.manifest(), s.line()),
                seen));
  }

  private static void python(ProjectView view, Module module, Seen seen) {
    module
        .raw()
        .flatMap(r -> r.at("tool", "coverage", "report", "fail_under"))
        .ifPresent(n -> seen.gates.add(line(view, module.path("pyproject.toml"), n.line())));
    for (String name :
        List.of(".coveragerc", "setup.cfg", "tox.ini", "pytest.ini", "pyproject.toml")) {
      Optional<IndexedFile> config =
          view.file(module.path(name)).or(() -> view.file(name)).filter(f -> !f.ignored());
      List<String> lines =
          config.flatMap(view::text).map(t -> t.lines().toList()).orElse(List.of());
      for (int i = 0; i < lines.size(); i++) {
        String text = lines.get(i).strip();
        if (text.startsWith("#") || text.startsWith(";")) {
          continue;
        }
        boolean gate =
            text.matches("fail_under\\s*=\\s*[1-9].*")
                || text.matches(".*--cov-fail-under[= ][1-9].*");
        if (gate) {
          seen.gates.add(line(view, config.orElseThrow().path(), i + 1));
        } else if (text.contains("--cov") || text.matches("\\[(tool\\.)?(coverage[.:].*|run)]")) {
          seen.reports.add(line(view, config.orElseThrow().path(), i + 1));
        }
      }
    }
  }

  private static void commands(ProjectView view, Seen seen) {
    view.get(Pipelines.FACT).jobs().stream()
        .flatMap(Pipelines.Job::runs)
        .filter(r -> !r.tolerated())
        .forEach(r -> command(Stream.of(r.command()), line(view, r.file(), r.line()), seen));
    goGate(view, seen);
  }

  private static void command(Stream<Shell.Command> commands, Evidence place, Seen seen) {
    commands.forEach(c -> {
      List<String> words = c.words();
      boolean gate =
          words.stream()
              .anyMatch(w ->
                  w.matches(
                      "--cov-fail-under=?[1-9]?.*|--fail-under=?[1-9]?.*|--check-coverage|--coverage\\.thresholds.*|--coverageThreshold=.*"));
      boolean report =
          words.stream()
              .anyMatch(w ->
                  w.matches("--coverage(=true)?|--cov(=.*)?|-cover(profile=.*)?|--coverprofile.*")
                      || w.equals("c8")
                      || w.equals("nyc"));
      if (gate) {
        seen.gates.add(place);
      } else if (report) {
        seen.reports.add(place);
      }
    });
  }

  /** A job that reads Go's total and compares it, or a ready-made step that does. */
  private static void goGate(ProjectView view, Seen seen) {
    Pipelines pipelines = view.get(Pipelines.FACT);
    pipelines
        .action("vladopajic/go-test-coverage")
        .or(() -> pipelines.command(c -> c.program().equals("go-test-coverage")))
        .ifPresent(h -> seen.gates.add(line(view, h.file(), h.line())));
    for (Pipelines.Job job : pipelines.jobs()) {
      List<Pipelines.Run> runs = job.runs().toList();
      Optional<Pipelines.Run> read =
          runs.stream()
              .filter(r ->
                  r.command().words().stream().anyMatch(w -> w.contains("tool cover -func"))
                      || (r.command().program().equals("go")
                          && r.command().has("cover")
                          && r.command().words().stream().anyMatch(w -> w.startsWith("-func"))))
              .findFirst();
      boolean compared =
          runs.stream()
              .map(r -> String.join(" ", r.command().words()))
              .anyMatch(
                  c -> c.matches("(?s).*(-lt|-ge|-gt|<|>|bc).*") && c.matches("(?s).*\\d+.*"));
      if (read.isPresent()) {
        (compared ? seen.gates : seen.reports)
            .add(line(view, read.get().file(), read.get().line()));
      }
    }
  }

  /** Codecov's own status, which fails a pull request below its target unless it only informs. */
  private static void service(ProjectView view, Seen seen) {
    boolean uploads =
        view.get(Pipelines.FACT).action("codecov/codecov-action", "coverallsapp/").isPresent();
    for (String name : List.of("codecov.yml", ".codecov.yml", ".github/codecov.yml")) {
      Optional<IndexedFile> config = view.file(name).filter(f -> !f.ignored());
      if (config.isEmpty()) {
        continue;
      }
      Optional<Node> root =
          view.parse(config.get(), Compose.YAML).value().flatMap(all -> all.stream().findFirst());
      boolean informs =
          root.map(r ->
                  r.flatten().stream()
                      .anyMatch(s -> s.key().endsWith("informational") && s.value().equals("true")))
              .orElse(true);
      boolean target = root.flatMap(r -> r.at("coverage", "status")).isPresent();
      (uploads && target && !informs ? seen.gates : seen.reports).add(file(config.get().path()));
    }
    view.get(Pipelines.FACT)
        .action("codecov/codecov-action", "coverallsapp/")
        .ifPresent(h -> seen.reports.add(line(view, h.file(), h.line())));
  }
}
