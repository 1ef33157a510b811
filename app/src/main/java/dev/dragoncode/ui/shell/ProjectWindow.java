package dev.dragoncode.ui.shell;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.Project;
import dev.dragoncode.service.ProjectSession;
import dev.dragoncode.service.UserSettings.WindowPlace;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.ZoomPane;
import dev.dragoncode.ui.scaffold.NewProjectView;
import dev.dragoncode.ui.scaffold.NewProjectViewModel;
import dev.dragoncode.ui.welcome.WelcomeView;
import dev.dragoncode.ui.welcome.WelcomeViewModel;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.geometry.Rectangle2D;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.DirectoryChooser;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.controlsfx.control.Notifications;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One window: the welcome screen, or an open project. */
public final class ProjectWindow {

  private static final Logger LOG = LoggerFactory.getLogger(ProjectWindow.class);
  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;

  private final Workbench workbench;
  private final Stage stage = new Stage();
  private final StackPane root = new StackPane();
  private final Region dropBorder = new Region();
  private final WelcomeViewModel welcomeModel;
  private @Nullable WelcomeView welcome;
  private @Nullable OpenProject open;

  /**
   * @param first the folder that is about to be opened here; empty for the welcome screen
   */
  ProjectWindow(Workbench workbench, Optional<Path> first) {
    this.workbench = workbench;
    Workbench.Services services = workbench.services();
    welcomeModel =
        new WelcomeViewModel(
            services.home(),
            this::openProject,
            path -> workbench.inBackground(this, () -> services.projects().forget(path)),
            this::newProject);
    ZoomPane zoom = new ZoomPane(root);
    zoom.zoomProperty().bind(workbench.theme().zoomProperty());
    Scene scene = new Scene(zoom, WIDTH, HEIGHT);
    workbench.theme().apply(scene);
    dropBorder.getStyleClass().add("drop-target");
    dropBorder.setMouseTransparent(true);
    dropBorder.setVisible(false);
    scene.addEventHandler(DragEvent.DRAG_OVER, this::dragOver);
    scene.addEventHandler(DragEvent.DRAG_EXITED, event -> dropBorder.setVisible(false));
    scene.addEventHandler(DragEvent.DRAG_DROPPED, this::dropped);
    stage.setScene(scene);
    stage.setTitle(text("product"));
    stage.setMinWidth(960);
    stage.setMinHeight(600);
    stage.setOnCloseRequest(event -> {
      event.consume();
      close();
    });
    first.ifPresentOrElse(
        folder -> setContent(new OpeningView(Project.unread(folder).name(), icon(48))),
        this::showWelcome);
  }

  /** What is not needed for the first picture. */
  void addIcons() {
    for (int size : List.of(16, 32, 48, 64, 128, 256)) {
      icon(size).ifPresent(stage.getIcons()::add);
    }
  }

  /** The app's mark in a size that the build has painted. */
  static Optional<Image> icon(int size) {
    InputStream in =
        ProjectWindow.class.getResourceAsStream(
            "/dev/dragoncode/icons/dragoncode-" + size + ".png");
    return Optional.ofNullable(in).map(Image::new);
  }

  Optional<Path> project() {
    return Optional.ofNullable(open).map(project -> project.session().root());
  }

  /** What is open here; empty on the welcome screen. */
  public Optional<OpenProject> openProject() {
    return Optional.ofNullable(open);
  }

  public Stage stage() {
    return stage;
  }

  void show() {
    workbench.services().settings().windowPlace().ifPresent(this::place);
    stage.show();
    followPlace();
  }

  /** The place is saved as it changes: at a signal JavaFX ends before anybody could ask for it. */
  private void followPlace() {
    for (ReadOnlyDoubleProperty bound :
        List.of(
            stage.xProperty(), stage.yProperty(), stage.widthProperty(), stage.heightProperty())) {
      bound.addListener((property, before, now) -> savePlace());
    }
    stage.maximizedProperty().addListener((property, before, now) -> savePlace());
    savePlace();
  }

  private void place(WindowPlace place) {
    boolean visible =
        Screen.getScreens().stream()
            .map(Screen::getVisualBounds)
            .anyMatch(
                (Rectangle2D bounds) -> bounds.intersects(place.x(), place.y(), place.width(), 40));
    if (!visible) {
      return;
    }
    stage.setX(place.x());
    stage.setY(place.y());
    stage.setWidth(place.width());
    stage.setHeight(place.height());
    stage.setMaximized(place.maximized());
  }

  /** Opens a folder here, or brings the window to the front that has it open already. */
  public void openProject(Path folder) {
    Optional<ProjectWindow> other = workbench.showing(folder.toAbsolutePath().normalize());
    if (other.isPresent() && other.get() != this) {
      other.get().stage.toFront();
      return;
    }
    workbench
        .services()
        .background()
        .execute(() -> {
          try {
            ProjectSession session = workbench.services().open().apply(folder);
            workbench.dispatcher().run(() -> opened(session));
          } catch (ProblemException e) {
            workbench.dispatcher().run(() -> notice(e.problem()));
          } catch (RuntimeException e) {
            LOG.error("{} cannot be opened", folder, e);
            workbench
                .dispatcher()
                .run(() ->
                    notice(
                        Problem.of(
                                text("problem.cannotOpen", folder), String.valueOf(e.getMessage()))
                            .causedBy(e)));
          }
        });
  }

