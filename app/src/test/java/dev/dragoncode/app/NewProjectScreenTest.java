package dev.dragoncode.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.ui.gallery.FxToolkit;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A new project is asked for, seen and made in the window, by clicks. */
@Execution(ExecutionMode.SAME_THREAD)
class NewProjectScreenTest {

  @TempDir private Path folder;
  private final Shutdown shutdown = new Shutdown();

  @BeforeAll
  static void startJavaFx() {
    FxToolkit.start();
  }

  @AfterAll
  static void awaitPictures() {
    FxToolkit.awaitPictures();
  }

  @AfterEach
  void endEverything() {
    shutdown.run();
  }

  @Test
  void showsEveryFileThenMakesTheProjectAndOpensIt() throws Exception {
    try (DrivenWindow window = DrivenWindow.welcoming(folder, "dark", shutdown)) {
      window.click("#new-project");
      window.waitForLabel("New project");
      window.type("#new-name", "Shop Api");
      window.waitForLabel("“Shop Api” cannot be a project's name. Call it shop-api.");
      window.picture("new-mistake");
      assertThat(disabled(window)).isTrue();

      window.type("#new-name", "shop-api");
      window.waitFor("the files", () -> !disabled(window));
      int spring = files(window);
      window.picture("new-spring");
      window.click("#capability-ci");
      window.waitFor("more files", () -> files(window) > spring);
      window.click("#stack-node");
      window.waitFor("Node's files", () -> rows(window).contains("label=package.json"));
      window.picture("new-node");
      assertThat(folder.resolve("shop-api")).doesNotExist();

      window.click("#create-project");
      window.waitFor("the project", () -> window.labels().contains("Next"));
      assertThat(folder.resolve("shop-api/package.json")).exists();
      assertThat(Files.readString(folder.resolve("shop-api/.dragoncode/scaffold.yaml")))
          .contains("stack: node", "- \"ci\"");
      window.picture("new-made");
    }
  }

  private static boolean disabled(DrivenWindow window) {
    return FxToolkit.call(
        () -> window.node("#create-project") instanceof Button button && button.isDisabled());
  }

  private static String rows(DrivenWindow window) {
    return FxToolkit.call(
        () -> window.node("#new-tree") instanceof ListView<?> tree ? tree.getItems().toString() : "");
  }

  private static int files(DrivenWindow window) {
    return FxToolkit.call(
        () -> window.node("#new-tree") instanceof ListView<?> tree ? tree.getItems().size() : 0);
  }
}
