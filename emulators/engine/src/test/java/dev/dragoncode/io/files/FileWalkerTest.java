package dev.dragoncode.io.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileWalkerTest {

  @TempDir Path root;

  @Test
  void honoursNestedIgnoreFilesNegationAndFolderRules() throws IOException {
    write(".gitignore", "*.log\n!keep.log\n/out/\nbuild\n# *.txt\n**/cache/*.bin\n");
    write("sub/.gitignore", "!special.log\nlocal.txt\n");
    for (String path :
        List.of(
            "a.log",
            "keep.log",
            "a.txt",
            "out/x.txt",
            "sub/out/x.txt",
            "build/x",
            "sub/build/y",
            "sub/special.log",
            "sub/other.log",
            "sub/local.txt",
            "local.txt",
            "deep/cache/a.bin",
            "deep/cache/a.txt")) {
      write(path, "x");
    }

    assertThat(seen())
        .containsExactlyInAnyOrder(
            ".gitignore",
            "sub/.gitignore",
            "keep.log",
            "a.txt",
            "sub/out/x.txt",
            "sub/special.log",
            "local.txt",
            "deep/cache/a.txt");
  }

  @Test
  void listsIgnoredFilesAsIgnoredButDoesNotEnterIgnoredFolders() throws IOException {
    write(".gitignore", ".env\nsecret/\n");
    write(".env", "A=1");
    write("secret/.env", "A=1");

    WalkResult result = FileWalker.walk(root, WalkScope.everything());

    assertThat(result.files())
        .extracting(FileEntry::path, FileEntry::ignored)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(".env", true),
            org.assertj.core.groups.Tuple.tuple(".gitignore", false));
    assertThat(result.rules().ignores("secret/deep/x", false)).isTrue();
  }

  @Test
  void honoursTheRepositoryAroundTheFolder() throws IOException {
    Files.createDirectories(root.resolve(".git/info"));
    write(".git/info/exclude", "private.txt\n");
    write(".gitignore", "*.tmp\n/app/gen/\n");
    write("app/a.tmp", "x");
    write("app/gen/b.txt", "x");
    write("app/private.txt", "x");
    write("app/src/c.txt", "x");

    List<String> seen =
        FileWalker.walk(root.resolve("app"), WalkScope.everything()).files().stream()
            .filter(file -> !file.ignored())
            .map(FileEntry::path)
            .toList();

    assertThat(seen).containsExactly("src/c.txt");
  }

  @Test
  void skipsWhatOnlyToolsWrite() throws IOException {
    write("pom.xml", "x");
    write("target/a.class", "x");
    write("docs/target/kept.md", "x");
    write("node_modules/a/index.js", "x");
    write(".git/config", "x");

    assertThat(seen()).containsExactlyInAnyOrder("pom.xml", "docs/target/kept.md");
  }

  @Test
  @Timeout(20)
  @DisabledOnOs(OS.WINDOWS)
  void linksDoNotLoop() throws IOException {
    write("a/file.txt", "x");
    Files.createSymbolicLink(root.resolve("a/loop"), root);
    Files.createSymbolicLink(root.resolve("a/self"), root.resolve("a/self"));
    Files.createSymbolicLink(root.resolve("b.txt"), root.resolve("a/file.txt"));

    assertThat(seen()).containsExactlyInAnyOrder("a/file.txt", "b.txt");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void survivesNamesThatAreNotUtf8AndPipes() throws Exception {
    write("ok.txt", "x");
    byte[] script =
        "printf x > \"$(printf 'bad\\377name.txt')\"; mkfifo pipe"
            .getBytes(StandardCharsets.US_ASCII);
    Process shell = new ProcessBuilder("sh", "-s").directory(root.toFile()).start();
    try (var in = shell.getOutputStream()) {
      in.write(script);
    }
    assertThat(shell.waitFor(10, TimeUnit.SECONDS)).isTrue();

    assertThat(seen()).hasSize(2).contains("ok.txt");
  }

  @Test
  void reportsProgressAndStopsAtItsLimit() throws IOException {
    for (int i = 0; i < 60; i++) {
      for (int j = 0; j < 50; j++) {
        write("d" + i + "/f" + j, "");
      }
    }
    AtomicInteger told = new AtomicInteger();

    WalkResult all = FileWalker.walk(root, WalkScope.everything(told::set));
    WalkResult some = FileWalker.walk(root, new WalkScope(_ -> true, 100, _ -> {}));

    assertThat(all.files()).hasSize(3_000);
    assertThat(told).hasValue(3_000);
    assertThat(some.complete()).isFalse();
    assertThat(some.files().size()).isLessThan(3_000);
  }

  @Test
  void saysWhyAFolderCannotBeOpened() throws IOException {
    Path file = write("file.txt", "x");

    assertThatThrownBy(() -> FileWalker.walk(root.resolve("no"), WalkScope.everything()))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("There is no folder");
    assertThatThrownBy(() -> FileWalker.walk(file, WalkScope.everything()))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("is a file");
  }

  private List<String> seen() {
    List<String> paths = new ArrayList<>();
    for (FileEntry file : FileWalker.walk(root, WalkScope.everything()).files()) {
      if (!file.ignored()) {
        paths.add(file.path());
      }
    }
    return paths;
  }

  private Path write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
