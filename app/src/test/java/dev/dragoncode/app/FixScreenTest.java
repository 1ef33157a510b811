package dev.dragoncode.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.ui.gallery.FxToolkit;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Mends a gap by clicking: the change is seen, made, judged, and taken back. */
@Execution(ExecutionMode.SAME_THREAD)
class FixScreenTest {

  private static final String IMAGE = "FROM eclipse-temurin:21.0-jre\nCOPY app.jar /app.jar\n";

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
  void showsMakesJudgesAndTakesBackAChange() throws Exception {
    Path dockerfile = Files.createDirectories(folder.resolve("small")).resolve("Dockerfile");
    Files.writeString(dockerfile, IMAGE);
    try (DrivenWindow window = new DrivenWindow(folder, shutdown)) {
      window.reveal("PRD-NONROOT");

      window.click("#fix");
      window.waitForLabel("USER 10001:10001");
      window.picture("fix");
      assertThat(dockerfile).hasContent(IMAGE);

      window.click("#fix-apply");
      window.waitForLabel("1 file written");
      window.waitFor(
          "the new verdict",
          () -> window.inside("#fix-verdict").contains("The image's process is no root user"));
      window.picture("fixed");
      assertThat(dockerfile).hasContent(IMAGE + "USER 10001:10001\n");

      window.click("#fix-close");
      window.click("#undo-fix");
      window.waitForLabel("What was changed by hand");
      window.click("#fix-undo");
      window.waitForLabel("The last stage sets no USER");
      assertThat(dockerfile).hasContent(IMAGE);
    }
  }
}
