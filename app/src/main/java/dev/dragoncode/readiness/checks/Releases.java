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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * PRD-SEMVER: a release has a number that says what it may break, and a text that says what
 * changed.
 */
final class Releases {

  static final Check CHECK =
      Rule.manifests(
          new CheckSpec(
              "PRD-SEMVER",
              Phase.DELIVER,
              "Semver tags and changelog",
              Weight.MEDIUM,
              Level.B,
              "Who runs a release has to know which it is, what changed in it, and what to go back"
                  + " to.",
              "Keep a CHANGELOG.md, give the manifest a semantic version, and let a job tag it:"
                  + " release-please, semantic-release, JReleaser, or git tag with v1.2.3."),
          Releases::decide);

  private static final Pattern SEMANTIC = Pattern.compile("v?\\d+\\.\\d+\\.\\d+([-+.][\\w.+-]*)?");

  private static final String[] RELEASERS = {
    "googleapis/release-please-action",
    "google-github-actions/release-please-action",
    "cycjimmy/semantic-release-action",
    "changesets/action",
    "softprops/action-gh-release",
    "ncipollo/release-action",
    "goreleaser/goreleaser-action",
    "release-drafter/release-drafter",
    "jreleaser/release-action",
    "actions/create-release",
    "python-semantic-release/"
  };

  private Releases() {}

  private static Verdict decide(ProjectView view) {
    Manifests manifests = view.get(Manifests.FACT);
    if (manifests.modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    List<String> gaps = new ArrayList<>();
    List<Evidence> evidence = new ArrayList<>();
    Optional<IndexedFile> log = changelog(view);
    // a workspace's root may have none; its parts have theirs
    Optional<Evidence> version =
        manifests.modules().stream()
            .flatMap(m -> version(view, m).stream())
            .findFirst()
            .or(() -> log.flatMap(f -> numbered(view, f)));
    version.ifPresentOrElse(evidence::add, () -> gaps.add("a semantic version"));
    log.ifPresent(f -> evidence.add(file(f.path())));
    Optional<Evidence> job = job(view);
    job.ifPresent(evidence::add);
    boolean drafted = job.isPresent() && writesChangelog(view);
    if (log.isEmpty() && !drafted) {
      gaps.add("a changelog");
    }
    if (job.isEmpty() && !tagged(view)) {
      gaps.add("tags, or a job that makes them");
    }
    return gaps.isEmpty()
        ? Verdict.pass("Releases are numbered and told of", evidence)
        : Verdict.fail("The project lacks " + String.join(" and ", gaps), evidence);
  }

  private static Optional<Evidence> version(ProjectView view, Module module) {
    return switch (module.tool()) {
      case MAVEN -> {
        String version = module.properties().getOrDefault("project.version", "");
        boolean dynamic =
            module.plugin("jgitver-maven-plugin", "git-commit-id-maven-plugin").isPresent()
                || version.contains("${revision}");
        yield dynamic || SEMANTIC.matcher(version).matches()
            ? Optional.of(file(module.manifest()))
            : Optional.empty();
      }
      case GRADLE ->
          view.file(module.manifest())
              .or(() -> view.file("gradle.properties"))
              .flatMap(view::text)
              .filter(t ->
                  t.lines()
                          .anyMatch(
                              l -> l.matches("\\s*version\\s*=?\\s*[\"']?\\d+\\.\\d+\\.\\d+.*"))
                      || t.matches(
                          "(?s).*(axion-release|nebula\\.release|palantir\\.git-version"
                              + "|reckon|jgitver).*"))
              .map(_ -> file(module.manifest()))
              .or(() ->
                  view.file("gradle.properties")
                      .flatMap(view::text)
                      .filter(t ->
                          t.lines()
                              .anyMatch(l -> l.matches("version\\s*=\\s*\\d+\\.\\d+\\.\\d+.*")))
                      .map(_ -> file("gradle.properties")));
      case NPM, PNPM, YARN, BUN ->
          module
              .raw()
              .filter(r ->
                  r.text("version")
                          .filter(v -> SEMANTIC.matcher(v).matches() && !v.equals("0.0.0"))
                          .isPresent()
                      || module.dependency("semantic-release", "@changesets/cli").isPresent())
              .map(_ -> file(module.manifest()));
      case PYTHON ->
          module
              .raw()
              .filter(r ->
                  r.text("project", "version")
                          .or(() -> r.text("tool", "poetry", "version"))
                          .filter(v -> SEMANTIC.matcher(v).matches())
                          .isPresent()
                      || r.texts("project", "dynamic").contains("version")
                      || r.at("tool", "setuptools_scm").isPresent())
              .map(_ -> file(module.manifest()));
      // a Go module's version is its tag
      case GO -> Optional.of(file(module.manifest()));
    };
  }

  private static Optional<IndexedFile> changelog(ProjectView view) {
    return view.inFolder("").stream()
        .filter(f -> !f.ignored())
        .filter(f ->
            f.name()
                .matches(
                    "(?i)(changelog|changes|history|news|release[-_]?notes|releases?)(\\.(md|adoc|rst|txt))?"))
        .filter(f -> f.size() > 0)
        .findFirst()
        .or(() ->
            Documents.named(view, "docs", "changelog", "changes", "release-notes").stream()
                .findFirst());
  }

  /** The first heading of a changelog that is a version. */
  private static Optional<Evidence> numbered(ProjectView view, IndexedFile log) {
    List<String> lines = view.text(log).map(t -> t.lines().toList()).orElse(List.of());
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).matches("[#=]+ \\[?v?\\d+\\.\\d+\\.\\d+\\b.*")) {
        return Optional.of(line(view, log.path(), i + 1));
      }
    }
    return Optional.empty();
  }

  private static Optional<Evidence> job(ProjectView view) {
    Pipelines pipelines = view.get(Pipelines.FACT);
    return pipelines
        .action(RELEASERS)
        .or(() ->
            pipelines.command(c ->
                c.program()
                        .matches(
                            "semantic-release|release-it|standard-version|goreleaser|jreleaser|changeset")
                    || (c.program().equals("git") && c.has("tag"))
                    || (c.program().equals("gh") && c.has("release"))
                    || c.words().stream()
                        .anyMatch(w -> w.matches("release:(prepare|perform)|jreleaser:.*"))
                    || (c.program().equals("npx") && c.has("semantic-release"))))
        .map(h -> line(view, h.file(), h.line()));
  }

  /** Tools that write the release's text by themselves. */
  private static boolean writesChangelog(ProjectView view) {
    return view.get(Pipelines.FACT)
        .action(
            "googleapis/release-please",
            "google-github-actions/release-please",
            "release-drafter/",
            "changesets/",
            "cycjimmy/semantic")
        .or(() ->
            view.get(Pipelines.FACT)
                .command(c -> Commands.unwrapped(c).program().equals("semantic-release")))
        .isPresent();
  }

  /** Whether the repository has a tag that reads as a version. */
  private static boolean tagged(ProjectView view) {
    return view.tags().stream().anyMatch(t -> SEMANTIC.matcher(t).matches());
  }
}
