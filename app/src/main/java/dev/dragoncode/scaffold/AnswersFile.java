package dev.dragoncode.scaffold;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.project.syntax.Yaml;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a project was made from, as the project keeps it for later.
 *
 * @param files those that were generated, by path
 */
public record AnswersFile(Answers answers, List<String> files) {

  /** Where it lies, relative to the project. */
  public static final String PATH = ".dragoncode/scaffold.yaml";

  /** Where what was generated lies, each file as it was before anybody edited it. */
  public static final String BASES = ".dragoncode/base/";

  public AnswersFile {
    files = files.stream().sorted().toList();
  }

  /** Where the base of a file lies; no tool takes it for a file of the project. */
  public static String base(String path) {
    return BASES + path + ".base";
  }

  /**
   * Reads one.
   *
   * @throws ProblemException if something in it was changed to what no project is made from
   */
  public static AnswersFile read(String text) {
    try {
      Node root = Yaml.document(text);
      Answers answers =
          new Answers(
              new ProjectName(demand(root, "name")),
              StackKind.of(demand(root, "stack")).orElseThrow(() -> broken("stack is unknown")),
              demand(root, "group"),
              demand(root, "owner"),
              ResourceSpec.parse(demand(root, "resource")),
              new Scope(
                  demand(root, "scope", "metric"),
                  demand(root, "scope", "target"),
                  root.texts("scope", "supporting"),
                  LocalDate.parse(demand(root, "scope", "start")),
                  LocalDate.parse(demand(root, "scope", "until"))),
              Capabilities.closed(root.texts("capabilities")));
      return new AnswersFile(answers, root.texts("files"));
    } catch (SyntaxException e) {
      throw broken("line " + e.line() + ": " + e.getMessage());
    } catch (DateTimeException e) {
      throw broken(String.valueOf(e.getMessage()));
    }
  }

  private static String demand(Node root, String... keys) {
    return root.text(keys).orElseThrow(() -> broken(String.join(".", keys) + " is missing"));
  }

  private static ProblemException broken(String why) {
    return Problem.of(
            "What this project was made from cannot be read",
            PATH + ": " + why + ".",
            Remedy.of("Take the file from version control"))
        .asException();
  }

  /** As it is written. */
  public String text() {
    Scope scope = answers.scope();
    return """
    # What DragonCode made this project from. `dragoncode add` and `dragoncode update` read it,
    # and .dragoncode/base, to merge what they generate with what was written by hand: commit both.
    stack: %s
    name: %s
    group: %s
    owner: %s
    resource: %s
    scope:
      metric: %s
      target: %s
      supporting:%s
      start: %s
      until: %s
    capabilities:%s
    files:%s
    """
        .formatted(
            answers.stack().id(),
            quoted(answers.name().text()),
            quoted(answers.group()),
            quoted(answers.owner()),
            quoted(answers.resource().toString()),
            quoted(scope.metric()),
            quoted(scope.target()),
            list(scope.supporting(), "    "),
            scope.start(),
            scope.until(),
            list(answers.capabilities(), "  "),
            list(files, "  "));
  }

  /** A JSON string is a YAML string, whatever is in it. */
  private static String quoted(String text) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
  }

  private static String list(Collection<String> items, String indent) {
    return items.isEmpty()
        ? " []"
        : items.stream()
            .map(item -> "\n" + indent + "- " + quoted(item))
            .collect(Collectors.joining());
  }
}
