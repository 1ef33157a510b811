package dev.dragoncode.ui.load;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.run.probe.DeclaredRoute;
import dev.dragoncode.service.load.LoadControl.Known;
import dev.dragoncode.ui.control.Nodes;
import java.util.List;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.validation.ValidationResult;
import org.controlsfx.validation.ValidationSupport;

/** The fields of a load run. */
final class LoadFields extends VBox {

  private final ComboBox<String> where = new ComboBox<>();
  private final TextField port = field("load-port", 90);
  private final TextField rate = field("load-rate", 90);
  private final TextField concurrency = field("load-concurrency", 90);
  private final TextField seconds = field("load-seconds", 90);
  private final TextField warmup = field("load-warmup", 90);
  private final TextField method = field("load-method", 90);
  private final TextField expected = field("load-expected", 120);
  private final TextArea headers = area("load-headers");
  private final TextArea body = area("load-body");
  private final CheckBox confirmed = new CheckBox();
  private final Label hint = Nodes.paragraph("", "sub");
  private final ReadOnlyBooleanWrapper good = new ReadOnlyBooleanWrapper();
  private final ValidationSupport validation = new ValidationSupport();

  /**
   * @param form what stands in them at first
   * @param known the routes to choose from
   * @param begin what Enter does
   */
  LoadFields(LoadForm form, ObservableValue<Known> known, Runnable begin) {
    super(14);
    where.setId("load-where");
    where.setEditable(true);
    where.setMaxWidth(Double.MAX_VALUE);
    where.getEditor().setPromptText(text("load.wherePrompt"));
    where.setAccessibleText(text("load.where"));
    confirmed.setId("load-confirm");
    fill(form);
    known.addListener((_, _, now) -> offer(now));
    offer(known.getValue());
    HBox.setHgrow(where, Priority.ALWAYS);
    VBox route = labelled(text("load.where"), where);
    HBox.setHgrow(route, Priority.ALWAYS);
    port.setPromptText(text("load.portPrompt"));
    rate.setPromptText(text("load.ratePrompt"));
    TitledPane more =
        new TitledPane(
            text("load.more"),
            new VBox(
                12,
                new HBox(
                    12,
                    labelled(text("load.method"), method),
                    labelled(text("load.expected"), expected)),
                labelled(text("load.headers"), headers),
                labelled(text("load.body"), body)));
    more.setId("load-more");
    more.setExpanded(!form.headers().isEmpty() || !form.body().isEmpty());
    more.setAnimated(false);
    getChildren()
        .addAll(
            Nodes.paragraph(text("load.hint"), "sub"),
            new HBox(12, route, labelled(text("load.port"), port)),
            new HBox(
                12,
                labelled(text("load.perSecond"), rate),
                labelled(text("load.most"), concurrency),
                labelled(text("load.seconds"), seconds),
                labelled(text("load.warmup"), warmup)),
            more,
            confirmed,
            hint);
    validate();
    for (TextInputControl each : inputs()) {
      each.textProperty().addListener((_, _, _) -> update());
      if (each instanceof TextField field) {
        field.setOnAction(_ -> begin.run());
      }
    }
    confirmed.selectedProperty().addListener((_, _, _) -> update());
    update();
  }

  private List<TextInputControl> inputs() {
    return List.of(
        where.getEditor(),
        port,
        rate,
        concurrency,
        seconds,
        warmup,
        method,
        expected,
        headers,
        body);
  }

  private void fill(LoadForm form) {
    where.getEditor().setText(form.where());
    port.setText(form.port());
    rate.setText(form.rate());
    concurrency.setText(form.concurrency());
    seconds.setText(form.seconds());
    warmup.setText(form.warmup());
    method.setText(form.method());
    headers.setText(form.headers());
    body.setText(form.body());
    expected.setText(form.expected());
  }

  private void offer(Known known) {
    String typed = where.getEditor().getText();
    where
        .getItems()
        .setAll(known.routes().stream().map(LoadFields::words).distinct().sorted().toList());
    where.getEditor().setText(typed);
  }

  private static String words(DeclaredRoute route) {
    return (route.method().equals("ANY") ? "GET" : route.method()) + " " + route.path();
  }

  private void validate() {
    check(where.getEditor(), LoadForm::whereIsGood, "load.needWhere");
    check(port, LoadForm::portIsGood, "load.needPort");
    check(rate, LoadForm::rateIsGood, "load.needRate");
    check(concurrency, LoadForm::concurrencyIsGood, "load.needMost");
    check(seconds, LoadForm::secondsAreGood, "load.needSeconds");
    check(warmup, LoadForm::warmupIsGood, "load.needWarmup");
    check(headers, LoadForm::headersAreGood, "load.needHeaders");
    check(expected, LoadForm::expectedIsGood, "load.needExpected");
  }

  private void check(Control control, Predicate<LoadForm> isGood, String words) {
    validation.registerValidator(
        control,
        false,
        (Control c, String _) ->
            ValidationResult.fromErrorIf(c, text(words), !isGood.test(form())));
  }

  private void update() {
    LoadForm form = form();
    form.remote().ifPresent(host -> confirmed.setText(text("load.confirm", host)));
    Nodes.show(confirmed, form.remote().isPresent());
    hint.setText(hint(form));
    good.set(form.isGood() && (form.remote().isEmpty() || form.confirmed()));
  }

  private static String hint(LoadForm form) {
    String pace = form.rate().isBlank() ? text("load.closedHint") : "";
    if (!form.whereIsGood()) {
      return pace;
    }
    String where =
        form.startsService()
            ? text("load.startsHint")
            : form.remote().map(host -> text("load.remoteHint", host)).orElse("");
    return (where + " " + pace).strip();
  }

  /** What is in the fields. */
  LoadForm form() {
    return new LoadForm(
        where.getEditor().getText(),
        port.getText(),
        rate.getText(),
        concurrency.getText(),
        seconds.getText(),
        warmup.getText(),
        method.getText(),
        headers.getText(),
        body.getText(),
        expected.getText(),
        confirmed.isSelected());
  }

  /** Whether a run can begin. */
  ReadOnlyBooleanProperty goodProperty() {
    return good.getReadOnlyProperty();
  }

  /** Lets a person type. */
  void focus() {
    where.getEditor().requestFocus();
  }

  private static TextField field(String id, double width) {
    TextField field = new TextField();
    field.setId(id);
    field.setPrefWidth(width);
    return field;
  }

  private static TextArea area(String id) {
    TextArea area = new TextArea();
    area.setId(id);
    area.setPrefRowCount(2);
    area.getStyleClass().add("mono");
    return area;
  }

  private static VBox labelled(String name, Node node) {
    Label label = new Label(name);
    label.getStyleClass().add("h2");
    label.setLabelFor(node);
    label.setMinWidth(Label.USE_PREF_SIZE);
    return new VBox(5, label, node);
  }
}
