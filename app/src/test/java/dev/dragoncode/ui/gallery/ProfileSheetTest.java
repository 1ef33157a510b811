package dev.dragoncode.ui.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.ModalPane;
import dev.dragoncode.io.profiler.Program;
import dev.dragoncode.profile.Mode;
import dev.dragoncode.service.profile.ProfileRequest;
import dev.dragoncode.service.profile.ProfileRequest.UnderLoad;
import dev.dragoncode.ui.fx.Theme;
import dev.dragoncode.ui.fx.UiDispatcher;
import dev.dragoncode.ui.profile.ProfileSheet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.testfx.api.FxRobot;

/** The sheet that asks what is to be profiled, filled in as a user would. */
@Execution(ExecutionMode.SAME_THREAD)
class ProfileSheetTest {

  private static final List<Program> PROGRAMS =
      List.of(
          new Program(41_822, Program.Kind.JVM, "shop-api", "java -jar target/shop-api.jar", true),
          new Program(
              51_007, Program.Kind.NODE, "server.js", "node --enable-source-maps server.js", false),
          new Program(60_113, Program.Kind.JVM, "Gradle daemon", "java -Xmx512m …", false));

  private final FxRobot robot = new FxRobot();
  private final List<ProfileRequest> asked = new ArrayList<>();
  private boolean opened;
  private Stage stage;
  private Scene scene;
  private Theme theme;

  @BeforeEach
  void open() {
    FxToolkit.start();
    theme = FxToolkit.call(() -> new Theme(Theme.Preference.DARK));
    FxToolkit.run(() -> {
      ModalPane modal = new ModalPane();
      modal.setId("modal");
      Label behind = new Label("Runs");
      scene = new Scene(new StackPane(behind, modal), 1280, 800);
      theme.apply(scene);
      stage = new Stage();
      stage.setScene(scene);
      stage.show();
      ProfileSheet.show(
          behind,
          () -> PROGRAMS,
          new UiDispatcher(),
          Runnable::run,
          asked::add,
          () -> opened = true);
    });
    FxToolkit.settle();
  }

  @AfterEach
  void close() {
    FxToolkit.run(stage::close);
  }

  @Test
  void asksForAProgramAModeAndATime() {
    FxToolkit.picture(scene, Path.of("target/screens/profile-sheet-dark.png"));
    FxToolkit.run(() -> theme.preferenceProperty().set(Theme.Preference.LIGHT));
    FxToolkit.settle();
    FxToolkit.picture(scene, Path.of("target/screens/profile-sheet-light.png"));

    robot.clickOn("#profile-start-lock");
    Spinner<?> seconds = (Spinner<?>) scene.getRoot().lookup("#profile-seconds");
    robot.doubleClickOn(seconds.getEditor()).type(KeyCode.DIGIT5);
    robot.clickOn("#profile-start");

    assertThat(asked).containsExactly(ProfileRequest.of(41_822, Mode.LOCK, Duration.ofSeconds(5)));
  }

  @Test
  void offersToStartTheService() {
    robot.clickOn("#profile-programs").type(KeyCode.END);
    robot.clickOn("#profile-start");

    assertThat(asked).containsExactly(ProfileRequest.launch(Mode.CPU, Duration.ofSeconds(30)));
  }

  @Test
  void offersToLoadTheServiceThatItStarts() {
    robot.clickOn("#profile-programs").type(KeyCode.END);
    robot.clickOn("#profile-route").write("/orders", 0);
    robot.doubleClickOn("#profile-rate").write("x", 0);
    assertThat(scene.getRoot().lookup("#profile-start").isDisabled()).isTrue();
    robot.doubleClickOn("#profile-rate").write("120", 0);
    robot.clickOn("#profile-start");

    assertThat(asked)
        .containsExactly(
            ProfileRequest.launch(Mode.CPU, Duration.ofSeconds(30))
                .under(UnderLoad.of("/orders", 120)));
  }

  @Test
  void opensAFileInstead() {
    robot.clickOn("#profile-open-file");

    assertThat(opened).isTrue();
    assertThat(asked).isEmpty();
  }
}
