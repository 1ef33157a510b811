package dev.dragoncode.ui.shell;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.service.DataFolder;
import dev.dragoncode.service.ExternalTools;
import dev.dragoncode.service.KnownProjects;
import dev.dragoncode.service.Preferences;
import dev.dragoncode.service.ProjectSession;
import dev.dragoncode.service.SupplyService;
import dev.dragoncode.service.UserSettings;
import dev.dragoncode.service.profile.ProjectProfiles;
import dev.dragoncode.service.scaffold.NewProjects;
import dev.dragoncode.ui.fx.Theme;
import dev.dragoncode.ui.fx.UiDispatcher;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All windows of the app: opens them, keeps what they share, ends when the last one closes. */
public final class Workbench {

  private static final Logger LOG = LoggerFactory.getLogger(Workbench.class);

  /**
   * What windows need from the rest of the app.
   *
   * @param open opens a project folder; waits, and throws a problem if it cannot be opened
   * @param engine asks whether a container engine answers; waits
   * @param supply images for machines without a network, made when first asked for
   * @param profiles of an open project
   * @param background where work that waits is done
   */
  public record Services(
      Function<Path, ProjectSession> open,
      Function<ProjectSession, ProjectProfiles> profiles,
      Callable<EngineStatus> engine,
      UserSettings settings,
      KnownProjects projects,
      NewProjects newProjects,
      DataFolder data,
      ExternalTools tools,
      Supplier<SupplyService> supply,
      Path home,
      InstantSource clock,
      Executor background) {}

  private final Services services;
  private final UiDispatcher dispatcher;
  private final Theme theme;
  private final List<ProjectWindow> windows = new ArrayList<>();
  private final Runnable ended;

  /**
   * @param ended called on the FX thread when the last window has closed
   */
  public Workbench(Services services, UiDispatcher dispatcher, Runnable ended) {
    this.services = services;
    this.dispatcher = dispatcher;
    this.ended = ended;
    Preferences first = services.settings().preferences().latest();
    theme = new Theme(preference(first));
    theme.zoomProperty().set(first.zoom());
    dispatcher.follow(services.settings().preferences(), this::useTheme);
  }

  Services services() {
    return services;
  }

  UiDispatcher dispatcher() {
    return dispatcher;
  }

  Theme theme() {
    return theme;
  }

  /** Opens a window, on a project or on the welcome screen. FX thread. */
  public ProjectWindow open(Optional<Path> project) {
    ProjectWindow window = new ProjectWindow(this, project);
    windows.add(window);
    window.show();
    // Reading a folder takes all cores: the window is painted first.
    dispatcher.afterPaint(() -> {
      window.addIcons();
      project.ifPresent(window::openProject);
    });
    return window;
  }

  /** The window that shows this project, if one does. */
  Optional<ProjectWindow> showing(Path project) {
    return windows.stream()
        .filter(w -> w.project().filter(project::equals).isPresent())
        .findFirst();
  }

  void closed(ProjectWindow window) {
    windows.remove(window);
    if (windows.isEmpty()) {
      ended.run();
    }
  }

  /** Work that waits, away from the FX thread; a problem that it throws comes to the window. */
  void inBackground(ProjectWindow window, Work work) {
    services
        .background()
        .execute(() -> {
          try {
            work.run();
          } catch (ProblemException e) {
            LOG.info("{}", e.getMessage(), e);
            dispatcher.run(() -> window.notice(e.problem()));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (RuntimeException e) {
            LOG.error("A window's work failed", e);
            dispatcher.run(() -> window.notice(unexpected(e)));
          }
        });
  }

  /** Work that may wait and may be interrupted. */
  interface Work {
    void run() throws InterruptedException;
  }

  private Problem unexpected(RuntimeException e) {
    return Problem.of(
        text("problem.unexpected"),
        String.valueOf(e.getMessage()),
        Remedy.of(text("problem.seeLog", services.data().path().resolve("logs"))));
  }

  private void useTheme(Preferences preferences) {
    theme.preferenceProperty().set(preference(preferences));
    theme.zoomProperty().set(preferences.zoom());
  }

  private static Theme.Preference preference(Preferences preferences) {
    return Theme.Preference.valueOf(preferences.theme().toUpperCase(Locale.ROOT));
  }
}
