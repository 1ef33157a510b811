package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.file;
import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Syntax;
import dev.dragoncode.project.manifest.Compose;
import dev.dragoncode.project.syntax.Markdown;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** OPS-OWNER and DEV-CONTRIB: who answers for the project, and how others take part. */
final class People {

  static final Check OWNER =
      Rule.manifests(
          new CheckSpec(
              "OPS-OWNER",
              Phase.OPERATE,
              "Owner and on-call",
              Weight.MEDIUM,
              Level.C,
              "When it breaks at night somebody must know whom to call, and reviews need somebody"
                  + " who feels responsible.",
              "Add .github/CODEOWNERS with a line such as \"* @your-team\", or catalog-info.yaml"
                  + " with spec.owner."),
          People::owner);

  static final Check CONTRIBUTING =
      Rule.manifests(
          new CheckSpec(
              "DEV-CONTRIB",
              Phase.TEAM,
              "Contributor guide",
              Weight.LOW,
              Level.C,
              "A newcomer who finds how to build, test and propose a change sends a good first"
                  + " pull request instead of a question.",
              "Write CONTRIBUTING.md: how to build, how to run the tests, how a change gets"
                  + " reviewed."),
          People::contributing);

  private static final Syntax<List<String>> LINES = (_, text) -> text.lines().toList();
  private static final int A_FEW_WORDS = 8;

  private People() {}

  private static List<String> bases(ProjectView view) {
    String way = view.wayToRepository();
    return way.isEmpty() ? List.of("") : List.of("", way);
  }

  private static Verdict owner(ProjectView view) {
    List<Evidence> empty = new ArrayList<>();
    for (String base : bases(view)) {
      for (String place : List.of(".github/", "", "docs/", ".gitlab/")) {
        Optional<IndexedFile> found =
            view.file(base + place + "CODEOWNERS").filter(f -> !f.ignored());
        if (found.isPresent()) {
          Optional<Evidence> rule = rule(view, found.get(), base);
          if (rule.isPresent()) {
            return Verdict.pass("Owned by " + owners(rule.get().excerpt()), rule.get());
          }
          empty.add(file(found.get().path()));
        }
      }
    }
    for (String name : List.of("catalog-info.yaml", "catalog-info.yml")) {
      Optional<IndexedFile> found = view.file(name);
      List<Node> documents =
          found.flatMap(f -> view.parse(f, Compose.YAML).value()).orElse(List.of());
      for (Node document : documents) {
        Optional<Node> owner = document.at("spec", "owner");
        Optional<String> text = document.text("spec", "owner");
        if (owner.isPresent() && text.filter(t -> !Documents.placeholder(t)).isPresent()) {
          return Verdict.pass("Owned by " + text.get(), line(view, name, owner.get().line()));
        }
      }
    }
    return empty.isEmpty()
        ? Verdict.fail("No owner is named: there is no CODEOWNERS and no catalog-info.yaml")
        : Verdict.fail("CODEOWNERS names nobody for this project", empty);
  }

  /** A line that gives the project's own folder an owner. */
  private static Optional<Evidence> rule(ProjectView view, IndexedFile file, String base) {
    List<String> lines = view.parse(file, LINES).value().orElse(List.of());
    String place = base.isEmpty() ? "" : view.placeInRepository();
    for (int i = 0; i < lines.size(); i++) {
      String rule = lines.get(i).replaceFirst("#.*$", "").strip();
      String[] words = rule.split("\\s+", -1);
      boolean owned = words.length > 1 && words[1].matches("@\\S+|\\S+@\\S+\\.\\S+");
      String pattern = words[0].replaceFirst("^/", "").replaceFirst("/?\\**$", "");
      boolean ours =
          pattern.isEmpty()
              || (place.isEmpty() && wide(view, pattern))
              || place.equals(pattern)
              || place.startsWith(pattern + "/");
      if (owned && ours && !rule.startsWith("[") && !Documents.placeholder(rule)) {
        return Optional.of(line(view, file.path(), i + 1));
      }
    }
    return Optional.empty();
  }

  /** Whether a pattern takes in a part of the project, and not one file of it. */
  private static boolean wide(ProjectView view, String pattern) {
    return pattern.contains("*") || !pattern.contains(".") || view.hasFolder(pattern);
  }

  private static String owners(String rule) {
    String[] words = rule.replaceFirst("#.*$", "").strip().split("\\s+", -1);
    return String.join(", ", List.of(words).subList(1, words.length));
  }

  private static Verdict contributing(ProjectView view) {
    List<Evidence> empty = new ArrayList<>();
    for (String base : bases(view)) {
      for (String place : List.of("", ".github", "docs", ".gitlab")) {
        String folder = (base + place).replaceFirst("/$", "");
        for (IndexedFile file : Documents.named(view, folder, "contributing")) {
          if (says(Documents.read(view, file))) {
            return Verdict.pass("Written in " + file.path(), file(file.path()));
          }
          empty.add(file(file.path()));
        }
      }
    }
    for (IndexedFile readme : Documents.readmes(view)) {
      List<Markdown.Section> sections =
          Documents.read(view, readme).map(Markdown::sections).orElse(List.of());
      for (int i = 0; i < sections.size(); i++) {
        Markdown.Section section = sections.get(i);
        // a heading may have nothing but headings below it
        boolean bare = words(section) == 0 && i + 1 < sections.size();
        boolean about =
            section.title().toLowerCase(Locale.ROOT).matches(".*\\b(contribut\\w*|hacking)\\b.*");
        if (about && words(bare ? sections.get(i + 1) : section) >= A_FEW_WORDS) {
          return Verdict.pass(
              "A section of " + readme.path(), line(view, readme.path(), section.line()));
        }
      }
    }
    return empty.isEmpty()
        ? Verdict.fail("There is no CONTRIBUTING file and no such section in the README")
        : Verdict.fail("The contributor guide says nothing yet", empty);
  }

  private static boolean says(Optional<Markdown> text) {
    return text.filter(t -> t.sections().stream().mapToInt(People::words).sum() >= A_FEW_WORDS)
        .isPresent();
  }

  private static int words(Markdown.Section section) {
    return section.prose().stream()
            .map(Markdown.Line::text)
            .filter(text -> !Documents.placeholder(text))
            .mapToInt(text -> text.split("\\s+", -1).length)
            .sum()
        + (section.code().isEmpty() ? 0 : A_FEW_WORDS);
  }
}
