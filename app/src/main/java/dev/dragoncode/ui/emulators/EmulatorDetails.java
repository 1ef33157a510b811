package dev.dragoncode.ui.emulators;

import static dev.dragoncode.ui.fx.Texts.text;

import atlantafx.base.controls.ModalPane;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.DrillRecord;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.EngineChoice;
import dev.dragoncode.emulators.model.ImageDigest;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.ProblemPane;
import dev.dragoncode.ui.fx.Sheets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A sheet with all that is known of one emulator: problem, engine, variables, gaps. */
final class EmulatorDetails {

  /** The newest ones; {@code dragoncode drill list} has all. */
  private static final int SHOWN_DRILLS = 5;

  private EmulatorDetails() {}

  /** Shows what is known now; what is being fetched is followed. */
  static void show(
      Node owner,
      EmulatorsViewModel model,
      EmulatorSnapshot emulator,
      Consumer<Remedy.Action> remedies,
      EmulatorActions actions) {
    EmulatorCard card = EmulatorCard.of(emulator, Instant.now());
    VBox sheet = Sheets.sheet(emulator.name());
    if (emulator.seeds().changed()) {
      sheet.getChildren().add(Nodes.paragraph(text("emulator.seedsChanged"), "sub"));
    }
    card.problem().ifPresent(p -> sheet.getChildren().add(new ProblemPane(p, remedies)));
    sheet.getChildren().add(section(text("details.engine"), List.of(engine(emulator))));
    emulator
        .digest()
        .ifPresent(
            digest -> sheet.getChildren().add(section(text("details.digest"), words(digest))));
    sheet.getChildren().add(parts(model, emulator));
    if (!emulator.why().isEmpty()) {
      sheet.getChildren().add(section(text("details.why"), emulator.why()));
    }
    if (!emulator.seeds().from().isEmpty()) {
      sheet.getChildren().add(section(text("details.seeds"), emulator.seeds().from()));
    }
    if (!emulator.gaps().isEmpty()) {
      sheet.getChildren().add(section(text("details.gaps"), emulator.gaps()));
    }
    if (!emulator.variables(Dialect.DOTENV).isEmpty()) {
      sheet.getChildren().add(variables(emulator));
    }
    VBox drills = new VBox();
    sheet.getChildren().add(drills);
    actions.pastDrills(emulator.id(), past -> showDrills(drills, past));
    ModalPane modal = Sheets.modal(owner);
    HBox buttons = Nodes.row(10, Nodes.spacer(), Nodes.button(text("close"), modal::hide));
    sheet.getChildren().add(buttons);
    modal.show(sheet);
  }

  private static void showDrills(VBox box, List<DrillRecord> past) {
    if (!past.isEmpty()) {
      box.getChildren()
          .setAll(
              section(
                  text("details.drills"),
                  past.stream().limit(SHOWN_DRILLS).map(DrillWords::past).toList()));
    }
  }

  private static PullParts parts(EmulatorsViewModel model, EmulatorSnapshot emulator) {
    PullParts parts = new PullParts();
    parts.update(emulator.state());
    ChangeListener<StackSnapshot> follow =
        (property, before, now) ->
            now.emulator(emulator.id()).ifPresent(newest -> parts.update(newest.state()));
    model.stackProperty().addListener(follow);
    parts
        .sceneProperty()
        .addListener((property, before, now) -> {
          if (now == null) {
            model.stackProperty().removeListener(follow);
          }
        });
    return parts;
  }

  private static List<String> words(ImageDigest digest) {
    List<String> words = new ArrayList<>();
    words.add(text("details.digestSince", digest.digest(), day(digest.since())));
    digest
        .before()
        .ifPresent(before ->
            words.add(text("details.digestBefore", before.digest(), day(before.since()))));
    return words;
  }

  private static String day(Instant instant) {
    return DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneId.systemDefault()).format(instant);
  }

  private static String shown(String name, String value) {
    return name.contains("PASS") || name.contains("SECRET") ? "…" : EmulatorCard.masked(value);
  }

  private static String engine(EmulatorSnapshot emulator) {
    String artifact = emulator.artifact().orElse("");
    String why = emulator.choice().map(EngineChoice::why).orElse(text("details.engineUndecided"));
    return artifact.isEmpty() ? why : artifact + " · " + why;
  }

  private static VBox section(String title, List<String> lines) {
    VBox box = new VBox(4, Nodes.label(title, "h2"));
    for (String line : lines) {
      box.getChildren().add(Nodes.paragraph(line, "sub"));
    }
    return box;
  }

  private static VBox variables(EmulatorSnapshot emulator) {
    GridPane grid = new GridPane(12, 4);
    int row = 0;
    for (var variable : emulator.variables(Dialect.DOTENV).entrySet()) {
      Label value = Nodes.label(shown(variable.getKey(), variable.getValue()), "mono", "sub");
      GridPane.setHgrow(value, Priority.ALWAYS);
      value.setMaxWidth(Double.MAX_VALUE);
      Label name = Nodes.label(variable.getKey(), "mono", "link-value");
      name.setMinWidth(Label.USE_PREF_SIZE);
      grid.addRow(
          row++,
          name,
          value,
          Nodes.copyButton(
              text("copy"),
              text("copied"),
              text("copy") + " " + variable.getKey(),
              variable::getValue));
    }
    return new VBox(6, Nodes.label(text("details.variables"), "h2"), grid);
  }
}
