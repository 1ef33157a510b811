package dev.dragoncode.ui.fakes;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.service.fakes.FakeWebhooks.Again;
import dev.dragoncode.service.fakes.WebhooksSnapshot.Delivery;
import dev.dragoncode.service.fakes.WebhooksSnapshot.Detail;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.StatusTag;
import dev.dragoncode.ui.control.Tone;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** One delivery in full, and the ways to send it, or several, once more. */
final class DeliveryDetail extends VBox {

  private static final List<Integer> SECONDS = List.of(5, 60, 3_600);

  private final BenchViewModel model;
  private final Supplier<List<Delivery>> chosen;
  private final StatusTag status = new StatusTag("", Tone.IDLE);
  private final Label line = Nodes.label("", "mono", "strong");
  private final Label next = Nodes.label("", "sub");
  private final HBox tabs = new HBox();
  private final TextArea content = new TextArea();
  private Part part = Part.ATTEMPTS;

  /** What of it is shown. */
  private enum Part {
    ATTEMPTS,
    MESSAGE
  }

  /**
   * @param chosen what is sent again, oldest first
   */
  DeliveryDetail(BenchViewModel model, Supplier<List<Delivery>> chosen) {
    this.model = model;
    this.chosen = chosen;
    setSpacing(10);
    tabs.getStyleClass().add("panel-tabs");
    for (Part one : Part.values()) {
      ToggleButton tab = new ToggleButton(text("fakes.bench.part." + one));
      tab.getStyleClass().setAll("toggle-button", "panel-tab");
      tab.setId("bench-part-" + one.name().toLowerCase(Locale.ROOT));
      tab.setMinWidth(USE_PREF_SIZE);
      tab.setUserData(one);
      tab.setOnAction(event -> {
        part = one;
        update();
      });
      tabs.getChildren().add(tab);
    }
    content.setEditable(false);
    content.setId("bench-content");
    content.getStyleClass().add("request-content");
    content.setAccessibleText(text("fakes.bench.content"));
    content.setMinHeight(90);
    content.setPrefRowCount(7);
    VBox.setVgrow(content, Priority.ALWAYS);
    getChildren()
        .addAll(Nodes.row(10, status, line, Nodes.spacer(), next), tabs, content, actions());
    model.detailProperty().addListener((property, before, now) -> update());
    update();
  }

  private FlowPane actions() {
    MenuButton later = new MenuButton(text("fakes.bench.later"));
    later.getStyleClass().addAll("btn", "quiet");
    later.setId("bench-later");
    later.setMinWidth(USE_PREF_SIZE);
    for (int seconds : SECONDS) {
      MenuItem item = new MenuItem(text("fakes.bench.later." + seconds));
      item.setOnAction(event -> again(new Again(seconds * 1_000L, 1, false)));
      later.getItems().add(item);
    }
    return new FlowPane(
        6,
        8,
        button("fakes.bench.resend", "bench-resend", () -> again(Again.ONCE)),
        button("fakes.bench.twice", "bench-twice", () -> again(new Again(0, 2, false))),
        later,
        button(
            "fakes.bench.reversed",
            "bench-reversed",
            () -> model.again(chosen.get().reversed(), Again.ONCE)),
        button("fakes.bench.wrong", "bench-wrong", () -> again(new Again(0, 1, true))));
  }

  private static Button button(String key, String id, Runnable action) {
    Button button = Nodes.button(text(key), action);
    button.setId(id);
    button.setTooltip(new javafx.scene.control.Tooltip(text(key + ".hint")));
    return button;
  }

  private void again(Again how) {
    model.again(chosen.get(), how);
  }

  private void update() {
    Optional<Detail> shown = model.detailProperty().get();
    setDisable(shown.isEmpty());
    Nodes.show(status, shown.isPresent());
    line.setText(shown.map(d -> d.delivery().event()).orElse(text("fakes.bench.choose")));
    shown.ifPresent(
        d -> status.show(DeliveryCell.words(d.delivery()), DeliveryCell.tone(d.delivery())));
    String due = shown.map(d -> d.delivery().next()).orElse("");
    next.setText(
        due.isEmpty()
            ? ""
            : text("fakes.bench.next", RequestsPane.time(due).replaceAll("\\..*", "")));
    tabs.getChildren().forEach(tab -> ((ToggleButton) tab).setSelected(tab.getUserData() == part));
    String text = shown.map(d -> part == Part.MESSAGE ? d.message() : attempts(d)).orElse("");
    if (!text.equals(content.getText())) {
      content.setText(text);
    }
  }

  private static String attempts(Detail detail) {
    return detail.attempts().isEmpty() ? text("fakes.bench.noAttempt") : detail.attempts();
  }
}
