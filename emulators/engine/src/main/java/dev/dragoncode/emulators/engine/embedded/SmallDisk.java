package dev.dragoncode.emulators.engine.embedded;

import dev.dragoncode.io.process.Command;
import dev.dragoncode.io.process.ProcessResult;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.io.process.RunningProcess;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small disk in memory over a child's folder, which only the child sees: a mount namespace that a
 * sleeping process keeps open and that is gone with the last process in it. The files below stay as
 * they are, and nothing of the machine's disk is filled. Linux alone has such namespaces.
 */
final class SmallDisk {

  /** What a server may need to come up. */
  static final long ROOM = 48 << 20;

  /** It lies in memory. */
  static final long LARGEST = 1 << 30;

  private static final Logger LOG = LoggerFactory.getLogger(SmallDisk.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration LOOK_EVERY = Duration.ofMillis(2);
  private static final String KEEPER = "sleep";
  private static final String FILLER = ".dragoncode-drill-fills-the-disk";
  private static final int PAGE = 1 << 12;
  private static final int PIECE = 1 << 16;

  private final ProcessRunner runner;
  private final Platform platform;
  private Optional<Optional<String>> known = Optional.empty();

  SmallDisk(ProcessRunner runner, Platform platform) {
    this.runner = runner;
    this.platform = platform;
  }

  /** Why there can be none here; empty where there can. A system does not change in that. */
  synchronized Optional<String> obstacle() throws InterruptedException {
    if (known.isEmpty()) {
      known = Optional.of(tryOne());
    }
    return known.get();
  }

  private Optional<String> tryOne() throws InterruptedException {
    if (!platform.linux()) {
      return Optional.of("An embedded engine's disk can be small on Linux alone.");
    }
    List<String> trial = new ArrayList<>(unshare());
    trial.addAll(mount(PAGE, Path.of(System.getProperty("java.io.tmpdir"))));
    try {
      return runner.run(Command.of(trial), TIMEOUT).succeeded()
          ? Optional.empty()
          : Optional.of("This system lets a user make no file system of his own.");
    } catch (ProblemException e) {
      LOG.debug("There is no unshare", e);
      return Optional.of("The program unshare, which makes a small disk, is not installed.");
    }
  }

  /**
   * Puts a copy of a folder's content on a small disk at the same place.
   *
   * @param marker carried by the process that keeps the disk, so that it ends with the child
   * @param log where that process writes
   * @return what stands before a command that is to see the disk
   */
  List<String> over(Path folder, Map<String, String> marker, Path log) throws InterruptedException {
    long size = used(folder) + ROOM;
    if (size > LARGEST) {
      throw Problem.of(
              "There is too much data for a full disk",
              "A drill copies it into memory, and %d MiB is the most."
                  .formatted((LARGEST - ROOM) >> 20),
              Remedy.of("Reset the emulator, or use another kind of drill."))
          .asException();
    }
    List<String> keeper = new ArrayList<>(unshare());
    keeper.addAll(List.of(KEEPER, "infinity"));
    RunningProcess process = runner.startDetached(Command.of(keeper).with(marker), log);
    awaitKeeper(process.handle());
    List<String> inside = enter(process.pid());
    List<String> mount = new ArrayList<>(inside);
    mount.addAll(mount(size, folder));
    ProcessResult mounted = runner.run(Command.of(mount), TIMEOUT);
    if (!mounted.succeeded()) {
      throw noDisk(String.join(" ", mounted.errors())).asException();
    }
    try {
      Preparation.copyTree(folder, seenBy(process.pid(), folder));
    } catch (IOException e) {
      throw DiskProblems.of("copy " + folder, e).asException();
    }
    List<String> prefix = new ArrayList<>(inside);
    // entering a namespace leaves the folder that the process was started in
    prefix.addAll(List.of("env", "--chdir=" + folder));
    return prefix;
  }

  /** Fills the disk of a child to its last bytes. */
  static void fill(ChildRecord record, int spare) {
    long keeper =
        MarkedProcesses.find(record).stream()
            .filter(SmallDisk::keeps)
            .map(ProcessHandle::pid)
            .findFirst()
            .orElseThrow(() -> noDisk("The process that keeps it has ended.").asException());
    Path filler = seenBy(keeper, record.data()).resolve(FILLER);
    byte[] piece = new byte[PIECE];
    boolean full = false;
    try (OutputStream out = Files.newOutputStream(filler)) {
      for (long written = 0; written <= LARGEST; written += PIECE) {
        out.write(piece);
      }
    } catch (IOException e) {
      LOG.debug("The disk of {} is full, as it is to be", record.id(), e);
      full = true;
    }
    if (!full) {
      throw noDisk("It does not get full.").asException();
    }
    try (FileChannel file = FileChannel.open(filler, StandardOpenOption.WRITE)) {
      file.truncate(file.size() - spare);
    } catch (IOException e) {
      throw DiskProblems.of("leave room in " + filler, e).asException();
    }
  }

  private static Problem noDisk(String reason) {
    return Problem.of(
        "A small disk could not be made",
        reason,
        Remedy.of("Use another kind of drill, or run the emulator in a container."));
  }

  private void awaitKeeper(ProcessHandle process) throws InterruptedException {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!keeps(process)) {
      if (!process.isAlive() || System.nanoTime() - deadline >= 0) {
        throw noDisk("The process that keeps it does not start.").asException();
      }
      Thread.sleep(LOOK_EVERY);
    }
  }

  private static boolean keeps(ProcessHandle process) {
    return process
        .info()
        .command()
        .map(Path::of)
        .map(Path::getFileName)
        .filter(name -> name.toString().equals(KEEPER) || name.toString().equals("coreutils"))
        .isPresent();
  }

  private static Path seenBy(long pid, Path folder) {
    return Path.of("/proc", Long.toString(pid), "root").resolve(Path.of("/").relativize(folder));
  }

  private static boolean root() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static List<String> unshare() {
    return root()
        ? List.of("unshare", "--mount", "--propagation", "private")
        : List.of("unshare", "--user", "--map-root-user", "--mount", "--propagation", "private");
  }

  private static List<String> enter(long pid) {
    String target = "--target=" + pid;
    return root()
        ? List.of("nsenter", target, "--mount")
        : List.of("nsenter", target, "--user", "--preserve-credentials", "--mount");
  }

  /** What a program needs that refuses to run as root, which a user is in his own namespace. */
  static List<String> unlikeRoot(List<String> otherwise) {
    return root() ? otherwise : List.of("unshare", "--user");
  }

  private static List<String> mount(long bytes, Path folder) {
    return List.of(
        "mount", "-t", "tmpfs", "-o", "mode=700,size=" + bytes, "tmpfs", folder.toString());
  }

  private static long used(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      long bytes = 0;
      for (Path file : (Iterable<Path>) files::iterator) {
        bytes += (Files.size(file) / PAGE + 1) * PAGE;
      }
      return bytes;
    } catch (IOException e) {
      throw DiskProblems.of("look through " + folder, e).asException();
    }
  }
}
