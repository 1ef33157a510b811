package dev.dragoncode.ui.fakes;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.service.fakes.FakesSnapshot.Asked;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.Tone;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What the fake APIs were asked, each request in full, and the faults of the chosen one. */
final class RequestsPane extends HBox {

  private final FakesViewModel model;
  private final ListView<Asked> requests = new ListView<>();
  private final FaultPanel faults;
  private boolean showing;
  private boolean seen;

  RequestsPane(FakesViewModel model) {
    super(14);
    this.model = model;
    this.faults = new FaultPanel(model);
    TextField filter = new TextField();
    filter.setPromptText(text("fakes.filter"));
    filter.setAccessibleText(text("fakes.filter.name"));
    filter.setId("fakes-filter");
    filter.textProperty().bindBidirectional(model.filterProperty());
    filter.textProperty().addListener((property, before, now) -> update());
    requests.setId("fakes-requests");
    requests.setAccessibleText(text("fakes.tab.REQUESTS"));
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
            new FakesTabs(model.tabProperty()),
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
    getChildren().addAll(left, right);
    model.snapshotProperty().addListener((property, before, now) -> update());
    model.chosenProperty().addListener((property, before, now) -> update());
  }

  /** Follows the requests for as long as somebody looks at them. */
  void seen(boolean now) {
    seen = now;
    update();
  }

  /** The newest requests stand at the top. */
  private void update() {
    if (!seen) {
      return;
    }
    faults.update();
    List<Asked> wanted = model.requests();
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

  /** A line of the list. Its nodes are made once: requests may come by the thousand. */
  private static final class RequestCell extends ListCell<Asked> {

    private final Label at = fixed(96, "faint");
    private final Label method = fixed(54, "method");
    private final Label path = Nodes.label("", "mono");
    private final Label mark = fixed(10, "mark");
    private final Label status = fixed(42, "status");
    private final Label took = fixed(70, "faint");
    private final Tooltip why = new Tooltip();
    private final HBox line = Nodes.row(10, at, method, path, mark, status, took);

    RequestCell() {
      path.setMaxWidth(Double.MAX_VALUE);
      path.setPrefWidth(120);
      HBox.setHgrow(path, Priority.ALWAYS);
    }

    @Override
    protected void updateItem(Asked asked, boolean empty) {
      super.updateItem(asked, empty);
      if (empty || asked == null) {
        setGraphic(null);
        return;
      }
      at.setText(time(asked.at()));
      method.setText(asked.method());
      path.setText(asked.path());
      status.setText(words(asked.status()));
      tone(asked.status()).on(status);
      took.setText("%.1f ms".formatted(asked.micros() / 1_000.0));
      String sign = asked.matched() ? (asked.findings() > 0 ? "!" : "") : "?";
      mark.setText(sign);
      if (!sign.isEmpty()) {
        why.setText(
            asked.matched() ? text("fakes.differs", asked.findings()) : text("fakes.unmatched"));
      }
      mark.setTooltip(sign.isEmpty() ? null : why);
      setGraphic(line);
    }

    private static Label fixed(double width, String style) {
      Label label = new Label();
      label.getStyleClass().addAll("mono", style);
      label.setMinWidth(width);
      label.setPrefWidth(width);
      return label;
    }
  }

  /** The time of day in ISO 8601, with milliseconds. */
  static String time(String at) {
    return at.length() < 19 ? at : at.substring(11, Math.min(23, at.length())).replace("Z", "");
  }
}
