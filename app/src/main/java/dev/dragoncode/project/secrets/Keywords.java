package dev.dragoncode.project.secrets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells in one pass which of many words a text holds: most texts hold few of them, and looking for
 * each by itself would read the text as many times.
 */
final class Keywords {

  /** Of ASCII. */
  private static final int BITS = 7;

  private static final int LETTERS = 1 << BITS;
  private static final String[] NONE = {};

  /** Words by their first two letters. */
  private final String[][] byBeginning = new String[LETTERS * LETTERS][];

  /**
   * @param words of two letters of ASCII or more
   */
  Keywords(Collection<String> words) {
    Arrays.fill(byBeginning, NONE);
    for (String word : Set.copyOf(words)) {
      int place = place(word.charAt(0), word.charAt(1));
      List<String> same = new ArrayList<>(List.of(byBeginning[place]));
      same.add(word);
      byBeginning[place] = same.toArray(String[]::new);
    }
  }

  /** Those that the text holds. */
  Set<String> in(String text) {
    Set<String> found = new HashSet<>();
    int last = text.length() - 1;
    char letter = last < 0 ? 0 : text.charAt(0);
    for (int i = 0; i < last; i++) {
      char next = text.charAt(i + 1);
      if ((letter | next) < LETTERS) {
        for (String word : byBeginning[place(letter, next)]) {
          if (text.startsWith(word, i)) {
            found.add(word);
          }
        }
      }
      letter = next;
    }
    return found;
  }

  private static int place(char first, char second) {
    return first << BITS | second;
  }
}
