package dev.dragoncode.ui.fx;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/** Applies fonts, stylesheets and the colours of the chosen or the system's theme. FX thread. */
public final class Theme {

  /** What the user asks for. */
  public enum Preference {
    SYSTEM,
    DARK,
    LIGHT
  }

  private static final List<String> FONTS =
      List.of(
          "/com/formdev/flatlaf/fonts/inter/Inter-Regular.otf",
          "/com/formdev/flatlaf/fonts/inter/Inter-SemiBold.otf",
          "/com/formdev/flatlaf/fonts/jetbrains_mono/JetBrainsMono-Regular.ttf");

  private final ObjectProperty<Preference> preference =
      new SimpleObjectProperty<>(Preference.SYSTEM);
  private final ReadOnlyObjectWrapper<Tokens> tokens = new ReadOnlyObjectWrapper<>(Tokens.DARK);
  private final DoubleProperty zoom = new SimpleDoubleProperty(1);
  private final ChangeListener<Object> refresh = (property, before, now) -> resolve();

  /**
   * Loads the fonts and sets the base theme.
   *
   * @param first what the user asks for at the start
   */
  public Theme(Preference first) {
    for (String font : FONTS) {
      try (InputStream in = Theme.class.getResourceAsStream(font)) {
        Font.loadFont(Objects.requireNonNull(in, font), 13);
      } catch (IOException e) {
        throw new IllegalStateException("Unreadable font " + font, e);
      }
    }
    preference.set(first);
    preference.addListener(refresh);
    Platform.getPreferences().colorSchemeProperty().addListener(refresh);
    resolve();
    useBaseTheme();
    tokens.addListener((property, before, now) -> useBaseTheme());
  }

  public ObjectProperty<Preference> preferenceProperty() {
    return preference;
  }

  /** How large everything is; 1 is normal. */
  public DoubleProperty zoomProperty() {
    return zoom;
  }

  /** The colours in use. */
  public ReadOnlyObjectProperty<Tokens> tokensProperty() {
    return tokens.getReadOnlyProperty();
  }

  /** Dresses a scene, now and whenever the theme changes. */
  public void apply(Scene scene) {
    dress(scene, tokens.get());
    tokens.addListener((property, before, now) -> dress(scene, now));
  }

  private void resolve() {
    boolean dark =
        switch (preference.get()) {
          case DARK -> true;
          case LIGHT -> false;
          case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    tokens.set(dark ? Tokens.DARK : Tokens.LIGHT);
  }

  private void useBaseTheme() {
    Application.setUserAgentStylesheet(
        tokens.get().dark()
            ? new PrimerDark().getUserAgentStylesheetBSS()
            : new PrimerLight().getUserAgentStylesheetBSS());
  }

  private static void dress(Scene scene, Tokens tokens) {
    scene
        .getStylesheets()
        .setAll(
            dataUri(tokens.css()),
            sheet("fx/base.css"),
            sheet("fx/controlsfx-bridge.css"),
            sheet("control/control.css"),
            sheet("shell/shell.css"),
            sheet("welcome/welcome.css"),
            sheet("overview/overview.css"),
            sheet("readiness/readiness.css"),
            sheet("load/load.css"),
            sheet("emulators/emulators.css"),
            sheet("fakes/fakes.css"),
            sheet("profile/profile.css"),
            sheet("scaffold/scaffold.css"),
            sheet("runs/runs.css"),
            sheet("settings/settings.css"));
  }

  private static String sheet(String path) {
    URL url = Objects.requireNonNull(Theme.class.getResource("/dev/dragoncode/ui/" + path), path);
    return url.toExternalForm();
  }

  private static String dataUri(String css) {
    return "data:text/css;base64,"
        + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
  }
}
