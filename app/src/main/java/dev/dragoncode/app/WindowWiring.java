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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts JavaFX and the workbench; says plainly where there is no display. */
final class WindowWiring {

  private static final Logger LOG = LoggerFactory.getLogger(WindowWiring.class);

  private final Composition composition;
  private final JavaFx javaFx;

  WindowWiring(Composition composition, JavaFx javaFx) {
    this.composition = composition;
    this.javaFx = javaFx;
  }

  /** Opens the window and waits for its end; the result says why there was none. */
  Optional<String> run(Optional<Path> folder) {
    if (!javaFx.displayNamed()) {
      return Optional.of("No display (DISPLAY is not set)");
    }
    // The database's native library loads while JavaFX starts.
    composition.background().execute(composition::settings);
    CompletableFuture<Boolean> toolkit = javaFx.started();
    CountDownLatch ended = new CountDownLatch(1);
    UiDispatcher dispatcher = new UiDispatcher();
    try {
      toolkit.join();
    } catch (CompletionException e) {
      LOG.warn("JavaFX does not start", e);
      return Optional.of("No window can be opened (" + reason(e) + ")");
    }
    dispatcher.run(() -> {
      Workbench made =
          new Workbench(
              new Workbench.Services(
                  composition::open,
                  composition::profiles,
                  composition::containerEngine,
                  composition.settings(),
                  composition.projects(),
                  composition.newProjects(),
                  composition.data(),
                  composition.tools(),
                  composition::supply,
                  Path.of(System.getProperty("user.home", "")),
                  composition.clock(),
                  composition.background()),
              dispatcher,
              ended::countDown);
      made.open(folder.or(this::lastProject));
    });
    await(ended);
    JavaFx.end();
    return Optional.empty();
  }

  private static String reason(CompletionException e) {
    Throwable cause = e.getCause();
    return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
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
