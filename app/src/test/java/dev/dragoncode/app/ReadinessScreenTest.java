package dev.dragoncode.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.ui.gallery.FxToolkit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The checklist of a real folder, clicked: a check's page, a run of the tests, the history. */
@Execution(ExecutionMode.SAME_THREAD)
class ReadinessScreenTest {

  private static final String TITLE = "Tests pass on this tree";

  @TempDir Path folder;
  private final Shutdown shutdown = new Shutdown();

  @BeforeAll
  static void startJavaFx() {
    FxToolkit.start();
  }

  @AfterEach
  void endEverything() {
    shutdown.run();
  }

  @Test
  void aRunOfTheTestsDecidesTheCheckThatOnlyARunCanDecide() throws Exception {
    Path project = project();
    try (DrivenWindow window = new DrivenWindow(folder, project, "dark", shutdown)) {
      window.click("#rail-readiness");
      window.clickText("Validate");
      window.clickText(TITLE);
      window.waitForLabel("Not run on these files yet; dragoncode test would run ./run-tests");
      window.click("#explain");
      window.waitForLabel("Only a run decides.");
      window.picture("explain");
      window.click("#explain-close");
      window.waitFor("the page's end", () -> !shows(window, "Only a run decides."));

      window.click("#tests-run");
      window.click("#trust-yes");
      window.waitFor("one failed", () -> contains(window, "1 of 2 tests failed"));
      window.waitFor("its reason", () -> contains(window, "expected 2 but was 3"));
      window.picture("tests-failed");

      runner(project, "<testcase name='adds' classname='shop.CartTest'/>");
      window.click("#run-tests");
      window.waitFor("two passed", () -> contains(window, "2 tests passed"));
      window.picture("tests-passed");
      window.click("#rail-readiness");
      window.waitFor("the proof", () -> window.labels().contains("proven"));

      window.click("#history");
      // all of this is one change: it came within minutes
      window.waitForLabel("No change yet");
      window.press(KeyCode.ESCAPE);
    }
  }

  private static boolean contains(DrivenWindow window, String words) {
    return window.labels().stream().anyMatch(text -> text.contains(words));
  }

  private static boolean shows(DrivenWindow window, String beginning) {
    return window.labels().stream().anyMatch(text -> text.startsWith(beginning));
  }

  private Path project() throws IOException {
    Path project = Files.createDirectories(folder.resolve("shop")).toRealPath();
    Files.writeString(project.resolve("dragoncode.yaml"), "commands:\n  test: ./run-tests\n");
    Files.writeString(project.resolve(".gitignore"), "/target/\n");
    Files.writeString(project.resolve("CartTest.java"), "class CartTest {\n  void adds() {}\n}\n");
    runner(
        project,
        "<testcase name='adds' classname='shop.CartTest'><failure message='expected 2 but was 3'>at"
            + " shop.CartTest.adds(CartTest.java:2)</failure></testcase>");
    return project;
  }

  private static void runner(Path project, String test) throws IOException {
    Path script = project.resolve("run-tests");
    Files.writeString(
        script,
        """
        #!/bin/sh
        echo "Running shop.CartTest"
        mkdir -p target/surefire-reports
        cat > target/surefire-reports/TEST-shop.CartTest.xml <<'END'
        <testsuite name='shop.CartTest'>
          <testcase name='removes' classname='shop.CartTest' time='0.01'/>%s
        </testsuite>
        END
        """
            .formatted(test));
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }
}
