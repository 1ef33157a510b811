package dev.dragoncode.fix;

import dev.dragoncode.change.Draft;
import dev.dragoncode.change.text.JsonText;
import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.SettingsEdit;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.versions.KnownVersions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DEV-CONTAINER, DEV-EMU and VAL-HOOKS: what a newcomer's machine needs. */
final class TeamFixes {

  private static final String CONTAINER = ".devcontainer/devcontainer.json";

  /**
   * Images of Microsoft's dev containers, by platform; their tag follows the language's release.
   */
  private static final Map<String, String> IMAGES =
      Map.of(
          "Java", "mcr.microsoft.com/devcontainers/java:1-21-bookworm",
          "Node", "mcr.microsoft.com/devcontainers/typescript-node:1-22-bookworm",
          "Python", "mcr.microsoft.com/devcontainers/python:1-3.13-bookworm",
          "Go", "mcr.microsoft.com/devcontainers/go:1-1.25-bookworm");

  private static final Map<String, String> EMULATORS =
      Map.of(
          "PostgreSQL", "postgresql",
          "MySQL", "mysql",
          "MongoDB", "mongodb",
          "Redis", "redis",
          "RabbitMQ", "rabbitmq",
          "Kafka", "kafka",
          "Elasticsearch", "elasticsearch");

  private static final Pattern MISSING = Pattern.compile("Nothing starts (.+) locally");

  private TeamFixes() {}

  static List<Fix> all() {
    return List.of(
        new Fix(
            "DEV-CONTAINER",
            "Writes .devcontainer/devcontainer.json with an image of a named version.",
            TeamFixes::container),
        new Fix(
            "DEV-EMU",
            "Names the stores and brokers that nothing starts yet under emulators in"
                + " dragoncode.yaml.",
            TeamFixes::emulators),
        new Fix(
            "VAL-HOOKS",
            "Writes lefthook.yml with the project's linter, and has npm install it; elsewhere each"
                + " clone does.",
            TeamFixes::hooks));
  }

  private static void container(Draft draft) {
    ProjectView view = draft.view();
    if (Gaps.passes(view, "DEV-CONTAINER")) {
      return;
    }
    for (String nix : List.of("flake.nix", "devbox.json", "devenv.nix")) {
      if (view.file(nix).isPresent()) {
        draft.decline("The lock file of " + nix + " is made by its own tool, once, and committed.");
        return;
      }
    }
    List<String> platforms =
        Stack.modules(view).stream().map(m -> m.tool().platform()).distinct().toList();
    String plain = "mcr.microsoft.com/devcontainers/base:1-bookworm";
    String image = platforms.size() == 1 ? IMAGES.getOrDefault(platforms.getFirst(), plain) : plain;
    if (draft.has(CONTAINER)) {
      draft.edit(CONTAINER, json -> JsonText.set(json, List.of("image"), JsonText.quoted(image)));
    } else {
      draft.generate(CONTAINER, "{\n  \"image\": \"" + image + "\"" + prepared(view) + "\n}\n");
    }
  }

  /** What is fetched once, when the container is made. */
  private static String prepared(ProjectView view) {
    Optional<Module> only = Stack.only(view);
    Optional<String> command =
        only.map(m -> Stack.commands(view, m, false).getFirst())
            .filter(c -> c.matches("(npm|pnpm|yarn|uv|poetry|python) .*"));
    return command.map(c -> ",\n  \"postCreateCommand\": " + JsonText.quoted(c)).orElse("");
  }

  private static void emulators(Draft draft) {
    Matcher missing = MISSING.matcher(Gaps.verdict(draft.view(), "DEV-EMU").summary());
    if (!missing.matches()) {
      return;
    }
    for (String name : missing.group(1).split(", ", -1)) {
      String id = EMULATORS.getOrDefault(name, name.toLowerCase(Locale.ROOT));
      if (draft.view().settings().emulators().containsKey(id)) {
        draft.decline(
            "dragoncode.yaml switches " + id + " off on purpose, which is for a person to change.");
      } else {
        draft.edit(ProjectSettings.FILE, text -> SettingsEdit.addEmulator(text, id));
      }
    }
  }

  private static void hooks(Draft draft) {
    ProjectView view = draft.view();
    if (Gaps.verdict(view, "VAL-HOOKS").status() != Status.FAIL) {
      return;
    }
    List<String> lines = new ArrayList<>(List.of("pre-commit:", "  parallel: true", "  jobs:"));
    int before = lines.size();
    List<Module> roots = Workflow.roots(view);
    for (Module each : roots) {
      for (String command : Lint.commands(draft, each)) {
        if (!command.contains("pip install")) {
          lines.add("    - name: " + Workflow.name("lint", each, roots.size()));
          if (!each.folder().isEmpty()) {
            lines.add("      root: " + each.folder() + "/");
          }
          lines.add("      run: " + command);
        }
      }
    }
    if (lines.size() == before) {
      draft.decline("There is no linter that a hook could run. Begin with that (VAL-LINT).");
      return;
    }
    String text = String.join("\n", lines) + "\n";
    if (draft.has("lefthook.yml")) {
      draft.edit("lefthook.yml", old -> old + (old.endsWith("\n") ? "" : "\n") + text);
    } else {
      draft.generate("lefthook.yml", text);
    }
    Optional<Module> node = Stack.only(view).filter(m -> m.tool().node());
    if (node.isPresent() && !node.get().scripts().containsKey("prepare")) {
      String version = KnownVersions.of("lefthook");
      draft.edit(
          node.get().manifest(),
          json ->
              JsonText.set(
                  json,
                  List.of("scripts", "prepare"),
                  JsonText.quoted("npx --yes lefthook@" + version + " install || true")));
    } else {
      draft.advise("Each clone installs it once: lefthook install.");
    }
  }
}
