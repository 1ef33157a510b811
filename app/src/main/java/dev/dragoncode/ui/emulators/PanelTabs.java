package dev.dragoncode.ui.emulators;

import static dev.dragoncode.ui.fx.Texts.text;

import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;

/** The tabs at the left of the lower panel's bar. Each tab's own bar holds one. */
final class PanelTabs extends HBox {

  PanelTabs(ObjectProperty<PanelTab> chosen) {
    getStyleClass().add("panel-tabs");
    setAlignment(Pos.CENTER_LEFT);
    setMinWidth(USE_PREF_SIZE);
    for (PanelTab tab : PanelTab.values()) {
      String name = tab.name().toLowerCase(Locale.ROOT);
      ToggleButton button = new ToggleButton(text(name + ".title"));
      button.getStyleClass().setAll("toggle-button", "panel-tab");
      button.getStyleClass().add("tab-" + name);
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
