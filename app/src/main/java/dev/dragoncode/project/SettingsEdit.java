package dev.dragoncode.project;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.ProjectSettings.Attestation;
import dev.dragoncode.project.ProjectSettings.Waiver;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.project.syntax.Yaml;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Changes the text of dragoncode.yaml in as few lines as possible; comments, order and spacing
 * stay. Each method returns the new text, and throws a {@link ProblemException} where the text is
 * no YAML or the place is written in a way that only a person should change.
 */
public final class SettingsEdit {

  private SettingsEdit() {}

  /** Makes an emulator wanted, on the engine that the user prefers. */
  public static String addEmulator(String text, String id) {
    Node root = root(text);
    Optional<Node> entry = root.at("emulators", id);
    if (entry.isPresent()) {
      boolean unwanted = root.text("emulators", id, "engine").filter("none"::equals).isPresent();
      return unwanted ? setEmulatorValue(text, id, "engine", "auto") : text;
    }
    return addEntry(text, root, "emulators", List.of(id + ": {}"));
  }

  /** Makes an emulator unwanted, even where the project's dependencies suggest it. */
  public static String removeEmulator(String text, String id) {
    return setEmulatorValue(text, id, "engine", "none");
  }

  /** Sets {@code version} or {@code engine} of an emulator. */
  public static String setEmulatorValue(String text, String id, String key, String value) {
    Node root = root(text);
    Optional<Node> emulator = root.at("emulators", id);
    String pair = key + ": " + quoted(value);
    if (emulator.isEmpty()) {
      return addEntry(text, root, "emulators", List.of(id + ":", "  " + pair));
    }
    Optional<Node> old = emulator.get().at(key);
    if (old.isPresent()) {
      return replaceScalar(text, old.get(), quoted(value));
    }
    Node.Entry entry =
        root.entries("emulators").stream()
            .filter(e -> e.key().equals(id))
            .findFirst()
            .orElseThrow();
    List<String> lines = lines(text);
    String line = lines.get(entry.line() - 1);
    String rest = line.substring(line.indexOf(':', entry.column() - 1) + 1);
    String comment = rest.contains("#") ? " " + rest.substring(rest.indexOf('#')) : "";
    String bare = rest.contains("#") ? rest.substring(0, rest.indexOf('#')).strip() : rest.strip();
    String head = line.substring(0, line.indexOf(':', entry.column() - 1) + 1);
    if (bare.isEmpty() || bare.equals("{}") || bare.equals("null") || bare.equals("~")) {
      lines.set(entry.line() - 1, head + comment);
      lines.add(entry.line(), " ".repeat(entry.column() + 1) + pair);
      return String.join("\n", lines);
    }
    if (bare.startsWith("{") && bare.endsWith("}")) {
      lines.set(entry.line() - 1, head + " { " + pair + ", " + bare.substring(1).strip() + comment);
      return String.join("\n", lines);
    }
    throw byHand(entry.line());
  }

  /** Adds a waiver. */
  public static String addWaiver(String text, Waiver waiver) {
    List<String> item = new ArrayList<>();
    item.add("- check: " + waiver.check());
    waiver.path().ifPresent(path -> item.add("  path: " + quoted(path)));
    item.add("  reason: " + quoted(waiver.reason()));
    item.add("  owner: " + quoted(waiver.owner()));
    item.add("  expires: " + waiver.expires());
    return addEntry(text, root(text), "waivers", item);
  }

  /** Adds a person's word. */
  public static String addAttestation(String text, Attestation attestation) {
    List<String> item = new ArrayList<>();
    item.add("- check: " + attestation.check());
    item.add("  by: " + quoted(attestation.by()));
    item.add("  on: " + attestation.on());
    attestation.note().ifPresent(note -> item.add("  note: " + quoted(note)));
    return addEntry(text, root(text), "attestations", item);
  }

