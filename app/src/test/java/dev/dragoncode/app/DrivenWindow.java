package dev.dragoncode.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.service.DataFolder;
import dev.dragoncode.ui.fx.UiDispatcher;
import dev.dragoncode.ui.gallery.FxToolkit;
import dev.dragoncode.ui.shell.ProjectWindow;
import dev.dragoncode.ui.shell.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.testfx.api.FxRobot;

/** A project's window over the real services and embedded engines, clicked and typed into. */
final class DrivenWindow implements AutoCloseable {

  private Duration patience = Duration.ofSeconds(30);
  private final FxRobot robot = new FxRobot();
  private final ProjectWindow window;

  /**
   * @param emulators their ids
   */
  DrivenWindow(Path folder, Shutdown shutdown, String... emulators) throws Exception {
    this(folder, small(folder, emulators), "dark", shutdown);
  }

  /**
   * @param folder where the app keeps its own
   * @param project the project that is opened
   */
  DrivenWindow(Path folder, Path project, String theme, Shutdown shutdown) throws Exception {
    this(folder, Optional.of(project), theme, shutdown);
    String name = project.getFileName().toString();
    waitFor("the project", () -> labels().contains(name));
  }

  /** A window on the welcome screen. */
  static DrivenWindow welcoming(Path folder, String theme, Shutdown shutdown) throws Exception {
    return new DrivenWindow(folder, Optional.empty(), theme, shutdown);
  }

