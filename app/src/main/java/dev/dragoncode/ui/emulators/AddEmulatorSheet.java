package dev.dragoncode.ui.emulators;

import static dev.dragoncode.ui.fx.Texts.text;

import atlantafx.base.controls.ModalPane;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.service.OfferedEmulator;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.fx.Sheets;
import java.util.List;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.CustomTextField;
import org.jspecify.annotations.Nullable;

/** The catalog as a searchable gallery: what there is, what runs it, what it lacks. */
final class AddEmulatorSheet {

  private static final double ROW = 58;
  private static final double HEIGHT = 430;

  private final EmulatorActions actions;
  private final ModalPane modal;
  private final FilteredList<OfferedEmulator> found;
  private final ListView<OfferedEmulator> list;
  private final CustomTextField search = new CustomTextField();

  private AddEmulatorSheet(Node owner, EmulatorActions actions) {
    this.actions = actions;
    this.modal = Sheets.modal(owner);
    this.found = new FilteredList<>(FXCollections.observableArrayList(actions.offered()));
    this.list = new ListView<>(found);
  }

  static void show(Node owner, EmulatorActions actions) {
    new AddEmulatorSheet(owner, actions).show();
  }

  private void show() {
    VBox sheet = Sheets.sheet(text("add.title"));
    sheet.getStyleClass().add("wide");
    search.setPromptText(text("add.search", found.size()));
    search.setAccessibleText(text("add.search", found.size()));
    search.setLeft(Nodes.icon("fth-search"));
    search.setId("add-search");
    search
        .textProperty()
        .addListener((property, before, now) -> {
          found.setPredicate(each -> each.found(now));
          list.getSelectionModel().selectFirst();
        });
    search.addEventFilter(KeyEvent.KEY_PRESSED, this::steer);
    list.getStyleClass().add("add-list");
    list.setId("add-list");
    list.setFixedCellSize(ROW);
    list.setPrefHeight(HEIGHT);
    list.setPlaceholder(Nodes.label(text("add.none"), "faint"));
    list.setCellFactory(view -> new Row());
    list.getSelectionModel().selectFirst();
    list.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.ENTER) {
        addSelected();
      }
    });
    sheet
        .getChildren()
        .addAll(
            search,
            list,
            Nodes.row(
                10,
                Nodes.button(text("emulators.empty.edit"), this::edit),
                Nodes.button(text("supply.export"), () -> leave(actions::exportImages)),
                Nodes.button(text("supply.import"), () -> leave(actions::importImages)),
                Nodes.spacer(),
                Nodes.button(text("close"), () -> modal.hide(true))));
    modal.show(sheet);
    search.requestFocus();
  }

  private void steer(KeyEvent event) {
    int at = list.getSelectionModel().getSelectedIndex();
    switch (event.getCode()) {
      case DOWN -> select(at + 1);
      case UP -> select(at - 1);
      case ENTER -> addSelected();
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void select(int index) {
    if (index >= 0 && index < found.size()) {
      list.getSelectionModel().select(index);
      list.scrollTo(index);
    }
  }

  private void addSelected() {
    OfferedEmulator chosen = list.getSelectionModel().getSelectedItem();
    if (chosen != null && !chosen.chosen()) {
      add(chosen);
    }
  }

  private void add(OfferedEmulator chosen) {
    modal.hide(true);
    actions.add(chosen.id());
  }

  private void edit() {
    leave(actions::edit);
  }

  private void leave(Runnable then) {
    modal.hide(true);
    then.run();
  }

  private static String backends(List<EngineKind> kinds) {
    return kinds.stream().map(kind -> text("add." + kind)).collect(Collectors.joining(" · "));
  }

  private final class Row extends ListCell<OfferedEmulator> {

    private final HBox picture = new HBox();
    private final Label name = Nodes.label("", "name");
    private final Label kinds = Nodes.label("", "faint");
    private final Label gap = Nodes.label("", "sub");
    private final HBox end = new HBox();
    private final HBox row;

    Row() {
      picture.getStyleClass().add("picture");
      name.setMinWidth(USE_PREF_SIZE);
      VBox words = new VBox(3, Nodes.row(10, name, kinds), gap);
      words.setMinWidth(0);
      words.setAlignment(Pos.CENTER_LEFT);
      end.setAlignment(Pos.CENTER_RIGHT);
      HBox.setHgrow(words, Priority.ALWAYS);
      row = Nodes.row(12, picture, words, end);
      prefWidthProperty().bind(list.widthProperty().subtract(20));
      setMaxWidth(USE_PREF_SIZE);
    }

    @Override
    protected void updateItem(@Nullable OfferedEmulator item, boolean empty) {
      super.updateItem(item, empty);
      if (empty || item == null) {
        setGraphic(null);
        return;
      }
      picture.getChildren().setAll(Nodes.icon(item.icon()));
      name.setText(item.name());
      kinds.setText(text("category." + item.category()) + " · " + backends(item.backends()));
      gap.setText(item.gaps().isEmpty() ? item.licence() : item.gaps().getFirst());
      end.getChildren()
          .setAll(
              item.chosen()
                  ? Nodes.label(text("add.chosen"), "faint")
                  : Nodes.button(text("add.add"), () -> add(item)));
      end.setMinWidth(USE_PREF_SIZE);
      setAccessibleText(item.name() + ", " + kinds.getText());
      setGraphic(row);
    }
  }
}
