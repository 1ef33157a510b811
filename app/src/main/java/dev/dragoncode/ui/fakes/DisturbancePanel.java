package dev.dragoncode.ui.fakes;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.service.fakes.FakesSnapshot.Fake;
import dev.dragoncode.service.fakes.WebhooksSnapshot.Disturbance;
import dev.dragoncode.ui.control.Nodes;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/** What happens to all further events of the chosen fake; each change holds at once. */
final class DisturbancePanel extends VBox {

  private static final List<Integer> DELAYS = List.of(0, 1_000, 5_000, 30_000, 300_000, 3_600_000);
  private static final List<Integer> COPIES = List.of(1, 2, 3, 5, 10);
  private static final List<Integer> WINDOWS = List.of(0, 2, 3, 5, 10);

  private final FakesViewModel model;
  private final Label title = Nodes.label("", "h3");
  private final ComboBox<Integer> delay = choice("bench-delay", "fakes.disturb.delay", DELAYS);
  private final ComboBox<Integer> copies = choice("bench-copies", "fakes.disturb.copies", COPIES);
  private final ComboBox<Integer> window =
      choice("bench-reorder", "fakes.disturb.reorder", WINDOWS);
  private final CheckBox forged = new CheckBox(text("fakes.disturb.forged"));
  private boolean showing;

  DisturbancePanel(FakesViewModel model) {
    this.model = model;
    getStyleClass().add("fault-panel");
    setSpacing(9);
    forged.setId("bench-forged");
    GridPane grid = new GridPane(10, 9);
    row(grid, 0, "fakes.disturb.delay", delay);
    row(grid, 1, "fakes.disturb.copies", copies);
    row(grid, 2, "fakes.disturb.reorder", window);
    getChildren().addAll(title, grid, forged);
    for (ComboBox<Integer> one : List.of(delay, copies, window)) {
      one.setOnAction(event -> send());
    }
    forged.setOnAction(event -> send());
    model.snapshotProperty().addListener((property, before, now) -> update());
    model.chosenProperty().addListener((property, before, now) -> update());
    update();
  }

  private static ComboBox<Integer> choice(String id, String key, List<Integer> values) {
    ComboBox<Integer> choice = new ComboBox<>();
    choice.setId(id);
    choice.getItems().setAll(values);
    choice.setValue(values.getFirst());
    choice.setAccessibleText(text(key));
    choice.setMaxWidth(Double.MAX_VALUE);
    choice.setPrefWidth(200);
    choice.setCellFactory(list -> new ChoiceCell(key));
    choice.setButtonCell(new ChoiceCell(key));
    return choice;
  }

  private static void row(GridPane grid, int index, String key, ComboBox<Integer> choice) {
    Label name = Nodes.label(text(key), "sub");
    name.setMinWidth(110);
    name.setLabelFor(choice);
    grid.add(name, 0, index);
    grid.add(choice, 1, index);
  }

  private void update() {
    Optional<Fake> chosen = model.chosenFake();
    setDisable(chosen.isEmpty());
    title.setText(
        chosen.map(fake -> text("fakes.disturb.of", fake.name())).orElse(text("fakes.disturb")));
    chosen.ifPresent(fake -> {
      showing = true;
      Disturbance how = fake.disturbance();
      delay.setValue((int) how.delayMillis());
      copies.setValue(how.copies());
      window.setValue(how.reorder());
      forged.setSelected(how.forged());
      showing = false;
    });
  }

  private void send() {
    if (showing) {
      return;
    }
    Disturbance wanted =
        new Disturbance(
            delay.getValue(), copies.getValue(), window.getValue(), forged.isSelected());
    model
        .chosenFake()
        .filter(fake -> !fake.disturbance().equals(wanted))
        .ifPresent(fake -> model.disturb(fake.id(), wanted));
  }

  /** A number in words. */
  private static final class ChoiceCell extends ListCell<Integer> {
    private final String key;

    ChoiceCell(String key) {
      this.key = key;
    }

    @Override
    protected void updateItem(Integer value, boolean empty) {
      super.updateItem(value, empty);
      setText(empty || value == null ? "" : words(value));
    }

    private String words(int value) {
      if (key.endsWith(".delay")) {
        return value == 0
            ? text("fakes.disturb.atOnce")
            : value < 60_000
                ? text("fakes.disturb.seconds", value / 1_000)
                : text("fakes.disturb.minutes", value / 60_000);
      }
      return text(key + ".value", value);
    }
  }
}
