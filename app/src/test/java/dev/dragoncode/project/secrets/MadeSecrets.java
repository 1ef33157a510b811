package dev.dragoncode.project.secrets;

import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills {@code MADE(prefix,alphabet,count)} in with the same random letters each time, so that this
 * repository holds nothing that looks like a secret.
 */
public final class MadeSecrets {

  private static final Pattern PLACE = Pattern.compile("MADE\\(([^,]*),(\\w+),(\\d+)\\)");

  private MadeSecrets() {}

  /** The text with its secrets. */
  public static String in(String text) {
    return PLACE
        .matcher(text)
        .replaceAll(place ->
            Matcher.quoteReplacement(
                made(place.group(1), place.group(2), Integer.parseInt(place.group(3)))));
  }

  private static String made(String prefix, String alphabet, int count) {
    String letters =
        switch (alphabet) {
          case "base32" -> "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
          case "hex" -> "0123456789abcdef";
          case "base64" -> "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
          default -> "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        };
    Random random = new Random((prefix + alphabet + count).hashCode());
    StringBuilder out = new StringBuilder(prefix);
    for (int i = 0; i < count; i++) {
      out.append(letters.charAt(random.nextInt(letters.length())));
    }
    return out.toString();
  }
}
