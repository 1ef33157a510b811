package dev.dragoncode.project;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.syntax.Node;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Takes entries of dragoncode.yaml apart, and keeps what is wrong in them as problems that name the
 * place.
 */
final class SettingsEntries {

  private final Path file;
  private final LocalDate today;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param file where it stands
   * @param today the date that an example shows
   */
  SettingsEntries(Path file, LocalDate today) {
    this.file = file;
    this.today = today;
  }

  /** What was wrong so far, in the order of reading. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** What the reader makes of each entry of a list; it says nothing of those it cannot use. */
  <T> List<T> each(Node root, String key, Function<Node, Optional<T>> reader) {
    List<T> read = new ArrayList<>();
    root.at(key)
        .filter(node -> !(node instanceof Node.Sequence) && !empty(node))
        .ifPresent(node -> problem(node, key + " is a list: begin each entry with a dash"));
    for (Node item : root.items(key)) {
      if (item instanceof Node.Mapping) {
        reader.apply(item).ifPresent(read::add);
      } else {
        problem(item, "an entry of " + key + " is made of keys and values");
      }
    }
    return read;
  }

  /** A text that an entry of the section must have. */
  Optional<String> required(Node node, String section, String key) {
    Optional<String> value = node.text(key).filter(text -> !text.isBlank());
    if (value.isEmpty()) {
      problem(node, "an entry of " + section + " needs " + key);
    }
    return value;
  }

  /** A date as in 2026-11-29; empty where there is none. */
  Optional<LocalDate> date(Node node, String key) {
    Optional<Node> value = node.at(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    String text = node.text(key).orElse("");
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      problem(value.get(), key + " \"" + text + "\" is no date; write it as " + today);
      return Optional.empty();
    }
  }

  /** Complains about keys that are none of these. */
  void known(Node node, Set<String> keys) {
    for (Node.Entry entry : node.entries()) {
      if (!keys.contains(entry.key())) {
        String near =
            Spelling.nearest(entry.key(), keys)
                .map(key -> "; did you mean \"" + key + "\"?")
                .orElse("; known are " + String.join(", ", keys.stream().sorted().toList()));
        add(entry.line(), entry.column(), "the key \"" + entry.key() + "\" is not known" + near);
      }
    }
  }

  /** Keeps what is wrong at a place. */
  void problem(Node place, String reason) {
    add(place.line(), place.column(), reason);
  }

  private void add(int line, int column, String reason) {
    problems.add(
        Problem.of(
            "Part of " + ProjectSettings.FILE + " is not used",
            "Line " + line + ", column " + column + ": " + reason + ".",
            Remedy.of("Open the file at line " + line + ".", new Remedy.OpenFile(file, line))));
  }

  /** Whether nothing stands there, as behind a key alone. */
  static boolean empty(Node node) {
    return node instanceof Node.Scalar scalar
        && (scalar.text().isEmpty() || scalar.text().equals("null") || scalar.text().equals("~"));
  }
}
