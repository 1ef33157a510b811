package dev.dragoncode.project.syntax;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The stages of a Dockerfile, with global arguments put into the images that they name.
 *
 * @param stages in order; the last one is the image, unless a build names another target
 */
public record Dockerfile(List<Stage> stages) {

  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{?([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}?");

  /**
   * A stage.
   *
   * @param image the base as it is used, its arguments replaced by their defaults
   * @param name after AS, in lower case
   * @param line of its FROM
   * @param instructions after FROM, in order
   */
  public record Stage(
      String image, Optional<String> name, int line, List<Instruction> instructions) {

    /** The last instruction of this name, which is the one that counts. */
    public Optional<Instruction> last(String keyword) {
      return instructions.stream()
          .filter(each -> each.keyword.equals(keyword))
          .reduce((_, later) -> later);
    }
  }

  /**
   * An instruction.
   *
   * @param keyword in upper case
   * @param arguments as written, continued lines joined, ARG and ENV of the stage not replaced
   */
  public record Instruction(String keyword, String arguments, int line) {}

  /** Reads a Dockerfile; lines that are no instruction are passed over. */
  public static Dockerfile parse(String text) {
    List<Instruction> instructions = instructions(text);
    Map<String, String> globals = new LinkedHashMap<>();
    List<Stage> stages = new ArrayList<>();
    List<Instruction> body = new ArrayList<>();
    for (Instruction each : instructions) {
      if (each.keyword.equals("FROM")) {
        body = new ArrayList<>();
        stages.add(stage(each, globals, body));
      } else if (stages.isEmpty() && each.keyword.equals("ARG")) {
        String[] pair = each.arguments.split("=", 2);
        globals.put(pair[0].strip(), pair.length > 1 ? unquoted(pair[1].strip()) : "");
      } else {
        body.add(each);
      }
    }
    return new Dockerfile(
        stages.stream()
            .map(s -> new Stage(s.image, s.name, s.line, List.copyOf(s.instructions)))
            .toList());
  }

  /** The stage that makes the image. */
  public Optional<Stage> last() {
    return stages.isEmpty() ? Optional.empty() : Optional.of(stages.getLast());
  }

  /** The earlier stage that this one is built on; empty where it is built on an image. */
  public Optional<Stage> parent(Stage stage) {
    String wanted = stage.image.toLowerCase(Locale.ROOT);
    return stages.stream()
        .takeWhile(each -> each.line < stage.line)
        .filter(each -> each.name.filter(wanted::equals).isPresent())
        .reduce((_, later) -> later);
  }

  private static Stage stage(
      Instruction from, Map<String, String> globals, List<Instruction> body) {
    List<String> words = new ArrayList<>(List.of(from.arguments.strip().split("\\s+")));
    words.removeIf(word -> word.startsWith("--"));
    String image = words.isEmpty() ? "" : expand(words.getFirst(), globals);
    Optional<String> name =
        words.size() >= 3 && words.get(1).equalsIgnoreCase("as")
            ? Optional.of(words.get(2).toLowerCase(Locale.ROOT))
            : Optional.empty();
    return new Stage(image, name, from.line, body);
  }

  /** Replaces variables by these values, or by the default that stands beside them. */
  public static String expand(String text, Map<String, String> values) {
    Map<String, String> known = new HashMap<>(values);
    Matcher matcher = VARIABLE.matcher(text);
    return matcher.replaceAll(match -> {
      String value = known.getOrDefault(match.group(1), "");
      String fallback = match.group(2) == null ? "" : match.group(2);
      return Matcher.quoteReplacement(value.isEmpty() ? fallback : value);
    });
  }

  private static String unquoted(String text) {
    return text.length() >= 2
            && (text.charAt(0) == '"' || text.charAt(0) == '\'')
            && text.charAt(text.length() - 1) == text.charAt(0)
        ? text.substring(1, text.length() - 1)
        : text;
  }

  private static List<Instruction> instructions(String text) {
    List<Instruction> found = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      int first = i + 1;
      StringBuilder whole = new StringBuilder(line);
      while (whole.length() > 0
          && whole.charAt(whole.length() - 1) == '\\'
          && i + 1 < lines.length) {
        String next = lines[++i].strip();
        if (next.startsWith("#") || next.isEmpty()) {
          continue;
        }
        whole.setCharAt(whole.length() - 1, ' ');
        whole.append(next);
      }
      i = skipHereDocument(whole.toString(), lines, i);
      int space = 0;
      while (space < whole.length() && Character.isLetter(whole.charAt(space))) {
        space++;
      }
      if (space > 0) {
        found.add(
            new Instruction(
                whole.substring(0, space).toUpperCase(Locale.ROOT),
                whole.substring(space).strip(),
                first));
      }
    }
    return found;
  }

  private static int skipHereDocument(String instruction, String[] lines, int at) {
    Matcher here = Pattern.compile("<<-?[\"']?([A-Za-z_]+)[\"']?").matcher(instruction);
    if (!instruction.matches("(?i)(RUN|COPY|ADD)\\b.*") || !here.find()) {
      return at;
    }
    int line = at + 1;
    while (line < lines.length && !lines[line].strip().equals(here.group(1))) {
      line++;
    }
    return line;
  }
}
