package dev.dragoncode.ui.shell;

import static dev.dragoncode.ui.fx.Texts.text;

import atlantafx.base.controls.ModalPane;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.readiness.Finding;
import dev.dragoncode.ui.shell.Rail.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** An open project's window: the frame, the screen in its middle, the palette above. */
public final class ShellView extends StackPane {

  private final ShellViewModel model;
  private final Commands commands;
  private final Consumer<String> openFile;
  private final BorderPane frame = new BorderPane();
  private final Map<Place, Supplier<Node>> makers = new EnumMap<>(Place.class);
  private final Map<Place, Node> screens = new EnumMap<>(Place.class);
  private final Rail rail;
  private final TopBar topBar;
  private final BottomBar bottomBar;
  private final ModalPane modal = new ModalPane();
  private final CommandPalette palette;
  private @Nullable Node focusBefore;

  /**
   * @param openFile opens a file of the project, by its relative path
   * @param askTrust asks about trust in the folder
   */
  public ShellView(
      ShellViewModel model,
      Commands commands,
      Optional<Image> mark,
      Consumer<String> openFile,
      Runnable askTrust) {
    this.model = model;
    this.commands = commands;
    this.openFile = openFile;
    rail = new Rail(place -> model.placeProperty().set(place));
    topBar = new TopBar(model, mark, this::openPalette, askTrust);
    bottomBar = new BottomBar(model);
    palette = new CommandPalette(this::entries, this::fileEntries, this::closePalette);
    modal.setId("modal");
    // a sheet that follows another would be hidden by the end of the first one's fading
    modal.setOutTransitionFactory(null);
    frame.setTop(topBar);
    frame.setLeft(rail);
    frame.setBottom(bottomBar);
    getStyleClass().add("screen");
    getChildren().setAll(frame, modal);
    modal
        .displayProperty()
        .addListener((property, before, now) -> {
          if (!now && focusBefore != null) {
            focusBefore.requestFocus();
          }
        });
    model.placeProperty().addListener((property, before, now) -> go(now));
    model.trustedProperty().addListener((property, before, now) -> update());
    model.emulators().stackProperty().addListener((property, before, now) -> update());
    model.readiness().snapshotProperty().addListener((property, before, now) -> update());
    update();
  }

  /** Says how a screen is made; it is made when it is first shown. */
  public void register(Screens screen, Supplier<Node> maker) {
    makers.put(screen.place, maker);
  }

  /** The screens that the window shows. */
  public enum Screens {
    OVERVIEW(Place.OVERVIEW),
    READINESS(Place.READINESS),
    EMULATORS(Place.EMULATORS),
    FLAGS(Place.FLAGS),
    RUNS(Place.RUNS),
    SETTINGS(Place.SETTINGS);

    final Place place;

    Screens(Place place) {
      this.place = place;
    }
  }

  /** Shows a screen. */
  public void open(Screens screen) {
    if (model.placeProperty().get() == screen.place) {
      go(screen.place);
    } else {
      model.placeProperty().set(screen.place);
    }
  }

  /** Shows something in place of the screen, until another screen is opened. */
  void cover(Node instead) {
    frame.setCenter(instead);
  }

  /** Shows the screen again. */
  void uncover() {
    go(model.placeProperty().get());
  }

  /** Opens the palette, or closes it if it is open. */
  public void openPalette() {
    if (modal.isDisplay()) {
      modal.hide(true);
      return;
    }
    focusBefore = getScene().getFocusOwner();
    modal.setAlignment(Pos.TOP_CENTER);
    StackPane.setMargin(palette, new javafx.geometry.Insets(60, 0, 0, 0));
    modal.show(palette);
    palette.open();
  }

  /** Asks about trust in the project's folder. */
  public void askTrust(Path folder, Consumer<Boolean> decide) {
    TrustSheet.show(this, folder, model.trustedProperty().get(), decide);
  }

  private void closePalette() {
    modal.hide(true);
    modal.setAlignment(Pos.CENTER);
  }

  private void go(Place place) {
    rail.select(place);
    Supplier<Node> maker = makers.get(place);
    if (maker != null) {
      frame.setCenter(screens.computeIfAbsent(place, p -> maker.get()));
    }
  }

  private void update() {
    topBar.update();
    bottomBar.update();
    rail.count(Place.READINESS, model.readiness().gaps());
    rail.count(Place.EMULATORS, model.emulators().emulators().size());
    rail.count(Place.FLAGS, model.readiness().snapshotProperty().get().flags().size());
  }

  private List<CommandPalette.Entry> entries() {
    List<CommandPalette.Entry> entries = new ArrayList<>();
    for (Command command : commands.enabled().stream().filter(Command::listed).toList()) {
      entries.add(
          new CommandPalette.Entry(
              "fth-corner-down-right",
              command.title(),
              command.keys().map(keys -> keys.getDisplayText()).orElse(text("palette.command")),
              command.action()));
    }
    for (EmulatorSnapshot emulator : model.emulators().emulators()) {
      entries.add(
          new CommandPalette.Entry(
              "fth-box",
              emulator.name(),
              text("palette.emulator"),
              () -> {
                open(Screens.EMULATORS);
                model.emulators().explain(emulator.id());
              }));
    }
    List<Finding> findings =
        model.readiness().report().map(report -> report.findings()).orElse(List.of());
    for (Finding finding : findings) {
      entries.add(
          new CommandPalette.Entry(
              "fth-check-square",
              finding.check().title(),
              finding.check().id(),
              () -> {
                open(Screens.READINESS);
                model.readiness().reveal(finding.check().id());
              }));
    }
    return entries;
  }

  private List<CommandPalette.Entry> fileEntries(String words, int limit) {
    return model.readiness().findFiles(words, limit).stream()
        .map(path ->
            new CommandPalette.Entry(
                "fth-file", path, text("palette.file"), () -> openFile.accept(path)))
        .toList();
  }
}
