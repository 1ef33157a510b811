package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.packs.github.Repos.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A search: words, and qualifiers such as {@code label:"good first issue"} or {@code -author:bob}.
 * https://docs.github.com/search-github/getting-started-with-searching-on-github/understanding-the-search-syntax.
 */
final class SearchWords {

  private static final Pattern PART = Pattern.compile("(-?)(?:([a-z-]+):)?(?:\"([^\"]*)\"|(\\S+))");

  private final List<Term> terms = new ArrayList<>();

  private record Term(boolean not, String name, String value) {}

  private SearchWords() {}

  static SearchWords of(String text) {
    SearchWords words = new SearchWords();
    Matcher matcher = PART.matcher(text.strip());
    while (matcher.find()) {
      String quoted = matcher.group(3);
      String name = matcher.group(2) == null ? "" : matcher.group(2);
      words.terms.add(
          new Term(!matcher.group(1).isEmpty(), name, quoted == null ? matcher.group(4) : quoted));
    }
    return words;
  }

  /** The values of a qualifier that are wanted. */
  List<String> all(String name) {
    return values(name, false);
  }

  /** The values of a qualifier that are not wanted. */
  List<String> none(String name) {
    return values(name, true);
  }

  private List<String> values(String name, boolean not) {
    return terms.stream()
        .filter(term -> term.name().equals(name) && term.not() == not)
        .map(Term::value)
        .toList();
  }

  /** Whether each word without a qualifier is in a text, and each unwanted one is not. */
  boolean allIn(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return terms.stream()
        .filter(term -> term.name().isEmpty() && !term.value().matches("AND|OR"))
        .allMatch(term -> lower.contains(term.value().toLowerCase(Locale.ROOT)) != term.not());
  }

  /** Whether a repository is among those that are searched. */
  boolean inRepository(ObjectNode repo) {
    List<String> repos = all("repo");
    List<String> owners = new ArrayList<>(all("user"));
    owners.addAll(all("org"));
    String full = Repos.fullName(repo);
    return (repos.isEmpty() || repos.stream().anyMatch(full::equalsIgnoreCase))
        && none("repo").stream().noneMatch(full::equalsIgnoreCase)
        && (owners.isEmpty() || owners.stream().anyMatch(Repos.owner(repo)::equalsIgnoreCase));
  }

  /** A search in a repository that there is not, or that one may not see, is none. */
  void mustKnow(Call call, String name) {
    for (String full : all(name)) {
      String[] parts = full.split("/", -1);
      boolean known =
          parts.length == 2
              && Repos.named(call, parts[0], parts[1])
                  .map(repo -> Repos.access(call, repo) != Access.NONE)
                  .orElse(false);
      if (!known) {
        throw Errors.custom(
            "Search",
            "q",
            "The listed users and repositories cannot be searched either because the resources do"
                + " not exist or you do not have permission to view them.");
      }
    }
  }

  /** Whether a number is in {@code 5}, {@code >5}, {@code >=5}, {@code <5} or {@code 1..5}. */
  static boolean within(long number, String range) {
    Matcher matcher =
        Pattern.compile("(>=|<=|>|<)?(\\d{1,15})(?:\\.\\.(\\d{1,15}|\\*))?").matcher(range);
    if (!matcher.matches()) {
      return false;
    }
    long bound = Long.parseLong(matcher.group(2));
    String sign = matcher.group(1) == null ? "" : matcher.group(1);
    if (matcher.group(3) != null) {
      return number >= bound
          && (matcher.group(3).equals("*") || number <= Long.parseLong(matcher.group(3)));
    }
    return switch (sign) {
      case ">=" -> number >= bound;
      case "<=" -> number <= bound;
      case ">" -> number > bound;
      case "<" -> number < bound;
      default -> number == bound;
    };
  }

  /**
   * Whether a time is in {@code 2026-01-01}, {@code >=2026-01-01} or {@code
   * 2026-01-01..2026-02-01}.
   */
  static boolean withinTime(String time, String range) {
    String[] ends = range.split("\\.\\.", -1);
    if (ends.length == 2) {
      return (ends[0].equals("*") || time.compareTo(ends[0]) >= 0)
          && (ends[1].equals("*") || time.compareTo(ends[1] + "~") <= 0);
    }
    String bound = range.replaceFirst("^[<>]=?", "");
    if (range.startsWith(">=")) {
      return time.compareTo(bound) >= 0;
    }
    if (range.startsWith(">")) {
      return time.compareTo(bound + "~") > 0;
    }
    if (range.startsWith("<=")) {
      return time.compareTo(bound + "~") <= 0;
    }
    return range.startsWith("<") ? time.compareTo(bound) < 0 : time.startsWith(bound);
  }
}
