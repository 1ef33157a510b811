package dev.dragoncode.fix;

import dev.dragoncode.change.Draft;
import dev.dragoncode.change.text.JsonText;
import dev.dragoncode.change.text.LinesText;
import dev.dragoncode.change.text.XmlText;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Stack.BuildTool;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.readiness.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** PRD-SEMVER, PRD-SBOM and PRD-REPRO: what a release is, and what it is made of. */
final class ReleaseFixes {

  /** Any fixed moment will do; release plugins move it on. */
  private static final String MOMENT = "2026-01-01T00:00:00Z";

  private static final String ON_TAGS =
      """
      name: %s

      on:
        push:
          tags: ["v*.*.*"]

      permissions:
        contents: read

      jobs:
      """;

  private static final String ATTESTING =
      """
          permissions:
            contents: read
            id-token: write
            attestations: write
          steps:
      """;

  private static final Pattern NPM_INSTALL = Pattern.compile("npm (install|i)(?=\\s*(&&|;|$))");

  private ReleaseFixes() {}

  static List<Fix> all() {
    return List.of(
        new Fix(
            "PRD-SEMVER",
            "Writes CHANGELOG.md, a version where package.json has none, and a workflow that makes a"
                + " release of each tag.",
            ReleaseFixes::numbered),
        new Fix(
            "PRD-SBOM",
            "Writes a workflow that builds each tag, lists the artifact's parts (CycloneDX) and"
                + " attests where it was built.",
            ReleaseFixes::listed),
        new Fix(
            "PRD-REPRO",
            "Fixes the time stamp of Maven's archives, Gradle's order of files, and npm install in"
                + " images.",
            ReleaseFixes::reproducible));
  }

  private static void numbered(Draft draft) {
    ProjectView view = draft.view();
    if (Gaps.passes(view, "PRD-SEMVER")) {
      return;
    }
    String gap = Gaps.verdict(view, "PRD-SEMVER").summary();
    if (gap.contains("a semantic version")) {
      version(draft);
    }
    if (gap.contains("a changelog")) {
      String text =
          "# Changelog\n\nAs https://keepachangelog.com has it; versions as https://semver.org has"
              + " them.\n\n## Unreleased\n";
      draft.edit("CHANGELOG.md", old -> old.isBlank() ? text : old);
    }
    if (gap.contains("tags, or a job")) {
      String job =
          Workflow.job(
              "release",
              "",
              List.of(
                  Workflow.checkout(),
                  "run: gh release create \"$GITHUB_REF_NAME\" --verify-tag --generate-notes\n"
                      + "env:\n  GH_TOKEN: ${{ github.token }}"));
      PipelineFixes.write(
          draft,
          "release",
          ON_TAGS.formatted("release")
              + job.replaceFirst(
                  "    steps:\n", "    permissions:\n      contents: write\n    steps:\n"));
      draft.advise("A release is a tag: git tag v1.2.0 && git push origin v1.2.0.");
    }
  }

  private static void version(Draft draft) {
    Optional<Module> first =
        Stack.modules(draft.view()).stream().findFirst().filter(m -> m.tool().node());
    if (first.isEmpty()) {
      draft.decline("The manifest's version is not of three numbers; which it is is yours to say.");
      return;
    }
    draft.edit(first.get().manifest(), json -> JsonText.set(json, List.of("version"), "\"0.1.0\""));
  }

