package dev.dragoncode.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.cli.Exit;
import dev.dragoncode.scaffold.AnswersFile;
import dev.dragoncode.ui.gallery.FxToolkit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Capabilities and newer templates come into a project by clicks, and go again. */
@Execution(ExecutionMode.SAME_THREAD)
class ChangeScreenTest {

  private static final String OURS = "# Orders of the shop";

  @TempDir Path folder;
  private final Shutdown shutdown = new Shutdown();
  private Path project;

  @BeforeAll
  static void startJavaFx() {
    FxToolkit.start();
  }

  @BeforeEach
  void make() {
    project = folder.resolve("shop-api");
    assertThat(
            new CommandLines(folder.resolve("home"))
                .run("new", "shop-api", "--in", folder.toString(), "--stack", "node")
                .code())
        .isEqualTo(Exit.OK);
  }

  @AfterEach
  void endEverything() {
    shutdown.run();
  }

  @Test
  void aCapabilityIsChosenSeenAddedAndTakenBack() throws Exception {
    String before = read("package.json");
    try (DrivenWindow window = new DrivenWindow(folder, project, "dark", shutdown)) {
      window.command("Add capability");
      window.click("#add-ci");
      window.picture("add-capability");
      window.click("#add-preview");
      window.waitForLabel(".github/workflows/");
      window.picture("add-preview");
      assertThat(project.resolve(".github")).doesNotExist();

      window.click("#fix-apply");
      window.waitFor("files", () -> window.labels().stream().anyMatch(t -> t.endsWith("written")));
      assertThat(project.resolve(".github/workflows")).isDirectory();
      window.click("#fix-close");

      // what is written by hand meanwhile stays
      Files.writeString(project.resolve("notes.md"), "mine\n");
      window.command("Undo the last change");
      window.waitForLabel("Undo what was added: CI");
      window.waitForLabel("What was changed by hand");
      window.picture("undo");
      window.click("#fix-undo");
      window.waitFor("the end", () -> !Files.exists(project.resolve(".github/workflows")));
      assertThat(read("package.json")).isEqualTo(before);
      assertThat(project.resolve("notes.md")).hasContent("mine");
    }
  }

  @Test
  void newerTemplatesAreMergedAndWhatBothChangedIsShown() throws Exception {
    older("README.md", "# Shop api", "# Shop", OURS);
    older(".editorconfig", "indent_size = 2", "indent_size = 4", "indent_size = 4");
    try (DrivenWindow window = new DrivenWindow(folder, project, "light", shutdown)) {
      window.command("Update from templates");
      window.waitForLabel("changed by hand in the same lines");
      window.picture("update-conflict");
      window.click("#fix-marks");
      window.click("#fix-apply");
      window.waitFor("files", () -> window.labels().stream().anyMatch(t -> t.endsWith("written")));
      assertThat(read("README.md")).contains("<<<<<<<", OURS, "=======", "# Shop api", ">>>>>>>");
      assertThat(read(".editorconfig")).contains("indent_size = 2");
      window.picture("updated");

      window.click("#fix-undo");
      window.waitFor("the end", () -> read("README.md").startsWith(OURS));
      assertThat(read(".editorconfig")).contains("indent_size = 4");
    }
  }

  /** As if an older template had said something else here, and a hand had changed it or not. */
  private void older(String path, String now, String then, String byHand) throws Exception {
    String text = read(path);
    assertThat(text).contains(now);
    Files.writeString(project.resolve(path), text.replace(now, byHand));
    Files.writeString(project.resolve(AnswersFile.base(path)), text.replace(now, then));
  }

  private String read(String path) {
    try {
      return Files.readString(project.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
