package dev.dragoncode.ui.shell;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.StateDot;
import dev.dragoncode.ui.control.Tone;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** The top bar: project, branch, trust; the palette; the engine and the one thing to do. */
final class TopBar extends GridPane {

  private final ShellViewModel model;
  private final Label branch = Nodes.label("", "pill");
  private final Button trust = new Button();
  private final StateDot trustDot = new StateDot(Tone.IDLE);
  private final Label engine = new Label();
  private final StateDot engineDot = new StateDot(Tone.IDLE);
  private final Button startStop;

  /**
   * @param openPalette opens the command palette
   * @param askTrust asks about trust in the folder
   */
  TopBar(ShellViewModel model, Optional<Image> mark, Runnable openPalette, Runnable askTrust) {
    this.model = model;
    getStyleClass().add("top-bar");
    Label name = Nodes.label(model.projectName(), "project-name");
    HBox left = Nodes.row(14);
    mark.ifPresent(image -> {
      ImageView view = new ImageView(image);
      view.setFitWidth(22);
      view.setFitHeight(22);
      view.setSmooth(true);
      left.getChildren().add(view);
    });
    trust.getStyleClass().setAll("button", "pill");
    trust.setGraphic(trustDot);
    trust.setId("trust");
    trust.setOnAction(event -> askTrust.run());
    trust.setMinWidth(USE_PREF_SIZE);
    left.getChildren().addAll(name, branch, trust);
    left.setMinWidth(0);
    Label hint = new Label(text("palette.hint"));
    hint.getStyleClass().add("hint");
    Label keys = new Label(text("palette.keys"));
    keys.getStyleClass().add("kbd");
    HBox inside = Nodes.row(0, hint, Nodes.spacer(), keys);
    Button palette = new Button();
    palette.getStyleClass().setAll("button", "palette-button");
    palette.setId("open-palette");
    palette.setGraphic(inside);
    palette.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    palette.setAccessibleText(hint.getText());
    palette.setOnAction(event -> openPalette.run());
    inside.prefWidthProperty().bind(palette.widthProperty().subtract(22));
    engine.getStyleClass().add("pill");
    engine.setGraphic(engineDot);
    engine.setMinWidth(USE_PREF_SIZE);
    startStop = Nodes.button("", this::startOrStop);
    startStop.setId("start-stop");
    HBox right = Nodes.row(14, Nodes.spacer(), engine, startStop);
    ColumnConstraints side = new ColumnConstraints();
    side.setPercentWidth(34);
    ColumnConstraints middle = new ColumnConstraints();
    middle.setHgrow(Priority.ALWAYS);
    middle.setHalignment(javafx.geometry.HPos.CENTER);
    getColumnConstraints().setAll(side, middle, side);
    addRow(0, left, palette, right);
    setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    update();
  }

  void update() {
    branch.setText(model.branch().orElse(""));
    Nodes.show(branch, model.branch().isPresent());
    boolean trusted = model.trustedProperty().get();
    trust.setText(trusted ? text("trust.trusted") : text("trust.untrusted"));
    trustDot.show(trusted ? Tone.OK : Tone.IDLE);
    trust.setTooltip(new Tooltip(text(trusted ? "trust.tipTrusted" : "trust.tipUntrusted")));
    engine.setText(model.emulators().engineText());
    engineDot.show(model.engineTone());
    boolean none = model.emulators().emulators().isEmpty();
    boolean stop = model.emulators().anyActive();
    startStop.setText(stop ? text("emulators.stop") : text("emulators.start"));
    startStop.setDisable(none);
    startStop.getStyleClass().remove("primary");
    if (!stop && !none) {
      startStop.getStyleClass().add("primary");
    }
  }

  private void startOrStop() {
    if (model.emulators().anyActive()) {
      model.emulators().stopAll();
    } else {
      model.emulators().startAll();
    }
  }
}
