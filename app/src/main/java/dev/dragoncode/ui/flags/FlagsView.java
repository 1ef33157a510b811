package dev.dragoncode.ui.flags;

import static dev.dragoncode.ui.fx.Texts.text;

import atlantafx.base.controls.ToggleSwitch;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.flags.Flag;
import dev.dragoncode.ui.control.EmptyPane;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.StatusTag;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Every feature flag of the project: who owns it, when it goes, who gets it; switched here. */
public final class FlagsView extends BorderPane {

  private static final int STEP = 5;

  private final FlagsViewModel model;
  private final Consumer<Remedy.Action> act;
  private final Runnable add;
  private final Label subline = Nodes.label("", "sub");
  private final VBox files = new VBox(14);

  /**
   * @param act opens a file at a line
   * @param add asks for the capability in a project without flags
   */
  public FlagsView(FlagsViewModel model, Consumer<Remedy.Action> act, Runnable add) {
    this.model = model;
    this.act = act;
    this.add = add;
    getStyleClass().addAll("screen", "flags");
    HBox head = Nodes.row(14, new VBox(2, Nodes.label(text("flags.title"), "h1"), subline));
    head.setMinHeight(46);
    ScrollPane scroll = new ScrollPane(files);
    scroll.getStyleClass().add("plain-scroll");
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setFocusTraversable(false);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    VBox content = new VBox(14, head, scroll);
    content.getStyleClass().add("screen-content");
    setCenter(content);
    model.flagsProperty().subscribe(this::show);
  }

  /** A switch that could not be made goes back. */
  private void showAgain() {
    show(model.flagsProperty().get());
  }

  private void show(List<Flag> flags) {
    if (flags.isEmpty()) {
      subline.setText(text("flags.none"));
      files
          .getChildren()
          .setAll(
              new EmptyPane(
                  "fth-flag",
                  text("flags.empty.title"),
                  text("flags.empty.hint"),
                  Nodes.button(text("flags.add"), add)));
      return;
    }
    subline.setText(model.subline());
    Map<String, List<Flag>> byFile =
        flags.stream()
            .collect(
                Collectors.groupingBy(Flag::file, java.util.TreeMap::new, Collectors.toList()));
    files.getChildren().clear();
    byFile.forEach((file, inside) -> files.getChildren().add(card(file, inside)));
  }

  private Node card(String file, List<Flag> flags) {
    Button open =
        Nodes.button(
            text("flags.edit"), () -> act.accept(new Remedy.OpenFile(Path.of(file), 1)), "ghost");
    VBox card = new VBox(Nodes.row(10, Nodes.label(file, "mono", "sub"), Nodes.spacer(), open));
    card.getStyleClass().add("card");
    flags.forEach(flag -> card.getChildren().add(row(flag)));
    return card;
  }

  private Node row(Flag flag) {
    ToggleSwitch toggle = new ToggleSwitch();
    toggle.setId("flag-" + flag.key());
    toggle.setSelected(flag.enabled());
    toggle.setDisable(!flag.editable());
    toggle.setAccessibleText(text("flags.switch", flag.key()));
    toggle
        .selectedProperty()
        .addListener((property, before, now) -> model.enable(flag, now, this::showAgain));
    VBox words =
        new VBox(
            1,
            Nodes.label(flag.key(), "strong"),
            Nodes.label(
                flag.description().isEmpty() ? text("flags.noDescription") : flag.description(),
                "sub"));
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    Label owner = Nodes.label(flag.owner().isEmpty() ? text("flags.noOwner") : flag.owner(), "sub");
    owner.setMinWidth(150);
    owner.setMaxWidth(150);
    StatusTag expiry = new StatusTag(model.expiry(flag), model.expiryTone(flag));
    HBox when = Nodes.row(0, expiry);
    when.setMinWidth(120);
    HBox row = Nodes.row(16, toggle, words, owner, when, share(flag));
    row.getStyleClass().add("flag-row");
    return row;
  }

  private Node share(Flag flag) {
    HBox box;
    if (flag.share().isEmpty()) {
      box = Nodes.row(8, Nodes.label(text("flags.rules"), "sub"));
    } else {
      Slider slider = new Slider(0, 100, flag.share().get());
      slider.setId("share-" + flag.key());
      slider.setBlockIncrement(STEP);
      slider.setMajorTickUnit(STEP);
      slider.setMinorTickCount(0);
      slider.setSnapToTicks(true);
      slider.setDisable(!flag.editable() || !flag.enabled());
      slider.setAccessibleText(text("flags.share", flag.key()));
      Label percent = new Label(flag.share().get() + " %");
      percent.getStyleClass().add("mono");
      percent.setMinWidth(48);
      slider
          .valueProperty()
          .addListener((property, before, now) -> {
            percent.setText(rounded(now.doubleValue()) + " %");
            if (!slider.isValueChanging() && rounded(now.doubleValue()) != flag.share().get()) {
              model.share(flag, rounded(now.doubleValue()), this::showAgain);
            }
          });
      slider
          .valueChangingProperty()
          .addListener((property, before, now) -> {
            if (!now && rounded(slider.getValue()) != flag.share().get()) {
              model.share(flag, rounded(slider.getValue()), this::showAgain);
            }
          });
      box = Nodes.row(8, slider, percent);
    }
    box.setMinWidth(210);
    box.setMaxWidth(210);
    return box;
  }

  private static int rounded(double value) {
    return (int) Math.round(value / STEP) * STEP;
  }
}
