package dev.dragoncode.ui.runs;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.run.RunRecord.Kind;
import dev.dragoncode.ui.control.EmptyPane;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.ProblemPane;
import dev.dragoncode.ui.control.Skeleton;
import dev.dragoncode.ui.runs.RunsViewModel.Chosen;
import dev.dragoncode.ui.runs.RunsViewModel.Listing;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** The project's runs, newest first, and below them the chosen one. */
public final class RunsView extends BorderPane {

  /** Rows of the list in sight. */
  private static final int ROWS = 5;

  private static final double ROW = 33;

  private final RunsViewModel model;
  private final Consumer<Remedy.Action> act;
  private final Map<Kind, RunDetail> details = new EnumMap<>(Kind.class);
  private final TestsPane tests;
  private final OutputView output = new OutputView();
  private final ListView<RunItem> list = new ListView<>();
  private final StackPane card = new StackPane(list);
  private final StackPane detail = new StackPane();
  private final StackPane middle = new StackPane();
  private final VBox content;
  private final javafx.scene.control.Label subline = Nodes.label("", "sub");
  private final HBox buttons;
  private boolean filling;

  /** A button of the header beside Run tests. */
  public record Launch(String id, String title, Runnable action) {}

  /**
   * @param launches what else can be run, in order
   * @param details how kinds of runs look
   */
  public RunsView(
      RunsViewModel model,
      List<Launch> launches,
      Map<Kind, RunDetail> details,
      Consumer<Remedy.Action> act) {
    this.model = model;
    this.act = act;
    for (Kind kind : Kind.values()) {
      this.details.put(kind, new PlainDetail(model, act));
    }
    this.details.putAll(details);
    tests = new TestsPane(model, act);
    getStyleClass().addAll("screen", "runs");
    buttons = Nodes.row(14);
    launches.forEach(each -> {
      Button button = Nodes.button(each.title(), each.action());
      button.setId(each.id());
      buttons.getChildren().add(button);
    });
    Button run =
        Nodes.button(
            text("tests.run"), () -> act.accept(new Remedy.RunCommand("tests.run")), "primary");
    run.setId("run-tests");
    buttons.getChildren().add(run);
    HBox head =
        Nodes.row(
            14,
            new VBox(2, Nodes.label(text("runs.title"), "h1"), subline),
            Nodes.spacer(),
            buttons);
    head.setMinHeight(46);
    card.getStyleClass().addAll("card", "runs-card");
    list.setId("runs-list");
    list.setAccessibleText(text("runs.title"));
    list.setFixedCellSize(ROW);
    list.setCellFactory(view -> new RunRow(model::stop));
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener((property, before, now) -> {
          if (now != null && !filling) {
            model.choose(now.id());
          }
        });
    VBox.setVgrow(detail, Priority.ALWAYS);
    detail.setMinHeight(0);
    content = new VBox(16, card, detail);
    VBox.setVgrow(middle, Priority.ALWAYS);
    middle.setMinHeight(0);
    VBox all = new VBox(head, middle);
    all.getStyleClass().add("screen-content");
    setCenter(all);
    model.listingProperty().subscribe(this::show);
    model.chosenProperty().subscribe(this::show);
    model.liveProperty().subscribe(_ -> live());
    Timeline clock = new Timeline(new KeyFrame(Duration.seconds(1), event -> model.tick()));
    clock.setCycleCount(Animation.INDEFINITE);
    sceneProperty()
        .addListener((property, before, now) -> {
          if (now == null) {
            clock.stop();
          } else {
            model.refresh();
            clock.play();
          }
        });
  }

  private void show(Listing listing) {
    subline.setText(model.subline());
    switch (listing) {
      case Listing.Loading() -> {
        Skeleton rows = new Skeleton(ROWS, 22);
        VBox loading = new VBox(rows);
        loading.getStyleClass().add("card");
        middle.getChildren().setAll(new VBox(loading));
      }
      case Listing.Failed(var problem) ->
          middle.getChildren().setAll(new VBox(new ProblemPane(problem, act)));
      case Listing.Items(var items) -> {
        if (items.isEmpty() && !(model.chosenProperty().get() instanceof Chosen.Live)) {
          middle
              .getChildren()
              .setAll(
                  new EmptyPane(
                      "fth-play", text("runs.empty.title"), text("runs.empty.hint"), empty()));
          return;
        }
        fill(items);
        if (model.chosenProperty().get() instanceof Chosen.Live(Kind kind, var _)) {
          output.show(model.output(kind));
        }
        if (!middle.getChildren().contains(content)) {
          middle.getChildren().setAll(content);
        }
      }
    }
  }

  private Button empty() {
    // the header's is the primary one
    Button run =
        Nodes.button(text("tests.run"), () -> act.accept(new Remedy.RunCommand("tests.run")));
    run.setId("run-first");
    return run;
  }

  private void fill(List<RunItem> items) {
    filling = true;
    list.getItems().setAll(items);
    double height = ROW * Math.clamp(items.size(), 1, ROWS) + 2;
    list.setPrefHeight(height);
    list.setMinHeight(height);
    list.setMaxHeight(height);
    select();
    filling = false;
    Nodes.show(card, !items.isEmpty());
  }

  private void select() {
    String id =
        switch (model.chosenProperty().get()) {
          case Chosen.Nothing() -> "";
          case Chosen.Live(Kind kind, var _) -> kind.name();
          case Chosen.Kept(var record, var _) -> record.id();
        };
    for (int i = 0; i < list.getItems().size(); i++) {
      if (list.getItems().get(i).id().equals(id)) {
        list.getSelectionModel().clearAndSelect(i);
        return;
      }
    }
    list.getSelectionModel().clearSelection();
  }

  private void show(Chosen chosen) {
    filling = true;
    select();
    filling = false;
    switch (chosen) {
      case Chosen.Nothing() -> detail.getChildren().clear();
      case Chosen.Live(Kind kind, var problem) -> {
        show(model.listingProperty().get());
        if (kind == Kind.TESTS) {
          live();
        } else {
          put(going(kind, problem));
        }
      }
      case Chosen.Kept(var record, var folder) -> {
        if (record.kind() == Kind.TESTS) {
          tests.show(record);
          put(tests);
        } else {
          put(details.getOrDefault(record.kind(), new PlainDetail(model, act)).of(record, folder));
        }
      }
    }
  }

  private void live() {
    if (model.chosenProperty().get() instanceof Chosen.Live(Kind kind, var _)
        && kind == Kind.TESTS) {
      tests.show(model.liveProperty().get());
      put(tests);
    }
  }

  private void put(Node node) {
    if (!List.of(node).equals(detail.getChildren())) {
      detail.getChildren().setAll(node);
    }
  }

  private Node going(Kind kind, Optional<Problem> problem) {
    if (problem.isPresent()) {
      VBox box =
          new VBox(
              12,
              Nodes.label(text("runs.kind." + kind.name()), "h2"),
              new ProblemPane(problem.get(), act));
      box.getStyleClass().add("card");
      return box;
    }
    return details
        .getOrDefault(kind, new PlainDetail(model, act))
        .live()
        .orElseGet(() -> {
          output.show(model.output(kind));
          return output;
        });
  }
}
