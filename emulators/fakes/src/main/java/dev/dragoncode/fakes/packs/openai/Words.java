package dev.dragoncode.fakes.packs.openai;

import java.util.List;
import java.util.Locale;

/** Sentences that mean nothing and read well enough. */
final class Words {

  private static final List<String> NOUNS =
      List.of(
          "river",
          "window",
          "garden",
          "letter",
          "engine",
          "bridge",
          "market",
          "harbor",
          "signal",
          "mountain",
          "kitchen",
          "library",
          "station",
          "forest",
          "lantern",
          "compass",
          "island",
          "orchard",
          "valley",
          "machine");
  private static final List<String> VERBS =
      List.of(
          "follows",
          "carries",
          "reaches",
          "answers",
          "crosses",
          "holds",
          "measures",
          "opens",
          "keeps",
          "finds");
  private static final List<String> ADJECTIVES =
      List.of(
          "quiet", "bright", "narrow", "steady", "distant", "simple", "careful", "early", "round",
          "green");

  private Words() {}

  static String one(Dice dice) {
    return dice.one(NOUNS);
  }

  /** Some sentences. */
  static String sentences(Dice dice) {
    StringBuilder text = new StringBuilder();
    long many = 2 + dice.below(3);
    for (long i = 0; i < many; i++) {
      String sentence =
          "the %s %s %s the %s %s"
              .formatted(
                  dice.one(ADJECTIVES),
                  dice.one(NOUNS),
                  dice.one(VERBS),
                  dice.one(ADJECTIVES),
                  dice.one(NOUNS));
      text.append(i == 0 ? "" : " ")
          .append(sentence.substring(0, 1).toUpperCase(Locale.ROOT))
          .append(sentence.substring(1))
          .append('.');
    }
    return text.toString();
  }
}
