package dev.dragoncode.ui.profile;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.problem.Remedy;
import dev.dragoncode.profile.Mode;
import dev.dragoncode.ui.control.FlameGraph;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.ProblemPane;
import dev.dragoncode.ui.control.Skeleton;
import dev.dragoncode.ui.profile.ProfileViewModel.Rules;
import dev.dragoncode.ui.profile.ProfileViewModel.Shown;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * A profile: as a flame graph, as hot methods, as a call tree, and what rules say of it; with a
 * search over its frames and another profile to compare it with.
 */
public final class ProfilePane extends VBox {

  private final ProfileViewModel model;
  private final Consumer<Remedy.Action> act;
  private final FlameGraph flame = new FlameGraph(FrameLine::spoken);
  private final FrameLine line;
  private final HotMethods hot;
  private final CallTree tree = new CallTree();
  private final FindingsPane findings;
  private final Map<Tab, ToggleButton> tabs = new EnumMap<>(Tab.class);
  private final Label summary = Nodes.label("", "sub");
  private final MenuButton modes = new MenuButton();
  private final ToggleButton searching = new ToggleButton(text("profile.search"));
  private final TextField words = new TextField();
  private final Label matched = Nodes.label("", "faint", "small");
  private final ToggleButton shape = new ToggleButton(text("profile.flame"));
  private final ProfileMenu menu;
  private final StackPane middle = new StackPane();
  private final HBox head = Nodes.row(14);
  private Tab tab = Tab.FLAME;

  /** The ways to look at it. */
  enum Tab {
    FLAME,
    HOT,
    TREE,
    FINDINGS
  }

  public ProfilePane(ProfileViewModel model, Consumer<Remedy.Action> act) {
    super(12);
    this.model = model;
    this.act = act;
    line = new FrameLine(act);
    hot = new HotMethods(act);
    findings = new FindingsPane(act);
    menu = new ProfileMenu(model, this);
    getStyleClass().addAll("card", "profile-pane");
    flame.setId("flame-graph");
    flame.setMinHeight(60);
    VBox.setVgrow(middle, Priority.ALWAYS);
    middle.setMinHeight(0);
    fillHead();
    getChildren().addAll(head, middle, line);
    flame.currentProperty().addListener(_ -> tell());
    flame
        .zoomedProperty()
        .addListener(_ -> {
          tell();
          search();
        });
    model.shownProperty().subscribe(this::show);
    model.rulesProperty().subscribe(this::rules);
    setOnKeyPressed(event -> {
      if (event.isShortcutDown() && event.getCode() == KeyCode.F) {
        searching.setSelected(true);
        openSearch();
        event.consume();
      }
    });
  }

  private void fillHead() {
    HBox views = Nodes.row(14);
    views.getStyleClass().add("panel-tabs");
    for (Tab each : Tab.values()) {
      ToggleButton button = new ToggleButton(text("profile.tab." + each));
      button.getStyleClass().setAll("toggle-button", "panel-tab");
      button.setId("profile-" + each.name().toLowerCase(Locale.ROOT));
      button.setMinWidth(USE_PREF_SIZE);
      button.setOnAction(_ -> open(each));
      tabs.put(each, button);
      views.getChildren().add(button);
    }
    searching.setId("profile-search");
    words.setId("profile-words");
    words.setPromptText(text("profile.searchHint"));
    words.setAccessibleText(text("profile.search"));
    words.getStyleClass().add("profile-words");
    words.textProperty().addListener(_ -> search());
    words.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.ESCAPE) {
        searching.setSelected(false);
        openSearch();
        event.consume();
      }
    });
    searching.setOnAction(_ -> openSearch());
    shape.setId("profile-shape");
    shape.setOnAction(_ -> {
      flame.icicleProperty().set(!shape.isSelected());
      open(Tab.FLAME);
    });
    for (ToggleButton each : new ToggleButton[] {searching, shape}) {
      each.getStyleClass().add("pill");
      each.setMinWidth(USE_PREF_SIZE);
    }
    matched.setMinWidth(USE_PREF_SIZE);
    modes.setId("profile-modes");
    modes.setAccessibleText(text("profile.modes"));
    modes.getStyleClass().add("pill");
    modes.setMinWidth(USE_PREF_SIZE);
    Nodes.show(modes, false);
    Nodes.show(words, false);
    head.setMinHeight(26);
    head.getChildren()
        .addAll(
            views,
            summary,
            Nodes.spacer(),
            modes,
            matched,
            words,
            searching,
            shape,
            menu.compare(),
            menu.more());
  }

  private void openSearch() {
    boolean open = searching.isSelected();
    Nodes.show(words, open);
    Nodes.show(searching, !open);
    if (open) {
      words.requestFocus();
    } else {
      words.clear();
      searching.requestFocus();
    }
  }

  private void search() {
    double percent = flame.search(words.getText());
    hot.filter(words.getText());
    matched.setText(
        words.getText().isBlank() ? "" : text("profile.matched", FrameLine.percent(percent)));
  }

  private void open(Tab wanted) {
    tab = wanted;
    tabs.forEach((each, button) -> button.setSelected(each == wanted));
    if (!(model.shownProperty().get() instanceof Shown.Content)) {
      return;
    }
    if (wanted == Tab.FINDINGS) {
      model.askRules();
    }
    Node view =
        switch (wanted) {
          case FLAME -> flame;
          case HOT -> hot;
          case TREE -> tree;
          case FINDINGS -> findings;
        };
    middle.getChildren().setAll(view);
    Nodes.show(line, wanted == Tab.FLAME);
    Nodes.show(shape, wanted == Tab.FLAME);
    tell();
  }

  private void show(Shown now) {
    switch (now) {
      case Shown.Loading() -> {
        summary.setText(text("profile.reading"));
        middle.getChildren().setAll(new Skeleton(6, 20));
        Nodes.show(line, false);
      }
      case Shown.Failed(var problem) -> {
        summary.setText("");
        middle.getChildren().setAll(new ProblemPane(problem, act));
        Nodes.show(line, false);
      }
      case Shown.Content content -> show(content);
    }
  }

  private void show(Shown.Content content) {
    summary.setText(
        content.against().isEmpty()
            ? content.profile().summary()
            : text("profile.against", content.against()) + " · " + content.profile().summary());
    summary.setTooltip(new Tooltip(summary.getText()));
    flame.show(content.profile());
    flame.icicleProperty().set(!shape.isSelected());
    hot.show(content.profile(), content.sources());
    tree.show(content.profile());
    modes.setText(content.profile().mode().shown());
    modes.getItems().clear();
    content.modes().forEach(mode -> modes.getItems().add(mode(mode, content)));
    Nodes.show(modes, content.modes().size() > 1);
    menu.show(content);
    search();
    open(tab);
  }

  private RadioMenuItem mode(Mode mode, Shown.Content content) {
    RadioMenuItem item = new RadioMenuItem(mode.shown());
    item.setSelected(mode == content.profile().mode());
    item.setOnAction(_ -> model.choose(mode));
    return item;
  }

  private void rules(Rules rules) {
    findings.show(rules);
  }

  private void tell() {
    if (model.shownProperty().get() instanceof Shown.Content content) {
      int node = flame.currentProperty().get();
      line.show(
          content.profile(),
          content.sources(),
          node == FlameGraph.NONE ? flame.zoomedProperty().get() : node);
    }
  }
}
