package dev.dragoncode.ui.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.ModalPane;
import dev.dragoncode.service.rotate.Rotated;
import dev.dragoncode.service.rotate.RotationStep;
import dev.dragoncode.service.rotate.RotationStep.Kind;
import dev.dragoncode.service.run.RunControl;
import dev.dragoncode.service.run.RunOutput;
import dev.dragoncode.service.run.RunSnapshot;
import dev.dragoncode.snapshot.SnapshotPublisher;
import dev.dragoncode.snapshot.SnapshotSource;
import dev.dragoncode.ui.fx.Theme;
import dev.dragoncode.ui.fx.UiDispatcher;
import dev.dragoncode.ui.runs.RotateLook;
import dev.dragoncode.ui.runs.RunSheet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The sheet of a rotation: each of its steps with its time, when it has ended. */
@EnabledIfSystemProperty(
    named = "dragoncode.matrix",
    matches = "true",
    disabledReason = "a picture for a person to look at")
@Execution(ExecutionMode.SAME_THREAD)
class RotateSheetTest {

  private static final Rotated ROTATED =
      new Rotated(
          "shop_api_a",
          "shop_api_b",
          "secret/data/shop-api",
          Optional.of(Duration.ofMillis(812)),
          3,
          true,
          List.of(
              step(Kind.LOOK, "3 sessions of shop_api_a (shop-api)", 811),
              step(Kind.PREPARE, "shop_api_a and shop_api_b log in by turns for shop_api", 509),
              step(Kind.CHANGE, "shop_api_b has a new password", 186),
              step(
                  Kind.TRY,
                  "shop_api_b can log in and reads every table that shop_api_a reads",
                  286),
              step(Kind.PUBLISH, "secret/data/shop-api names shop_api_b: version 2", 41),
              step(Kind.FOLLOW, "the service uses shop_api_b: 3 sessions, none of shop_api_a", 812),
              step(Kind.LOCK, "shop_api_a can no longer log in; its password was refused", 444)));

  private static RotationStep step(Kind kind, String words, long millis) {
    return new RotationStep(kind, words, Duration.ofMillis(millis));
  }

  @Test
  void tellsEachStepWithItsTime() {
    FxToolkit.start();
    SnapshotPublisher<RunSnapshot<Rotated>> runs =
        new SnapshotPublisher<>(
            new RunSnapshot<>(1, new RunSnapshot.State.Ended<>(ROTATED), new RunOutput()));
    Theme theme = FxToolkit.call(() -> new Theme(Theme.Preference.DARK));
    Stage stage = FxToolkit.call(Stage::new);
    Scene scene =
        FxToolkit.call(() -> {
          ModalPane modal = new ModalPane();
          modal.setId("modal");
          Label behind = new Label("Readiness");
          Scene made = new Scene(new StackPane(behind, modal), 1280, 900);
          theme.apply(made);
          stage.setScene(made);
          stage.show();
          RunSheet.show(
              behind,
              new Still(runs),
              new RotateLook(),
              new UiDispatcher(),
              action -> {},
              InstantSource.fixed(Instant.EPOCH));
          return made;
        });
    FxToolkit.settle();

    List<String> texts =
        FxToolkit.call(() ->
            scene.getRoot().lookupAll(".label").stream().map(l -> ((Label) l).getText()).toList());
    assertThat(texts).contains("Followed", "Locked", "0.4 s").contains(ROTATED.summary());
    FxToolkit.picture(scene, Path.of("target/screens/rotate-dark.png"));
    FxToolkit.run(() -> theme.preferenceProperty().set(Theme.Preference.LIGHT));
    FxToolkit.settle();
    FxToolkit.picture(scene, Path.of("target/screens/rotate-light.png"));
    FxToolkit.run(stage::close);
  }

  /** A run that is over. */
  private record Still(SnapshotSource<RunSnapshot<Rotated>> runs) implements RunControl<Rotated> {
    @Override
    public void start() {}

    @Override
    public void stop() {}
  }
}
