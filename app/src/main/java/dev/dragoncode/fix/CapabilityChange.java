package dev.dragoncode.fix;

import dev.dragoncode.change.Bytes;
import dev.dragoncode.change.ChangeSet;
import dev.dragoncode.change.Conflict;
import dev.dragoncode.change.Draft;
import dev.dragoncode.change.FileEdit;
import dev.dragoncode.change.Proposal;
import dev.dragoncode.change.Question;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.ProjectFacts;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.scaffold.AnswersFile;
import dev.dragoncode.scaffold.Capabilities;
import dev.dragoncode.scaffold.Capability;
import dev.dragoncode.scaffold.ScaffoldRecipe;
import dev.dragoncode.scaffold.Template;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Adds capabilities to a project, or brings what was generated up to date. A project that was made
 * here is generated anew and merged; in any other, the fixes of the capability's checks are applied
 * one on top of the other.
 */
public final class CapabilityChange {

  /** The change that merges newer templates. */
  public static final String UPDATE = "update";

  private final ProjectFacts facts;
  private final Map<String, String> answers;
  private final Function<String, Optional<Bytes>> bases;
  private final LocalDate today;

  /**
   * @param answers to the questions of fixes
   * @param bases what DragonCode wrote last time into a file of a project that was made elsewhere
   */
  public CapabilityChange(
      ProjectFacts facts,
      Map<String, String> answers,
      Function<String, Optional<Bytes>> bases,
      LocalDate today) {
    this.facts = facts;
    this.answers = answers;
    this.bases = bases;
    this.today = today;
  }

  /** What a project was made from; empty where it was not made here. */
  public static Optional<AnswersFile> madeFrom(ProjectView view) {
    return view.content(AnswersFile.PATH)
        .map(bytes -> AnswersFile.read(new String(bytes, StandardCharsets.UTF_8)));
  }

  /**
   * What a change would do now.
   *
   * @param change {@link #UPDATE}, or the ids of capabilities with commas between
   * @throws dev.dragoncode.problem.ProblemException if there is no such capability, or the project
   *     was not made here and cannot be updated
   */
  public Proposal propose(String change) {
    List<String> wanted = change.equals(UPDATE) ? List.of() : List.of(change.split(","));
    wanted.forEach(Capabilities::demand);
    Optional<AnswersFile> made = madeFrom(facts.view());
    if (made.isPresent()) {
      return regenerated(made.get(), wanted);
    }
    if (wanted.isEmpty()) {
      throw Problem.of(
              "This project was not made by DragonCode",
              "There is no " + AnswersFile.PATH + " that says what it was made from.",
              Remedy.of("Add a capability, or mend gaps one by one"))
          .asException();
    }
    return fixed(wanted);
  }

  private Proposal regenerated(AnswersFile made, List<String> wanted) {
    ProjectView view = facts.view();
    var answersNow = made.answers().with(wanted);
    Draft draft =
        new Draft(view, Map.of(), path -> view.content(AnswersFile.base(path)).map(Bytes::of));
    new ScaffoldRecipe(answersNow, new Template().files(answersNow), made.files()).write(draft);
    return draft.proposal();
  }

  private Proposal fixed(List<String> wanted) {
    Set<String> checks = new LinkedHashSet<>();
    wanted.forEach(id -> checks.addAll(Capabilities.demand(id).checks()));
    Map<String, FileEdit> edits = new LinkedHashMap<>();
    List<Conflict> conflicts = new ArrayList<>();
    Set<String> remaining = new LinkedHashSet<>();
    Set<String> advice = new LinkedHashSet<>();
    Map<String, Question> questions = new LinkedHashMap<>();
    ProjectFacts now = facts;
    for (String check : checks) {
      if (Gaps.verdict(now.view(), check).status() != Status.FAIL) {
        continue;
      }
      Optional<Proposal> fix = Fixes.propose(check, now, answers, bases, today);
      if (fix.isEmpty()) {
        remaining.add(check + ": " + Fixes.byHand(check).orElse("mend it by hand"));
        continue;
      }
      fix.get()
          .changes()
          .edits()
          .forEach(edit -> edits.merge(edit.path(), edit, CapabilityChange::joined));
      conflicts.addAll(fix.get().conflicts());
      remaining.addAll(fix.get().remaining());
      fix.get().declined().ifPresent(why -> remaining.add(check + ": " + why));
      advice.addAll(fix.get().advice());
      fix.get().questions().forEach(q -> questions.putIfAbsent(q.key(), q));
      now = Changed.facts(facts, new ChangeSet(List.copyOf(edits.values())), today);
    }
    ChangeSet changes = new ChangeSet(List.copyOf(edits.values()));
    Optional<String> nothing =
        changes.isEmpty() && conflicts.isEmpty()
            ? Optional.of(
                remaining.isEmpty()
                    ? "The project has it already, as far as its files tell."
                    : "No machine can add it to this project; what a person does is listed.")
            : Optional.empty();
    return new Proposal(
        changes,
        conflicts,
        List.copyOf(remaining),
        List.copyOf(advice),
        List.copyOf(questions.values()),
        answers,
        nothing);
  }

  /** Two edits of one file, the later on top of the earlier. */
  private static FileEdit joined(FileEdit earlier, FileEdit later) {
    return new FileEdit(
        earlier.path(),
        earlier.before(),
        later.after(),
        earlier.executable() || later.executable(),
        later.generated().or(earlier::generated));
  }

  /** What a change does, as a sentence. */
  public static String does(String change) {
    return change.equals(UPDATE)
        ? "Merges what newer templates generate with what was written by hand."
        : "Adds " + String.join("; ", titles(change)) + ".";
  }

  /** The names of the capabilities that a change adds; empty where it is none that adds any. */
  public static Optional<List<String>> names(String change) {
    List<Optional<Capability>> found =
        Stream.of(change.split(",")).map(Capabilities::of).toList();
    return found.stream().allMatch(Optional::isPresent)
        ? Optional.of(found.stream().map(each -> each.orElseThrow().title()).toList())
        : Optional.empty();
  }

  private static List<String> titles(String change) {
    return List.of(change.split(",")).stream()
        .map(Capabilities::demand)
        .map(CapabilityChange::title)
        .toList();
  }

  private static String title(Capability capability) {
    String title = capability.title();
    boolean initials = title.matches("[A-Z]{2}.*");
    return (initials ? title : title.toLowerCase(Locale.ROOT)) + ": " + capability.about();
  }
}
