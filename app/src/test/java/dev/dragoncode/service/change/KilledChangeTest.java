package dev.dragoncode.service.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.change.ChangeSet;
import dev.dragoncode.change.FileEdit;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it changes files leaves all of them changed, or none. */
@Timeout(60)
class KilledChangeTest {

  private static final int FILES = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path temporary;

  /** What the process that is killed does. */
  static final class Victim {

    private Victim() {}

    /** Changes every file of a folder, and stands still before it ends by itself. */
    public static void main(String[] arguments) throws IOException {
      Path root = Path.of(arguments[0]);
      new ChangeStore(root, Path.of(arguments[1]), Clock.systemUTC())
          .apply("TRY", new ChangeSet(edits(root)));
    }
  }

  private static List<FileEdit> edits(Path root) throws IOException {
    List<FileEdit> edits = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      String path = "f" + i + ".txt";
      edits.add(FileEdit.of(path, Optional.of(Files.readString(root.resolve(path))), "after\n"));
    }
    edits.add(FileEdit.of("new/made.txt", Optional.empty(), "after\n"));
    return edits;
  }

  @Test
  void nothingIsChangedWhenItDiesBeforeAllIsWrittenAside() throws Exception {
    Path root = killed(path -> path.getFileName().toString().endsWith(".tmp"));

    new ChangeStore(root, temporary.resolve("data"), Clock.systemUTC()).recover();

    assertThat(contents(root)).hasSize(FILES).containsOnly("before\n");
    assertThat(root.resolve("new")).doesNotExist();
  }

  @Test
  void everythingIsChangedWhenItDiesAfterThat() throws Exception {
    // the first file has taken its place, so the change is decided
    Path root = killed(path -> "after\n".equals(read(path)) && path.endsWith("f0.txt"));

    ChangeStore store = new ChangeStore(root, temporary.resolve("data"), Clock.systemUTC());
    store.recover();

    assertThat(contents(root)).hasSize(FILES + 1).containsOnly("after\n");
    store.undo(store.undoing().changes());
    assertThat(contents(root)).hasSize(FILES).containsOnly("before\n");
  }

  private interface Moment {
    boolean seen(Path path) throws IOException;
  }

  /** Starts the change in a process of its own and kills it at the first sight of something. */
  private Path killed(Moment moment) throws Exception {
    Path root = Files.createDirectories(temporary.resolve("shop")).toRealPath();
    for (int i = 0; i < FILES; i++) {
      Files.writeString(root.resolve("f" + i + ".txt"), "before\n");
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path").replace(":", File.pathSeparator),
                Victim.class.getName(),
                root.toString(),
                temporary.resolve("data").toString())
            .redirectErrorStream(true)
            .redirectOutput(temporary.resolve("victim.log").toFile())
            .start();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!any(root, moment) && process.isAlive() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    process.destroyForcibly();
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue())
        .as("killed, not done: " + Files.readString(temporary.resolve("victim.log")))
        .isNotZero();
    return root;
  }

  private static boolean any(Path root, Moment moment) throws IOException {
    try (Stream<Path> all = Files.list(root)) {
      for (Path each : all.toList()) {
        if (Files.isRegularFile(each) && moment.seen(each)) {
          return true;
        }
      }
    }
    return false;
  }

  private static String read(Path path) throws IOException {
    try {
      return Files.readString(path);
    } catch (java.nio.file.NoSuchFileException e) {
      return "";
    }
  }

  private static List<String> contents(Path root) throws IOException {
    List<String> contents = new ArrayList<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        contents.add(Files.readString(each));
      }
    }
    return contents;
  }
}
