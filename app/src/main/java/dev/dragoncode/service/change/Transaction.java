package dev.dragoncode.service.change;

import dev.dragoncode.change.Bytes;
import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.service.change.ChangeRecord.Part;
import dev.dragoncode.service.change.ChangeRecord.Pending;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One change of several files. All new contents are written beside their places first; then it is
 * decided, by one write into the user's data; then each takes its place. Before the decision a
 * process that is killed has changed nothing, after it the rest is carried out at the next start.
 */
final class Transaction {

  private static final Logger LOG = LoggerFactory.getLogger(Transaction.class);

  private final Path root;
  private final RecordFolder records;
  private final ChangeRecord record;

  Transaction(Path root, RecordFolder records, ChangeRecord record) {
    this.root = root;
    this.records = records;
    this.record = record;
  }

  void run() throws IOException {
    records.pending(new Pending(false, record));
    try {
      stage();
      records.pending(new Pending(true, record));
      place();
    } catch (IOException | RuntimeException e) {
      back();
      throw e instanceof IOException io
          ? AtomicFiles.problem(root.resolve(record.parts().getFirst().path()), io)
              .causedBy(io)
              .asException()
          : (RuntimeException) e;
    }
    finish();
  }

  /** Ends what another process was killed over. */
  void recover(boolean decided) throws IOException {
    if (decided && record.parts().stream().allMatch(this::beforeOrAfter)) {
      LOG.info("Carrying out the change {} of {}", record.title(), root);
      stage();
      place();
      finish();
    } else {
      LOG.info("Taking back the change {} of {}", record.title(), root);
      back();
    }
  }

  /** Somebody may have written into a file between the kill and now; that is not overwritten. */
  private boolean beforeOrAfter(Part part) {
    try {
      Optional<Bytes> now = content(SafePaths.target(root, part.path()));
      return now.equals(known(part.before())) || now.equals(known(part.after()));
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} cannot be looked at", part.path(), e);
      return false;
    }
  }

  private void stage() throws IOException {
    for (String folder : record.folders()) {
      Files.createDirectories(root.resolve(folder));
    }
    for (Part part : record.parts()) {
      if (part.after().isEmpty()) {
        continue;
      }
      Path target = SafePaths.target(root, part.path());
      Path staged = target.resolveSibling(part.staged());
      write(staged, records.content(part.after()).toArray());
      permit(target, staged, part.executable());
    }
  }

  private void place() throws IOException {
    Set<Path> folders = new HashSet<>();
    for (Part part : record.parts()) {
      Path target = SafePaths.target(root, part.path());
      Path staged = target.resolveSibling(part.staged());
      if (part.after().isEmpty()) {
        Files.deleteIfExists(target);
      } else {
        Files.move(
            staged, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
      folders.add(target.getParent());
    }
    for (Path folder : folders) {
      flush(folder);
    }
  }

  private void finish() throws IOException {
    records.remember(record);
    records.nothingPending();
  }

  /** Gives every file that this change has reached its content back. */
  private void back() throws IOException {
    for (Part part : record.parts()) {
      Path target = root.resolve(part.path());
      Path staged = target.resolveSibling(part.staged());
      if (!part.before().equals(part.after())
          && !Files.isSymbolicLink(target)
          && content(target).equals(known(part.after()))) {
        if (part.before().isEmpty()) {
          Files.deleteIfExists(target);
        } else {
          write(staged, records.content(part.before()).toArray());
          permit(target, staged, part.executable());
          Files.move(
              staged, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
      }
      Files.deleteIfExists(staged);
    }
    for (String folder : record.folders().reversed()) {
      removeIfEmpty(root.resolve(folder));
    }
    records.nothingPending();
  }

  private Optional<Bytes> known(String name) throws IOException {
    return name.isEmpty() ? Optional.empty() : Optional.of(records.content(name));
  }

  /** What a file holds; empty where there is none. */
  static Optional<Bytes> content(Path file) throws IOException {
    try {
      return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
          ? Optional.of(Bytes.of(Files.readAllBytes(file)))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  static void removeIfEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.findAny().isPresent()) {
        return;
      }
    }
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      LOG.debug("{} was filled meanwhile", folder, e);
    }
  }

  private static void write(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  /** A file that is there keeps its rights; a new one may be run where the change says so. */
  private static void permit(Path target, Path staged, boolean executable) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(staged, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    if (Files.exists(target)) {
      if (!Files.isWritable(target)) {
        throw new AccessDeniedException(target.toString());
      }
      view.setPermissions(Files.getPosixFilePermissions(target));
    } else if (executable) {
      Set<PosixFilePermission> rights = new HashSet<>(Files.getPosixFilePermissions(staged));
      rights.add(PosixFilePermission.OWNER_EXECUTE);
      for (List<PosixFilePermission> pair :
          List.of(
              List.of(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_EXECUTE),
              List.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_EXECUTE))) {
        if (rights.contains(pair.getFirst())) {
          rights.add(pair.getLast());
        }
      }
      view.setPermissions(rights);
    }
  }

  /** Makes new names survive a power cut, where the platform lets a folder be opened. */
  private static void flush(Path folder) {
    if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      LOG.debug("Could not flush the folder {}", folder, e);
    }
  }
}
