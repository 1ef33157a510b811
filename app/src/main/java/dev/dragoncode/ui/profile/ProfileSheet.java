package dev.dragoncode.ui.profile;

import static dev.dragoncode.ui.fx.Texts.text;

import atlantafx.base.controls.ModalPane;
import dev.dragoncode.io.profiler.Program;
import dev.dragoncode.load.LoadPlan;
import dev.dragoncode.load.Words;
import dev.dragoncode.profile.Mode;
import dev.dragoncode.service.profile.ProfileRequest;
import dev.dragoncode.service.profile.ProfileRequest.UnderLoad;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.Skeleton;
import dev.dragoncode.ui.control.StatusTag;
import dev.dragoncode.ui.control.Tone;
import dev.dragoncode.ui.fx.Sheets;
import dev.dragoncode.ui.fx.UiDispatcher;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Asks what is to be profiled, how and for how long. */
public final class ProfileSheet {

  private static final List<Mode> MODES = List.of(Mode.CPU, Mode.ALLOCATION, Mode.LOCK, Mode.WALL);
  private static final int SECONDS = 30;
  private static final int SHOWN = 6;

  private final ModalPane modal;
  private final Consumer<ProfileRequest> start;
  private final Runnable open;
  private final ListView<Choice> list = new ListView<>();
  private final StackPane programs = new StackPane(new Skeleton(4, 22));
  private final ToggleGroup modes = new ToggleGroup();
  private final Spinner<Integer> seconds =
      new Spinner<>(1, (int) ProfileRequest.LONGEST.toSeconds(), SECONDS, 5);
  private final TextField route = new TextField();
  private final TextField rate = new TextField(Words.number(UnderLoad.RATE));
  private final HBox load =
      Nodes.row(
          10,
          Nodes.label(text("profile.under"), "sub"),
          route,
          Nodes.label(text("profile.at"), "sub"),
          rate,
          Nodes.label(text("profile.aSecond"), "sub"));
  private final Button go;

  /** A running program, or the project's service, which is started for it. */
  private record Choice(Optional<Program> program) {}

  private ProfileSheet(Node owner, Consumer<ProfileRequest> start, Runnable open) {
    this.modal = Sheets.modal(owner);
    this.start = start;
    this.open = open;
    this.go = Nodes.button(text("profile.start"), this::begin, "primary");
  }

  /**
   * Shows the sheet.
   *
   * @param running asked away from the FX thread
   * @param start takes what was chosen
   * @param open looks at a file instead
   */
  public static void show(
      Node owner,
      Supplier<List<Program>> running,
      UiDispatcher dispatcher,
      Executor background,
      Consumer<ProfileRequest> start,
      Runnable open) {
    ProfileSheet sheet = new ProfileSheet(owner, start, open);
    sheet.show();
    background.execute(() -> {
      List<Program> all = running.get();
      dispatcher.run(() -> sheet.fill(all));
    });
  }

  private void show() {
    VBox sheet = Sheets.sheet(text("profile.sheet"));
    sheet.getStyleClass().addAll("wide", "profile-sheet");
    list.setId("profile-programs");
    list.setAccessibleText(text("profile.programs"));
    list.setFixedCellSize(44);
    list.setPrefHeight(44 * SHOWN + 4);
    list.setCellFactory(_ -> new ProgramCell());
    list.setOnMouseClicked(event -> {
      if (event.getClickCount() == 2) {
        begin();
      }
    });
    list.getSelectionModel().selectedItemProperty().subscribe(_ -> allow());
    route.setId("profile-route");
    route.setPromptText(text("profile.routePrompt"));
    route.setAccessibleText(text("profile.under"));
    HBox.setHgrow(route, Priority.ALWAYS);
    rate.setId("profile-rate");
    rate.setPrefWidth(72);
    rate.setAccessibleText(text("profile.aSecond"));
    route.textProperty().subscribe(_ -> allow());
    rate.textProperty().subscribe(_ -> allow());
    programs.setMinHeight(44 * SHOWN + 4);
    HBox how = Nodes.row(6);
    for (Mode mode : MODES) {
      ToggleButton button = new ToggleButton(text("profile.mode." + mode));
      button.getStyleClass().add("pill");
      button.setId("profile-start-" + mode.name().toLowerCase(Locale.ROOT));
      button.setToggleGroup(modes);
      button.setUserData(mode);
      how.getChildren().add(button);
    }
    modes.selectToggle(modes.getToggles().getFirst());
    modes
        .selectedToggleProperty()
        .addListener((property, before, now) -> {
          if (now == null) {
            modes.selectToggle(before);
          }
        });
    seconds.setId("profile-seconds");
    seconds.setEditable(true);
    seconds.setPrefWidth(96);
    seconds.getEditor().setAccessibleText(text("profile.seconds"));
    go.setId("profile-start");
    go.setDefaultButton(true);
    Button file = Nodes.button(text("profile.openFile"), this::openFile);
    file.setId("profile-open-file");
    Label why = Nodes.paragraph(text("profile.modeHint"), "sub");
    sheet
        .getChildren()
        .addAll(
            programs,
            Nodes.row(
                14,
                how,
                Nodes.spacer(),
                Nodes.label(text("profile.for"), "sub"),
                seconds,
                Nodes.label(text("profile.seconds"), "sub")),
            load,
            why,
            Nodes.row(
                10,
                file,
                Nodes.spacer(),
                Nodes.button(text("cancel"), () -> modal.hide(true)),
                go));
    allow();
    modal.show(sheet);
  }

