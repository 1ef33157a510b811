package dev.dragoncode.ui.fakes;

import static dev.dragoncode.ui.fx.Texts.text;

import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;

/** The tabs at the left of a list's bar. Each list's own bar holds one. */
final class FakesTabs extends HBox {

  FakesTabs(ObjectProperty<FakesTab> chosen) {
    getStyleClass().add("panel-tabs");
    setAlignment(Pos.CENTER_LEFT);
    setMinWidth(USE_PREF_SIZE);
    for (FakesTab tab : FakesTab.values()) {
      ToggleButton button = new ToggleButton(text("fakes.tab." + tab));
      button.getStyleClass().setAll("toggle-button", "panel-tab");
      button.getStyleClass().add("fakes-tab-" + tab.name().toLowerCase(Locale.ROOT));
      button.setMinWidth(USE_PREF_SIZE);
      button.setOnAction(event -> {
        chosen.set(tab);
        button.setSelected(true);
      });
      chosen.addListener((property, before, now) -> button.setSelected(now == tab));
      button.setSelected(chosen.get() == tab);
      getChildren().add(button);
    }
  }
}
