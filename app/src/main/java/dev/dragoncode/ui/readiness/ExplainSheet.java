package dev.dragoncode.ui.readiness;

import static dev.dragoncode.ui.fx.Texts.text;

import atlantafx.base.controls.ModalPane;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Explanation;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.fx.Sheets;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/**
 * A check's page: why it matters, how it is decided, what counts and what does not, its sources.
 */
final class ExplainSheet {

  private ExplainSheet() {}

  /**
   * @param links opens an address
   */
  static void show(
      Node owner, ReadinessViewModel model, CheckSpec check, Consumer<Remedy.Action> links) {
    model.explanation(check.id(), explanation -> show(owner, check, explanation, links));
  }

  private static void show(
      Node owner,
      CheckSpec check,
      Optional<Explanation> explanation,
      Consumer<Remedy.Action> links) {
    ModalPane modal = Sheets.modal(owner);
    VBox sheet = Sheets.sheet(check.title());
    sheet.getStyleClass().addAll("wide", "explain");
    sheet
        .getChildren()
        .add(
            Nodes.label(
                text(
                    "explain.facts",
                    check.id(),
                    check.weight().name().toLowerCase(Locale.ROOT),
                    check.requiredFrom().title()),
                "sub"));
    sheet.getChildren().add(part(text("explain.why"), Nodes.paragraph(check.why())));
    explanation.ifPresent(page ->
        sheet
            .getChildren()
            .addAll(
                part(text("explain.how"), Nodes.paragraph(page.how())),
                part(text("explain.counts"), items(page.counts())),
                part(text("explain.not"), items(page.not()))));
    sheet.getChildren().add(part(text("readiness.fix"), Nodes.paragraph(check.remedy())));
    explanation.ifPresent(page ->
        sheet.getChildren().add(part(text("explain.sources"), links(page.sources(), links))));
    Button close = Nodes.button(text("close"), () -> modal.hide(true));
    close.setId("explain-close");
    sheet.getChildren().add(Nodes.row(10, Nodes.spacer(), close));
    modal.show(sheet);
    close.requestFocus();
  }

  private static VBox part(String title, Node content) {
    return new VBox(3, Nodes.label(title, "h2"), content);
  }

  private static VBox items(List<String> items) {
    VBox all = new VBox(2);
    for (String item : items) {
      HBox row = new HBox(8, Nodes.label("•", "faint"), Nodes.paragraph(item));
      row.getChildren().getFirst().setStyle("-fx-min-width: 8px;");
      all.getChildren().add(row);
    }
    return all;
  }

  private static VBox links(List<String> sources, Consumer<Remedy.Action> links) {
    VBox all = new VBox(2);
    for (String source : sources) {
      Hyperlink link = new Hyperlink(source);
      link.setMinWidth(0);
      link.setOnAction(event -> links.accept(new Remedy.OpenLink(URI.create(source))));
      all.getChildren().add(link);
    }
    return all;
  }
}
