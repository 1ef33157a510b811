package dev.dragoncode.ui.settings;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.service.Preferences;
import dev.dragoncode.ui.control.Nodes;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.controlsfx.validation.Severity;
import org.controlsfx.validation.ValidationSupport;
import org.controlsfx.validation.Validator;

/** The user's settings; every change holds at once. */
public final class SettingsView extends BorderPane {

  /** A registry host with an optional port and path. */
  private static final Pattern MIRROR =
      Pattern.compile("|[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\\d{1,5})?(/[a-z0-9._/-]+)?");

  /** A context's name in a kubeconfig is free text; spaces in it are a slip. */
  private static final Pattern CONTEXT = Pattern.compile("\\S*");

  private static final Pattern OVERRIDES =
      Pattern.compile("(\\s*|[a-z0-9-]+\\s*=\\s*\\S+)(\\R(\\s*|[a-z0-9-]+\\s*=\\s*\\S+))*");

  private final SettingsViewModel model;
  private final ValidationSupport validation = new ValidationSupport();

  public SettingsView(SettingsViewModel model) {
    this.model = model;
    getStyleClass().addAll("screen", "settings");
    VBox content =
        new VBox(
            new VBox(
                2,
                Nodes.label(text("settings.title"), "h1"),
                Nodes.label(text("settings.sub"), "sub")),
            appearance(),
            engines(),
            closing(),
            tools(),
            trust(),
            data());
    content.getStyleClass().add("screen-content");
    content.setMaxWidth(860);
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    setCenter(scroll);
  }

  private VBox appearance() {
    ComboBox<String> theme =
        choice(
            new String[] {"system", "dark", "light"},
            name -> text("settings.theme." + name),
            model.preferences().theme(),
            name -> model.change(p -> p.withTheme(name)));
    theme.setId("theme");
    ComboBox<Double> zoom =
        choice(
            new Double[] {0.8, 0.9, 1.0, 1.1, 1.25, 1.4, 1.6},
            factor -> Math.round(factor * 100) + " %",
            model.preferences().zoom(),
            factor -> model.change(p -> p.withZoom(factor)));
    return section("settings.appearance", row("settings.theme", theme), row("settings.zoom", zoom));
  }

  private VBox engines() {
    ComboBox<EnginePreference> engine =
        choice(
            EnginePreference.values(),
            e -> text("settings.engine." + e.name()),
            model.preferences().engine(),
            e -> model.change(p -> p.withEngine(e)));
    engine.setId("engine");
    TextField mirror = new TextField(model.preferences().imageMirror());
    mirror.setPromptText(text("settings.mirrorPrompt"));
    mirror.setId("mirror");
    commit(
        mirror,
        MIRROR,
        text("settings.mirrorBad"),
        value -> model.change(p -> p.withImageMirror(value)));
    TextArea overrides = new TextArea(model.overridesText());
    overrides.setPrefRowCount(2);
    overrides.setPromptText(text("settings.overridesPrompt"));
    validation.registerValidator(
        overrides,
        false,
        Validator.createRegexValidator(text("settings.overridesBad"), OVERRIDES, Severity.ERROR));
    overrides
        .focusedProperty()
        .addListener((property, before, now) -> {
          if (!now && OVERRIDES.matcher(overrides.getText()).matches()) {
            model.setOverrides(overrides.getText());
          }
        });
    TextField cluster = new TextField(model.preferences().cluster());
    cluster.setPromptText(text("settings.clusterPrompt"));
    cluster.setId("cluster");
    commit(
        cluster,
        CONTEXT,
        text("settings.clusterBad"),
        value -> model.change(p -> p.withCluster(value)));
    CheckBox offline = new CheckBox(text("settings.offlineSaid"));
    offline.setId("offline");
    offline.setSelected(model.preferences().offline());
    offline.setOnAction(event -> model.change(p -> p.withOffline(offline.isSelected())));
    return section(
        "settings.engines",
        row("settings.engine", engine),
        row("settings.offline", offline),
        row("settings.mirror", mirror),
        row("settings.overrides", overrides),
        row("settings.cluster", cluster),
        row("settings.ports", Nodes.paragraph(text("settings.portsSaid"), "sub")));
  }

