package dev.dragoncode.fix;

import dev.dragoncode.change.Draft;
import dev.dragoncode.change.text.YamlText;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.readiness.facts.Images;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** PRE-UPDATES: a bot's configuration with one entry for each ecosystem and folder. */
final class Dependabot {

  private static final String FILE = ".github/dependabot.yml";

  private Dependabot() {}

  static List<Fix> all() {
    return List.of(
        new Fix(
            "PRE-UPDATES",
            "Writes .github/dependabot.yml with an entry for each ecosystem and folder, or adds"
                + " those that it lacks.",
            Dependabot::write));
  }

  /** An ecosystem, by Dependabot's name, in a folder. */
  private record Entry(String ecosystem, String folder) {

    String yaml() {
      return "package-ecosystem: %s\ndirectory: \"%s\"\nschedule:\n  interval: weekly"
          .formatted(ecosystem, folder);
    }
  }

  private static void write(Draft draft) {
    ProjectView view = draft.view();
    String way = view.wayToRepository();
    for (String name : List.of("renovate.json", ".github/renovate.json", ".renovaterc.json")) {
      if (view.file(way + name).isPresent()) {
        draft.decline("Renovate is configured in " + name + ", so that is the file to change.");
        return;
      }
    }
    entries(view).forEach(e -> cover(draft, way + FILE, e));
  }

  /** Adds an ecosystem that a fix brings, where Dependabot is in use or nothing had to be. */
  static void cover(Draft draft, String ecosystem) {
    boolean first = Gaps.verdict(draft.view(), "PRE-UPDATES").status() == Status.NA;
    if (draft.has(FILE) || first) {
      cover(draft, FILE, new Entry(ecosystem, "/"));
    }
  }

  private static void cover(Draft draft, String file, Entry entry) {
    String text = draft.text(file).orElse("");
    List<Node> updates =
        Manifest.documents(text).stream().flatMap(d -> d.items("updates").stream()).toList();
    boolean there =
        updates.stream()
            .anyMatch(u ->
                u.text("package-ecosystem").filter(entry.ecosystem::equals).isPresent()
                    && (u.texts("directories").contains(entry.folder)
                        || u.text("directory").orElse("/").equals(entry.folder)));
    if (there) {
      return;
    }
    Optional<String> after =
        text.isBlank()
            ? Optional.of(
                "version: 2\nupdates:\n  - " + entry.yaml().replace("\n", "\n    ") + "\n")
            : YamlText.append(text, List.of("updates"), entry.yaml());
    after.ifPresentOrElse(
        t -> draft.edit(file, _ -> t),
        () -> draft.decline(file + " is written in a form that only a person should change."));
  }

  private static Set<Entry> entries(ProjectView view) {
    Set<Entry> entries = new LinkedHashSet<>();
    String place = view.placeInRepository();
    for (Module module : Stack.modules(view)) {
      if (module.dependencies().isEmpty() && module.plugins().isEmpty()) {
        continue;
      }
      String ecosystem =
          switch (module.tool()) {
            case MAVEN -> "maven";
            case GRADLE -> "gradle";
            case NPM, PNPM, YARN -> "npm";
            case BUN -> "bun";
            case PYTHON -> view.file(module.path("uv.lock")).isPresent() ? "uv" : "pip";
            case GO -> "gomod";
          };
      // a reactor of Maven or Gradle is one entry, at its root
      boolean inner =
          entries.stream()
              .anyMatch(e -> e.ecosystem.equals(ecosystem) && ecosystem.matches("maven|gradle"));
      if (!inner) {
        entries.add(new Entry(ecosystem, folder(place, module.folder())));
      }
    }
    for (Images.ImageFile each : view.get(Images.FACT).files()) {
      entries.add(new Entry("docker", folder(place, IgnoreFixes.folder(each.path()))));
    }
    if (!workflows(view).isEmpty()) {
      entries.add(new Entry("github-actions", "/"));
    }
    return entries;
  }

  private static List<String> workflows(ProjectView view) {
    List<String> found = new ArrayList<>();
    view.inFolder(view.wayToRepository() + ".github/workflows").forEach(f -> found.add(f.path()));
    return found;
  }

  private static String folder(String place, String folder) {
    String whole = place.isEmpty() ? folder : folder.isEmpty() ? place : place + "/" + folder;
    return "/" + whole;
  }
}
