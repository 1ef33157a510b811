package dev.dragoncode.service.change;

import dev.dragoncode.change.Bytes;
import dev.dragoncode.change.ChangeSet;
import dev.dragoncode.change.FileEdit;
import dev.dragoncode.change.Proposal;
import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.io.files.Sha256;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.service.change.ChangeRecord.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Changes the files of one project: a set of changes is made whole or not at all, also where the
 * process is killed in the middle, and is remembered so that it can be undone.
 */
public final class ChangeStore {

  private final Path root;
  private final RecordFolder records;
  private final Clock clock;

  /**
   * @param root the project's real folder
   * @param data the user's data folder
   */
  public ChangeStore(Path root, Path data, Clock clock) {
    this.root = root;
    this.records = new RecordFolder(data.resolve("changes").resolve(Sha256.of(root.toString())));
    this.clock = clock;
  }

  /** What DragonCode alone would have written into a file, last time it wrote one. */
  public Optional<Bytes> base(String path) {
    return records.base(path);
  }

  /** The newest change that can be undone. */
  public Optional<Applied> last() {
    return newest()
        .map(r ->
            new Applied(
                r.id(),
                r.title(),
                Instant.parse(r.at()),
                r.parts().stream().map(Part::path).toList()));
  }

  private Optional<ChangeRecord> newest() {
    List<ChangeRecord> history = records.history();
    return history.isEmpty() ? Optional.empty() : Optional.of(history.getLast());
  }

  /** Carries out, or takes back, what a process was killed over; cheap where there is nothing. */
  public void recover() {
    if (records.exists()) {
      locked(() -> {
        recoverLocked();
        return true;
      });
    }
  }

  /**
   * Makes a set of changes.
   *
   * @param title what it is for
   * @throws dev.dragoncode.problem.ProblemException if a file is no longer as it was when the
   *     change was made up, or may not or cannot be written; nothing is changed then
   */
  public Applied apply(String title, ChangeSet changes) {
    return locked(() -> {
      recoverLocked();
      ChangeRecord record = record(title, "", changes);
      new Transaction(root, records, record).run();
      return new Applied(record.id(), title, Instant.parse(record.at()), changes.paths());
    });
  }

  /**
   * What would undo the newest change. Files that were changed by hand since keep those changes.
   *
   * @throws dev.dragoncode.problem.ProblemException if there is nothing to undo
   */
  public Proposal undoing() {
    ChangeRecord record =
        newest()
            .orElseThrow(() ->
                Problem.of(
                        "There is nothing to undo",
                        "DragonCode has changed no file of " + root + " that it could change back.",
                        Remedy.of("Look at the folder's version control for older changes"))
                    .asException());
    try {
      return new Undo(root, records).of(record);
    } catch (IOException e) {
      throw AtomicFiles.problem(root, e).causedBy(e).asException();
    }
  }

  /**
   * Undoes the newest change.
   *
   * @param changes from {@link #undoing}
   * @throws dev.dragoncode.problem.ProblemException as {@link #apply}
   */
  public void undo(ChangeSet changes) {
    locked(() -> {
      recoverLocked();
      ChangeRecord undone = newest().orElseThrow();
      new Transaction(root, records, record("Undo " + undone.title(), undone.id(), changes)).run();
      removeFolders(undone.folders());
      return true;
    });
  }

  private void removeFolders(List<String> folders) throws IOException {
    for (String folder : folders.reversed()) {
      Transaction.removeIfEmpty(root.resolve(folder));
    }
  }

  private ChangeRecord record(String title, String undoes, ChangeSet changes) throws IOException {
    String id = UUID.randomUUID().toString();
    Optional<ChangeRecord> undone = newest().filter(r -> r.id().equals(undoes));
    List<Part> parts = new ArrayList<>();
    for (FileEdit edit : changes.edits()) {
      Path target = SafePaths.target(root, edit.path());
      Optional<Bytes> now = Transaction.content(target);
      if (!now.equals(edit.before())) {
        throw Problem.of(
                edit.path() + " has changed meanwhile",
                "It is not what it was when the change was shown. Nothing was written.",
                Remedy.of("Look at the change again"))
            .asException();
      }
      boolean executable = edit.executable() || (now.isPresent() && Files.isExecutable(target));
      parts.add(
          new Part(
              edit.path(),
              kept(edit.before()),
              kept(edit.after()),
              executable,
              "." + target.getFileName() + "." + id.substring(0, 8) + ".tmp",
              undone.map(r -> baseBefore(r, edit.path())).orElse(kept(edit.generated())),
              records.baseName(edit.path())));
    }
    return new ChangeRecord(id, title, clock.instant().toString(), undoes, folders(parts), parts);
  }

  private static String baseBefore(ChangeRecord record, String path) {
    return record.parts().stream()
        .filter(p -> p.path().equals(path))
        .map(Part::baseBefore)
        .findFirst()
        .orElse("");
  }

  private String kept(Optional<Bytes> bytes) throws IOException {
    return bytes.isEmpty() ? "" : records.keep(bytes.get());
  }

  /** Folders that have to be made, the outer ones first. */
  private List<String> folders(List<Part> parts) {
    List<String> missing = new ArrayList<>();
    for (Part part : parts) {
      String path = part.path();
      for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
        String folder = path.substring(0, slash);
        if (!part.after().isEmpty()
            && !Files.exists(root.resolve(folder))
            && !missing.contains(folder)) {
          missing.add(folder);
        }
      }
    }
    return missing;
  }

  private void recoverLocked() throws IOException {
    Optional<ChangeRecord.Pending> pending = records.pending();
    if (pending.isPresent()) {
      new Transaction(root, records, pending.get().record()).recover(pending.get().decided());
    }
  }

  /** A step that needs the project's lock. */
  private interface Step<T> {
    T run() throws IOException;
  }

  /** One process at a time: the window and the command line may both be at it. */
  private synchronized <T> T locked(Step<T> step) {
    try (FileChannel channel =
            FileChannel.open(records.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      return step.run();
    } catch (OverlappingFileLockException e) {
      throw Problem.of(
              "The folder is being changed already",
              "Another window of DragonCode is writing into " + root + ".",
              Remedy.of("Try again in a moment"))
          .causedBy(e)
          .asException();
    } catch (IOException | UncheckedIOException e) {
      throw AtomicFiles.problem(root, e).causedBy(e).asException();
    }
  }
}
