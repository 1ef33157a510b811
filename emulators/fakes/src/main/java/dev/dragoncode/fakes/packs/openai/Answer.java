package dev.dragoncode.fakes.packs.openai;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model answers.
 *
 * @param tool the name of the tool that is called; empty where it speaks
 * @param pieces the text, or the tool's arguments, token by token
 * @param full whether it came to its end before the most tokens that were asked for
 */
record Answer(Optional<String> tool, List<String> pieces, boolean full) {

  private static final Pattern EXACTLY =
      Pattern.compile(
          "(?is)^\\s*(?:please\\s+)?(?:say|repeat|reply with|respond with|answer with)(?:\\s+exactly)?"
              + "(?:\\s+(?:the words?|this))?\\s*:?\\s+(.+?)\\s*$");

  /** The longest quotation of a question. */
  private static final int QUOTED = 120;

  Answer {
    pieces = List.copyOf(pieces);
  }

  String text() {
    return String.join("", pieces);
  }

  /**
   * The answer to a wish.
   *
   * @param model which answers
   * @param index among several answers to the same
   */
  static Answer to(Wish wish, String model, int index) {
    Dice dice = Dice.of(model + "\n" + index + "\n" + wish.prompt().whole());
    Optional<Wish.Tool> tool = tool(wish);
    String text =
        tool.isPresent()
            ? SchemaWriter.write(tool.get().parameters(), dice, wish.prompt().user()).toString()
            : spoken(wish, dice);
    if (tool.isPresent() && text.equals("\"\"")) {
      text = "{}";
    }
    for (String stop : wish.stops()) {
      int at = stop.isEmpty() || tool.isPresent() ? -1 : text.indexOf(stop);
      text = at < 0 ? text : text.substring(0, at);
    }
    List<String> pieces = Tokens.of(text);
    boolean full = pieces.size() <= wish.most();
    return new Answer(
        tool.map(Wish.Tool::name), full ? pieces : pieces.subList(0, wish.most()), full);
  }

  private static Optional<Wish.Tool> tool(Wish wish) {
    if (wish.tools().isEmpty() || wish.choice().equals("none")) {
      return Optional.empty();
    }
    List<Wish.Tool> named =
        wish.tools().stream().filter(tool -> tool.name().equals(wish.choice())).toList();
    if (!named.isEmpty()) {
      return Optional.of(named.getFirst());
    }
    boolean must = wish.choice().equals("required");
    if (!must && wish.prompt().last().equals("tool")) {
      return Optional.empty();
    }
    Set<String> asked = words(wish.prompt().user());
    Wish.Tool best = must ? wish.tools().getFirst() : null;
    int most = 0;
    for (Wish.Tool tool : wish.tools()) {
      Set<String> shared = words(tool.name() + " " + tool.description());
      shared.retainAll(asked);
      if (shared.size() > most) {
        most = shared.size();
        best = tool;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Words that say something: those of four letters and more. */
  private static Set<String> words(String text) {
    Set<String> words = new TreeSet<>();
    String split = text.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ").toLowerCase(Locale.ROOT);
    Arrays.stream(split.split("[^\\p{L}\\p{N}]+", -1))
        .filter(word -> word.length() >= 4)
        .forEach(words::add);
    words.removeAll(
        List.of("what", "this", "that", "with", "from", "have", "does", "given", "tool"));
    return words;
  }

  private static String spoken(Wish wish, Dice dice) {
    Prompt prompt = wish.prompt();
    return switch (wish.format().type()) {
      case "json_schema" ->
          SchemaWriter.write(wish.format().schema(), dice, prompt.user()).toString();
      case "json_object" ->
          JsonNodeFactory.instance.objectNode().put("answer", prose(prompt, dice)).toString();
      default -> prose(prompt, dice);
    };
  }

  private static String prose(Prompt prompt, Dice dice) {
    Matcher exactly = EXACTLY.matcher(prompt.user());
    if (prompt.tool().isEmpty() && exactly.matches()) {
      return exactly.group(1).replaceAll("^([\"'`“])(.*)[\"'`”]([.!]?)$", "$2$3");
    }
    List<String> parts = new ArrayList<>();
    if (!prompt.tool().isEmpty()) {
      parts.add("The tool says: " + shortened(prompt.tool().getLast()));
    } else if (!prompt.user().isBlank()) {
      parts.add("You asked: “" + shortened(prompt.user()) + "”");
    }
    parts.add(Words.sentences(dice));
    return String.join("\n\n", parts);
  }

  private static String shortened(String text) {
    String line = text.strip();
    return line.length() <= QUOTED ? line : line.substring(0, QUOTED) + "…";
  }
}