  private static void listed(Draft draft) {
    ProjectView view = draft.view();
    Optional<Module> module = Workflow.roots(view).stream().findFirst();
    if (Gaps.passes(view, "PRD-SBOM")) {
      return;
    }
    if (module.isEmpty()) {
      draft.decline("No build file says what the artifact is.");
      return;
    }
    List<String> steps = new ArrayList<>(Workflow.setUp(view, module.get()));
    String place = Workflow.folder(view, module.get());
    String prefix = place.isEmpty() ? "" : place + "/";
    String artifact =
        switch (module.get().tool()) {
          case MAVEN -> {
            steps.add(Workflow.run(Stack.maven(view) + " -B -DskipTests package"));
            yield prefix + "target/*.jar";
          }
          case GRADLE -> {
            steps.add(Workflow.run(Stack.gradle(view) + " assemble"));
            yield prefix + "build/libs/*.jar";
          }
          case NPM, PNPM, YARN, BUN -> {
            steps.add(Workflow.run("npm pack"));
            yield prefix + "*.tgz";
          }
          case PYTHON -> {
            steps.add(Workflow.run("python -m pip wheel --no-deps --wheel-dir dist ."));
            yield prefix + "dist/*.whl";
          }
          case GO -> {
            steps.add(Workflow.run("go build -trimpath -o dist/ ./..."));
            yield prefix + "dist/*";
          }
        };
    steps.add(
        Workflow.uses(
            "anchore/sbom-action",
            "path: " + (place.isEmpty() ? "." : place),
            "format: cyclonedx-json",
            "output-file: sbom.cdx.json"));
    steps.add(
        Workflow.uses("actions/attest-build-provenance", "subject-path: \"" + artifact + "\""));
    String job = Workflow.job("provenance", place, steps).replaceFirst("    steps:\n", ATTESTING);
    PipelineFixes.write(draft, "provenance", ON_TAGS.formatted("provenance") + job);
    draft.advise(
        "GitHub attests public repositories; a private one needs GitHub Enterprise Cloud.");
  }

  private static void reproducible(Draft draft) {
    ProjectView view = draft.view();
    if (Gaps.passes(view, "PRD-REPRO")) {
      return;
    }
    for (Module each : Stack.modules(view)) {
      boolean parent = Stack.modules(view).stream().anyMatch(o -> inherits(o, each));
      if (each.tool() == BuildTool.MAVEN
          && !parent
          && !each.properties().containsKey("project.build.outputTimestamp")) {
        draft.edit(
            each.manifest(),
            pom -> XmlText.set(pom, "properties/project.build.outputTimestamp", MOMENT));
      }
    }
    for (Evidence each : Gaps.verdict(view, "PRD-REPRO").evidence()) {
      if (each.file().matches("(.*/)?build\\.gradle(\\.kts)?")) {
        gradle(draft, each.file());
      } else if (each.line() > 0) {
        image(draft, each);
      }
    }
  }

  /** Whether a module's parent is another that gets the property. */
  private static boolean inherits(Module outer, Module module) {
    return !outer.equals(module)
        && outer.tool() == BuildTool.MAVEN
        && outer.holds(module.manifest())
        && module.properties().entrySet().containsAll(outer.properties().entrySet())
        && !outer.properties().isEmpty();
  }

  private static void gradle(Draft draft, String manifest) {
    boolean kotlin = manifest.endsWith(".kts");
    draft.edit(
        manifest,
        text ->
            text.contains("reproducibleFileOrder")
                ? text
                : LinesText.append(
                    text,
                    List.of(
                        "",
                        kotlin
                            ? "tasks.withType<AbstractArchiveTask>().configureEach {"
                            : "tasks.withType(AbstractArchiveTask).configureEach {",
                        kotlin
                            ? "    isPreserveFileTimestamps = false"
                            : "    preserveFileTimestamps = false",
                        kotlin
                            ? "    isReproducibleFileOrder = true"
                            : "    reproducibleFileOrder = true",
                        "}")));
  }

  private static void image(Draft draft, Evidence place) {
    ProjectView view = draft.view();
    String line = view.line(place.file(), place.line());
    String folder = IgnoreFixes.folder(place.file());
    boolean locked = view.file(IgnoreFixes.join(folder, "package-lock.json")).isPresent();
    if (NPM_INSTALL.matcher(line).find() && locked) {
      draft.edit(
          place.file(),
          text ->
              LinesText.replace(
                  text, place.line(), l -> NPM_INSTALL.matcher(l).replaceAll("npm ci")));
    } else if (NPM_INSTALL.matcher(line).find()) {
      draft.decline(
          "Make the lock file first, so that the image can install what it says: npm install"
              + " --package-lock-only.");
    } else {
      draft.decline("Name the version in " + place.file() + ": " + line + ".");
    }
  }
}
