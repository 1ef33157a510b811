package dev.dragoncode.ui.fakes;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.service.fakes.FakesSnapshot;
import dev.dragoncode.service.fakes.FakesSnapshot.Asked;
import dev.dragoncode.service.fakes.FakesSnapshot.Fake;
import dev.dragoncode.service.fakes.FakesSnapshot.Phase;
import dev.dragoncode.ui.control.EmptyPane;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.ProblemPane;
import dev.dragoncode.ui.control.Skeleton;
import dev.dragoncode.ui.control.StateDot;
import dev.dragoncode.ui.control.Tone;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The third-party APIs: a card for each, what they were asked, and their faults. */
public final class FakesView extends BorderPane {

  private static final int DAY = 86_400;
  private static final List<Integer> DAYS = List.of(1, 7, 31, 366);

  private final FakesViewModel model;
  private final Consumer<Remedy.Action> remedies;
  private final Label summary = Nodes.label("", "sub");
  private final Label clock = Nodes.label("", "sub");
  private final FlowPane cards = new FlowPane(10, 10);
  private final ListView<Asked> requests = new ListView<>();
  private final FaultPanel faults;
  private final VBox problem = new VBox();
  private final Node content;
  private final Button reset;
  private final MenuButton advance = new MenuButton(text("fakes.clock"));
  private final TextField filter = new TextField();
  private boolean showing;

  /**
   * @param remedies carries out a problem's remedies
   */
  public FakesView(FakesViewModel model, Consumer<Remedy.Action> remedies) {
    this.model = model;
    this.remedies = remedies;
    this.faults = new FaultPanel(model);
    getStyleClass().addAll("screen", "fakes");
    reset = Nodes.button(text("fakes.reset"), model::reset);
    reset.setId("fakes-reset");
    reset.setTooltip(new Tooltip(text("fakes.reset.hint")));
    advance.getStyleClass().add("btn");
    advance.setMinWidth(USE_PREF_SIZE);
    for (int days : DAYS) {
      MenuItem item = new MenuItem(text("fakes.clock.days", days));
      item.setOnAction(event -> model.advance((long) days * DAY));
      advance.getItems().add(item);
    }
    filter.setPromptText(text("fakes.filter"));
    filter.setId("fakes-filter");
    filter.textProperty().bindBidirectional(model.filterProperty());
    filter.textProperty().addListener((property, before, now) -> showRequests());
    content = content();
    model.snapshotProperty().addListener((property, before, now) -> update());
    model.problemProperty().addListener((property, before, now) -> update());
    model.chosenProperty().addListener((property, before, now) -> update());
    update();
  }

  private Node content() {
    requests.setId("fakes-requests");
    requests.setCellFactory(list -> new RequestCell());
    requests.setFixedCellSize(32);
    requests.setPlaceholder(Nodes.paragraph(text("fakes.noRequests"), "sub"));
    requests
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((property, before, now) -> {
          if (now != null && !showing) {
            model.select(now);
          }
        });
    HBox bar =
        new HBox(
            12,
            Nodes.label(text("fakes.requests"), "h3"),
            Nodes.spacer(),
            filter,
            Nodes.button(text("fakes.clear"), model::clear, "quiet"));
    bar.getStyleClass().add("fakes-bar");
    VBox.setVgrow(requests, Priority.ALWAYS);
    VBox left = new VBox(bar, requests);
    left.getStyleClass().addAll("card", "fakes-list");
    RequestDetail detail = new RequestDetail(model);
    VBox.setVgrow(detail, Priority.ALWAYS);
    VBox right = new VBox(14, detail, faults);
    right.getStyleClass().addAll("card", "fakes-detail");
    HBox.setHgrow(left, Priority.ALWAYS);
    left.setPrefWidth(530);
    right.setPrefWidth(504);
    right.setMinWidth(420);
    HBox both = new HBox(14, left, right);
    VBox.setVgrow(both, Priority.ALWAYS);
    VBox all = new VBox(14, cards, problem, both);
    VBox.setVgrow(all, Priority.ALWAYS);
    return all;
  }