  private void opened(ProjectSession session) {
    closeProject(() -> {});
    OpenProject project = new OpenProject(workbench, this, session);
    open = project;
    welcome = null;
    stage.setTitle(session.name() + " · " + text("product"));
    setContent(project.shell());
    project.commands().install(Objects.requireNonNull(stage.getScene()));
    project.start();
  }

  private void showWelcome() {
    WelcomeView view = new WelcomeView(welcomeModel, icon(128));
    welcome = view;
    stage.setTitle(text("product"));
    setContent(view);
    workbench.inBackground(
        this,
        () -> {
          var recent = workbench.services().projects().recent();
          workbench.dispatcher().run(() -> welcomeModel.recent().setAll(recent));
        });
    // Asking the container engine takes a core for a while: the window is painted first.
    workbench.dispatcher().afterPaint(this::askForEngine);
  }

  private void askForEngine() {
    workbench
        .services()
        .background()
        .execute(() -> {
          try {
            EngineStatus status = workbench.services().engine().call();
            workbench.dispatcher().run(() -> welcomeModel.dockerProperty().set(status));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (Exception e) {
            LOG.warn("The container engine could not be asked", e);
          }
        });
  }

  private void setContent(Parent content) {
    root.getChildren().setAll(content, dropBorder);
  }

  /** Asks what a new project is to be, in place of what the window shows. */
  void newProject() {
    Workbench.Services services = workbench.services();
    Path start =
        project()
            .map(Path::getParent)
            .filter(Objects::nonNull)
            .or(() ->
                welcomeModel.recent().stream().findFirst().map(recent -> recent.path().getParent()))
            .filter(Files::isDirectory)
            .orElse(services.home());
    NewProjectViewModel creating =
        new NewProjectViewModel(
            services.newProjects(), start, workbench.dispatcher(), services.background());
    OpenProject beside = open;
    if (beside == null) {
      welcome = null;
      setContent(
          new NewProjectView(creating, services.home(), this::openProject, this::showWelcome));
    } else {
      beside
          .shell()
          .cover(
              new NewProjectView(
                  creating,
                  services.home(),
                  folder -> {
                    beside.shell().uncover();
                    workbench.open(Optional.of(folder));
                  },
                  beside.shell()::uncover));
    }
  }

  /** Asks for a folder and opens it. */
  void chooseFolder() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(text("welcome.chooseTitle"));
    File folder = chooser.showDialog(stage);
    if (folder != null) {
      openProject(folder.toPath());
    }
  }

  /** Shows a problem: on the welcome screen in place, over a project as a notification. */
  void notice(Problem problem) {
    if (open == null && welcome == null) {
      showWelcome();
    }
    if (welcome != null) {
      welcome.show(problem, this::act);
      return;
    }
    Notifications notification =
        Notifications.create().owner(stage).title(problem.title()).text(words(problem));
    notification.hideAfter(javafx.util.Duration.seconds(12)).showWarning();
  }

  /** A short, good piece of news over the window. */
  void announce(String title, String words) {
    Notifications.create()
        .owner(stage)
        .title(title)
        .text(words)
        .hideAfter(javafx.util.Duration.seconds(5))
        .showInformation();
  }

  private static String words(Problem problem) {
    return problem.remedies().stream()
        .map(Remedy::text)
        .reduce(problem.reason(), (all, remedy) -> all + "\n•  " + remedy);
  }

  /** Carries out a remedy's action. */
  void act(Remedy.Action action) {
    switch (action) {
      case Remedy.OpenLink(var link) ->
          workbench.inBackground(
              this, () -> workbench.services().tools().openPage(link.toString()));
      case Remedy.OpenFile(Path file, int line) -> openFile(file, line);
      case Remedy.RunCommand(String id) -> {
        if (open != null) {
          open.commands().run(id);
        }
      }
    }
  }

  void openFile(Path file, int line) {
    Path path = project().map(root -> root.resolve(file)).orElse(file);
    workbench.inBackground(
        this,
        () ->
            workbench
                .services()
                .tools()
                .openFile(workbench.services().settings().preferences().latest(), path, line));
  }

  /** Goes back to the welcome screen. */
  void leaveProject() {
    closeProject(this::showWelcome);
  }

  private void closeProject(Runnable then) {
    OpenProject closing = open;
    if (closing == null) {
      then.run();
      return;
    }
    open = null;
    stage.getScene().getAccelerators().clear();
    closing.close(then);
  }

  /** Closes the window; what it started is stopped or left, as the user has set it. */
  public void close() {
    savePlace();
    if (open != null) {
      setContent(closingPane());
    }
    closeProject(() -> {
      stage.hide();
      workbench.closed(this);
    });
  }

  private static StackPane closingPane() {
    StackPane pane = new StackPane(Nodes.label(text("window.closing"), "sub"));
    pane.getStyleClass().add("screen");
    return pane;
  }

  private void savePlace() {
    if (stage.isShowing()) {
      workbench
          .services()
          .settings()
          .windowMoved(
              new WindowPlace(
                  stage.getX(),
                  stage.getY(),
                  stage.getWidth(),
                  stage.getHeight(),
                  stage.isMaximized()));
    }
  }

  private void dragOver(DragEvent event) {
    if (event.getDragboard().hasFiles()) {
      event.acceptTransferModes(TransferMode.COPY_OR_MOVE);
      dropBorder.setVisible(true);
    }
    event.consume();
  }

  private void dropped(DragEvent event) {
    dropBorder.setVisible(false);
    List<File> files = event.getDragboard().getFiles();
    if (!files.isEmpty()) {
      openProject(files.getFirst().toPath());
      event.setDropCompleted(true);
    }
    event.consume();
  }
}
