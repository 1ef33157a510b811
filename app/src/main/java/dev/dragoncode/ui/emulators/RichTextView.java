package dev.dragoncode.ui.emulators;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.emulators.browse.RichText;
import dev.dragoncode.emulators.browse.RichText.Block;
import dev.dragoncode.emulators.browse.RichText.Kind;
import dev.dragoncode.emulators.browse.RichText.Span;
import dev.dragoncode.emulators.browse.RichText.Style;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.ui.control.Nodes;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** Formatted text in the window's own letters and colours, whose links open in the browser. */
final class RichTextView extends VBox {

  private final Consumer<Remedy.Action> links;

  RichTextView(RichText rich, Consumer<Remedy.Action> links) {
    super(9);
    this.links = links;
    getStyleClass().add("rich-text");
    rich.blocks().forEach(block -> getChildren().add(node(block)));
    if (rich.blocks().isEmpty()) {
      getChildren().add(Nodes.paragraph(text("data.rich.empty"), "faint"));
    }
    if (!rich.note().isEmpty()) {
      getChildren().add(Nodes.paragraph(rich.note(), "faint", "small"));
    }
  }

  private Node node(Block block) {
    return switch (block) {
      case Block.Paragraph paragraph -> paragraph(paragraph);
      case Block.Table table -> table(table);
      case Block.Rule _ -> {
        Region rule = new Region();
        rule.getStyleClass().add("rich-rule");
        yield rule;
      }
      case Block.Picture(var bytes, String instead) -> picture(new Image(bytes.stream()), instead);
    };
  }

  private Node paragraph(Block.Paragraph paragraph) {
    TextFlow flow = flow(paragraph.spans());
    flow.getStyleClass().add("rich-" + paragraph.kind().name().toLowerCase(Locale.ROOT));
    if (paragraph.kind() == Kind.HEADING) {
      flow.getStyleClass().add("rich-heading-" + Math.min(3, paragraph.depth()));
    }
    if (paragraph.kind() != Kind.ITEM) {
      return flow;
    }
    Label mark = new Label(paragraph.mark());
    mark.getStyleClass().add("rich-mark");
    mark.setMinWidth(18.0 * paragraph.depth());
    HBox item = new HBox(6, mark, flow);
    HBox.setHgrow(flow, Priority.ALWAYS);
    return item;
  }

  private TextFlow flow(List<Span> spans) {
    TextFlow flow = new TextFlow();
    spans.forEach(span -> flow.getChildren().add(letters(span)));
    return flow;
  }

  private Text letters(Span span) {
    Text letters = new Text(span.text());
    letters.getStyleClass().add("rich-letters");
    for (Style style : span.styles()) {
      letters.getStyleClass().add("rich-" + style.name().toLowerCase(Locale.ROOT));
    }
    if (!span.link().isEmpty()) {
      link(letters, span.link());
    }
    return letters;
  }

  private void link(Text letters, String address) {
    letters.getStyleClass().add("rich-link");
    letters.setFocusTraversable(true);
    letters.setAccessibleRole(AccessibleRole.HYPERLINK);
    letters.setAccessibleText(letters.getText());
    Tooltip.install(letters, new Tooltip(address));
    letters.setOnMouseClicked(event -> open(address));
    letters.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.ENTER) {
        open(address);
      }
    });
  }

  private void open(String address) {
    try {
      links.accept(new Remedy.OpenLink(URI.create(address)));
    } catch (IllegalArgumentException e) {
      Nodes.copy(address); // no browser takes it; a person may mend it
    }
  }

  private Node table(Block.Table table) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("rich-table");
    for (int row = 0; row < table.rows().size(); row++) {
      List<List<Span>> cells = table.rows().get(row);
      for (int column = 0; column < cells.size(); column++) {
        TextFlow cell = flow(cells.get(column));
        cell.getStyleClass().add("rich-cell");
        grid.add(cell, column, row);
      }
    }
    return grid;
  }

  private static Node picture(Image image, String instead) {
    if (image.isError()) {
      return Nodes.paragraph("[" + instead + "]", "faint");
    }
    ImageView view = new ImageView(image);
    view.setPreserveRatio(true);
    view.setFitWidth(Math.min(image.getWidth(), 420));
    view.setAccessibleText(instead);
    return view;
  }
}
