package dev.dragoncode.ui.emulators;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.emulators.browse.DataBrowser.Ability;
import dev.dragoncode.emulators.browse.Detail;
import dev.dragoncode.emulators.browse.Value;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.ui.control.Nodes;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A row in full, at the right of the Data tab: its fields, its files, and ways to see it. */
final class DataDetail extends VBox {

  /** Letters of a value that are laid out; Copy gives all that was read. */
  private static final int SHOWN_CHARS = 8_000;

  private final DataTabViewModel model;
  private final EmulatorActions actions;
  private final Consumer<Remedy.Action> links;
  private final Label title = Nodes.label("", "strong");
  private final Label said = Nodes.label("", "faint", "small");
  private final Button delete;
  private final VBox parts = new VBox(10);
  private final ScrollPane scroll = new ScrollPane(parts);
  private @Nullable Detail shown;

  DataDetail(DataTabViewModel model, EmulatorActions actions, Consumer<Remedy.Action> links) {
    this.model = model;
    this.actions = actions;
    this.links = links;
    getStyleClass().add("data-detail");
    setId("data-detail");
    delete = link(text("data.delete"), model::deleteDetailed);
    delete.setId("data-delete");
    Button close = link(text("data.close"), model::closeDetail);
    HBox head = Nodes.row(8, title, Nodes.spacer(), delete, close);
    head.getStyleClass().add("data-detail-head");
    parts.getStyleClass().add("data-detail-fields");
    said.getStyleClass().add("data-said");
    said.setId("data-said");
    scroll.setFitToWidth(true);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(head, scroll, said);
  }

  private static Button link(String text, Runnable action) {
    Button button = Nodes.button(text, action);
    button.getStyleClass().setAll("button", "copy-link");
    return button;
  }

  void update(Detail detail, DataTabState now) {
    Nodes.show(delete, now.can(Ability.DELETE));
    delete.setDisable(!now.changes());
    said.setText(now.said());
    Nodes.show(said, !now.said().isEmpty());
    if (detail.equals(shown)) {
      return;
    }
    shown = detail;
    title.setText(detail.title());
    scroll.setVvalue(0);
    parts.getChildren().clear();
    if (!detail.note().isEmpty()) {
      parts.getChildren().add(Nodes.paragraph(detail.note(), "sub", "small"));
    }
    if (detail.views().isEmpty()) {
      detail.fields().forEach(field -> parts.getChildren().add(field(field)));
    } else {
      detail.fields().forEach(field -> parts.getChildren().add(line(field)));
    }
    detail.files().forEach(file -> parts.getChildren().add(file(file)));
    if (!detail.views().isEmpty()) {
      parts.getChildren().add(views(detail.views()));
    }
  }

  /** A field that stands above what is looked at, on a line of its own. */
  private static Node line(Detail.Field field) {
    Label name = Nodes.label(field.name(), "small", "faint");
    name.setMinWidth(64);
    name.setPrefWidth(64);
    Label value = Nodes.label(field.value().text(), "plain");
    HBox row = Nodes.row(8, name, value);
    row.getStyleClass().add("data-line");
    return row;
  }

  private Node file(Detail.Attached file) {
    Label name = Nodes.label(file.name(), "plain");
    String size = file.size() < 0 ? "" : size(file.size());
    String type = file.type().isEmpty() || size.isEmpty() ? file.type() : file.type() + " · ";
    VBox words = new VBox(name, Nodes.label(type + size, "faint", "small"));
    Button save =
        link(
            text("data.save"),
            () -> actions.askWhereToSave(file.name()).ifPresent(to -> model.save(file, to)));
    save.setAccessibleText(text("data.save.said", file.name()));
    HBox row = Nodes.row(10, Nodes.icon("fth-paperclip"), words, Nodes.spacer(), save);
    row.getStyleClass().add("data-file");
    return row;
  }

  private static String size(long bytes) {
    if (bytes < 1_024) {
      return bytes + " B";
    }
    return bytes < 1 << 20
        ? String.format(Locale.ENGLISH, "%.1f KiB", bytes / 1_024.0)
        : String.format(Locale.ENGLISH, "%.1f MiB", bytes / 1_048_576.0);
  }

  /** The content, and above it the choice how to see it. */
  private Node views(List<Detail.View> views) {
    VBox box = new VBox(10);
    HBox tabs = Nodes.row(14);
    tabs.getStyleClass().add("data-views");
    ToggleGroup group = new ToggleGroup();
    for (Detail.View view : views) {
      ToggleButton tab = new ToggleButton(view.name());
      tab.getStyleClass().setAll("toggle-button", "panel-tab");
      tab.setMinWidth(USE_PREF_SIZE);
      tab.setToggleGroup(group);
      tab.setOnAction(event -> {
        tab.setSelected(true);
        box.getChildren().set(1, content(view));
      });
      tabs.getChildren().add(tab);
    }
    group.getToggles().getFirst().setSelected(true);
    Nodes.show(tabs, views.size() > 1);
    box.getChildren().addAll(tabs, content(views.getFirst()));
    return box;
  }

  private Node content(Detail.View view) {
    return switch (view) {
      case Detail.View.Plain(String name, Value value) -> field(new Detail.Field(name, "", value));
      case Detail.View.Rich(String _, var rich) -> new RichTextView(rich, links);
      case Detail.View.Picture(String _, var bytes) -> picture(new Image(bytes.stream()));
    };
  }

  private Node picture(Image image) {
    if (image.isError()) {
      return Nodes.paragraph(text("data.picture.broken"), "faint");
    }
    ImageView view = new ImageView(image);
    view.setPreserveRatio(true);
    view.fitWidthProperty()
        .bind(scroll.widthProperty().subtract(40).map(room -> fit(room.doubleValue(), image)));
    String size = text("data.picture.size", (int) image.getWidth(), (int) image.getHeight());
    VBox box = new VBox(6, view, Nodes.label(size, "faint", "small"));
    box.getStyleClass().add("data-picture");
    return box;
  }

  /** As wide as there is room, and never wider than it is. */
  private static double fit(double room, Image image) {
    return Math.max(1, Math.min(room, image.getWidth()));
  }

  private static Node field(Detail.Field field) {
    Value value = field.value();
    Label name = Nodes.label(field.name(), "mono-small", "sub");
    Label type = Nodes.label(type(field), "mono-small", "faint");
    Button copy = Nodes.copyButton(text("copy"), text("copied"), text("copy.value"), value::text);
    HBox head = Nodes.row(6, name, type, Nodes.spacer(), copy);
    String text = value.absent() ? text("data.absent") : value.text();
    boolean cut = text.length() > SHOWN_CHARS;
    Label body =
        Nodes.paragraph(
            cut ? text.substring(0, SHOWN_CHARS) + "…" : text,
            "mono",
            value.absent() ? "faint" : "plain");
    VBox box = new VBox(1, head, body);
    if (value.cut()) {
      String size = String.format(Locale.ENGLISH, "%,d", value.size());
      box.getChildren().add(Nodes.paragraph(text("data.cut", size), "faint", "small"));
    }
    return box;
  }

  private static String type(Detail.Field field) {
    long size = field.value().size();
    boolean worth = size > 100;
    String said = worth ? String.format(Locale.ENGLISH, "%,d", size) : "";
    return field.type().isEmpty() || said.isEmpty()
        ? field.type() + said
        : field.type() + " · " + said;
  }
}
