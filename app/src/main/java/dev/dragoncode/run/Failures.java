package dev.dragoncode.run;

import dev.dragoncode.run.TestCase.Failure;
import dev.dragoncode.run.TestCase.Place;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a runner writes of a failure. */
final class Failures {

  /** Longer texts are cut: a test that prints a megabyte says no more than its beginning. */
  static final int MAX_DETAILS = 20_000;

  /** A file of a language that tests are written in, and a line of it. */
  private static final Pattern PLACE =
      Pattern.compile("([\\w@./\\\\-]+\\.(?:java|kt|groovy|py|go|[cm]?[jt]sx?)):(\\d{1,7})");

  /** The same as Python writes it. */
  private static final Pattern PYTHON =
      Pattern.compile("File \"([^\"\\n]+\\.py)\", line (\\d{1,7})");

  private Failures() {}

  /**
   * @param own a part of the name of the file that the test stands in, such as its class
   */
  static Failure of(String message, String details, String own) {
    String shown =
        details.length() > MAX_DETAILS ? details.substring(0, MAX_DETAILS) + "\n…" : details;
    String line =
        message.isBlank()
            ? shown.lines().filter(each -> !each.isBlank()).findFirst().orElse("").strip()
            : message.strip().lines().findFirst().orElse("");
    return new Failure(line, shown, place(shown, own));
  }

  /** The first place in the test's own file, else the first at all. */
  private static Optional<Place> place(String details, String own) {
    return place(PLACE, details, own).or(() -> place(PYTHON, details, own));
  }

  private static Optional<Place> place(Pattern pattern, String details, String own) {
    Optional<Place> first = Optional.empty();
    Matcher found = pattern.matcher(details);
    while (found.find()) {
      // three slashes are what is left of a file: address
      String file = found.group(1).replaceFirst("^//+", "/");
      Place place = new Place(file, Integer.parseInt(found.group(2)));
      if (!own.isEmpty() && place.file().contains(own)) {
        return Optional.of(place);
      }
      if (first.isEmpty() && !place.file().contains("node_modules")) {
        first = Optional.of(place);
      }
    }
    return first;
  }
}
