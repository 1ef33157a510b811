package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.file;
import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Compose;
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
import java.util.Optional;
import java.util.regex.Pattern;

/** PRD-CIPIN: a workflow runs the code that was reviewed, with no more rights than it needs. */
final class PinnedActions {

  static final Check CHECK =
      Rule.manifests(
          new CheckSpec(
              "PRD-CIPIN",
              Phase.DELIVER,
              "CI actions pinned, least permissions",
              Weight.MEDIUM,
              Level.A,
              "A tag of an action can be moved to other code overnight, and that code runs with"
                  + " the workflow's token and secrets.",
              "Name each action by its 40-digit commit with the version in a comment, and set"
                  + " permissions: contents: read at the top of the workflow."),
          PinnedActions::decide);

  private static final Pattern COMMIT = Pattern.compile(".+@[0-9a-f]{40}");
  private static final Pattern DIGEST = Pattern.compile("docker://.+@sha256:[0-9a-f]{64}");

  private PinnedActions() {}

  private static Verdict decide(ProjectView view) {
    List<Evidence> moving = new ArrayList<>();
    List<Evidence> open = new ArrayList<>();
    List<Evidence> good = new ArrayList<>();
    for (IndexedFile each : workflows(view)) {
      Optional<Node> root =
          view.parse(each, Compose.YAML).value().flatMap(all -> all.stream().findFirst());
      if (root.isEmpty()) {
        return Verdict.unknown(each.path() + " cannot be read", file(each.path()));
      }
      int before = moving.size() + open.size();
      for (Node.Entry job : root.get().entries("jobs")) {
        uses(view, each, job.value(), moving);
        for (Node step : job.value().items("steps")) {
          uses(view, each, step, moving);
        }
        if (!narrow(root.get(), job.value())) {
          open.add(line(view, each.path(), job.line()));
        }
      }
      if (moving.size() + open.size() == before) {
        good.add(file(each.path()));
      }
    }
    if (!moving.isEmpty()) {
      return Verdict.fail(
          (moving.size() == 1 ? "An action is" : moving.size() + " actions are")
              + " named by something that can be moved",
          moving);
    }
    if (!open.isEmpty()) {
      return Verdict.fail(
          (open.size() == 1 ? "A job has" : open.size() + " jobs have")
              + " whatever rights the repository grants by default, or all",
          open);
    }
    return good.isEmpty()
        ? Verdict.notApplicable("No workflow of GitHub Actions is here")
        : Verdict.pass("Every action is named by its commit, every job's rights are listed", good);
  }

  /** The workflows of the project's repository, wherever in it the project lies. */
  static List<IndexedFile> workflows(ProjectView view) {
    List<IndexedFile> found = new ArrayList<>();
    String way = view.wayToRepository();
    for (String base : way.isEmpty() ? List.of("") : List.of("", way)) {
      view.inFolder(base + ".github/workflows").stream()
          .filter(f -> f.name().matches(".*\\.ya?ml"))
          .forEach(found::add);
    }
    return found;
  }

  private static void uses(ProjectView view, IndexedFile file, Node node, List<Evidence> moving) {
    Optional<Node> place = node.at("uses");
    Optional<String> uses = node.text("uses");
    if (place.isEmpty() || uses.isEmpty()) {
      return;
    }
    boolean own = uses.get().startsWith("./") || uses.get().startsWith("../");
    boolean fixed = COMMIT.matcher(uses.get()).matches() || DIGEST.matcher(uses.get()).matches();
    if (!own && !fixed) {
      moving.add(line(view, file.path(), place.get().line()));
    }
  }

  /** Whether a job's rights are written down, by itself or above it, and are not all of them. */
  private static boolean narrow(Node root, Node job) {
    Optional<Node> permissions = job.at("permissions").or(() -> root.at("permissions"));
    return permissions.isPresent()
        && permissions.get().text().filter("write-all"::equals).isEmpty();
  }
}