  private void update() {
    FakesSnapshot now = model.snapshotProperty().get();
    summary.setText(model.summary());
    clock.setText(
        now.clock().isEmpty() ? "" : text("fakes.clock.now", now.clock().replaceAll("\\..*", "Z")));
    boolean ready = now.phase() == Phase.READY;
    Nodes.show(reset, ready);
    Nodes.show(advance, ready);
    Nodes.show(clock, ready);
    VBox page = new VBox(14);
    page.getStyleClass().add("screen-content");
    VBox titles = new VBox(2, Nodes.label(text("fakes.title"), "h1"), summary);
    HBox head = Nodes.row(12, titles, Nodes.spacer(), clock, advance, reset);
    head.setMinHeight(46);
    Node below =
        switch (now.phase()) {
          case READY -> ready(now);
          case STARTING -> new Skeleton(6, 32);
          case STOPPED ->
              new EmptyPane(
                  "fth-globe",
                  text("fakes.stopped.title"),
                  text("fakes.stopped.hint"),
                  startButton());
          case ABSENT ->
              new EmptyPane("fth-globe", text("fakes.absent.title"), text("fakes.absent.hint"));
        };
    VBox.setVgrow(below, Priority.ALWAYS);
    page.getChildren().addAll(head, below);
    setCenter(page);
  }

  private Button startButton() {
    Button start = Nodes.button(text("emulators.start"), model::start, "primary");
    start.setId("fakes-start");
    return start;
  }

  private Node ready(FakesSnapshot now) {
    cards.getChildren().setAll(now.fakes().stream().map(this::card).toList());
    Optional<Problem> met = now.problem().or(() -> model.problemProperty().get());
    problem.getChildren().clear();
    met.ifPresent(p -> problem.getChildren().add(new ProblemPane(p, remedies)));
    Nodes.show(problem, met.isPresent());
    showRequests();
    faults.update();
    return content;
  }

  private Node card(Fake fake) {
    boolean disturbed = !fake.faultTexts().isEmpty();
    Label name = Nodes.label(fake.name(), "name");
    Label where =
        Nodes.label(
            disturbed
                ? text("fakes.fault", String.join("; ", fake.faultTexts()))
                : text("fakes.where", URI.create(fake.url()).getPort()),
            "faint");
    Button card = new Button();
    card.setGraphic(
        new VBox(5, Nodes.row(8, new StateDot(disturbed ? Tone.WARN : Tone.OK), name), where));
    card.getStyleClass().setAll("button", "fake-card");
    if (fake.id().equals(model.chosenProperty().get())) {
      card.getStyleClass().add("chosen");
    }
    card.setId("fake-" + fake.id());
    card.setAccessibleText(fake.name() + ", " + fake.url());
    card.setTooltip(
        new Tooltip(
            fake.url() + (fake.gaps().isEmpty() ? "" : "\n\n" + String.join("\n", fake.gaps()))));
    card.setOnAction(event -> model.chosenProperty().set(fake.id()));
    return card;
  }

  /** The newest requests stand at the top. */
  private void showRequests() {
    List<Asked> wanted = model.requests().reversed();
    if (requests.getItems().equals(wanted)) {
      return;
    }
    showing = true;
    Asked selected = requests.getSelectionModel().getSelectedItem();
    requests.getItems().setAll(wanted);
    if (selected != null) {
      requests.getSelectionModel().select(selected);
    }
    showing = false;
  }

  /** A status as a word or number; a reset connection has none. */
  static String words(int status) {
    return status == 0 ? text("fakes.reset.status") : String.valueOf(status);
  }

  static Tone tone(int status) {
    if (status >= 500 || status == 0) {
      return Tone.BAD;
    }
    return status >= 400 ? Tone.WARN : Tone.OK;
  }

  /** A line of the list. */
  private static final class RequestCell extends ListCell<Asked> {

    @Override
    protected void updateItem(Asked asked, boolean empty) {
      super.updateItem(asked, empty);
      if (empty || asked == null) {
        setGraphic(null);
        return;
      }
      Label at = fixed(asked.at().substring(11, Math.min(23, asked.at().length())), 96, "faint");
      Label method = fixed(asked.method(), 54, "method");
      Label path = Nodes.label(asked.path(), "mono");
      path.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(path, Priority.ALWAYS);
      path.setPrefWidth(120);
      Label status = fixed(words(asked.status()), 42, "status");
      tone(asked.status()).on(status);
      String took = "%.1f ms".formatted(asked.micros() / 1_000.0);
      String sign = asked.matched() ? (asked.findings() > 0 ? "!" : "") : "?";
      Label mark = fixed(sign, 10, "mark");
      if (!sign.isEmpty()) {
        mark.setTooltip(
            new Tooltip(
                asked.matched()
                    ? text("fakes.differs", asked.findings())
                    : text("fakes.unmatched")));
      }
      setGraphic(Nodes.row(10, at, method, path, mark, status, fixed(took, 62, "faint")));
    }

    private static Label fixed(String text, double width, String style) {
      Label label = Nodes.label(text, "mono", style);
      label.setMinWidth(width);
      label.setPrefWidth(width);
      return label;
    }
  }
}
