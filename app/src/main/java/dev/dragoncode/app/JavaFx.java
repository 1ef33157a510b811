package dev.dragoncode.app;

import java.lang.ref.Reference;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Platform;

/**
 * JavaFX of this process: whether it has a display, and its start, once. Logs nothing, since JavaFX
 * starts before the logging framework does.
 */
final class JavaFx {

  private final boolean displayNamed;
  private final Lazy<CompletableFuture<Boolean>> started = new Lazy<>(JavaFx::start);

  /**
   * Nothing is started yet.
   *
   * @param displayNamed whether a window could be opened here at all
   */
  JavaFx(boolean displayNamed) {
    this.displayNamed = displayNamed;
  }

  /** As this process finds it. */
  static JavaFx of(Map<String, String> environment) {
    boolean linux = System.getProperty("os.name", "").startsWith("Linux");
    boolean headless = "Headless".equals(System.getProperty("glass.platform"));
    return new JavaFx(!linux || headless || !environment.getOrDefault("DISPLAY", "").isBlank());
  }

  /** Whether a window could be opened here at all. */
  boolean displayNamed() {
    return displayNamed;
  }

  /** Starts JavaFX where it has not been; the result fails where it cannot start. */
  CompletableFuture<Boolean> started() {
    return started.get();
  }

  static void end() {
    Platform.exit();
  }

  /**
   * Starts JavaFX on a thread of its own. JavaFX warns at every start that it stands on the class
   * path, where docker-java's automatic modules keep it: that line is of no use to anybody.
   */
  private static CompletableFuture<Boolean> start() {
    CompletableFuture<Boolean> started = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("javafx-start")
        .start(() -> {
          Logger log = Logger.getLogger("javafx");
          log.setLevel(Level.SEVERE);
          try {
            Platform.setImplicitExit(false);
            Platform.startup(() -> started.complete(true));
          } catch (UnsupportedOperationException | IllegalStateException | LinkageError e) {
            started.completeExceptionally(e);
          } finally {
            // The logging framework forgets a logger's level with the logger.
            Reference.reachabilityFence(log);
          }
        });
    return started;
  }
}
