package dev.dragoncode.readiness.checks;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Syntax;
import dev.dragoncode.readiness.facts.Place;
import dev.dragoncode.readiness.facts.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a file of Node, Python or Go reads from the environment and from flags.
 *
 * @param any whether it reads anything
 * @param demanded lines where the program stops, or refuses to start, because a value is missing or
 *     wrong
 */
record EnvironmentReads(boolean any, List<Integer> demanded) {

  private static final EnvironmentReads NONE = new EnvironmentReads(false, List.of());

  private static final Pattern READ =
      Pattern.compile(
          "process\\.env\\b|import\\.meta\\.env\\b|Deno\\.env|Bun\\.env|os\\.environ\\b|os\\.getenv\\("
              + "|\\bgetenv\\(|os\\.(Getenv|LookupEnv|Environ)\\(|PreRunE:|FlagRequired\\(");

  /** What Cobra asks of flags before it runs a command. */
  private static final Pattern FLAGS =
      Pattern.compile("\\s*(Persistent)?PreRunE:.*|.*\\.Mark(Persistent)?FlagRequired\\(.*");

  /** In Python the key that is missing is named by the error itself. */
  private static final Pattern SUBSCRIPT =
      Pattern.compile("[A-Z_]+\\s*=.*\\bos\\.environ\\[[\"']\\w+[\"']].*");

  private static final Pattern STOPS =
      Pattern.compile(
          "\\bthrow new \\w+|process\\.exit\\(|\\bpanic\\(|log\\.(Fatal|Panic)\\w*\\(|os\\.Exit\\("
              + "|^\\s*raise \\w+|sys\\.exit\\(");

  private static final Pattern ASKS = Pattern.compile("\\bif\\b|\\?\\?|\\|\\||\\bor\\b");

  /** A key that is there is no reason to stop. */
  private static final Pattern PRESENT = Pattern.compile("(?<!\\bnot)\\s+in\\s+os\\.environ\\b");

  private static final Pattern SET =
      Pattern.compile(
          "\\s*(?:(?:const|let|var)\\s+)?([A-Za-z_]\\w*)\\s*(?::\\s*\\w+\\s*)?:?=(?!=)");

  /** A refusal stands this close to the value, in lines, and closer where the line itself asks. */
  private static final int NEAR = 8;

  private static final int NEXT = 3;

  private static final Syntax<EnvironmentReads> SYNTAX = (_, text) -> of(text);

  /** In each file of the program that reads something. */
  static Stream<EnvironmentReads> in(ProjectView view) {
    return files(view).map(path -> of(view, path)).filter(EnvironmentReads::any);
  }

  /** Where the program demands a value. */
  static List<Place> demands(ProjectView view) {
    return files(view)
        .flatMap(path -> of(view, path).demanded.stream().map(line -> new Place(path, line)))
        .toList();
  }

  private static Stream<String> files(ProjectView view) {
    return Stream.of("Node", "Python", "Go")
        .flatMap(platform -> view.get(Sources.FACT).program(platform))
        .map(Sources.Code::path);
  }

  private static EnvironmentReads of(ProjectView view, String path) {
    return view.file(path).flatMap(f -> view.parse(f, SYNTAX).value()).orElse(NONE);
  }

  private static EnvironmentReads of(String text) {
    if (!READ.matcher(text).find()) {
      return NONE;
    }
    List<String> lines = text.lines().map(EnvironmentReads::withoutComment).toList();
    List<Integer> demanded = new ArrayList<>();
    boolean any = false;
    for (int i = 0; i < lines.size(); i++) {
      if (!READ.matcher(lines.get(i)).find()) {
        continue;
      }
      any = true;
      if ((SUBSCRIPT.matcher(lines.get(i)).matches() && !PRESENT.matcher(lines.get(i)).find())
          || FLAGS.matcher(lines.get(i)).matches()
          || refused(lines, i)) {
        demanded.add(i + 1);
      }
    }
    return any ? new EnvironmentReads(true, List.copyOf(demanded)) : NONE;
  }

  /** Whether the lines below ask something of the value and stop where it is not so. */
  private static boolean refused(List<String> lines, int read) {
    String first = lines.get(read);
    boolean asked = ASKS.matcher(first).find() && !PRESENT.matcher(first).find();
    Matcher set = SET.matcher(first);
    Optional<Pattern> name =
        set.lookingAt()
            ? Optional.of(Pattern.compile("\\b" + set.group(1) + "\\b"))
            : Optional.empty();
    int end = Math.min(read + (asked ? NEXT : NEAR), lines.size());
    for (int i = read; i < end; i++) {
      String line = lines.get(i);
      asked |=
          i > read
              && ASKS.matcher(line).find()
              && name.filter(n -> n.matcher(line).find()).isPresent();
      if (asked && STOPS.matcher(line).find()) {
        return true;
      }
    }
    return false;
  }

  private static String withoutComment(String line) {
    return line.strip().matches("(//|#|\\*|/\\*).*") ? "" : line;
  }
}
