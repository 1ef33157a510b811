package dev.dragoncode.ui.emulators;

import static dev.dragoncode.ui.fx.Texts.text;

import atlantafx.base.controls.ModalPane;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.SavedStack;
import dev.dragoncode.emulators.model.StackTask;
import dev.dragoncode.emulators.model.StackWork;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.ProblemPane;
import dev.dragoncode.ui.fx.Sheets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Saves the stack's data under a name, and puts it back; the window stays open meanwhile. */
final class SnapshotsSheet {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("MMdd-HHmm", Locale.ROOT).withZone(ZoneId.systemDefault());
  private static final double LIST_HEIGHT = 260;

  private final EmulatorsViewModel model;
  private final Consumer<Remedy.Action> remedies;
  private final ModalPane modal;
  private final Instant opened;
  private final TextField name = new TextField();
  private final Button save = Nodes.button(text("snapshots.save"), this::save, "primary");
  private final Button reset = Nodes.button(text("snapshots.reset"), this::askForReset);
  private final VBox list = new VBox(8);
  private final VBox state = new VBox(8);
  private final ChangeListener<StackWork> follower = (property, before, now) -> update(now);
  private @Nullable StackTask asked;

  SnapshotsSheet(Node owner, EmulatorsViewModel model, Consumer<Remedy.Action> remedies) {
    this.model = model;
    this.remedies = remedies;
    this.modal = Sheets.modal(owner);
    this.opened = model.clock().instant();
  }

  void show() {
    VBox sheet = Sheets.sheet(text("snapshots.title"));
    sheet.getStyleClass().add("wide");
    name.setId("snapshot-name");
    name.setText(NAME.format(opened));
    name.setPromptText(text("snapshots.name"));
    name.setAccessibleText(text("snapshots.name"));
    name.setOnAction(event -> save());
    name.textProperty().addListener((property, before, now) -> update(model.workProperty().get()));
    HBox.setHgrow(name, Priority.ALWAYS);
    save.setId("snapshot-save");
    reset.setId("snapshot-reset");
    ScrollPane scroll = new ScrollPane(list);
    scroll.setFitToWidth(true);
    scroll.setMaxHeight(LIST_HEIGHT);
    scroll.getStyleClass().add("plain-scroll");
    sheet
        .getChildren()
        .addAll(
            Nodes.paragraph(text("snapshots.hint"), "sub"),
            Nodes.row(10, name, save),
            scroll,
            state,
            Nodes.row(
                10, reset, Nodes.spacer(), Nodes.button(text("close"), () -> modal.hide(true))));
    model.workProperty().addListener(follower);
    modal
        .displayProperty()
        .addListener(
            new ChangeListener<Boolean>() {
              @Override
              public void changed(
                  javafx.beans.value.ObservableValue<? extends Boolean> property,
                  Boolean before,
                  Boolean now) {
                if (!now) {
                  modal.displayProperty().removeListener(this);
                  model.workProperty().removeListener(follower);
                }
              }
            });
    update(model.workProperty().get());
    modal.show(sheet);
    name.requestFocus();
    name.selectAll();
  }

  private void update(StackWork work) {
    boolean busy = work.now().isPresent();
    save.setDisable(busy || name.getText().isBlank());
    reset.setDisable(busy);
    list.getChildren().setAll(work.snapshots().stream().map(each -> row(each, busy)).toList());
    if (work.snapshots().isEmpty()) {
      list.getChildren().setAll(Nodes.label(text("snapshots.none"), "faint"));
    }
    state.getChildren().clear();
    work.now().ifPresent(now -> state.getChildren().add(progress(now)));
    if (!busy) {
      work.last().filter(last -> last.at().isAfter(opened)).ifPresent(this::tell);
      showQuestion();
    }
  }

