package dev.dragoncode.ui.fx;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The window's texts, from one resource bundle. */
public final class Texts {

  private static final ResourceBundle BUNDLE =
      ResourceBundle.getBundle("dev.dragoncode.ui.texts", Locale.ROOT);

  private Texts() {}

  /**
   * The text with this key, its {@code {0}} placeholders filled as {@link MessageFormat} does.
   *
   * @throws java.util.MissingResourceException if there is no such text
   */
  public static String text(String key, Object... arguments) {
    String pattern = BUNDLE.getString(key);
    return arguments.length == 0
        ? pattern
        : new MessageFormat(pattern, Locale.ENGLISH).format(arguments);
  }
}
