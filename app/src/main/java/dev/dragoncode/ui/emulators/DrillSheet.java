package dev.dragoncode.ui.emulators;

import static dev.dragoncode.ui.fx.Texts.text;

import atlantafx.base.controls.ModalPane;
import dev.dragoncode.emulators.model.Drill;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.StackTask;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.fx.Sheets;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.controlsfx.validation.ValidationResult;
import org.controlsfx.validation.ValidationSupport;

/** Asks which failure is to be made on purpose, and says what that does to the emulator. */
final class DrillSheet {

  private static final String SECONDS = "30";
  private static final String LATENCY = "200";

  private final EmulatorSnapshot emulator;
  private final Consumer<StackTask.RunDrill> begin;
  private final ModalPane modal;
  private final ToggleGroup kinds = new ToggleGroup();
  private final TextField seconds = number("drill-seconds", SECONDS);
  private final TextField latency = number("drill-latency", LATENCY);
  private final TextField jitter = number("drill-jitter", "0");
  private final TextField bandwidth = number("drill-bandwidth", "");
  private final ValidationSupport validation = new ValidationSupport();
  private final HBox slowness =
      new HBox(
          12,
          field(text("drill.latency"), latency),
          field(text("drill.jitter"), jitter),
          field(text("drill.bandwidth"), bandwidth));
  private final Label effect = Nodes.paragraph("", "sub");
  private final Button go = Nodes.button("", this::begin, "primary");

  DrillSheet(Node owner, EmulatorSnapshot emulator, Consumer<StackTask.RunDrill> begin) {
    this.emulator = emulator;
    this.begin = begin;
    this.modal = Sheets.modal(owner);
  }

  void show() {
    VBox sheet = Sheets.sheet(text("drill.title", emulator.name()));
    sheet.getStyleClass().add("wide");
    sheet.getChildren().add(Nodes.paragraph(text("drill.hint"), "sub"));
    VBox choices = new VBox(8);
    for (Drill.Kind kind : Drill.Kind.values()) {
      choices.getChildren().add(choice(kind));
    }
    go.setId("drill-go");
    validate();
    kinds.selectedToggleProperty().addListener((property, before, now) -> update());
    kinds.getToggles().stream()
        .filter(toggle -> toggle instanceof Node node && !node.isDisabled())
        .findFirst()
        .ifPresent(kinds::selectToggle);
    update();
    sheet
        .getChildren()
        .addAll(
            choices,
            new HBox(12, field(text("drill.seconds"), seconds), slowness),
            effect,
            Nodes.row(
                10, Nodes.spacer(), Nodes.button(text("cancel"), () -> modal.hide(true)), go));
    modal.show(sheet);
    seconds.requestFocus();
    seconds.selectAll();
  }

  private Node choice(Drill.Kind kind) {
    RadioButton radio = new RadioButton(text("drill.choose." + kind.word()));
    radio.setId("drill-" + kind.word());
    radio.setUserData(kind);
    radio.setToggleGroup(kinds);
    radio.setMinWidth(RadioButton.USE_PREF_SIZE);
    String impossible = emulator.drills().impossible().get(kind);
    radio.setDisable(impossible != null);
    if (impossible == null) {
      return radio;
    }
    return Nodes.row(8, radio, Nodes.label(impossible, "faint"));
  }

  private void validate() {
    validation.registerValidator(
        seconds,
        false,
        (Control control, String value) ->
            ValidationResult.fromErrorIf(
                control, text("drill.needSeconds"), !within(value, least(), 3_600)));
    validation.registerValidator(
        latency,
        false,
        (Control control, String value) ->
            ValidationResult.fromErrorIf(
                control, text("drill.needLatency"), !within(value, 0, 60_000)));
    validation.registerValidator(
        jitter,
        false,
        (Control control, String value) ->
            ValidationResult.fromErrorIf(
                control, text("drill.needJitter"), !within(value, 0, read(latency).orElse(0))));
    validation.registerValidator(
        bandwidth,
        false,
        (Control control, String value) ->
            ValidationResult.fromErrorIf(
                control,
                text("drill.needBandwidth"),
                !value.isBlank() && !within(value, 1, 1 << 20)));
    for (TextField field : new TextField[] {seconds, latency, jitter, bandwidth}) {
      field.textProperty().addListener((property, before, now) -> update());
      field.setOnAction(event -> begin());
    }
  }

  private static boolean within(String value, long least, long most) {
    OptionalLong number = parse(value);
    return number.isPresent() && number.getAsLong() >= least && number.getAsLong() <= most;
  }

  private static OptionalLong read(TextField field) {
    return parse(field.getText());
  }

  private static OptionalLong parse(String value) {
    String text = value.strip();
    return text.matches("\\d{1,7}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }

  private long least() {
    return kind() == Drill.Kind.KILL ? 0 : 1;
  }

  private Drill.Kind kind() {
    Toggle chosen = kinds.getSelectedToggle();
    return chosen == null ? Drill.Kind.REFUSE : (Drill.Kind) chosen.getUserData();
  }

  private void update() {
    Drill.Kind kind = kind();
    Nodes.show(slowness, kind == Drill.Kind.SLOW);
    effect.setText(text("drill.effect." + kind.word(), emulator.name()));
    go.setText(text("drill.go." + kind.word(), emulator.name()));
    go.setDisable(!valid(kind));
  }

  private boolean valid(Drill.Kind kind) {
    boolean time = within(seconds.getText(), least(), 3_600);
    if (kind != Drill.Kind.SLOW) {
      return time;
    }
    long wait = read(latency).orElse(-1);
    boolean noBandwidth = bandwidth.getText().isBlank();
    return time
        && wait >= 0
        && wait <= 60_000
        && within(jitter.getText(), 0, wait)
        && (noBandwidth ? wait > 0 : within(bandwidth.getText(), 1, 1 << 20));
  }

  private void begin() {
    if (go.isDisabled()) {
      return;
    }
    modal.hide(true);
    begin.accept(new StackTask.RunDrill(UUID.randomUUID().toString(), emulator.id(), drill()));
  }

  private Drill drill() {
    Duration lasting = Duration.ofSeconds(read(seconds).orElse(0));
    return kind() == Drill.Kind.SLOW
        ? new Drill.Slow(
            lasting,
            Duration.ofMillis(read(latency).orElse(0)),
            Duration.ofMillis(read(jitter).orElse(0)),
            read(bandwidth).orElse(0) << 10)
        : Drill.of(kind(), lasting);
  }

  private static TextField number(String id, String value) {
    TextField field = new TextField(value);
    field.setId(id);
    field.setPrefColumnCount(8);
    return field;
  }

  private static VBox field(String name, Control control) {
    Label label = new Label(name);
    label.getStyleClass().add("h2");
    label.setLabelFor(control);
    label.setMinWidth(Label.USE_PREF_SIZE);
    return new VBox(5, label, control);
  }
}
