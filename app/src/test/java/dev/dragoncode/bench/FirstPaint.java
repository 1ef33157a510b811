package dev.dragoncode.bench;

import java.time.Duration;
import java.time.Instant;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.stage.Window;

/**
 * Prints how long after the process's start a window with some content was painted, and ends the
 * process.
 */
final class FirstPaint {

  private FirstPaint() {}

  /**
   * Watches every pulse. FX thread.
   *
   * @param selector of the node that is the content
   */
  static void report(String selector) {
    new AnimationTimer() {
      private int pulsesSince;

      @Override
      public void handle(long now) {
        boolean there =
            pulsesSince > 0
                || Window.getWindows().stream()
                    .filter(window -> window instanceof Stage && window.isShowing())
                    .map(Window::getScene)
                    .anyMatch((Scene scene) -> scene.getRoot().lookup(selector) != null);
        // The pulse after the one that laid it out has handed it to the painter.
        if (there && ++pulsesSince == 3) {
          Instant started = ProcessHandle.current().info().startInstant().orElseThrow();
          System.out.println(Duration.between(started, Instant.now()).toMillis());
          System.out.flush();
          Runtime.getRuntime().exit(0);
        }
      }
    }.start();
  }
}