  private Node row(SavedStack snapshot, boolean busy) {
    VBox words =
        new VBox(2, Nodes.label(snapshot.name(), "h2"), Nodes.label(describe(snapshot), "faint"));
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    Button restore =
        Nodes.button(text("snapshots.restore"), () -> ask(new StackTask.Restore(snapshot.name())));
    Button delete =
        Nodes.button(text("snapshots.delete"), () -> ask(new StackTask.Delete(snapshot.name())));
    restore.setId("restore-" + snapshot.name());
    restore.setDisable(busy);
    delete.setDisable(busy);
    HBox row = Nodes.row(10, words, restore, delete);
    row.getStyleClass().add("snapshot-row");
    return row;
  }

  private String describe(SavedStack snapshot) {
    String emulators =
        snapshot.emulators().stream()
            .map(each -> title(each.id()))
            .collect(Collectors.joining(", "));
    return TIME.format(snapshot.takenAt())
        + " · "
        + text("snapshots.size", megabytes(snapshot.bytes()))
        + " · "
        + emulators;
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
  }

  private String title(String id) {
    return model.emulator(id).map(EmulatorSnapshot::name).orElse(id);
  }

  private Node progress(StackWork.UnderWay now) {
    ProgressBar bar = new ProgressBar();
    bar.setMaxWidth(Double.MAX_VALUE);
    return new VBox(6, Nodes.label(now.step(), "sub"), bar);
  }

  private void tell(StackWork.Outcome outcome) {
    outcome
        .problem()
        .ifPresentOrElse(
            problem -> state.getChildren().add(new ProblemPane(problem, remedies)),
            () -> state.getChildren().add(Nodes.label(done(outcome.task()), "done")));
    outcome.notes().forEach(note -> state.getChildren().add(Nodes.paragraph(note, "sub")));
  }

  private static String done(StackTask task) {
    return switch (task) {
      case StackTask.Save(String saved) -> text("snapshots.saved", saved);
      case StackTask.Restore(String restored) -> text("snapshots.restored", restored);
      case StackTask.Delete(String deleted) -> text("snapshots.deleted", deleted);
      case StackTask.Reset _ -> text("snapshots.wasReset");
      case StackTask.RunDrill _, StackTask.EndDrill _ ->
          throw new IllegalArgumentException("No work of the stack: " + task);
    };
  }

  private void save() {
    if (!save.isDisabled()) {
      asked = null;
      model.carryOut(new StackTask.Save(name.getText().strip()));
    }
  }

  private void askForReset() {
    ask(new StackTask.Reset(List.of()));
  }

  /** Says what will be lost before it is done. */
  private void ask(StackTask task) {
    asked = task;
    update(model.workProperty().get());
  }

  private void showQuestion() {
    StackTask task = asked;
    if (task == null) {
      return;
    }
    Optional<SavedStack> target =
        task instanceof StackTask.Restore(String wanted)
            ? model.workProperty().get().snapshots().stream()
                .filter(each -> each.name().equals(wanted))
                .findFirst()
            : Optional.empty();
    String question =
        switch (task) {
          case StackTask.Restore(String restored) ->
              text(
                  "snapshots.askRestore",
                  restored,
                  target
                      .map(saved ->
                          saved.emulators().stream()
                              .map(each -> title(each.id()))
                              .collect(Collectors.joining(", ")))
                      .orElse(""));
          case StackTask.Delete(String deleted) -> text("snapshots.askDelete", deleted);
          default -> text("snapshots.askReset");
        };
    Button yes = Nodes.button(verb(task), () -> carryOut(task), "primary");
    yes.setId("snapshot-yes");
    VBox box =
        new VBox(
            10,
            Nodes.paragraph(question),
            Nodes.row(10, Nodes.spacer(), Nodes.button(text("cancel"), this::forget), yes));
    box.getStyleClass().add("question");
    state.getChildren().setAll(box);
    yes.requestFocus();
  }

  private static String verb(StackTask task) {
    return switch (task) {
      case StackTask.Restore _ -> text("snapshots.restore");
      case StackTask.Delete _ -> text("snapshots.delete");
      default -> text("snapshots.resetYes");
    };
  }

  private void carryOut(StackTask task) {
    asked = null;
    model.carryOut(task);
    update(model.workProperty().get());
  }

  private void forget() {
    asked = null;
    update(model.workProperty().get());
  }
}