  private VBox closing() {
    ComboBox<Preferences.OnClose> onClose =
        choice(
            Preferences.OnClose.values(),
            c -> text("settings.onClose." + c.name()),
            model.preferences().onClose(),
            c -> model.change(p -> p.withOnClose(c)));
    CheckBox reopen = new CheckBox(text("settings.reopen"));
    reopen.setSelected(model.preferences().reopenLast());
    reopen.setOnAction(event -> model.change(p -> p.withReopenLast(reopen.isSelected())));
    return section(
        "settings.window", row("settings.onClose", onClose), row("settings.start", reopen));
  }

  private VBox tools() {
    TextField editor = new TextField(model.preferences().editor());
    editor.setPromptText(text("settings.editorPrompt"));
    commit(editor, Pattern.compile(".*"), "", v -> model.change(p -> p.withEditor(v)));
    TextField terminal = new TextField(model.preferences().terminal());
    terminal.setPromptText(text("settings.terminalPrompt"));
    commit(terminal, Pattern.compile(".*"), "", v -> model.change(p -> p.withTerminal(v)));
    return section(
        "settings.tools", row("settings.editor", editor), row("settings.terminal", terminal));
  }

  private VBox trust() {
    VBox folders = new VBox(6);
    fillTrust(folders);
    return section("settings.trust", row("settings.trusted", folders));
  }

  private void fillTrust(VBox folders) {
    folders.getChildren().clear();
    for (Path folder : model.trustedFolders()) {
      Button revoke =
          Nodes.button(
              text("trust.revoke"),
              () -> {
                model.distrust(folder);
                fillTrust(folders);
              });
      folders
          .getChildren()
          .add(Nodes.row(10, Nodes.label(folder.toString(), "mono"), Nodes.spacer(), revoke));
    }
    if (folders.getChildren().isEmpty()) {
      folders.getChildren().add(Nodes.label(text("settings.noneTrusted"), "sub"));
    }
  }

  private VBox data() {
    Label size = Nodes.label(model.dataText(), "sub");
    Button clear =
        Nodes.button(
            text("settings.clear"),
            () -> {
              model.clearCache();
              size.setText(model.dataText());
            });
    return section(
        "settings.data",
        row("settings.folder", Nodes.label(model.dataFolder().toString(), "mono")),
        row("settings.size", Nodes.row(14, size, clear)),
        row("settings.telemetry", Nodes.paragraph(text("settings.telemetrySaid"), "sub")));
  }

  private <T> ComboBox<T> choice(
      T[] values, Function<T, String> name, T current, java.util.function.Consumer<T> changed) {
    ComboBox<T> box = new ComboBox<>();
    box.getItems().setAll(values);
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(T value) {
            return value == null ? "" : name.apply(value);
          }

          @Override
          public T fromString(String text) {
            throw new IllegalStateException("The box is not editable: " + text);
          }
        });
    box.setValue(current);
    box.setPrefWidth(320);
    box.valueProperty().addListener((property, before, now) -> changed.accept(now));
    return box;
  }

  /** Saves a field's text when it is left or Enter is pressed, if it is valid. */
  private void commit(
      TextField field, Pattern valid, String message, java.util.function.Consumer<String> save) {
    validation.registerValidator(
        field, false, Validator.createRegexValidator(message, valid, Severity.ERROR));
    Runnable commit =
        () -> {
          String value = field.getText().strip().toLowerCase(Locale.ROOT);
          if (valid.matcher(value).matches()) {
            save.accept(valid == MIRROR ? value : field.getText().strip());
          }
        };
    field.setOnAction(event -> commit.run());
    field
        .focusedProperty()
        .addListener((property, before, now) -> {
          if (!now) {
            commit.run();
          }
        });
  }

  private record Row(String key, Node node) {}

  private static Row row(String key, Node node) {
    return new Row(key, node);
  }

  private static VBox section(String title, Row... rows) {
    GridPane form = new GridPane();
    form.getStyleClass().add("form");
    ColumnConstraints names = new ColumnConstraints(210);
    ColumnConstraints fields = new ColumnConstraints();
    fields.setHgrow(Priority.ALWAYS);
    form.getColumnConstraints().setAll(names, fields);
    for (int i = 0; i < rows.length; i++) {
      Label name = new Label(text(rows[i].key()));
      name.getStyleClass().add("sub");
      if (rows[i].node() instanceof Control control) {
        name.setLabelFor(control);
        control.setAccessibleText(name.getText());
      }
      form.addRow(i, name, rows[i].node());
    }
    VBox card = new VBox(Nodes.label(text(title), "h2"), form);
    card.getStyleClass().addAll("card", "section");
    return card;
  }
}
