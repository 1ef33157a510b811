package dev.dragoncode.fakes.packs.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a text into pieces about as long as those of OpenAI's tokenizers. */
final class Tokens {

  private static final Pattern PIECE =
      Pattern.compile(" ?\\p{L}{1,7}| ?\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]{1,3}|\\s+");

  private Tokens() {}

  /** The pieces; together they are the text. */
  static List<String> of(String text) {
    List<String> pieces = new ArrayList<>();
    Matcher matcher = PIECE.matcher(text);
    while (matcher.find()) {
      pieces.add(matcher.group());
    }
    return pieces;
  }

  static int count(String text) {
    Matcher matcher = PIECE.matcher(text);
    int count = 0;
    while (matcher.find()) {
      count++;
    }
    return count;
  }
}
