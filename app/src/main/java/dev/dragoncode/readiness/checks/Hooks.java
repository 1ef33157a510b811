package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.file;
import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.readiness.facts.Commands;
import dev.dragoncode.readiness.facts.Pipelines;
import java.util.List;
import java.util.Optional;

/** VAL-HOOKS: what takes seconds is checked before a commit, on every machine. */
final class Hooks {

  static final Check CHECK =
      Rule.manifests(
          new CheckSpec(
              "VAL-HOOKS",
              Phase.VALIDATE,
              "Pre-commit hooks configured and installed",
              Weight.LOW,
              Level.B,
              "A slip found before the commit costs seconds; found by CI it costs a coffee.",
              "Write lefthook.yml or .pre-commit-config.yaml and install it once in each clone:"
                  + " lefthook install, pre-commit install; with husky the prepare script does"
                  + " it."),
          Hooks::decide);

  private Hooks() {}

  private static Verdict decide(ProjectView view) {
    Optional<Evidence> config = config(view);
    if (config.isEmpty()) {
      return view.file(".husky/commit-msg")
          .filter(f -> says(view, f))
          .map(f ->
              Verdict.fail(
                  "The hook looks at the message of a commit only, not at what is committed",
                  file(f.path())))
          .orElseGet(() -> Verdict.fail("No hook is configured"));
    }
    List<String> installed = view.hooks();
    if (installed.contains("pre-commit") || installed.contains("commit-msg")) {
      return Verdict.pass("Configured, and installed in this clone", config.get());
    }
    Optional<Evidence> byItself = installs(view);
    if (byItself.isPresent()) {
      return Verdict.pass("Configured, and installed by the build", config.get(), byItself.get());
    }
    Optional<Evidence> enforced =
        view.get(Pipelines.FACT)
            .action("pre-commit/action", "pre-commit-ci/", "j178/prek-action")
            .or(() ->
                view.get(Pipelines.FACT)
                    .command(c ->
                        Commands.unwrapped(c).program().matches("pre-commit|prek|lefthook")
                            && c.has("run")))
            .map(h -> line(view, h.file(), h.line()));
    if (enforced.isPresent()) {
      return Verdict.pass("Configured, and CI runs the same", config.get(), enforced.get());
    }
    return Verdict.unknown(
        "Configured, but not installed in this clone; whether others have it cannot be seen",
        config.get());
  }

  private static Optional<Evidence> config(ProjectView view) {
    String way = view.wayToRepository();
    for (String base : way.isEmpty() ? List.of("") : List.of("", way)) {
      for (String name :
          List.of(
              ".pre-commit-config.yaml",
              "lefthook.yml",
              "lefthook.yaml",
              ".lefthook.yml",
              ".husky/pre-commit",
              ".githooks/pre-commit",
              ".overcommit.yml")) {
        Optional<IndexedFile> found =
            view.file(base + name).filter(f -> !f.ignored() && f.size() > 0);
        if (found.isPresent() && says(view, found.get())) {
          return Optional.of(file(found.get().path()));
        }
      }
    }
    return view.get(Manifests.FACT).modules().stream()
        .flatMap(m -> own(view, m).stream())
        .findFirst();
  }

  /** Whether the file is more than comments. */
  private static boolean says(ProjectView view, IndexedFile file) {
    return view.text(file)
        .filter(t -> t.lines().anyMatch(l -> !l.isBlank() && !l.strip().startsWith("#")))
        .isPresent();
  }

  /** Hooks that a manifest holds. */
  private static Optional<Evidence> own(ProjectView view, Module module) {
    return module
        .raw()
        .flatMap(r ->
            r.at("simple-git-hooks").or(() -> r.at("husky", "hooks")).or(() -> r.at("gitHooks")))
        .map(n -> line(view, module.manifest(), n.line()))
        .or(() -> plugin(view, module));
  }

  private static Optional<Evidence> plugin(ProjectView view, Module module) {
    return module
        .plugin(
            "git-build-hook-maven-plugin",
            "githook-maven-plugin",
            "com.star-zero.gradle.githook",
            "org.danilopianini.gradle-pre-commit-git-hooks")
        .map(p -> line(view, p.file(), p.line()));
  }

  /** What installs the hooks as part of an ordinary build. */
  private static Optional<Evidence> installs(ProjectView view) {
    for (Module module : view.get(Manifests.FACT).modules()) {
      Optional<Evidence> found =
          List.of("prepare", "postinstall", "install").stream()
              .flatMap(name -> Optional.ofNullable(module.scripts().get(name)).stream())
              .filter(s ->
                  s.command().matches(".*(husky|lefthook|simple-git-hooks|core\\.hooksPath).*"))
              .findFirst()
              .map(s -> line(view, module.manifest(), s.line()))
              // lefthook's package installs its hooks when it is itself installed
              .or(() -> module.dependency("lefthook").map(d -> line(view, d.file(), d.line())))
              .or(() -> plugin(view, module));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
