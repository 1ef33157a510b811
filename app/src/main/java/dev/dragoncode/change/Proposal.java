package dev.dragoncode.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a recipe would do to a project at this moment.
 *
 * @param changes what can be written without loss
 * @param conflicts files in which a hand edit stands in the way; they are not among the changes
 * @param remaining what a person has to do before the gap is closed, as sentences
 * @param advice what a person should know or do as well
 * @param questions what only a person knows, the answered ones too
 * @param answers to those questions, as far as they were given
 * @param declined why there is no change; empty where there is one
 */
public record Proposal(
    ChangeSet changes,
    List<Conflict> conflicts,
    List<String> remaining,
    List<String> advice,
    List<Question> questions,
    Map<String, String> answers,
    Optional<String> declined) {

  public Proposal {
    conflicts = List.copyOf(conflicts);
    remaining = List.copyOf(remaining);
    advice = List.copyOf(advice);
    questions = List.copyOf(questions);
    answers = Map.copyOf(answers);
  }

  /** Whether it would change nothing and meets no conflict. */
  public boolean isEmpty() {
    return changes.isEmpty() && conflicts.isEmpty();
  }

  /** The same, with one more thing that remains for a person. */
  public Proposal leaving(String sentence) {
    List<String> more = new ArrayList<>(remaining);
    more.add(sentence);
    return new Proposal(changes, conflicts, more, advice, questions, answers, declined);
  }

  /** The changes with the files in conflict, both versions and git's marks in them. */
  public ChangeSet withMarks() {
    List<FileEdit> edits = new ArrayList<>(changes.edits());
    for (Conflict each : conflicts) {
      edits.add(
          new FileEdit(
              each.path(),
              Optional.of(each.before()),
              Optional.of(each.marked()),
              false,
              Optional.empty()));
    }
    return new ChangeSet(edits);
  }
}
