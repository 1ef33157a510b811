package dev.dragoncode.ui.fakes;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.service.fakes.AskedDetail;
import dev.dragoncode.service.fakes.FakesControl.Form;
import dev.dragoncode.service.fakes.FakesSnapshot.Asked;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.StatusTag;
import dev.dragoncode.ui.control.Tone;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** One request in full, and what can be done with it. */
final class RequestDetail extends VBox {

  private final FakesViewModel model;
  private final StatusTag status = new StatusTag("", Tone.IDLE);
  private final Label line = Nodes.label("", "mono", "strong");
  private final StatusTag fault = new StatusTag("", Tone.WARN);
  private final HBox tabs = new HBox();
  private final TextArea content = new TextArea();
  private final Label made = Nodes.label("", "sub");
  private Part part = Part.REQUEST;

  /** What of it is shown. */
  private enum Part {
    REQUEST,
    RESPONSE,
    VALIDATION,
    STATE
  }

  RequestDetail(FakesViewModel model) {
    this.model = model;
    setSpacing(10);
    tabs.getStyleClass().add("panel-tabs");
    for (Part one : Part.values()) {
      ToggleButton tab = new ToggleButton(text("fakes.part." + one));
      tab.getStyleClass().setAll("toggle-button", "panel-tab");
      tab.setId("fakes-part-" + one.name().toLowerCase(Locale.ROOT));
      tab.setMinWidth(USE_PREF_SIZE);
      tab.setUserData(one);
      tab.setOnAction(event -> {
        part = one;
        update();
      });
      tabs.getChildren().add(tab);
    }
    content.setEditable(false);
    content.setId("fakes-content");
    content.getStyleClass().add("request-content");
    content.setAccessibleText(text("fakes.content"));
    VBox.setVgrow(content, Priority.ALWAYS);
    content.setMinHeight(90);
    content.setPrefRowCount(7);
    MenuButton test = new MenuButton(text("fakes.test"));
    test.getStyleClass().addAll("btn", "quiet");
    test.setId("fakes-test");
    test.setMinWidth(USE_PREF_SIZE);
    for (Form form : new Form[] {Form.JUNIT, Form.NODE}) {
      MenuItem item = new MenuItem(text("fakes.test." + form));
      item.setOnAction(event -> copy(form));
      test.getItems().add(item);
    }
    Button replay =
        Nodes.button(text("fakes.replay"), () -> asked().ifPresent(a -> model.replay(a.number())));
    replay.setId("fakes-replay");
    Button curl = Nodes.button(text("fakes.curl"), () -> copy(Form.CURL));
    curl.setId("fakes-curl");
    HBox actions = Nodes.row(10, replay, curl, test, made);
    getChildren()
        .addAll(Nodes.row(10, status, line, Nodes.spacer(), fault), tabs, content, actions);
    model.detailProperty().addListener((property, before, now) -> update());
    update();
  }

  private Optional<Asked> asked() {
    return model.detailProperty().get().map(AskedDetail::asked);
  }

  private void copy(Form form) {
    asked()
        .ifPresent(a ->
            model.make(
                a.number(),
                form,
                text -> {
                  Nodes.copy(text);
                  made.setText(text("fakes.copied." + form));
                }));
  }

  private void update() {
    Optional<AskedDetail> shown = model.detailProperty().get();
    setDisable(shown.isEmpty());
    made.setText("");
    Asked asked = shown.map(AskedDetail::asked).orElse(null);
    Nodes.show(status, asked != null);
    Nodes.show(fault, asked != null && !asked.fault().isEmpty());
    line.setText(asked == null ? text("fakes.none") : asked.method() + " " + asked.path());
    if (asked != null) {
      status.show(RequestsPane.words(asked.status()), RequestsPane.tone(asked.status()));
      fault.show(text("fakes.fault", asked.fault()), Tone.WARN);
    }
    tabs.getChildren().forEach(tab -> ((ToggleButton) tab).setSelected(tab.getUserData() == part));
    content.setText(shown.map(this::read).orElse(""));
  }

  private String read(AskedDetail detail) {
    return switch (part) {
      case REQUEST -> detail.request();
      case RESPONSE -> detail.response();
      case VALIDATION -> detail.validation().isEmpty() ? text("fakes.valid") : detail.validation();
      case STATE -> detail.state().isEmpty() ? text("fakes.unchanged") : detail.state();
    };
  }
}
