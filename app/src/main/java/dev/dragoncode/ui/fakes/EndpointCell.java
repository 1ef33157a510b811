package dev.dragoncode.ui.fakes;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.service.fakes.WebhooksSnapshot.Endpoint;
import dev.dragoncode.ui.control.Nodes;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** A line of the list of endpoints; Enter on it, or its button, turns to where it is kept. */
final class EndpointCell extends ListCell<Endpoint> {

  private final Label fake = Nodes.label("", "mono", "method");
  private final Label url = Nodes.label("", "mono");
  private final Label events = Nodes.label("", "mono", "faint");
  private final Label secret = Nodes.label("", "mono", "faint");
  private final Button edit;
  private final HBox line;

  EndpointCell(Consumer<Endpoint> open) {
    edit = Nodes.button(text("fakes.bench.edit"), () -> open.accept(getItem()), "quiet", "small");
    fake.setMinWidth(60);
    fake.setPrefWidth(60);
    url.setMaxWidth(Double.MAX_VALUE);
    url.setPrefWidth(140);
    HBox.setHgrow(url, Priority.ALWAYS);
    events.setPrefWidth(62);
    secret.setPrefWidth(84);
    line = Nodes.row(10, fake, url, events, secret, edit);
    MenuItem copy = new MenuItem(text("fakes.copyAddress"));
    copy.setOnAction(event -> Nodes.copy(getItem().url()));
    setContextMenu(new ContextMenu(copy));
  }

  @Override
  protected void updateItem(Endpoint endpoint, boolean empty) {
    super.updateItem(endpoint, empty);
    if (empty || endpoint == null) {
      setGraphic(null);
      return;
    }
    fake.setText(endpoint.fake());
    url.setText(endpoint.url());
    events.setText(
        endpoint.table().isEmpty()
            ? text("fakes.bench.byRequest")
            : endpoint.events().size() == 1
                ? endpoint.events().getFirst()
                : endpoint.events().isEmpty()
                    ? ""
                    : text("fakes.bench.events", endpoint.events().size()));
    secret.setText(endpoint.secret().isEmpty() ? text("fakes.bench.unsigned") : endpoint.secret());
    edit.setAccessibleText(text("fakes.bench.edit.name", endpoint.url()));
    Nodes.show(edit, !endpoint.table().isEmpty());
    setGraphic(line);
  }
}
