package dev.dragoncode.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.service.DataFolder;
import dev.dragoncode.ui.fx.UiDispatcher;
import dev.dragoncode.ui.gallery.FxToolkit;
import dev.dragoncode.ui.shell.ProjectWindow;
import dev.dragoncode.ui.shell.Workbench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/** Looks into a real embedded PostgreSQL by clicking and typing. */
class EmulatorsScreenTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
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
  void showsRowsAnswersQueriesAndChangesOnlyWhenAsked() throws Exception {
    ProjectWindow window = openWindow();
    click(window, "#rail-emulators");
    click(window, "#start-stop");
    waitFor("PostgreSQL", () -> labels(window).stream().anyMatch(t -> t.startsWith("healthy")));
    try (Connection user = connect(window);
        Statement statement = user.createStatement()) {
      statement.execute("CREATE TABLE dragons (id int PRIMARY KEY, name text)");
      statement.execute("INSERT INTO dragons VALUES (1, 'Fafnir'), (2, 'Smaug')");
    }

    click(window, ".tab-data");
    waitFor("the table's name", () -> labels(window).contains("dragons"));
    click(window, "#data-places .list-cell");
    waitFor("two rows", () -> rows(window) == 2);
    assertThat(labels(window)).anyMatch(text -> text.startsWith("Rows 1–2 of 2"));

    ask(window, "SELECT name FROM dragons WHERE id = 2");
    waitFor("one row", () -> rows(window) == 1);
    ask(window, "SELECT nme FROM dragons");
    waitFor(
        "the error's place",
        () ->
            labels(window).stream().anyMatch(t -> t.endsWith("does not exist · line 1, column 8")));
    FxToolkit.picture(window.stage().getScene(), Path.of("target", "screens", "journey-data.png"));

    ask(window, "DELETE FROM dragons");
    waitFor(
        "the refusal",
        () -> labels(window).stream().anyMatch(t -> t.contains("read-only transaction")));
    click(window, "#data-changes");
    ask(window, "DELETE FROM dragons WHERE id = 1");
    waitFor(
        "the change",
        () -> labels(window).stream().anyMatch(t -> t.startsWith("1 row was changed")));
    FxToolkit.run(window::close);
  }

  @Test
  void savesAndPutsBackTheStacksDataWhileTheWindowStaysOpen() throws Exception {
    ProjectWindow window = openWindow();
    click(window, "#rail-emulators");
    click(window, "#start-stop");
    waitForHealthy(window);
    execute(window, "CREATE TABLE dragons AS SELECT 'Fafnir' AS name");

    click(window, "#emulators-snapshots");
    click(window, "#snapshot-save");
    waitFor("the snapshot", () -> labels(window).stream().anyMatch(t -> t.startsWith("Saved as")));
    waitForHealthy(window);
    execute(window, "DROP TABLE dragons");

    click(window, ".snapshot-row .btn");
    waitFor(
        "what will be lost",
        () -> labels(window).stream().anyMatch(t -> t.contains("replaces the data of PostgreSQL")));
    click(window, "#snapshot-yes");
    waitFor("the end", () -> labels(window).stream().anyMatch(t -> t.endsWith("is restored.")));
    waitForHealthy(window);
    FxToolkit.picture(
        window.stage().getScene(), Path.of("target", "screens", "journey-snapshots.png"));

    execute(window, "INSERT INTO dragons SELECT name FROM dragons");
    FxToolkit.run(window::close);
  }

  private static void waitForHealthy(ProjectWindow window) {
    waitFor("PostgreSQL", () -> labels(window).stream().anyMatch(t -> t.startsWith("healthy")));
  }

  private static void execute(ProjectWindow window, String sql) throws SQLException {
    try (Connection user = connect(window);
        Statement statement = user.createStatement()) {
      statement.execute(sql);
    }
  }

  private ProjectWindow openWindow() throws Exception {
    Path project = Files.createDirectories(folder.resolve("small"));
    Files.writeString(
        project.resolve("dragoncode.yaml"),
        """
        emulators:
          postgresql: {}
        """);
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("DRAGONCODE_HOME", folder.resolve("home").toString());
    Composition composition =
        new Composition(
            environment, new DataFolder(folder.resolve("home")), shutdown, new JavaFx(true));
    composition.settings().change(p -> p.withEngine(EnginePreference.EMBEDDED).withTheme("dark"));
    ProjectWindow window =
        FxToolkit.call(() -> {
          Workbench workbench =
              new Workbench(
                  new Workbench.Services(
                      composition::open,
                      composition::containerEngine,
                      composition.settings(),
                      composition.projects(),
                      composition.data(),
                      composition.tools(),
                      composition::supply,
                      folder,
                      composition.clock(),
                      composition.background()),
                  new UiDispatcher(),
                  () -> {});
          ProjectWindow made = workbench.open(Optional.of(project));
          made.stage().setX(0);
          made.stage().setY(0);
          return made;
        });
    waitFor("the project", () -> labels(window).contains("small"));
    return window;
  }

  private static Connection connect(ProjectWindow window) throws SQLException {
    Map<String, String> spring =
        window
            .openProject()
            .orElseThrow()
            .session()
            .emulators()
            .stack()
            .latest()
            .emulator("postgresql")
            .orElseThrow()
            .variables(Dialect.SPRING);
    return DriverManager.getConnection(
        spring.get("spring.datasource.url"),
        spring.get("spring.datasource.username"),
        spring.get("spring.datasource.password"));
  }

  private void ask(ProjectWindow window, String query) {
    click(window, "#data-query");
    FxToolkit.run(() -> {
      if (node(window, "#data-query") instanceof TextArea box) {
        box.clear();
      }
    });
    robot.write(query, 0);
    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
  }

  private void click(ProjectWindow window, String selector) {
    waitFor(selector, () -> FxToolkit.call(() -> node(window, selector) != null));
    FxToolkit.settle();
    robot.clickOn(
        FxToolkit.<Point2D>call(() -> {
          Node node = Objects.requireNonNull(node(window, selector), selector);
          Bounds bounds = node.localToScreen(node.getBoundsInLocal());
          return new Point2D(bounds.getCenterX(), bounds.getCenterY());
        }));
  }

  /** The first that can be seen. */
  private static @Nullable Node node(ProjectWindow window, String selector) {
    return window.stage().getScene().getRoot().lookupAll(selector).stream()
        .filter(EmulatorsScreenTest::seen)
        .findFirst()
        .orElse(null);
  }

  private static boolean seen(Node node) {
    for (Node n = node; n != null; n = n.getParent()) {
      if (!n.isVisible()) {
        return false;
      }
    }
    return true;
  }

  private static int rows(ProjectWindow window) {
    return FxToolkit.call(() ->
        node(window, "#data-table") instanceof TableView<?> table ? table.getItems().size() : -1);
  }

  private static List<String> labels(ProjectWindow window) {
    return FxToolkit.call(() ->
        window.stage().getScene().getRoot().lookupAll(".label").stream()
            .filter(EmulatorsScreenTest::seen)
            .map(label -> ((Labeled) label).getText())
            .toList());
  }

  private static void waitFor(String what, BooleanSupplier condition) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("waiting for %s", what).isBefore(end);
      FxToolkit.settle();
    }
  }
}
