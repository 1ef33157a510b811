package dev.dragoncode.service.change;

import dev.dragoncode.change.Bytes;
import dev.dragoncode.change.ChangeSet;
import dev.dragoncode.change.Conflict;
import dev.dragoncode.change.FileEdit;
import dev.dragoncode.change.Proposal;
import dev.dragoncode.change.ThreeWayMerge;
import dev.dragoncode.service.change.ChangeRecord.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes up what takes a change back and leaves alone what a hand has done since. */
final class Undo {

  private final Path root;
  private final RecordFolder records;
  private final List<FileEdit> edits = new ArrayList<>();
  private final List<Conflict> conflicts = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  Undo(Path root, RecordFolder records) {
    this.root = root;
    this.records = records;
  }

  Proposal of(ChangeRecord record) throws IOException {
    for (Part part : record.parts()) {
      part(part);
    }
    ChangeSet changes = new ChangeSet(edits);
    return new Proposal(
        changes,
        conflicts,
        List.of(),
        notes,
        List.of(),
        Map.of(),
        changes.isEmpty() && conflicts.isEmpty() && notes.isEmpty()
            ? Optional.of("The files are already as they were.")
            : Optional.empty());
  }

  private void part(Part part) throws IOException {
    Optional<Bytes> now = Transaction.content(SafePaths.target(root, part.path()));
    Optional<Bytes> before = known(part.before());
    Optional<Bytes> after = known(part.after());
    if (now.equals(before)) {
      return;
    }
    if (now.equals(after)) {
      edits.add(new FileEdit(part.path(), now, before, part.executable(), Optional.empty()));
    } else if (now.isEmpty()) {
      notes.add(part.path() + " was deleted since and stays so.");
    } else if (before.isEmpty() || after.isEmpty()) {
      notes.add(part.path() + " was changed by hand since and stays as it is.");
    } else {
      ThreeWayMerge.Outcome merged =
          ThreeWayMerge.of(after.get().text(), now.get().text(), before.get().text());
      Bytes text = Bytes.of(merged.text());
      if (merged.conflicting()) {
        conflicts.add(new Conflict(part.path(), now.get(), text));
      } else {
        edits.add(
            new FileEdit(part.path(), now, Optional.of(text), part.executable(), Optional.empty()));
        notes.add(part.path() + " keeps what was changed by hand since.");
      }
    }
  }

  private Optional<Bytes> known(String name) throws IOException {
    return name.isEmpty() ? Optional.empty() : Optional.of(records.content(name));
  }
}
