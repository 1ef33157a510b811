package dev.dragoncode.ui.emulators;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.emulators.browse.Detail;
import dev.dragoncode.emulators.browse.Value;
import dev.dragoncode.ui.control.Nodes;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A row in full, at the right of the Data tab. */
final class DataDetail extends VBox {

  /** Letters of a value that are laid out; Copy gives all that was read. */
  private static final int SHOWN_CHARS = 8_000;

  private final Label title = Nodes.label("", "strong");
  private final VBox fields = new VBox(10);
  private @Nullable Detail shown;

  DataDetail(DataTabViewModel model) {
    getStyleClass().add("data-detail");
    setId("data-detail");
    Button close = Nodes.button(text("data.close"), model::closeDetail);
    close.getStyleClass().setAll("button", "copy-link");
    HBox head = Nodes.row(8, title, Nodes.spacer(), close);
    head.getStyleClass().add("data-detail-head");
    fields.getStyleClass().add("data-detail-fields");
    ScrollPane scroll = new ScrollPane(fields);
    scroll.setFitToWidth(true);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(head, scroll);
  }

  void update(Detail detail) {
    if (detail.equals(shown)) {
      return;
    }
    shown = detail;
    title.setText(detail.title());
    fields.getChildren().clear();
    if (!detail.note().isEmpty()) {
      fields.getChildren().add(Nodes.paragraph(detail.note(), "sub", "small"));
    }
    detail.fields().forEach(field -> fields.getChildren().add(field(field)));
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
