package dev.dragoncode.fix;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Stack.BuildTool;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.versions.KnownVersions;
import java.util.ArrayList;
import java.util.List;

/** Writes workflows of GitHub Actions: actions by their commits, no more rights than needed. */
final class Workflow {

  private static final String FOLDER = ".github/workflows/";

  private Workflow() {}

  /** Where a workflow lies: at the root of the repository, wherever in it the project is. */
  static String path(ProjectView view, String name) {
    return view.wayToRepository() + FOLDER + name + ".yml";
  }

  /** A workflow for pull requests and what is merged. */
  static String onChanges(String name, List<String> jobs) {
    return """
    name: %s

    on:
      push:
        branches: [main, master]
      pull_request:

    permissions:
      contents: read

    concurrency:
      group: %s-${{ github.ref }}
      cancel-in-progress: true

    jobs:
    %s\
    """
        .formatted(name, name, String.join("\n", jobs));
  }

  /**
   * A job.
   *
   * @param folder where its commands run; empty for the repository's root
   * @param steps each as lines of YAML, without the dash
   */
  static String job(String name, String folder, List<String> steps) {
    StringBuilder out = new StringBuilder();
    out.append("  ").append(name).append(":\n");
    out.append("    runs-on: ubuntu-24.04\n");
    out.append("    timeout-minutes: 20\n");
    if (!folder.isEmpty()) {
      out.append("    defaults:\n      run:\n        working-directory: ");
      out.append(folder).append('\n');
    }
    out.append("    steps:\n");
    for (String step : steps) {
      out.append("      - ").append(step.strip().replace("\n", "\n        ")).append('\n');
    }
    return out.toString();
  }

  static String checkout() {
    return uses("actions/checkout", "persist-credentials: false");
  }

  /** A step that calls an action. */
  static String uses(String action, String... with) {
    String all = String.join("\n  ", with);
    return "uses: " + KnownVersions.action(action) + (with.length == 0 ? "" : "\nwith:\n  " + all);
  }

  static String run(String command) {
    return "run: " + (command.contains(": ") ? "\"" + command + "\"" : command);
  }

  /** The steps that bring what a module is built with, after the checkout. */
  static List<String> setUp(ProjectView view, Module module) {
    List<String> steps = new ArrayList<>();
    steps.add(checkout());
    switch (module.tool()) {
      case MAVEN, GRADLE ->
          steps.add(
              uses(
                  "actions/setup-java",
                  "distribution: temurin",
                  "java-version: \"" + Stack.java(module).orElse("21") + "\"",
                  "cache: " + (module.tool() == BuildTool.MAVEN ? "maven" : "gradle")));
      case NPM, PNPM, YARN, BUN -> {
        steps.add(
            uses(
                "actions/setup-node",
                "node-version: \"" + Stack.node(view, module).orElse("24") + "\""));
        if (module.tool() == BuildTool.PNPM || module.tool() == BuildTool.YARN) {
          steps.add(run("corepack enable"));
        }
        if (module.tool() == BuildTool.BUN) {
          steps.add(run("npm install --global bun@1"));
        }
        steps.add(run(Stack.install(view, module)));
      }
      case PYTHON -> {
        steps.add(uses("actions/setup-python", "python-version: \"3.13\""));
        steps.add(run(Stack.commands(view, module, false).getFirst()));
      }
      case GO ->
          steps.add(uses("actions/setup-go", "go-version-file: " + place(view, module) + "go.mod"));
    }
    return steps;
  }

  /** The module's folder as seen from the repository's root, with a slash where it is not that. */
  private static String place(ProjectView view, Module module) {
    String folder = folder(view, module);
    return folder.isEmpty() ? "" : folder + "/";
  }

  /** The module's folder as seen from the repository's root. */
  static String folder(ProjectView view, Module module) {
    String place = view.placeInRepository();
    return place.isEmpty() || module.folder().isEmpty()
        ? place + module.folder()
        : place + "/" + module.folder();
  }

  /** A name for a job of a module. */
  static String name(String what, Module module, int modules) {
    return modules == 1 || module.folder().isEmpty()
        ? what
        : what + "-" + module.folder().replaceAll("[^A-Za-z0-9]+", "-");
  }

  /** The modules that are built by themselves: those that no other one of their tool holds. */
  static List<Module> roots(ProjectView view) {
    List<Module> all = Stack.modules(view);
    return all.stream()
        .filter(m ->
            all.stream()
                .noneMatch(o -> !o.equals(m) && o.tool() == m.tool() && o.holds(m.manifest())))
        .toList();
  }
}
