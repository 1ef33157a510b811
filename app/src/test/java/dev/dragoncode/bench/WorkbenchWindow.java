package dev.dragoncode.bench;

import dev.dragoncode.app.Main;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;

/** The workbench as its launcher starts it, ended once the overview of a project is painted. */
public final class WorkbenchWindow {

  private WorkbenchWindow() {}

  /**
   * Runs a command line of the app.
   *
   * @param arguments the selector of what must be painted, then the app's own
   */
  public static void main(String[] arguments) {
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          while (!watching(arguments[0])) {
            LockSupport.parkNanos(2_000_000);
          }
        });
    Main.main(java.util.Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  private static boolean watching(String selector) {
    try {
      Platform.runLater(() -> FirstPaint.report(selector));
      return true;
    } catch (IllegalStateException notStartedYet) {
      return false;
    }
  }
}
