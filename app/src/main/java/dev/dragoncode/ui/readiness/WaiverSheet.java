package dev.dragoncode.ui.readiness;

import static dev.dragoncode.ui.fx.Texts.text;

import atlantafx.base.controls.ModalPane;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.ProblemPane;
import dev.dragoncode.ui.fx.Sheets;
import java.time.LocalDate;
import java.time.ZoneId;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.controlsfx.validation.ValidationResult;
import org.controlsfx.validation.ValidationSupport;
import org.controlsfx.validation.Validator;

/** Asks for what a waiver needs: a reason, an owner, an end within 90 days. */
final class WaiverSheet {

  /** The longest that a waiver may last: READINESS.md. */
  private static final int MAX_DAYS = 90;

  private WaiverSheet() {}

  static void show(Node owner, ReadinessViewModel model, CheckSpec check) {
    ModalPane modal = Sheets.modal(owner);
    VBox sheet = Sheets.sheet(text("waiver.title"));
    TextArea reason = new TextArea();
    reason.setPrefRowCount(3);
    reason.setWrapText(true);
    reason.setId("waiver-reason");
    TextField person = new TextField();
    person.setId("waiver-owner");
    DatePicker until = new DatePicker(LocalDate.now(ZoneId.systemDefault()).plusDays(30));
    until.setId("waiver-until");
    until.setMaxWidth(Double.MAX_VALUE);
    ValidationSupport validation = new ValidationSupport();
    validation.registerValidator(reason, Validator.createEmptyValidator(text("waiver.needReason")));
    validation.registerValidator(person, Validator.createEmptyValidator(text("waiver.needOwner")));
    validation.registerValidator(
        until,
        true,
        (control, value) ->
            ValidationResult.fromErrorIf(
                control, text("waiver.needDate", MAX_DAYS), !allowed((LocalDate) value)));
    VBox problem = new VBox();
    Button save =
        Nodes.button(
            text("waiver.save"),
            () ->
                model.waive(
                    check.id(),
                    reason.getText().strip(),
                    person.getText().strip(),
                    until.getValue(),
                    () -> modal.hide(true),
                    p -> problem.getChildren().setAll(new ProblemPane(p, action -> {}))),
            "primary");
    save.setId("waiver-save");
    save.disableProperty().bind(validation.invalidProperty());
    Button cancel = Nodes.button(text("cancel"), () -> modal.hide(true));
    sheet
        .getChildren()
        .addAll(
            Nodes.paragraph(text("waiver.hint", check.title()), "sub"),
            field(text("waiver.reason"), reason),
            field(text("waiver.owner"), person),
            field(text("waiver.until"), until),
            problem,
            Nodes.row(10, Nodes.spacer(), cancel, save));
    modal.show(sheet);
    reason.requestFocus();
  }

  private static boolean allowed(LocalDate date) {
    LocalDate today = LocalDate.now(ZoneId.systemDefault());
    return date != null && date.isAfter(today) && !date.isAfter(today.plusDays(MAX_DAYS));
  }

  private static VBox field(String name, javafx.scene.control.Control control) {
    Label label = new Label(name);
    label.getStyleClass().add("h2");
    label.setLabelFor(control);
    return new VBox(5, label, control);
  }
}
