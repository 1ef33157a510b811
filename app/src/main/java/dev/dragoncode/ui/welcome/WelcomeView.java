package dev.dragoncode.ui.welcome;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.service.RecentProject;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.PhaseRing;
import dev.dragoncode.ui.control.ProblemPane;
import dev.dragoncode.ui.control.StateDot;
import dev.dragoncode.ui.control.StatusTag;
import dev.dragoncode.ui.control.Tone;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;

/** The screen without a project: open one, drop one, or go on with a recent one. */
public final class WelcomeView extends StackPane {

  private final WelcomeViewModel model;
  private final VBox recent = new VBox(4);
  private final VBox problem = new VBox();
  private final Label docker = new Label();
  private final StateDot dockerDot = new StateDot(Tone.IDLE);

  public WelcomeView(WelcomeViewModel model, Optional<Image> mark) {
    this.model = model;
    getStyleClass().add("welcome");
    VBox left = new VBox();
    left.setMinWidth(434);
    left.setMaxWidth(434);
    mark.ifPresent(image -> {
      ImageView view = new ImageView(image);
      view.setFitWidth(56);
      view.setFitHeight(56);
      view.setSmooth(true);
      VBox.setMargin(view, new javafx.geometry.Insets(0, 0, 14, 0));
      left.getChildren().add(view);
    });
    Button openFolder = Nodes.button(text("welcome.open"), this::chooseFolder, "primary");
    openFolder.setId("open-folder");
    openFolder.setMinHeight(36);
    Button create = Nodes.button(text("new.command"), model::create);
    create.setId("new-project");
    create.setMinHeight(36);
    Label product = Nodes.label(text("product"), "product");
    Label claim = Nodes.label(text("welcome.claim"), "claim");
    VBox dropZone = new VBox(Nodes.label(text("welcome.drop")));
    dropZone.getStyleClass().add("drop-zone");
    dropZone.setId("drop-zone");
    docker.getStyleClass().add("pill");
    docker.setGraphic(dockerDot);
    docker.setMinWidth(USE_PREF_SIZE);
    Label embedded = new Label(text("engine.embeddedName"), new StateDot(Tone.OK));
    embedded.getStyleClass().add("pill");
    embedded.setMinWidth(USE_PREF_SIZE);
    HBox engines = Nodes.row(8, docker, embedded);
    margin(claim, 14, 20);
    margin(dropZone, 24, 20);
    left.getChildren()
        .addAll(product, claim, Nodes.row(10, openFolder, create), dropZone, engines, problem);
    VBox.setMargin(problem, new javafx.geometry.Insets(16, 0, 0, 0));
    Label title = Nodes.label(text("welcome.recent"), "h2");
    VBox right = new VBox(10, title, recent);
    right.setMinWidth(386);
    right.setMaxWidth(386);
    HBox halves = new HBox(40, left, right);
    halves.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    halves.setAlignment(Pos.TOP_LEFT);
    getChildren().setAll(halves);
    model.recent().addListener((ListChangeListener<RecentProject>) change -> showRecent(title));
    model.dockerProperty().addListener((property, before, now) -> showDocker());
    showRecent(title);
    showDocker();
  }

  /** Says why a folder could not be opened. */
  public void show(Problem failure, Consumer<Remedy.Action> act) {
    problem.getChildren().setAll(new ProblemPane(failure, act));
  }

  private static void margin(Node node, double top, double bottom) {
    VBox.setMargin(node, new javafx.geometry.Insets(top, 0, bottom, 0));
  }

  private void chooseFolder() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(text("welcome.chooseTitle"));
    java.io.File folder = chooser.showDialog(getScene().getWindow());
    if (folder != null) {
      Path path = folder.toPath();
      model.open(path);
    }
  }

  private void showDocker() {
    docker.setText(model.dockerText());
    dockerDot.show(
        switch (model.dockerProperty().get()) {
          case EngineStatus.Available _ -> Tone.OK;
          case EngineStatus.Unavailable _, EngineStatus.Unknown _ -> Tone.IDLE;
        });
  }

  private void showRecent(Label title) {
    recent.getChildren().setAll(model.shown().stream().map(this::recentRow).toList());
    if (model.shown().isEmpty()) {
      recent.getChildren().setAll(Nodes.paragraph(text("welcome.noRecent"), "sub"));
    }
    title.setVisible(true);
  }

  private Button recentRow(RecentProject project) {
    PhaseRing ring = new PhaseRing(30);
    ring.getStyleClass().add("small-ring");
    project
        .score()
        .ifPresentOrElse(
            score -> ring.show(score / 100.0, Integer.toString(score), tone(score), false),
            () -> ring.show(0, "–", Tone.IDLE, false));
    VBox words =
        new VBox(1, Nodes.label(project.name(), "name"), Nodes.label(model.path(project), "path"));
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox row = Nodes.row(12, ring, words);
    if (!project.stack().isEmpty()) {
      row.getChildren().add(new StatusTag(project.stack(), Tone.IDLE));
    }
    Button button = new Button();
    button.getStyleClass().setAll("button", "recent");
    button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    button.setGraphic(row);
    button.setAlignment(Pos.CENTER_LEFT);
    button.setMaxWidth(Double.MAX_VALUE);
    row.prefWidthProperty().bind(button.widthProperty().subtract(28));
    button.setOnAction(event -> model.open(project.path()));
    button.setAccessibleText(text("welcome.openRecent", project.name()));
    MenuItem remove = new MenuItem(text("welcome.forget"));
    remove.setOnAction(event -> model.forget(project));
    button.setContextMenu(new ContextMenu(remove));
    button.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.DELETE) {
        model.forget(project);
      }
    });
    return button;
  }

  private static Tone tone(int score) {
    return score >= 80 ? Tone.OK : score >= 50 ? Tone.WARN : Tone.BAD;
  }
}
