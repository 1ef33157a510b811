package dev.dragoncode.app;

import dev.dragoncode.service.RecentProject;
import dev.dragoncode.ui.fx.UiDispatcher;
import dev.dragoncode.ui.shell.Workbench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import javafx.application.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts JavaFX and the workbench; says plainly where there is no display. */
final class WindowWiring {

  private static final Logger LOG = LoggerFactory.getLogger(WindowWiring.class);

  /** Held here, since the logging framework forgets a logger's level with the logger. */
  private static final java.util.logging.Logger JAVAFX_LOG =
      java.util.logging.Logger.getLogger("javafx");

  private final Composition composition;

  WindowWiring(Composition composition) {
    this.composition = composition;
  }

  /** Opens the window and waits for its end; the result says why there was none. */
  Optional<String> run(Optional<Path> folder) {
    if (!composition.displayNamed()) {
      return Optional.of("No display (DISPLAY is not set)");
    }
    // The database's native library loads while JavaFX starts.
    composition.background().execute(composition::settings);
    CompletableFuture<Boolean> toolkit = composition.toolkit();
    CountDownLatch ended = new CountDownLatch(1);
    UiDispatcher dispatcher = new UiDispatcher();
    try {
      toolkit.join();
    } catch (CompletionException e) {
      LOG.warn("JavaFX does not start", e);
      return Optional.of("No window can be opened (" + reason(e) + ")");
    }
    Platform.setImplicitExit(false);
    dispatcher.run(() -> {
      Workbench made =
          new Workbench(
              new Workbench.Services(
                  composition::open,
                  composition::containerEngine,
                  composition.settings(),
                  composition.projects(),
                  composition.data(),
                  composition.tools(),
                  Path.of(System.getProperty("user.home", "")),
                  composition.clock(),
                  composition.background()),
              dispatcher,
              ended::countDown);
      made.open(folder.or(this::lastProject));
    });
    await(ended);
    Platform.exit();
    return Optional.empty();
  }

  private static String reason(CompletionException e) {
    Throwable cause = e.getCause();
    return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
  }

  /**
   * Starts JavaFX on a thread of its own. JavaFX warns at every start that it stands on the class
   * path, where docker-java's automatic modules keep it: that line is of no use to anybody.
   */
  static CompletableFuture<Boolean> startToolkit() {
    JAVAFX_LOG.setLevel(Level.SEVERE);
    CompletableFuture<Boolean> started = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("javafx-start")
        .start(() -> {
          try {
            Platform.startup(() -> started.complete(true));
          } catch (UnsupportedOperationException | IllegalStateException | LinkageError e) {
            started.completeExceptionally(e);
          }
        });
    return started;
  }

  private Optional<Path> lastProject() {
    if (!composition.settings().preferences().latest().reopenLast()) {
      return Optional.empty();
    }
    return composition.projects().recent().stream()
        .findFirst()
        .map(RecentProject::path)
        .filter(Files::isDirectory);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