  private static String addEntry(String text, Node root, String key, List<String> block) {
    Optional<Node.Entry> section =
        root.entries().stream().filter(entry -> entry.key().equals(key)).findFirst();
    List<String> lines = lines(text);
    if (section.isEmpty()) {
      while (!lines.isEmpty() && lines.getLast().isBlank()) {
        lines.removeLast();
      }
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.add(key + ":");
      block.forEach(line -> lines.add("  " + line));
      lines.add("");
      return String.join("\n", lines);
    }
    int at = section.get().line() - 1;
    Node value = section.get().value();
    int indent = firstColumn(value).map(column -> column - 1).orElse(2);
    String head = lines.get(at);
    String rest = head.substring(head.indexOf(':') + 1);
    String bare = rest.contains("#") ? rest.substring(0, rest.indexOf('#')).strip() : rest.strip();
    if (bare.equals("{}") || bare.equals("[]") || bare.equals("null") || bare.equals("~")) {
      lines.set(at, head.replace(bare, "").stripTrailing());
    } else if (!bare.isEmpty()) {
      throw byHand(at + 1);
    }
    int end = at;
    for (int i = at + 1; i < lines.size(); i++) {
      String line = lines.get(i);
      boolean inside = line.startsWith(" ") || line.startsWith("- ");
      if (!line.isBlank() && !inside && !line.startsWith("#")) {
        break;
      }
      if (!line.isBlank() && inside) {
        end = i;
      }
    }
    List<String> indented = block.stream().map(line -> " ".repeat(indent) + line).toList();
    lines.addAll(end + 1, indented);
    if (end + 1 + indented.size() == lines.size()) {
      lines.add("");
    }
    return String.join("\n", lines);
  }

  /** The column of the first key of a mapping, or of the first dash of a list. */
  private static Optional<Integer> firstColumn(Node value) {
    return switch (value) {
      case Node.Mapping mapping ->
          mapping.entries().values().stream().findFirst().map(Node.Entry::column);
      case Node.Sequence sequence when !sequence.items().isEmpty() ->
          Optional.of(sequence.column());
      default -> Optional.empty();
    };
  }

  private static String replaceScalar(String text, Node old, String value) {
    List<String> lines = lines(text);
    String line = lines.get(old.line() - 1);
    int from = old.column() - 1;
    int end = from;
    char first = line.charAt(from);
    if (first == '"' || first == '\'') {
      end = line.indexOf(first, from + 1) + 1;
    } else {
      while (end < line.length() && ",}#".indexOf(line.charAt(end)) < 0) {
        end++;
      }
      while (end > from && Character.isWhitespace(line.charAt(end - 1))) {
        end--;
      }
    }
    if (end <= from) {
      throw byHand(old.line());
    }
    lines.set(old.line() - 1, line.substring(0, from) + value + line.substring(end));
    return String.join("\n", lines);
  }

  /** Text as YAML reads it back, in quotes only where it needs them. */
  static String quoted(String text) {
    boolean plain =
        text.matches("[A-Za-z0-9./_][A-Za-z0-9 ./_,()%@+-]*")
            && !text.endsWith(" ")
            && !text.matches("(?i)true|false|yes|no|on|off|null|[0-9.]+");
    return plain
        ? text
        : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }

  private static Node root(String text) {
    try {
      return Yaml.document(text);
    } catch (SyntaxException e) {
      throw Problem.of(
              "Could not change " + ProjectSettings.FILE,
              "Line " + e.line() + ", column " + e.column() + ": " + e.getMessage() + ".",
              Remedy.of("Mend the file first, then try again."))
          .causedBy(e)
          .asException();
    }
  }

  private static List<String> lines(String text) {
    return new ArrayList<>(Arrays.asList(text.split("\n", -1)));
  }

  private static ProblemException byHand(int line) {
    return Problem.of(
            "Could not change " + ProjectSettings.FILE,
            "Line " + line + " is written in a short form that only a person should change.",
            Remedy.of("Write the entry over several lines, then try again."))
        .asException();
  }
}
