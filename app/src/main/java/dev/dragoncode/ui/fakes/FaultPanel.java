package dev.dragoncode.ui.fakes;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.service.fakes.FakesSnapshot.Fake;
import dev.dragoncode.service.fakes.FakesSnapshot.Faults;
import dev.dragoncode.ui.control.Nodes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What goes wrong on purpose with one fake API; each change holds at once. */
final class FaultPanel extends VBox {

  private static final double MOST_MILLIS = 3_000;

  /** How long an answer to a change is waited for before the sliders follow what is told. */
  private static final long AWAITED_NANOS = 3_000_000_000L;

  private final FakesViewModel model;
  private final Label title = Nodes.label("", "h3");
  private final Slider latency = slider(MOST_MILLIS, "fakes-latency");
  private final Slider errors = slider(100, "fakes-errors");
  private final Slider resets = slider(100, "fakes-resets");
  private final ComboBox<String> error = new ComboBox<>();
  private final CheckBox limits = new CheckBox(text("fakes.limits"));
  private final MenuButton presets = new MenuButton(text("fakes.presets"));
  private final Button remove = Nodes.button(text("fakes.remove"), this::remove, "quiet");
  private Optional<Fake> shown = Optional.empty();
  private boolean showing;
  private Faults awaited = Faults.NONE;
  private long awaitedUntil = System.nanoTime();

  FaultPanel(FakesViewModel model) {
    this.model = model;
    getStyleClass().add("fault-panel");
    setSpacing(9);
    error.setId("fakes-error");
    error.setMaxWidth(150);
    error.setAccessibleText(text("fakes.error.name"));
    presets.getStyleClass().addAll("btn", "quiet");
    presets.setMinWidth(USE_PREF_SIZE);
    limits.setId("fakes-limits");
    GridPane grid = new GridPane(10, 9);
    row(grid, 0, Nodes.label(text("fakes.latency"), "sub"), latency, "%.0f ms"::formatted);
    HBox named = Nodes.row(8, Nodes.label(text("fakes.error"), "sub"), error);
    row(grid, 1, named, errors, "%.0f %%"::formatted);
    row(grid, 2, Nodes.label(text("fakes.drop"), "sub"), resets, "%.0f %%"::formatted);
    remove.setId("fakes-remove");
    getChildren().addAll(Nodes.row(10, title, Nodes.spacer(), remove, presets), grid, limits);
    for (Slider slider : List.of(latency, errors, resets)) {
      slider
          .valueChangingProperty()
          .addListener((property, before, now) -> {
            if (!now) {
              send();
            }
          });
      slider
          .valueProperty()
          .addListener((property, before, now) -> {
            if (!slider.isValueChanging()) {
              send();
            }
          });
    }
    error.setOnAction(event -> send());
    limits.setOnAction(event ->
        model.chosenFake().ifPresent(fake -> model.limits(fake.id(), limits.isSelected())));
  }

  private static Slider slider(double most, String id) {
    Slider slider = new Slider(0, most, 0);
    slider.setId(id);
    slider.setBlockIncrement(most / 20);
    HBox.setHgrow(slider, Priority.ALWAYS);
    return slider;
  }

  private static void row(
      GridPane grid,
      int index,
      javafx.scene.Node name,
      Slider slider,
      DoubleFunction<String> words) {
    Label value = Nodes.label("", "mono");
    value.setMinWidth(64);
    slider
        .valueProperty()
        .addListener((property, before, now) -> value.setText(words.apply(now.doubleValue())));
    value.setText(words.apply(0));
    grid.add(name, 0, index);
    grid.add(slider, 1, index);
    grid.add(value, 2, index);
    GridPane.setHgrow(slider, Priority.ALWAYS);
  }

  /** Shows what holds now, unless somebody is just moving it. */
  void update() {
    Optional<Fake> chosen = model.chosenFake();
    setDisable(chosen.isEmpty());
    title.setText(
        chosen.map(fake -> text("fakes.faults.of", fake.name())).orElse(text("fakes.faults")));
    if (chosen.isEmpty()
        || latency.isValueChanging()
        || errors.isValueChanging()
        || resets.isValueChanging()) {
      return;
    }
    Fake fake = chosen.get();
    if (chosen.equals(shown) && same(fake.faults(), wanted())) {
      // snapshots come many times a second, and most bring nothing new here
      return;
    }
    if (System.nanoTime() - awaitedUntil < 0 && !same(fake.faults(), awaited)) {
      // what was just set is on its way; an older answer must not take it back
      return;
    }
    shown = chosen;
    showing = true;
    Nodes.show(remove, fake.removable());
    List<String> names =
        fake.errors().stream().sorted(java.util.Comparator.naturalOrder()).toList();
    if (!error.getItems().equals(names)) {
      error.getItems().setAll(names);
    }
    String name = fake.faults().error();
    if (!name.isEmpty()) {
      error.setValue(name);
    } else if (!names.contains(String.valueOf(error.getValue()))) {
      error.setValue(usual(names));
    }
    latency.setValue(fake.faults().latencyMillis());
    errors.setValue(100 * fake.faults().errorShare());
    resets.setValue(100 * fake.faults().resetShare());
    limits.setSelected(fake.limits());
    presets.setDisable(fake.presets().isEmpty());
    presets
        .getItems()
        .setAll(
            fake.presets().stream()
                .map(preset -> {
                  MenuItem item = new MenuItem(preset);
                  item.setOnAction(event -> model.preset(fake.id(), preset));
                  return item;
                })
                .toList());
    showing = false;
  }

  private static String usual(List<String> names) {
    return names.stream()
        .filter(name -> name.toLowerCase(Locale.ROOT).contains("error"))
        .findFirst()
        .orElse(names.isEmpty() ? "" : names.getFirst());
  }

  private void send() {
    if (showing) {
      return;
    }
    Faults wanted = wanted();
    model
        .chosenFake()
        .filter(fake -> !same(fake.faults(), wanted))
        .ifPresent(fake -> {
          awaited = wanted;
          awaitedUntil = System.nanoTime() + AWAITED_NANOS;
          model.faults(fake.id(), wanted);
        });
  }

  /** What the sliders say. */
  private Faults wanted() {
    return new Faults(
        Math.round(latency.getValue()),
        Optional.ofNullable(error.getValue()).orElse(""),
        Math.round(errors.getValue()) / 100.0,
        Math.round(resets.getValue()) / 100.0);
  }

  private void remove() {
    shown.ifPresent(fake -> ForgetSheet.remove(this, model, fake));
  }

  /** The error's name counts only where it is answered. */
  private static boolean same(Faults one, Faults other) {
    return one.latencyMillis() == other.latencyMillis()
        && one.errorShare() == other.errorShare()
        && one.resetShare() == other.resetShare()
        && (one.errorShare() == 0 || one.error().equals(other.error()));
  }
}
