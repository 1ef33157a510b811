package dev.dragoncode.ui.fakes;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.service.fakes.WebhooksSnapshot.Delivery;
import dev.dragoncode.service.fakes.WebhooksSnapshot.State;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.Tone;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** A line of the list of deliveries. */
final class DeliveryCell extends ListCell<Delivery> {

  private final Label at = fixed(96, "faint");
  private final Label fake = fixed(60, "method");
  private final Label event = Nodes.label("", "mono");
  private final Label attempts = fixed(30, "faint");
  private final Label status = fixed(96, "status");
  private final HBox line = Nodes.row(10, at, fake, event, attempts, status);

  DeliveryCell() {
    event.setMaxWidth(Double.MAX_VALUE);
    event.setPrefWidth(120);
    HBox.setHgrow(event, Priority.ALWAYS);
  }

  private static Label fixed(double width, String style) {
    Label label = Nodes.label("", "mono", style);
    label.setMinWidth(width);
    label.setPrefWidth(width);
    label.setMaxWidth(width);
    return label;
  }

  @Override
  protected void updateItem(Delivery delivery, boolean empty) {
    super.updateItem(delivery, empty);
    if (empty || delivery == null) {
      setGraphic(null);
      return;
    }
    at.setText(RequestsPane.time(delivery.made()));
    fake.setText(delivery.fake());
    event.setText(delivery.event());
    attempts.setText(delivery.attempts() + "×");
    status.setText(words(delivery));
    tone(delivery).on(status);
    setGraphic(line);
  }

  /** What became of it, in a word. */
  static String words(Delivery delivery) {
    String answered =
        delivery.attempts() == 0
            ? ""
            : delivery.status() == 0
                ? text("fakes.bench.noAnswer")
                : String.valueOf(delivery.status());
    if (delivery.state() == State.PENDING) {
      return answered.isEmpty() ? text("fakes.bench.pending") : text("fakes.bench.again", answered);
    }
    return delivery.forged() ? text("fakes.bench.forged", answered) : answered;
  }

  static Tone tone(Delivery delivery) {
    return switch (delivery.state()) {
      case PENDING -> Tone.WARN;
      case DELIVERED -> Tone.OK;
      case FAILED -> Tone.BAD;
    };
  }
}
