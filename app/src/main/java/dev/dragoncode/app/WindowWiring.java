package dev.dragoncode.app;

import dev.dragoncode.service.RecentProject;
import dev.dragoncode.ui.fx.UiDispatcher;
import dev.dragoncode.ui.shell.Workbench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts JavaFX and the workbench; says plainly where there is no display. */
final class WindowWiring {

  private static final Logger LOG = LoggerFactory.getLogger(WindowWiring.class);

  private final Composition composition;
  private final Map<String, String> environment;
  private final boolean headlessPlatform;

  WindowWiring(Composition composition, Map<String, String> environment, boolean headlessPlatform) {
    this.headlessPlatform = headlessPlatform;
    this.composition = composition;
    this.environment = environment;
  }

  /** Opens the window and waits for its end; the result says why there was none. */
  Optional<String> run(Optional<Path> folder) {
    boolean linux = System.getProperty("os.name", "").startsWith("Linux");
    if (linux && !headlessPlatform && environment.getOrDefault("DISPLAY", "").isBlank()) {
      return Optional.of("No display (DISPLAY is not set)");
    }
    // The database's native library loads while JavaFX starts.
    composition.background().execute(composition::settings);
    CountDownLatch ended = new CountDownLatch(1);
    UiDispatcher dispatcher = new UiDispatcher();
    try {
      Platform.startup(() -> {});
    } catch (UnsupportedOperationException | IllegalStateException | LinkageError e) {
      LOG.warn("JavaFX does not start", e);
      return Optional.of("No window can be opened (" + e.getMessage() + ")");
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
