package dev.dragoncode.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.ui.gallery.FxToolkit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
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

  /**
   * From an empty folder to a slice that was tested and has answered; its figure is in
   * benchmarks.md.
   */
  @Test
  @EnabledIfSystemProperty(
      named = "dragoncode.matrix",
      matches = "true",
      disabledReason = "builds a Spring Boot project with Maven")
  void fromAnEmptyFolderToARunningTestedSlice() throws Exception {
    Instant begun = Instant.now();
    try (DrivenWindow window =
        DrivenWindow.welcoming(folder, "dark", shutdown).patient(Duration.ofMinutes(5))) {
      window.click("#new-project");
      window.type("#new-name", "shop-api");
      window.waitFor("the files", () -> !disabled(window));
      window.click("#create-project");
      window.waitFor("the project", () -> window.labels().contains("Next"));
      Duration made = Duration.between(begun, Instant.now());
      window.startEmulators(2);
      Duration emulators = Duration.between(begun, Instant.now());
      window.press(KeyCode.CONTROL, KeyCode.T);
      window.click("#trust-yes");
      window.waitFor(
          "passed tests",
          () -> window.labels().stream().anyMatch(text -> text.endsWith("tests passed")));
      window.picture("new-tested");
      Duration tested = Duration.between(begun, Instant.now());
      window.command("Probe the service");
      window.waitFor(
          "probes", () -> window.labels().stream().anyMatch(text -> text.contains("proven")));
      window.picture("new-probed");
      Duration all = Duration.between(begun, Instant.now());
      System.out.printf(
          "made %.1f s, emulators %.1f s, tested %.1f s, probed %.1f s%n",
          made.toMillis() / 1e3,
          emulators.toMillis() / 1e3,
          tested.toMillis() / 1e3,
          all.toMillis() / 1e3);
      assertThat(folder.resolve("shop-api/target")).isDirectory();
    }
  }

  private static boolean disabled(DrivenWindow window) {
    return FxToolkit.call(
        () -> window.node("#create-project") instanceof Button button && button.isDisabled());
  }

  private static String rows(DrivenWindow window) {
    return FxToolkit.call(() ->
        window.node("#new-tree") instanceof ListView<?> tree ? tree.getItems().toString() : "");
  }

  private static int files(DrivenWindow window) {
    return FxToolkit.call(
        () -> window.node("#new-tree") instanceof ListView<?> tree ? tree.getItems().size() : 0);
  }
}
