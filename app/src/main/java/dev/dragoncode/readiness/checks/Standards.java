package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.project.syntax.Shell;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.readiness.facts.Commands;
import dev.dragoncode.readiness.facts.Pipelines;
import dev.dragoncode.readiness.facts.Pipelines.Hit;
import dev.dragoncode.readiness.facts.Pipelines.Job;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** DEV-STANDARDS: the formatter or linter runs for each pull request and can fail it. */
final class Standards {

  static final Check CHECK =
      Rule.manifests(
          new CheckSpec(
              "DEV-STANDARDS",
              Phase.TEAM,
              "Coding standards are enforced by CI",
              Weight.MEDIUM,
              Level.B,
              "A standard that only some editors apply is argued about in every review.",
              "Run the linter in the job of pull requests, without || true: mvn verify with a"
                  + " bound check goal, npm run lint, ruff check, golangci-lint."),
          Standards::decide);

  private static final String[] ACTIONS = {
    "golangci/golangci-lint-action",
    "pre-commit/action",
    "j178/prek-action",
    "astral-sh/ruff-action",
    "chartboost/ruff-action",
    "psf/black",
    "github/super-linter",
    "super-linter/super-linter",
    "oxsecurity/megalinter",
    "biomejs/setup-biome",
    "reviewdog/action-"
  };

  private static final Set<String> BOUND_PHASES =
      Set.of("verify", "install", "deploy", "package", "test", "compile");

  private Standards() {}

  private static Verdict decide(ProjectView view) {
    Pipelines pipelines = view.get(Pipelines.FACT);
    if (pipelines.files().isEmpty()) {
      return Verdict.fail("There is no CI workflow");
    }
    boolean maven = bound(view, Linting.MAVEN);
    boolean gradle =
        view.get(Manifests.FACT).modules().stream()
            .flatMap(m -> m.plugins().stream())
            .anyMatch(p -> Linting.GRADLE.contains(p.name()));
    Optional<Hit> hit =
        pipelines
            .command(c -> lints(c, maven, gradle), Job::onChanges)
            .filter(h -> !h.tolerated())
            .or(() -> pipelines.action(ACTIONS).filter(h -> h.job().onChanges() && !h.tolerated()));
    if (hit.isPresent()) {
      return Verdict.pass(
          "The job " + hit.get().job().name() + " runs " + hit.get().what(),
          line(view, hit.get().file(), hit.get().line()));
    }
    Optional<Hit> weak =
        pipelines.command(c -> lints(c, maven, gradle)).or(() -> pipelines.action(ACTIONS));
    if (weak.isPresent()) {
      return Verdict.fail(
          weak.get().tolerated()
              ? "The linter runs, but its findings are passed over"
              : "The linter runs, but not for pull requests",
          line(view, weak.get().file(), weak.get().line()));
    }
    return pipelines.unreadable().isEmpty()
        ? Verdict.fail("No job runs a formatter or linter")
        : Verdict.unknown(pipelines.unreadable().getFirst() + " cannot be read");
  }

  private static boolean bound(ProjectView view, Set<String> plugins) {
    return view.get(Manifests.FACT).modules().stream()
        .map(Module::plugins)
        .flatMap(List::stream)
        .filter(p -> plugins.contains(p.artifact()))
        .anyMatch(p ->
            p.goals().stream()
                .anyMatch(g -> g.matches("check|validate|apply-check|pmd|cpd-check")));
  }

  private static boolean lints(Shell.Command wrapped, boolean maven, boolean gradle) {
    Shell.Command command = Commands.unwrapped(wrapped);
    List<String> words = command.words();
    if (Commands.maven(command)) {
      boolean named =
          words.stream()
              .anyMatch(w ->
                  w.matches(
                      "(spotless|checkstyle|fmt|formatter|spring-javaformat|pmd|com\\.diffplug\\.spotless.*):.*(check|validate).*"));
      boolean skipped =
          words.stream()
              .anyMatch(
                  w -> w.matches("-D(checkstyle|spotless|fmt|pmd)\\.(check\\.)?skip(=true)?"));
      return named || (maven && !skipped && words.stream().anyMatch(BOUND_PHASES::contains));
    }
    if (Commands.gradle(command)) {
      return words.stream()
          .map(w -> w.substring(w.lastIndexOf(':') + 1))
          .anyMatch(w ->
              w.matches("spotlessCheck|checkstyle\\w*|ktlintCheck|detekt|pmd\\w*|checkFormat")
                  || (gradle && w.matches("check|build")));
    }
    // "--fix" and "--write" change the files and find nothing
    boolean writes = words.stream().anyMatch(w -> w.matches("--fix|--write|-w"));
    boolean plain =
        Linting.runs(command, Linting.NODE_TOOLS)
            || Linting.runs(command, Linting.PYTHON_TOOLS)
            || Linting.runs(command, Linting.GO_TOOLS);
    boolean hooks = command.program().matches("pre-commit|prek|lefthook") && command.has("run");
    return (plain && !writes) || hooks;
  }
}
