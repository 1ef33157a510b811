package dev.dragoncode.ui.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.ModalPane;
import dev.dragoncode.io.store.UserDatabase;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.profile.Mode;
import dev.dragoncode.run.RunRecord.Kind;
import dev.dragoncode.run.RunRecord.Outcome;
import dev.dragoncode.service.ReadFolder;
import dev.dragoncode.service.profile.ProfilerService;
import dev.dragoncode.service.profile.Profilers;
import dev.dragoncode.service.profile.ProjectProfiles;
import dev.dragoncode.service.run.RunLog;
import dev.dragoncode.service.run.RunRecorder;
import dev.dragoncode.ui.control.FlameGraph;
import dev.dragoncode.ui.fx.Theme;
import dev.dragoncode.ui.fx.UiDispatcher;
import dev.dragoncode.ui.profile.ProfileFileSheet;
import dev.dragoncode.ui.profile.ProfilePane;
import dev.dragoncode.ui.profile.ProfileViewModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.testfx.api.FxRobot;

/** A recorded profile in its pane, clicked and typed into as a user would. */
@Execution(ExecutionMode.SAME_THREAD)
class ProfilePaneTest {

  private static final Path FIXTURES = Path.of("src/test/resources/dev/dragoncode/profile");

  @TempDir private Path folder;
  private final FxRobot robot = new FxRobot();
  private final List<Remedy.Action> acted = new ArrayList<>();
  private Theme theme;
  private Stage stage;
  private Scene scene;