  private void openFile() {
    modal.hide(true);
    open.run();
  }

  private void fill(List<Program> all) {
    list.getItems().clear();
    all.forEach(program -> list.getItems().add(new Choice(Optional.of(program))));
    list.getItems().add(new Choice(Optional.empty()));
    list.getSelectionModel().selectFirst();
    programs.getChildren().setAll(list);
    list.requestFocus();
    allow();
  }

  private void allow() {
    Choice choice = list.getSelectionModel().getSelectedItem();
    boolean launches = choice != null && choice.program().isEmpty();
    load.setDisable(!launches);
    go.setDisable(choice == null || (launches && !route.getText().isBlank() && rate().isEmpty()));
  }

  private OptionalDouble rate() {
    String typed = rate.getText().strip();
    double number = typed.matches("\\d{1,6}(\\.\\d+)?") ? Double.parseDouble(typed) : 0;
    return number > 0 && number <= LoadPlan.MOST_RATE
        ? OptionalDouble.of(number)
        : OptionalDouble.empty();
  }

  private void begin() {
    Choice choice = list.getSelectionModel().getSelectedItem();
    if (choice == null || !(modes.getSelectedToggle().getUserData() instanceof Mode mode)) {
      return;
    }
    Duration duration = Duration.ofSeconds(seconds());
    modal.hide(true);
    start.accept(
        choice
            .program()
            .map(program -> ProfileRequest.of(program.pid(), mode, duration))
            .orElseGet(() -> launch(mode, duration)));
  }

  private ProfileRequest launch(Mode mode, Duration duration) {
    ProfileRequest alone = ProfileRequest.launch(mode, duration);
    String asked = route.getText().strip();
    return asked.isEmpty() || rate().isEmpty()
        ? alone
        : alone.under(UnderLoad.of(asked, rate().getAsDouble()));
  }

  /** What stands in the field counts though nobody pressed Enter in it. */
  private int seconds() {
    String typed = seconds.getEditor().getText().strip();
    return typed.matches("\\d{1,4}")
        ? Math.clamp(Integer.parseInt(typed), 1, (int) ProfileRequest.LONGEST.toSeconds())
        : seconds.getValue();
  }

  private static final class ProgramCell extends ListCell<Choice> {
    private final StatusTag tag = new StatusTag("", Tone.INFO);
    private final Label name = Nodes.label("", "title");
    private final Label line = Nodes.label("", "where");
    private final Label pid = Nodes.label("", "faint", "small");
    private final VBox words = new VBox(1, name, line);
    private final HBox row = Nodes.row(10, tag, words, pid);

    ProgramCell() {
      getStyleClass().add("run-row");
      words.setMinWidth(0);
      words.setAlignment(Pos.CENTER_LEFT);
      HBox.setHgrow(words, Priority.ALWAYS);
      tag.setMinWidth(52);
      pid.setMinWidth(USE_PREF_SIZE);
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Choice choice, boolean empty) {
      super.updateItem(choice, empty);
      if (empty || choice == null) {
        setGraphic(null);
        setAccessibleText("");
        return;
      }
      choice
          .program()
          .ifPresentOrElse(
              program -> {
                tag.show(program.kind().shown(), program.here() ? Tone.OK : Tone.IDLE);
                name.setText(
                    program.here() ? text("profile.here", program.name()) : program.name());
                line.setText(program.line());
                pid.setText("pid " + program.pid());
              },
              () -> {
                tag.show(text("profile.launchTag"), Tone.INFO);
                name.setText(text("profile.launch"));
                line.setText(text("profile.launchHint"));
                pid.setText("");
              });
      setAccessibleText(name.getText() + ", " + line.getText() + ", " + pid.getText());
      setGraphic(row);
    }
  }
}
