package dev.dragoncode.io.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatcherTest {

  @TempDir Path root;

  private final BlockingQueue<FileChange> changes = new LinkedBlockingQueue<>();
  private @Nullable FileWatcher watcher;

  @AfterEach
  void close() {
    if (watcher != null) {
      watcher.close();
    }
  }

  @Test
  void tellsOfCreatedChangedAndDeletedFiles() throws Exception {
    Files.writeString(root.resolve("old.txt"), "1");
    Files.createDirectories(root.resolve("sub"));
    watch(100);

    Files.writeString(root.resolve("sub/new.txt"), "1");
    awaitPath("sub/new.txt");
    Files.writeString(root.resolve("old.txt"), "2");
    awaitPath("old.txt");
    Files.delete(root.resolve("sub/new.txt"));
    awaitPath("sub/new.txt");
  }

  @Test
  void followsFoldersThatAppear() throws Exception {
    watch(100);

    Files.createDirectories(root.resolve("a/b/c"));
    Files.writeString(root.resolve("a/b/c/early.txt"), "1");
    awaitPath("a/b/c/early.txt");
    Files.writeString(root.resolve("a/b/c/later.txt"), "1");
    awaitPath("a/b/c/later.txt");
  }

  @Test
  void aBurstIsToldAtOnce() throws Exception {
    watch(100);

    for (int i = 0; i < 50; i++) {
      Files.writeString(root.resolve("f" + i), "1");
    }

    Set<String> seen = new HashSet<>();
    int calls = 0;
    while (seen.size() < 50) {
      seen.addAll(next().paths());
      calls++;
    }
    assertThat(calls).isLessThan(25);
  }

  @Test
  void ignoredFoldersAreSilent() throws Exception {
    Files.writeString(root.resolve(".gitignore"), "out/\n");
    Files.createDirectories(root.resolve("out"));
    watch(100);

    Files.writeString(root.resolve("out/noise.txt"), "1");
    Files.writeString(root.resolve("signal.txt"), "1");

    assertThat(next().paths()).containsExactly("signal.txt");
  }

  @Test
  void aChangedIgnoreFileAsksForANewWalk() throws Exception {
    watch(100);

    Files.writeString(root.resolve(".gitignore"), "out/\n");

    assertThat(next().everything()).isTrue();
  }

  @Test
  void pollsAndSaysSoWhereTooManyFoldersWouldHaveToBeWatched() throws Exception {
    Files.createDirectories(root.resolve("a/b/c"));
    FileWatcher polling = watch(2);

    assertThat(polling.limitation())
        .hasValueSatisfying(
            problem -> assertThat(problem.reason()).contains("4 folders, and 2 can be watched"));
    assertThat(next().everything()).isTrue();
  }

  @Test
  void aMovedRootIsNoticed() throws Exception {
    Path inside = Files.createDirectories(root.resolve("project"));
    WalkScope scope = WalkScope.everything();
    watcher =
        FileWatcher.watch(
            inside, scope, FileWalker.walk(inside, scope), Duration.ofSeconds(1), changes::add);

    Files.move(inside, root.resolve("away"));
    assertThat(next().everything()).isTrue();
    Files.createDirectories(inside);
    assertThat(next().everything()).isTrue();
  }

  private FileWatcher watch(int maxFolders) throws IOException {
    WalkScope scope = WalkScope.everything();
    WalkResult walked = FileWalker.walk(root, scope);
    FileWatcher started =
        FileWatcher.watch(root, scope, walked, maxFolders, Duration.ofMillis(50), changes::add);
    watcher = started;
    return started;
  }

  private void awaitPath(String path) throws InterruptedException {
    while (!next().paths().contains(path)) {
      // an earlier change
    }
  }

  private FileChange next() throws InterruptedException {
    FileChange change = changes.poll(10, TimeUnit.SECONDS);
    assertThat(change).as("a change within 10 s").isNotNull();
    return java.util.Objects.requireNonNull(change);
  }
}