  @BeforeEach
  void open() throws IOException {
    Path source = folder.resolve("shop/src/main/java/com/shop/OrderService.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "package com.shop;\n");
    Path project = folder.resolve("shop").toRealPath();
    FxToolkit.start();
    theme = FxToolkit.call(() -> new Theme(Theme.Preference.DARK));
    show(project, FIXTURES.resolve("cpu.jfr"));
  }

  private RunLog log() {
    return new RunLog(new UserDatabase(folder.resolve("d.db")), folder.resolve("runs"));
  }

  private ProjectProfiles profiles(Path project) {
    RunLog log = log();
    Clock clock = Clock.systemUTC();
    ProfilerService profiler = Profilers.into(log, folder, wanted -> List.of());
    return new ProjectProfiles(
        project,
        profiler,
        () -> log,
        () -> true,
        Map::of,
        path -> ReadFolder.of(path, clock),
        () -> {},
        clock);
  }

  private void show(Path project, Path file) {
    ProjectProfiles profiles = profiles(project);
    FxToolkit.run(() -> {
      ProfilePane pane =
          new ProfilePane(
              new ProfileViewModel(
                  file, Optional.of(Mode.CPU), profiles, new UiDispatcher(), Runnable::run),
              acted::add);
      StackPane around = new StackPane(pane);
      around.setStyle("-fx-padding: 24; -fx-background-color: -bg;");
      scene = new Scene(around, 1096, 470);
      theme.apply(scene);
      stage = new Stage();
      stage.setScene(scene);
      stage.show();
    });
    FxToolkit.settle();
  }

  @AfterEach
  void close() {
    FxToolkit.run(stage::close);
  }

  @Test
  void aFileThatSomebodyElseRecordedIsShownInASheetOrWhyItCannotBe() throws Exception {
    FxToolkit.run(() -> {
      stage.close();
      ModalPane modal = new ModalPane();
      modal.setId("modal");
      Label behind = new Label("Runs");
      scene = new Scene(new StackPane(behind, modal), 1280, 800);
      theme.apply(scene);
      stage = new Stage();
      stage.setScene(scene);
      stage.show();
    });
    Path broken = Files.writeString(folder.resolve("broken.jfr"), "no recording");
    openFile(FIXTURES.resolve("node.cpuprofile"));
    assertThat(node("#flame-graph").getBoundsInParent().getHeight()).isGreaterThan(400);
    FxToolkit.picture(scene, Path.of("target/screens/profile-file-dark.png"));
    robot.clickOn("#profile-close");

    openFile(broken);
    assertThat(String.join("|", texts())).contains("broken.jfr");
    assertThat(scene.getRoot().lookup(".problem-pane")).isNotNull();
    FxToolkit.picture(scene, Path.of("target/screens/profile-file-broken-dark.png"));
  }

  private void openFile(Path file) {
    FxToolkit.run(() ->
        ProfileFileSheet.show(
            scene.lookup("#modal"),
            file,
            profiles(folder.resolve("shop")),
            new UiDispatcher(),
            Runnable::run,
            acted::add));
    FxToolkit.settle();
  }

  @Test
  void zoomsByClicksAndKeysAndTellsOfTheFrameWithALinkToItsSource() {
    FlameGraph flame = (FlameGraph) node("#flame-graph");
    assertThat(String.join("|", texts())).contains("148 samples · CPU · 99 Hz");

    robot.clickOn(at(flame, 300, 22 * 5 + 8));
    FxToolkit.settle();
    assertThat(flame.zoomedProperty().get()).isPositive();
    assertThat(label(".frame-name")).isEqualTo("com.shop.OrderService.place");
    assertThat(label(".frame-line .sub")).contains("samples · self").contains("of CPU");
    assertThat(flame.getAccessibleText()).contains("com.shop.OrderService.place");

    robot.clickOn((Hyperlink) node("#frame-source"));
    assertThat(acted)
        .singleElement()
        .isInstanceOfSatisfying(
            Remedy.OpenFile.class,
            open -> {
              assertThat(open.file()).hasFileName("OrderService.java");
              assertThat(open.line()).isEqualTo(8);
            });

    robot.clickOn(at(flame, 300, 22 * 5 + 8));
    robot.type(KeyCode.ESCAPE);
    FxToolkit.settle();
    assertThat(flame.zoomedProperty().get()).isPositive();
    robot.type(KeyCode.HOME, KeyCode.DOWN, KeyCode.DOWN, KeyCode.ENTER);
    FxToolkit.settle();
    assertThat(flame.zoomedProperty().get()).isEqualTo(flame.currentProperty().get());
    FxToolkit.run(flame::reset);
    FxToolkit.settle();
    FxToolkit.picture(scene, Path.of("target/screens/profile-dark.png"));
    FxToolkit.run(() -> theme.preferenceProperty().set(Theme.Preference.LIGHT));
    FxToolkit.settle();
    FxToolkit.picture(scene, Path.of("target/screens/profile-light.png"));
    FxToolkit.run(() -> theme.preferenceProperty().set(Theme.Preference.DARK));
  }

  @Test
  void findsFramesAndListsHotMethodsAndCallers() {
    robot.clickOn("#profile-search");
    robot.clickOn((TextField) node("#profile-words")).write("walk");
    FxToolkit.settle();
    assertThat(texts()).contains("53.4 % match");
    FxToolkit.picture(scene, Path.of("target/screens/profile-search-dark.png"));

    robot.clickOn((ToggleButton) node("#profile-hot"));
    FxToolkit.settle();
    TableView<?> hot = (TableView<?>) node("#hot-methods");
    assertThat(hot.getItems()).hasSize(1);
    robot.clickOn((ToggleButton) node("#profile-tree"));
    robot.clickOn((ToggleButton) node("#call-tree-inverted"));
    FxToolkit.settle();
    assertThat(texts()).contains("com.shop.Validator.walk");
    FxToolkit.picture(scene, Path.of("target/screens/profile-tree-dark.png"));
  }

  @Test
  void aKeptProfileIsComparedInRedAndBlue() throws Exception {
    Path project = folder.resolve("shop").toRealPath();
    RunLog log = log();
    new RunRecorder(() -> log, path -> Optional.empty(), Map.of(), Clock.systemUTC())
        .record(
            project,
            Kind.PROFILE,
            "CPU profile",
            notes -> {
              Path kept = log.folder(notes.id()).resolve("profile.jfr");
              try {
                Files.createDirectories(kept.getParent());
                // before, all but the walk took ten times as long
                Files.writeString(
                    kept,
                    Files.readString(FIXTURES.resolve("cpu.collapsed"))
                        .replaceAll("(?m)^((?!.*walk).*) (\\d+)$", "$1 $20"));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              return kept;
            },
            kept -> new RunRecorder.Ended(Outcome.MEASURED, "before", Map.of("mode", "cpu")));
    FxToolkit.run(stage::close);
    show(project, FIXTURES.resolve("cpu.jfr"));

    robot.clickOn("#profile-compare");
    robot.clickOn((Node node) -> node instanceof Label label && label.getText().endsWith("before"));
    FxToolkit.settle();
    assertThat(String.join("|", texts())).contains("CPU profile");
    FxToolkit.picture(scene, Path.of("target/screens/profile-compared-dark.png"));
    FxToolkit.run(() -> theme.preferenceProperty().set(Theme.Preference.LIGHT));
    FxToolkit.settle();
    FxToolkit.picture(scene, Path.of("target/screens/profile-compared-light.png"));
  }

  private Point2D at(Node node, double x, double y) {
    return FxToolkit.call(() -> node.localToScreen(x, y));
  }

  private Node node(String selector) {
    return FxToolkit.call(() -> {
      Node found = scene.getRoot().lookup(selector);
      assertThat(found).as(selector).isNotNull();
      return found;
    });
  }

  private String label(String selector) {
    return ((Label) node(selector)).getText();
  }

  private Set<String> texts() {
    return FxToolkit.call(() -> {
      Set<String> all = new java.util.HashSet<>();
      scene.getRoot().lookupAll(".label").forEach(l -> all.add(((Label) l).getText()));
      return all;
    });
  }
}
