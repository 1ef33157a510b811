package dev.dragoncode.ui.profile;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.problem.Remedy;
import dev.dragoncode.profile.HotMethod;
import dev.dragoncode.profile.Place;
import dev.dragoncode.profile.Profile;
import dev.dragoncode.service.profile.Sources;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;

/** All methods of a profile in a table, the hottest first; compared ones with what they were. */
final class HotMethods extends TableView<HotMethod> {

  private static final double FIGURE = 92;

  private final Consumer<Remedy.Action> act;
  private List<HotMethod> all = List.of();

  HotMethods(Consumer<Remedy.Action> act) {
    this.act = act;
    setId("hot-methods");
    getStyleClass().add("data-table");
    setFixedCellSize(24);
    setAccessibleText(text("profile.tab.HOT"));
    setPlaceholder(new Label(text("profile.nothing")));
  }

  void show(Profile profile, Sources sources) {
    all = HotMethod.of(profile.tree());
    getColumns().clear();
    figure("profile.self", m -> profile.percent(m.self()));
    figure("profile.total", m -> profile.percent(m.total()));
    if (profile.tree().compared()) {
      figure("profile.selfBefore", m -> profile.percent(m.selfBefore()));
      figure("profile.change", m -> profile.percent(m.self()) - profile.percent(m.selfBefore()));
    }
    words("profile.method", 520, m -> m.frame().full());
    words(
        "profile.place",
        240,
        m ->
            profile
                .place(m.frame())
                .map(place -> sources.link(place).map(Sources.Link::shown).orElse(place.shown()))
                .orElse(""));
    setOnMouseClicked(event -> {
      if (event.getClickCount() == 2) {
        open(profile, sources);
      }
    });
    setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.ENTER) {
        open(profile, sources);
      }
    });
    filter("");
  }

  /** Shows only methods whose names have these letters. */
  void filter(String words) {
    String wanted = words.toLowerCase(Locale.ROOT);
    SortedList<HotMethod> sorted =
        new SortedList<>(
            new FilteredList<>(
                FXCollections.observableArrayList(all),
                m -> m.frame().full().toLowerCase(Locale.ROOT).contains(wanted)));
    sorted.comparatorProperty().bind(comparatorProperty());
    setItems(sorted);
  }

  private void open(Profile profile, Sources sources) {
    HotMethod chosen = getSelectionModel().getSelectedItem();
    if (chosen != null) {
      profile
          .place(chosen.frame())
          .flatMap((Place place) -> sources.link(place))
          .ifPresent(link -> act.accept(link.open()));
    }
  }

  private void figure(String title, ToDoubleFunction<HotMethod> value) {
    TableColumn<HotMethod, Double> column = new TableColumn<>(text(title));
    column.setPrefWidth(FIGURE);
    column.setCellValueFactory(
        row -> new ReadOnlyObjectWrapper<>(value.applyAsDouble(row.getValue())));
    boolean signed = title.equals("profile.change");
    column.setCellFactory(_ ->
        new TableCell<>() {
          @Override
          protected void updateItem(@Nullable Double item, boolean empty) {
            super.updateItem(item, empty);
            setText(
                empty || item == null
                    ? null
                    : String.format(Locale.ROOT, signed ? "%+.1f %%" : "%.1f %%", item));
          }
        });
    getColumns().add(column);
  }

  private void words(String title, double width, Function<HotMethod, String> value) {
    TableColumn<HotMethod, String> column = new TableColumn<>(text(title));
    column.setPrefWidth(width);
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
    getColumns().add(column);
  }
}
