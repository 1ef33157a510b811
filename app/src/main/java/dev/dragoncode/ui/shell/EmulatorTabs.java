package dev.dragoncode.ui.shell;

import static dev.dragoncode.ui.fx.Texts.text;

import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;

/** The emulators screen and, as another tab of it, the third-party APIs. */
public final class EmulatorTabs extends BorderPane {

  private final ToggleGroup group = new ToggleGroup();

  public EmulatorTabs(Node emulators, Node fakes) {
    HBox bar =
        new HBox(
            tab("emulators.title", "tab-emulators", emulators),
            tab("fakes.title", "tab-fakes", fakes));
    bar.getStyleClass().addAll("panel-tabs", "screen-tabs");
    setTop(bar);
    group
        .selectedToggleProperty()
        .addListener((property, before, now) -> {
          if (now == null) {
            // one of them is always chosen
            group.selectToggle(before);
          } else {
            setCenter((Node) now.getUserData());
          }
        });
    group.selectToggle(group.getToggles().getFirst());
  }

  private ToggleButton tab(String title, String id, Node content) {
    ToggleButton tab = new ToggleButton(text(title));
    tab.getStyleClass().setAll("toggle-button", "panel-tab");
    tab.setId(id);
    tab.setMinWidth(USE_PREF_SIZE);
    tab.setToggleGroup(group);
    tab.setUserData(content);
    return tab;
  }
}
