package dev.dragoncode.ui.emulators;

import dev.dragoncode.emulators.model.LogLine;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which log lines are wanted.
 *
 * @param sources ids of the emulators; empty for all
 * @param least lines of a lower level are left out
 * @param words a regular expression, upper and lower case alike; where it is none, the plain text
 */
record LogFilter(Set<String> sources, LogLine.Level least, String words) {

  static final LogFilter ALL = new LogFilter(Set.of(), LogLine.Level.DEBUG, "");

  LogFilter {
    sources = Set.copyOf(sources);
  }

  /** What is wrong with the regular expression; empty where it is one. */
  Optional<String> fault() {
    try {
      Pattern.compile(words);
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of(e.getDescription());
    }
  }

  /** Tells the wanted lines from the others. */
  Predicate<LogLine> wanted() {
    Pattern pattern =
        Pattern.compile(fault().isEmpty() ? words : Pattern.quote(words), Pattern.CASE_INSENSITIVE);
    return line ->
        (sources.isEmpty() || sources.contains(line.emulator()))
            && line.level().compareTo(least) >= 0
            && (words.isEmpty() || pattern.matcher(line.text()).find());
  }

  LogFilter withWords(String changed) {
    return new LogFilter(sources, least, changed);
  }

  LogFilter withLeast(LogLine.Level changed) {
    return new LogFilter(sources, changed, words);
  }

  LogFilter withSources(Set<String> changed) {
    return new LogFilter(changed, least, words);
  }
}
