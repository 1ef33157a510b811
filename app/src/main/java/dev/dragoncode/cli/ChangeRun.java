package dev.dragoncode.cli;

import dev.dragoncode.change.ChangeSet;
import dev.dragoncode.change.Conflict;
import dev.dragoncode.change.Proposal;
import dev.dragoncode.change.Question;
import dev.dragoncode.change.UnifiedDiff;
import dev.dragoncode.scaffold.AnswersFile;
import dev.dragoncode.service.change.FixControl;
import java.util.Map;

/** Shows or makes a change of a project's files, and says what it leaves to a person. */
record ChangeRun(Terminal terminal, FixControl changes, boolean dryRun, boolean conflicts) {

  /** Capabilities and updates. */
  int run(String change, Map<String, String> answers) {
    Proposal proposal = changes.preview(change, answers);
    if (proposal.isEmpty()) {
      terminal.line(proposal.declined().orElse("There is nothing to change."));
      tell(terminal, proposal);
      return proposal.remaining().isEmpty() ? Exit.OK : Exit.GAPS;
    }
    if (dryRun) {
      diff(terminal, conflicts ? proposal.withMarks() : proposal.changes());
    } else {
      changes.apply(change, proposal, conflicts);
      shown(conflicts ? proposal.withMarks() : proposal.changes())
          .paths()
          .forEach(path -> terminal.line("Changed " + path));
    }
    tell(terminal, proposal);
    return proposal.remaining().isEmpty() && (conflicts || proposal.conflicts().isEmpty())
        ? Exit.OK
        : Exit.GAPS;
  }

  /** Prints a change as a diff, without the second copies that merges need. */
  static void diff(Terminal terminal, ChangeSet changes) {
    terminal.line(UnifiedDiff.of(shown(changes)).stripTrailing());
  }

  /** What a person looks at. */
  static ChangeSet shown(ChangeSet changes) {
    return changes.without(path -> path.startsWith(AnswersFile.BASES));
  }

  /** Prints what a change leaves to a person. */
  static void tell(Terminal terminal, Proposal proposal) {
    for (Conflict each : proposal.conflicts()) {
      terminal.line("Changed by hand in the same lines: " + each.path());
    }
    for (Question each : proposal.questions()) {
      if (proposal.answers().getOrDefault(each.key(), "").isBlank()) {
        terminal.line(each.text() + " --answer " + each.key() + "=" + each.example());
      }
    }
    proposal.remaining().forEach(sentence -> terminal.line("Left for you: " + sentence));
    proposal.advice().forEach(sentence -> terminal.line("Note: " + sentence));
  }
}
