package dev.dragoncode.fix;

import dev.dragoncode.change.Draft;
import dev.dragoncode.change.text.LinesText;
import dev.dragoncode.change.text.YamlText;
import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.versions.KnownVersions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PRD-CIPIN: actions by their commits, and rights that are written down. */
final class PinFixes {

  private static final Pattern USES =
      Pattern.compile(
          "(\\s*-?\\s*uses:\\s*)[\"']?([\\w.-]+/[^@\\s\"']+@[^\\s\"']+)[\"']?\\s*(#.*)?");
  private static final Pattern COMMIT = Pattern.compile(".*@[0-9a-f]{40}");

  private PinFixes() {}

  static List<Fix> all() {
    return List.of(
        new Fix(
            "PRD-CIPIN",
            "Names actions that it knows by the commit of their release, and gives workflows"
                + " permissions of reading only.",
            PinFixes::write));
  }

  private static void write(Draft draft) {
    ProjectView view = draft.view();
    String way = view.wayToRepository();
    for (IndexedFile each : view.inFolder(way + ".github/workflows")) {
      if (each.name().matches(".*\\.ya?ml")) {
        pin(draft, each.path());
        narrow(draft, each.path());
      }
    }
  }

  private static void pin(Draft draft, String path) {
    List<String> lines = draft.text(path).orElse("").lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher uses = USES.matcher(lines.get(i));
      if (!uses.matches() || COMMIT.matcher(uses.group(2)).matches()) {
        continue;
      }
      Optional<String> pinned = KnownVersions.pinned(uses.group(2));
      int line = i + 1;
      pinned.ifPresentOrElse(
          p -> draft.edit(path, text -> LinesText.replace(text, line, _ -> uses.group(1) + p)),
          () ->
              draft.remains(
                  "Look up the commit of "
                      + uses.group(2)
                      + " and name it in "
                      + path
                      + ", line "
                      + line
                      + "."));
    }
  }

  /** Writes rights down where a job has whatever the repository grants. */
  private static void narrow(Draft draft, String path) {
    String text = draft.text(path).orElse("");
    List<Node> documents = Manifest.documents(text);
    if (documents.isEmpty()) {
      draft.decline(path + " cannot be read.");
      return;
    }
    Node root = documents.getFirst();
    Optional<Node> rights = root.at("permissions");
    boolean all = root.text("permissions").filter("write-all"::equals).isPresent();
    boolean open =
        root.entries("jobs").stream().anyMatch(j -> j.value().at("permissions").isEmpty());
    if (all) {
      YamlText.set(text, List.of("permissions"), "{contents: read}")
          .ifPresent(after -> draft.edit(path, _ -> after));
    } else if (rights.isEmpty() && open) {
      int jobs =
          root.entries().stream()
              .filter(e -> e.key().equals("jobs"))
              .mapToInt(Node.Entry::line)
              .findFirst()
              .orElse(1);
      draft.edit(
          path, t -> LinesText.insert(t, jobs, List.of("permissions:", "  contents: read", "")));
    }
    if (all || (rights.isEmpty() && open)) {
      draft.advise("A job that pushes, comments or publishes needs that right listed in itself.");
    }
    for (Node.Entry job : root.entries("jobs")) {
      if (job.value().text("permissions").filter("write-all"::equals).isPresent()) {
        draft
            .text(path)
            .flatMap(
                t -> YamlText.set(t, List.of("jobs", job.key(), "permissions"), "{contents: read}"))
            .ifPresent(after -> draft.edit(path, _ -> after));
      }
    }
  }
}
