package dev.dragoncode.ui.fakes;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.service.fakes.FakesSnapshot;
import dev.dragoncode.service.fakes.FakesSnapshot.Phase;
import dev.dragoncode.ui.control.EmptyPane;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.ProblemPane;
import dev.dragoncode.ui.control.Skeleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The third-party APIs: a card for each, and what they were asked, tell and keep. */
public final class FakesView extends BorderPane {

  private static final int DAY = 86_400;
  private static final List<Integer> DAYS = List.of(1, 7, 31, 366);

  private final FakesViewModel model;
  private final Consumer<Remedy.Action> remedies;
  private final Label summary = Nodes.label("", "sub");
  private final Label clock = Nodes.label("", "sub");
  private final FakeCards cards;
  private final VBox problem = new VBox();
  private final RequestsPane requests;
  private final BenchPane bench;
  private final StatePane state;
  private final VBox ready;
  private final HBox actions;
  private final VBox page = new VBox(14);
  private @Nullable Phase phase;
  private Optional<Problem> told = Optional.empty();

  /**
   * @param remedies carries out a problem's remedies
   */
  public FakesView(FakesViewModel model, Consumer<Remedy.Action> remedies) {
    this.model = model;
    this.remedies = remedies;
    getStyleClass().addAll("screen", "fakes");
    cards = new FakeCards(model);
    requests = new RequestsPane(model);
    bench = new BenchPane(model, remedies);
    state = new StatePane(model, remedies);
    ready = new VBox(14, cards, problem);
    actions = actions();
    VBox titles = new VBox(2, Nodes.label(text("fakes.title"), "h1"), summary);
    HBox head = Nodes.row(10, titles, Nodes.spacer(), actions);
    head.setMinHeight(46);
    page.getStyleClass().add("screen-content");
    page.getChildren().add(head);
    setCenter(page);
    DocumentDrop.on(this, model);
    model.snapshotProperty().addListener((property, before, now) -> update());
    model.problemProperty().addListener((property, before, now) -> update());
    model.chosenProperty().addListener((property, before, now) -> update());
    model.tabProperty().addListener((property, before, now) -> turn());
    sceneProperty().addListener((property, before, now) -> turn());
    update();
    turn();
  }

  private HBox actions() {
    MenuButton advance = new MenuButton(text("fakes.clock"));
    advance.getStyleClass().add("btn");
    advance.setMinWidth(USE_PREF_SIZE);
    for (int days : DAYS) {
      MenuItem item = new MenuItem(text("fakes.clock.days", days));
      item.setOnAction(event -> model.advance((long) days * DAY));
      advance.getItems().add(item);
    }
    Button add =
        Nodes.button(text("fakes.add"), () -> FileSheet.show(this, "fakes.document", model::add));
    add.setId("fakes-add");
    add.setTooltip(new Tooltip(text("fakes.add.hint")));
    add.setAccessibleText(text("fakes.add.name"));
    Button reset = Nodes.button(text("fakes.reset"), () -> ForgetSheet.all(this, model));
    reset.setId("fakes-reset");
    reset.setTooltip(new Tooltip(text("fakes.reset.hint")));
    return Nodes.row(10, clock, add, advance, reset);
  }

  private void update() {
    FakesSnapshot now = model.snapshotProperty().get();
    summary.setText(model.summary());
    clock.setText(
        now.clock().isEmpty() ? "" : text("fakes.clock.now", now.clock().replaceAll("\\..*", "Z")));
    if (now.phase() != phase) {
      phase = now.phase();
      Nodes.show(actions, phase == Phase.READY);
      Node below = below(now.phase());
      VBox.setVgrow(below, Priority.ALWAYS);
      page.getChildren().setAll(page.getChildren().getFirst(), below);
      turn();
    }
    if (now.phase() == Phase.READY) {
      cards.update();
      tell(now.problem().or(() -> model.problemProperty().get()));
    }
  }

  private Node below(Phase now) {
    return switch (now) {
      case READY -> ready;
      case STARTING -> new Skeleton(6, 32);
      case STOPPED ->
          new EmptyPane(
              "fth-globe", text("fakes.stopped.title"), text("fakes.stopped.hint"), startButton());
      case ABSENT ->
          new EmptyPane("fth-globe", text("fakes.absent.title"), text("fakes.absent.hint"));
    };
  }

  private Button startButton() {
    Button start = Nodes.button(text("emulators.start"), model::start, "primary");
    start.setId("fakes-start");
    return start;
  }

  private void tell(Optional<Problem> met) {
    if (!met.equals(told)) {
      told = met;
      problem.getChildren().clear();
      met.ifPresent(p -> problem.getChildren().add(new ProblemPane(p, remedies)));
    }
    Nodes.show(problem, met.isPresent());
  }

  /** Shows the chosen tab; what nobody sees asks for nothing. */
  private void turn() {
    boolean seen = getScene() != null && phase == Phase.READY;
    FakesTab tab = model.tabProperty().get();
    Node body =
        switch (tab) {
          case REQUESTS -> requests;
          case WEBHOOKS -> bench;
          case STATE -> state;
        };
    if (!ready.getChildren().contains(body)) {
      VBox.setVgrow(body, Priority.ALWAYS);
      ready.getChildren().setAll(cards, problem, body);
    }
    requests.seen(seen && tab == FakesTab.REQUESTS);
    model.bench().watch(seen && tab == FakesTab.WEBHOOKS);
    state.seen(seen && tab == FakesTab.STATE);
  }
}
