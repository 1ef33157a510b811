package dev.dragoncode.load;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.util.BitSet;
import java.util.Locale;
import java.util.regex.Pattern;

/** The statuses that count as an answer, written as {@code 2xx}, {@code 200,404} or {@code any}. */
public final class Expected {

  private static final Pattern WORD = Pattern.compile("[1-5](xx|\\d\\d)");
  private static final int END = 600;

  /** What holds where nothing is said. */
  public static final Expected SUCCESS = of("2xx");

  private final String text;
  private final BitSet statuses;

  private Expected(String text, BitSet statuses) {
    this.text = text;
    this.statuses = statuses;
  }

  /**
   * Reads what a person has written.
   *
   * @throws dev.dragoncode.problem.ProblemException if it names no statuses
   */
  public static Expected of(String text) {
    BitSet statuses = new BitSet(END);
    String plain = text.toLowerCase(Locale.ROOT).strip();
    if (plain.equals("any")) {
      statuses.set(100, END);
      return new Expected(plain, statuses);
    }
    for (String word : plain.split("[,\\s]+")) {
      if (!WORD.matcher(word).matches()) {
        throw Problem.of(
                "“" + text + "” names no statuses",
                "A status is a number from 100 to 599, or a family of them such as 2xx.",
                Remedy.of("Write 2xx, 200,404 or any."))
            .asException();
      }
      if (word.endsWith("xx")) {
        int family = (word.charAt(0) - '0') * 100;
        statuses.set(family, family + 100);
      } else {
        statuses.set(Integer.parseInt(word));
      }
    }
    return new Expected(plain, statuses);
  }

  public boolean holds(int status) {
    return status >= 0 && statuses.get(status);
  }

  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Expected same && same.statuses.equals(statuses);
  }

  @Override
  public int hashCode() {
    return statuses.hashCode();
  }
}
