package dev.dragoncode.fix;

import dev.dragoncode.change.Draft;
import dev.dragoncode.change.text.JsonText;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.flags.Flags;
import dev.dragoncode.scaffold.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * VAL-FLAGS: a file of flags and what reads it, from the templates of new projects, for programs on
 * Spring Boot and for Express or Fastify in TypeScript.
 */
final class FlagFixes {

  private static final String CHECK = "VAL-FLAGS";
  private static final String FILE = "flags/flags.json";

  private FlagFixes() {}

  static List<Fix> all() {
    return List.of(
        new Fix(
            CHECK,
            "Adds OpenFeature with a file of flags, each with an owner and an end, to Spring Boot or"
                + " to Express or Fastify in TypeScript.",
            FlagFixes::write));
  }

  private static void write(Draft draft) {
    ProjectView view = draft.view();
    if (Gaps.passes(view, CHECK)) {
      return;
    }
    if (!Flags.files(view).isEmpty()) {
      draft.decline("There are flags already: who owns each, and how long, its people know.");
      return;
    }
    new SpringOrNode(FlagFixes::spring, FlagFixes::node).write(draft);
  }

  private static void spring(Draft draft, Boot boot) {
    Optional<Boot.Program> program = boot.program(draft.view());
    if (program.isEmpty()) {
      draft.decline("No class with @SpringBootApplication in a package was found.");
      return;
    }
    if (!file(draft, boot.module().path(FILE))) {
      return;
    }
    boot.depend(draft, "dev.openfeature", "sdk", Template.version("openfeature-java"));
    boot.depend(
        draft,
        "dev.openfeature.contrib.providers",
        "flagd",
        Template.version("flagd-provider-java"));
    boot.set(draft, "flags.file", FILE);
    String folder = program.get().folder() + "/flags/";
    Map<String, Object> model =
        Map.of("project", Map.of("packageName", program.get().packageName()), "page", false);
    for (String name : List.of("Flags", "FlagsConfiguration", "FlagsProperties")) {
      draft.generate(
          folder + name + ".java",
          new Template().one("spring/main/flags/" + name + ".java.ftl", model));
    }
    draft.advise(
        "Ask for a flag with Flags.enabled(name, user); an image needs the folder flags beside the"
            + " program.");
  }

  private static void node(Draft draft, NodeApp app) {
    if (!file(draft, app.module().path(FILE))) {
      return;
    }
    for (String library :
        List.of("@openfeature/core", "@openfeature/flagd-core", "@openfeature/server-sdk")) {
      app.depend(draft, library, Template.version(library));
    }
    String folder = app.folder() + "flags/";
    Map<String, Object> model = Map.of("project", Map.of("name", name(app)));
    String flags = new Template().one("node/src/flags/flags.ts.ftl", model);
    draft.generate(
        folder + "flags.ts",
        flags.replace("./file-provider.js", "./file-provider" + app.ending(draft)));
    draft.generate(
        folder + "file-provider.ts",
        new Template().one("node/src/flags/file-provider.ts.ftl", model));
    draft.advise(
        "Open the flags where the application is made, const flags = await openFlags('"
            + FILE
            + "'), and ask with flags.isOn(name, user).");
  }

  private static String name(NodeApp app) {
    String folder = app.module().folder();
    return folder.isEmpty() ? "service" : folder.substring(folder.lastIndexOf('/') + 1);
  }

  /** Writes the file of flags; no where its questions are open. */
  private static boolean file(Draft draft, String path) {
    Optional<String> flag =
        draft.ask("flag", "What is the first thing that can be switched off?", "new-checkout");
    Optional<String> owner =
        draft.ask(
            "owner", "Who answers for this project: a team or a person on GitHub?", "@acme/shop");
    Optional<String> expires =
        draft.ask("expires", "On which day is that flag taken out again?", "2027-03-31");
    if (flag.isEmpty() || owner.isEmpty() || expires.isEmpty()) {
      return false;
    }
    draft.generate(
        path,
        """
        {
          "$schema": "https://flagd.dev/schema/v0/flags.json",
          "flags": {
            %s: {
              "state": "ENABLED",
              "variants": {
                "on": true,
                "off": false
              },
              "defaultVariant": "off",
              "metadata": {
                "owner": %s,
                "expires": %s
              }
            }
          }
        }
        """
            .formatted(
                JsonText.quoted(flag.get()),
                JsonText.quoted(owner.get()),
                JsonText.quoted(expires.get())));
    return true;
  }
}
