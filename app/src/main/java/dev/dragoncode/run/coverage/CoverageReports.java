package dev.dragoncode.run.coverage;

import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.project.syntax.Xml;
import dev.dragoncode.project.syntax.Xml.Element;
import dev.dragoncode.run.coverage.Coverage.Count;
import dev.dragoncode.run.coverage.Coverage.Covered;
import dev.dragoncode.run.coverage.Coverage.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the formats in which tools report coverage. */
public final class CoverageReports {

  /** A block of a Go profile: {@code file.go:from.column,to.column statements count}. */
  private static final Pattern GO_BLOCK =
      Pattern.compile("(.+):(\\d+\\.\\d+,\\d+\\.\\d+) (\\d{1,9}) (\\d{1,18})");

  private CoverageReports() {}

  /** The formats. */
  public enum Format {
    JACOCO,
    LCOV,
    COBERTURA,
    GO
  }

  /**
   * Reads a report.
   *
   * @param root of the project, with slashes: paths below it are told relative to it
   * @throws SyntaxException if it is none of this format
   */
  public static Coverage read(Format format, String text, String root) throws SyntaxException {
    return switch (format) {
      case JACOCO -> jacoco(Xml.parse(text));
      case LCOV -> lcov(text, root);
      case COBERTURA -> cobertura(Xml.parse(text), root);
      case GO -> go(text);
    };
  }

  private static Coverage jacoco(Element report) {
    Map<String, List<Covered>> packages = new TreeMap<>();
    jacoco(report, packages);
    return Coverage.of(Unit.LINES, packages);
  }

  /** Modules are groups within groups. */
  private static void jacoco(Element around, Map<String, List<Covered>> into) {
    around.all("group").forEach(group -> jacoco(group, into));
    around
        .all("package")
        .forEach(each -> {
          String name = each.attribute("name").orElse("").replace('/', '.');
          each.all("sourcefile")
              .forEach(file ->
                  file.all("counter")
                      .filter(
                          counter -> counter.attribute("type").filter("LINE"::equals).isPresent())
                      .forEach(counter -> {
                        int covered = number(counter, "covered");
                        into.computeIfAbsent(name, _ -> new ArrayList<>())
                            .add(
                                new Covered(
                                    file.attribute("name").orElse(""),
                                    new Count(covered, covered + number(counter, "missed"))));
                      }));
        });
  }

  private static int number(Element element, String attribute) {
    return element
        .attribute(attribute)
        .filter(text -> text.matches("\\d{1,9}"))
        .map(Integer::parseInt)
        .orElse(0);
  }

  /** Counts the lines themselves: not every tool writes the sums. */
  private static Coverage lcov(String text, String root) throws SyntaxException {
    Map<String, Map<String, Boolean>> files = new HashMap<>();
    Map<String, Boolean> lines = new HashMap<>();
    boolean any = false;
    for (String line : text.lines().toList()) {
      if (line.startsWith("SF:")) {
        any = true;
        lines =
            files.computeIfAbsent(relative(line.substring(3).strip(), root), _ -> new HashMap<>());
      } else if (line.startsWith("DA:")) {
        String[] parts = line.substring(3).split(",");
        if (parts.length > 1) {
          lines.merge(parts[0], !parts[1].strip().equals("0"), Boolean::logicalOr);
        }
      }
    }
    if (!any) {
      throw new SyntaxException("It names no file", 1, 1);
    }
    return Coverage.ofPaths(Unit.LINES, counts(files));
  }

  private static Map<String, Count> counts(Map<String, Map<String, Boolean>> files) {
    Map<String, Count> counts = new HashMap<>();
    files.forEach((path, lines) -> {
      int covered = (int) lines.values().stream().filter(hit -> hit).count();
      counts.put(path, new Count(covered, lines.size()));
    });
    return counts;
  }

  private static Coverage cobertura(Element report, String root) {
    Map<String, Map<String, Boolean>> files = new HashMap<>();
    report
        .all("packages")
        .flatMap(each -> each.all("package"))
        .flatMap(each -> each.all("classes"))
        .flatMap(each -> each.all("class"))
        .forEach(each -> {
          // several classes may stand in one file
          Map<String, Boolean> lines =
              files.computeIfAbsent(
                  relative(each.attribute("filename").orElse(""), root), _ -> new HashMap<>());
          each.all("lines")
              .flatMap(all -> all.all("line"))
              .forEach(line ->
                  lines.merge(
                      line.attribute("number").orElse(""),
                      line.attribute("hits").filter(hits -> !hits.equals("0")).isPresent(),
                      Boolean::logicalOr));
        });
    return Coverage.ofPaths(Unit.LINES, counts(files));
  }

  /** A block may stand there once for each package that was tested. */
  private static Coverage go(String text) throws SyntaxException {
    if (!text.startsWith("mode:")) {
      throw new SyntaxException("It does not begin with its mode", 1, 1);
    }
    Map<String, Count> blocks = new HashMap<>();
    Map<String, String> files = new HashMap<>();
    text.lines()
        .map(GO_BLOCK::matcher)
        .filter(Matcher::matches)
        .forEach(block -> {
          String key = block.group(1) + ":" + block.group(2);
          int statements = Integer.parseInt(block.group(3));
          int covered = block.group(4).equals("0") ? 0 : statements;
          files.put(key, block.group(1));
          blocks.merge(
              key, new Count(covered, statements), (a, b) -> a.covered() >= b.covered() ? a : b);
        });
    Map<String, Count> counts = new HashMap<>();
    blocks.forEach((key, count) -> counts.merge(files.getOrDefault(key, ""), count, Count::plus));
    return Coverage.ofPaths(Unit.STATEMENTS, counts);
  }

  private static String relative(String path, String root) {
    String plain = path.replace('\\', '/');
    return plain.startsWith(root + "/") ? plain.substring(root.length() + 1) : plain;
  }
}