  private DrivenWindow(Path folder, Optional<Path> project, String theme, Shutdown shutdown)
      throws Exception {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("DRAGONCODE_HOME", folder.resolve("home").toString());
    Composition composition =
        new Composition(
            environment, new DataFolder(folder.resolve("home")), shutdown, new JavaFx(true));
    composition.settings().change(p -> p.withEngine(EnginePreference.EMBEDDED).withTheme(theme));
    window =
        FxToolkit.call(() -> {
          Workbench workbench =
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
                      folder,
                      composition.clock(),
                      composition.background()),
                  new UiDispatcher(),
                  () -> {});
          ProjectWindow made = workbench.open(project);
          made.stage().setX(0);
          made.stage().setY(0);
          return made;
        });
  }

  /** The same window, which waits so long for what it shows. */
  DrivenWindow patient(Duration longest) {
    patience = longest;
    return this;
  }

  /** Runs a command by its name. */
  void command(String name) {
    click("#open-palette");
    robot.write(name, 0);
    robot.push(KeyCode.ENTER);
  }

  private static Path small(Path folder, String... emulators) throws IOException {
    Path project = Files.createDirectories(folder.resolve("small"));
    StringBuilder settings = new StringBuilder("emulators:\n");
    for (String id : emulators) {
      settings.append("  ").append(id).append(": {}\n");
    }
    Files.writeString(project.resolve("dragoncode.yaml"), settings);
    return project;
  }

  /** Shows a check with its phase, once the folder has been judged. */
  void reveal(String check) {
    waitForLabel("Readiness ");
    FxToolkit.run(() -> window.openProject().orElseThrow().openCheck(check));
  }

  /** Starts all emulators from their screen, and waits until they are healthy. */
  void startEmulators(int count) {
    click("#rail-emulators");
    click("#start-stop");
    waitForHealthy(count);
  }

  void waitForHealthy(int count) {
    waitFor(
        count + " healthy",
        () -> labels().stream().filter(t -> t.startsWith("healthy")).count() == count);
  }

  Stage stage() {
    return window.stage();
  }

  @Override
  public void close() {
    FxToolkit.run(window::close);
  }

  void picture(String name) {
    FxToolkit.picture(
        window.stage().getScene(), Path.of("target", "screens", "journey-" + name + ".png"));
  }

  /** The connection variables of an emulator. */
  Map<String, String> variables(String emulator, Dialect dialect) {
    return window
        .openProject()
        .orElseThrow()
        .session()
        .emulators()
        .stack()
        .latest()
        .emulator(emulator)
        .orElseThrow()
        .variables(dialect);
  }

  void type(String selector, String text, KeyCode... end) {
    click(selector);
    FxToolkit.run(() -> {
      if (node(selector) instanceof TextInputControl box) {
        box.clear();
      }
    });
    robot.write(text, 0);
    robot.push(end);
  }

  void click(String selector) {
    robot.clickOn(middle(selector));
  }

  /** Clicks the first label or button that shows this text. */
  void clickText(String text) {
    waitFor(text, () -> FxToolkit.call(() -> labelled(text) != null));
    FxToolkit.settle();
    robot.clickOn(
        FxToolkit.<Point2D>call(() -> {
          Node node = Objects.requireNonNull(labelled(text), text);
          Bounds bounds = node.localToScreen(node.getBoundsInLocal());
          return new Point2D(bounds.getCenterX(), bounds.getCenterY());
        }));
  }

  private @Nullable Node labelled(String text) {
    return window.stage().getScene().getRoot().lookupAll(".label").stream()
        .filter(DrivenWindow::seen)
        .filter(node -> node instanceof Labeled label && label.getText().equals(text))
        .findFirst()
        .orElse(null);
  }

  /** Opens the menu of what it hits first and chooses the item of this text. */
  void chooseFromMenu(String selector, String item) {
    robot.clickOn(middle(selector), MouseButton.SECONDARY);
    robot.clickOn(item);
  }

  void press(KeyCode... keys) {
    robot.push(keys);
  }

  /** The second click of two that came quickly, however slow this machine is. */
  void doubleClick(String selector) {
    click(selector);
    FxToolkit.run(() ->
        Event.fireEvent(
            node(selector),
            new MouseEvent(
                MouseEvent.MOUSE_CLICKED,
                0,
                0,
                0,
                0,
                MouseButton.PRIMARY,
                2,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                true,
                null)));
  }

  private Point2D middle(String selector) {
    waitFor(selector, () -> FxToolkit.call(() -> node(selector) != null));
    FxToolkit.settle();
    return FxToolkit.<Point2D>call(() -> {
      Node node = Objects.requireNonNull(node(selector), selector);
      Bounds bounds = node.localToScreen(node.getBoundsInLocal());
      return new Point2D(bounds.getCenterX(), bounds.getCenterY());
    });
  }

  /** The first that can be seen. */
  @Nullable Node node(String selector) {
    return window.stage().getScene().getRoot().lookupAll(selector).stream()
        .filter(DrivenWindow::seen)
        .findFirst()
        .orElse(null);
  }

  private static boolean seen(Node node) {
    if (node instanceof IndexedCell<?> cell && cell.isEmpty()) {
      return false; // room below the last row
    }
    for (Node n = node; n != null; n = n.getParent()) {
      if (!n.isVisible()) {
        return false;
      }
    }
    return true;
  }

  int rows() {
    return FxToolkit.call(
        () -> node("#data-table") instanceof TableView<?> table ? table.getItems().size() : -1);
  }

  List<String> labels() {
    return FxToolkit.call(() -> labels(window.stage().getScene().getRoot()));
  }

  /** The texts inside a node; none where it is not there. */
  List<String> inside(String selector) {
    return FxToolkit.call(() -> {
      Node node = node(selector);
      return node == null ? List.<String>of() : labels(node);
    });
  }

  private static List<String> labels(Node node) {
    return node.lookupAll(".label").stream()
        .filter(DrivenWindow::seen)
        .map(label -> ((Labeled) label).getText())
        .toList();
  }

  void waitFor(String what, BooleanSupplier condition) {
    Instant end = Instant.now().plus(patience);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        picture("stuck");
      }
      assertThat(Instant.now()).as("waiting for %s", what).isBefore(end);
      FxToolkit.settle();
    }
  }

  void waitForLabel(String beginning) {
    waitFor(beginning, () -> labels().stream().anyMatch(text -> text.startsWith(beginning)));
  }
}
