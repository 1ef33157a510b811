package dev.dragoncode.ui.runs;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.run.RunRecord;
import dev.dragoncode.ui.control.Nodes;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** A run that has ended: its title, what it came to, and instead of that what has changed. */
final class DetailCard extends VBox {

  DetailCard(RunRecord record, Node content, RunsViewModel model) {
    getStyleClass().add("card");
    setSpacing(12);
    StackPane body = new StackPane(content);
    body.setMinHeight(0);
    VBox.setVgrow(body, Priority.ALWAYS);
    ToggleButton compare = new ToggleButton(text("runs.compare"));
    compare.getStyleClass().add("pill");
    compare.setId("compare");
    compare.setMinWidth(USE_PREF_SIZE);
    compare
        .selectedProperty()
        .subscribe(on ->
            body.getChildren()
                .setAll(
                    on
                        ? List.of(new ComparePane(record, model, Optional.empty()))
                        : List.of(content)));
    Label summary = Nodes.label(record.summary(), "sub");
    HBox.setHgrow(summary, Priority.ALWAYS);
    summary.setMaxWidth(Double.MAX_VALUE);
    getChildren().addAll(Nodes.row(14, Nodes.label(record.title(), "h2"), summary, compare), body);
  }
}
