package dev.dragoncode.ui.audit;

import static dev.dragoncode.ui.fx.Texts.text;

import atlantafx.base.controls.ModalPane;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.readiness.advisories.Vulnerability;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.ProblemPane;
import dev.dragoncode.ui.control.StatusTag;
import dev.dragoncode.ui.fx.Sheets;
import java.io.File;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** Lists the vulnerabilities of a project's packages over the window; fetches advisories. */
public final class AuditSheet {

  private static final double LIST_HEIGHT = 330;
  private static final double ROW_HEIGHT = 66;
  private static final int SHOWN_GAPS = 3;

  private final AuditViewModel model;
  private final Consumer<Remedy.Action> remedies;
  private final Label summary = Nodes.paragraph("", "sub");
  private final Label age = Nodes.label("", "faint");
  private final VBox problem = new VBox();
  private final VBox gaps = new VBox(4);
  private final ListView<Vulnerability> list = new ListView<>();
  private final Label doing = Nodes.label("", "faint");
  private final ProgressBar progress = new ProgressBar();
  private final HBox work;
  private final Button update;
  private final Button again;
  private final Button sbom;

  private AuditSheet(AuditViewModel model, Consumer<Remedy.Action> remedies) {
    this.model = model;
    this.remedies = remedies;
    update = Nodes.button(text("audit.update"), model::update);
    update.setId("audit-update");
    again = Nodes.button(text("audit.again"), model::audit);
    again.setId("audit-again");
    sbom = Nodes.button(text("audit.sbom"), this::saveSbom);
    sbom.setId("audit-sbom");
    progress.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(progress, Priority.ALWAYS);
    Button cancel = Nodes.button(text("cancel"), model::cancel, "ghost");
    cancel.setId("audit-cancel");
    work = Nodes.row(10, doing, progress, cancel);
    list.setId("audit-list");
    list.setFixedCellSize(ROW_HEIGHT);
    list.setPrefHeight(LIST_HEIGHT);
    list.setAccessibleText(text("audit.list"));
    list.setPlaceholder(Nodes.label(text("audit.none"), "sub"));
    list.setCellFactory(_ -> new Row());
  }

  /**
   * Shows the sheet, and audits where that was not done yet.
   *
   * @param owner any node in the window
   * @param remedies carries out what a problem's button asks for, and opens files
   */
  public static void show(Node owner, AuditViewModel model, Consumer<Remedy.Action> remedies) {
    ModalPane modal = Sheets.modal(owner);
    AuditSheet made = new AuditSheet(model, remedies);
    VBox sheet = Sheets.sheet(text("audit.title"));
    sheet.getStyleClass().add("wide");
    Button close = Nodes.button(text("audit.close"), () -> modal.hide(true), "primary");
    close.setId("audit-close");
    sheet
        .getChildren()
        .addAll(
            made.summary,
            made.problem,
            made.list,
            made.gaps,
            made.work,
            Nodes.row(10, made.age, Nodes.spacer(), made.sbom, made.again, made.update, close));
    ChangeListener<Object> follow = (_, _, _) -> made.fill();
    model.snapshotProperty().addListener(follow);
    sheet
        .sceneProperty()
        .addListener((_, _, scene) -> {
          if (scene == null) {
            model.snapshotProperty().removeListener(follow);
          }
        });
    made.fill();
    modal.show(sheet);
    if (!model.hasResult() && !model.busy()) {
      model.audit();
    }
    close.requestFocus();
  }

  private void fill() {
    summary.setText(model.summary());
    age.setText(model.age());
    problem
        .getChildren()
        .setAll(model.problem().stream().map(p -> new ProblemPane(p, remedies)).toList());
    shown(problem, !problem.getChildren().isEmpty());
    if (!list.getItems().equals(model.vulnerabilities())) {
      list.getItems().setAll(model.vulnerabilities());
    }
    gaps.getChildren()
        .setAll(
            model.gaps().stream()
                .limit(SHOWN_GAPS)
                .map(gap -> Nodes.label(text("audit.gap", gap), "faint"))
                .toList());
    shown(gaps, !gaps.getChildren().isEmpty());
    doing.setText(model.doing());
    progress.setProgress(model.part());
    shown(work, model.busy());
    update.setDisable(model.busy());
    again.setDisable(model.busy());
    sbom.setDisable(model.busy() || !model.hasResult());
  }

  private static void shown(Node node, boolean now) {
    node.setVisible(now);
    node.setManaged(now);
  }

  private void saveSbom() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(text("audit.sbom"));
    chooser.setInitialFileName("bom.json");
    File chosen = chooser.showSaveDialog(list.getScene().getWindow());
    if (chosen != null) {
      model.writeSbom(chosen.toPath());
    }
  }

  /** One vulnerability; a double click opens the file at its line. */
  private final class Row extends ListCell<Vulnerability> {

    Row() {
      setOnMouseClicked(click -> {
        Vulnerability each = getItem();
        if (each != null && click.getClickCount() == 2) {
          remedies.accept(new Remedy.OpenFile(Path.of(each.file()), each.line()));
        }
      });
    }

    @Override
    protected void updateItem(@Nullable Vulnerability each, boolean empty) {
      super.updateItem(each, empty);
      if (each == null || empty) {
        setGraphic(null);
        setAccessibleText("");
        return;
      }
      AuditRow row = AuditRow.of(each);
      HBox head =
          Nodes.row(
              10,
              new StatusTag(row.tag(), row.tone()),
              Nodes.label(row.title(), "h3"),
              Nodes.spacer(),
              Nodes.label(row.cure(), "sub"));
      VBox words =
          new VBox(2, head, Nodes.label(row.what(), "sub"), Nodes.label(row.where(), "faint"));
      words.setMaxWidth(list.getWidth() - 40);
      setGraphic(words);
      setAccessibleText(row.tag() + " " + row.title() + " " + row.cure() + " " + row.what());
    }
  }
}
