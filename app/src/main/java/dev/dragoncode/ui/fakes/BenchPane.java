package dev.dragoncode.ui.fakes;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.service.fakes.WebhooksSnapshot;
import dev.dragoncode.service.fakes.WebhooksSnapshot.Delivery;
import dev.dragoncode.service.fakes.WebhooksSnapshot.Endpoint;
import dev.dragoncode.ui.control.EmptyPane;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.ProblemPane;
import dev.dragoncode.ui.control.Skeleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The webhook bench: where events go, what became of them, and how they are sent again. */
final class BenchPane extends HBox {

  private static final double ROW = 32;
  private static final int ENDPOINTS_SHOWN = 4;

  private final FakesViewModel fakes;
  private final BenchViewModel model;
  private final Consumer<Remedy.Action> remedies;
  private final ListView<Endpoint> endpoints = new ListView<>();
  private final VBox endpointsCard = new VBox();
  private final ListView<Delivery> deliveries = new ListView<>();
  private final StackPane body = new StackPane();
  private final VBox problem = new VBox();
  private final Node skeleton = new Skeleton(6, 22);
  private final Node empty =
      new EmptyPane("fth-send", text("fakes.bench.empty"), text("fakes.bench.empty.hint"));
  private boolean showing;

  BenchPane(FakesViewModel fakes, Consumer<Remedy.Action> remedies) {
    super(14);
    this.fakes = fakes;
    this.model = fakes.bench();
    this.remedies = remedies;
    skeleton.getStyleClass().add("fakes-skeleton");
    endpoints();
    deliveries();
    TextField filter = new TextField();
    filter.setPromptText(text("fakes.filter"));
    filter.setAccessibleText(text("fakes.bench.filter.name"));
    filter.setId("bench-filter");
    filter.textProperty().bindBidirectional(model.filterProperty());
    filter.textProperty().addListener((property, before, now) -> update());
    HBox bar = new HBox(12, new FakesTabs(fakes.tabProperty()), Nodes.spacer(), filter);
    bar.getStyleClass().add("fakes-bar");
    VBox.setVgrow(body, Priority.ALWAYS);
    VBox left = new VBox(bar, endpointsCard, problem, body);
    left.getStyleClass().addAll("card", "fakes-list");
    DeliveryDetail detail = new DeliveryDetail(model, this::chosen);
    VBox.setVgrow(detail, Priority.ALWAYS);
    VBox right = new VBox(14, detail, new DisturbancePanel(fakes));
    right.getStyleClass().addAll("card", "fakes-detail");
    HBox.setHgrow(left, Priority.ALWAYS);
    left.setPrefWidth(530);
    right.setPrefWidth(504);
    right.setMinWidth(420);
    getChildren().addAll(left, right);
    model.snapshotProperty().addListener((property, before, now) -> update());
    model.problemProperty().addListener((property, before, now) -> update());
    update();
  }

  private void endpoints() {
    endpoints.setId("bench-endpoints");
    endpoints.setAccessibleText(text("fakes.bench.endpoints"));
    endpoints.setFixedCellSize(ROW);
    endpoints.setCellFactory(list -> new EndpointCell(this::edit));
    endpointsCard
        .getChildren()
        .addAll(Nodes.label(text("fakes.bench.endpoints"), "list-title"), endpoints);
    endpointsCard.getStyleClass().add("bench-endpoints");
  }

  /** Turns to the row that keeps it. */
  private void edit(Endpoint endpoint) {
    if (!endpoint.table().isEmpty()) {
      fakes.openRow(endpoint.fake(), endpoint.namespace(), endpoint.table(), endpoint.key());
    }
  }

  private void deliveries() {
    deliveries.setId("bench-deliveries");
    deliveries.setAccessibleText(text("fakes.bench.deliveries"));
    deliveries.setFixedCellSize(ROW);
    deliveries.setCellFactory(list -> new DeliveryCell());
    deliveries.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    deliveries
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((property, before, now) -> {
          if (now != null && !showing) {
            fakes.chosenProperty().set(now.fake());
            model.select(now);
          }
        });
  }

  /** The chosen deliveries in the order in which they were made. */
  private List<Delivery> chosen() {
    return deliveries.getSelectionModel().getSelectedItems().stream()
        .sorted(java.util.Comparator.comparingLong(Delivery::number))
        .toList();
  }

  private void update() {
    WebhooksSnapshot now = model.snapshotProperty().get();
    Optional<Problem> met = now.problem().or(() -> model.problemProperty().get());
    problem.getChildren().clear();
    met.ifPresent(p -> problem.getChildren().add(new ProblemPane(p, remedies)));
    Nodes.show(problem, met.isPresent());
    if (!endpoints.getItems().equals(now.endpoints())) {
      endpoints.getItems().setAll(now.endpoints());
      double height = ROW * Math.min(ENDPOINTS_SHOWN, now.endpoints().size()) + 10;
      endpoints.setMinHeight(height);
      endpoints.setPrefHeight(height);
      endpoints.setMaxHeight(height);
    }
    Nodes.show(endpointsCard, !now.endpoints().isEmpty());
    boolean nothing = now.deliveries().isEmpty() && now.endpoints().isEmpty();
    Node wanted = !now.read() ? skeleton : nothing ? empty : deliveries;
    if (!body.getChildren().contains(wanted)) {
      body.getChildren().setAll(wanted);
    }
    deliveries.setPlaceholder(
        deliveries.getPlaceholder() == null
            ? Nodes.paragraph(text("fakes.bench.none"), "sub")
            : deliveries.getPlaceholder());
    show(model.deliveries());
  }

  private void show(List<Delivery> wanted) {
    if (deliveries.getItems().equals(wanted)) {
      return;
    }
    showing = true;
    List<Long> selected = chosen().stream().map(Delivery::number).toList();
    deliveries.getItems().setAll(wanted);
    for (int i = 0; i < wanted.size(); i++) {
      if (selected.contains(wanted.get(i).number())) {
        deliveries.getSelectionModel().select(i);
      }
    }
    showing = false;
  }
}
