package dev.dragoncode.scaffold;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The first thing that a new service keeps, as in {@code order customer:string total:decimal}.
 *
 * @param name in the singular, in camelCase
 */
public record ResourceSpec(String name, List<Field> fields) {

  /** Longer names make lines that formatters break in other places. */
  private static final int MAX_NAME = 30;

  /** More is another resource. */
  private static final int MAX_FIELDS = 20;

  /** What every resource has already, and what its generated code calls its own things. */
  private static final Set<String> TAKEN =
      Set.of("id", "createdAt", "created", "updatedAt", "version", "links", "hashCode", "toString");

  /** Resources that would be called like what the generated code already has. */
  private static final Set<String> TAKEN_RESOURCES =
      Set.of(
          "app",
          "application",
          "config",
          "flag",
          "token",
          "health",
          "metric",
          "problem",
          "payment",
          "audit",
          "secret",
          "store",
          "server",
          "main",
          "test",
          "security",
          "telemetry",
          "error",
          "date",
          "math",
          "promise",
          "map",
          "set",
          "list",
          "object",
          "exception",
          "optional");

  /** What a project is made with where nobody says otherwise. */
  public static final ResourceSpec EXAMPLE =
      parse("order customer:string total:decimal email:email? note:text?");

  public ResourceSpec {
    fields = List.copyOf(fields);
  }

  /**
   * A field.
   *
   * @param name in camelCase
   */
  public record Field(String name, FieldKind kind, boolean required) {
    @Override
    public String toString() {
      return name + ":" + kind.word() + (required ? "" : "?");
    }
  }

  /**
   * Reads a description.
   *
   * @throws dev.dragoncode.problem.ProblemException with the part that cannot be used, and why
   */
  public static ResourceSpec parse(String text) {
    String[] parts = text.strip().split("\\s+");
    String name = parts[0];
    if (!name.matches("[a-z][a-zA-Z0-9]*") || name.length() > MAX_NAME) {
      throw refused(
          "\u201c" + shown(name) + "\u201d cannot be a resource",
          "Its name begins with a small letter, has letters and digits only, and at most "
              + MAX_NAME
              + " of them.");
    }
    if (Words.reservedInCode(name) || TAKEN_RESOURCES.contains(name)) {
      throw refused(
          "\u201c" + name + "\u201d cannot be a resource",
          "Java, TypeScript or the generated code has that name already.");
    }
    List<Field> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 1; i < parts.length; i++) {
      Field field = field(parts[i]);
      if (!names.add(field.name()) || field.name().equals(name)) {
        throw refused(
            "The resource has two things called " + field.name(), "Names differ from each other.");
      }
      fields.add(field);
    }
    if (fields.isEmpty() || fields.size() > MAX_FIELDS) {
      throw refused(
          "The resource " + name + " has " + fields.size() + " fields",
          "It has 1 to " + MAX_FIELDS + " fields.");
    }
    if (fields.stream().noneMatch(Field::required)) {
      throw refused(
          "Every field of " + name + " may be missing",
          "At least one is required, so that there is something to validate.");
    }
    return new ResourceSpec(name, fields);
  }

  private static Field field(String part) {
    int colon = part.indexOf(':');
    String name = colon < 0 ? part : part.substring(0, colon);
    String rest = colon < 0 ? "" : part.substring(colon + 1);
    boolean required = !rest.endsWith("?");
    String word = required ? rest : rest.substring(0, rest.length() - 1);
    FieldKind kind =
        FieldKind.of(word)
            .orElseThrow(() ->
                refused(
                    "\u201c" + shown(part) + "\u201d is no field",
                    "A field is name:kind, with a question mark behind where it may be missing. Kinds are "
                        + FieldKind.words()
                        + "."));
    if (!name.matches("[a-z][a-zA-Z0-9]*") || name.length() > MAX_NAME) {
      throw refused(
          "\u201c" + shown(name) + "\u201d cannot be a field",
          "Its name begins with a small letter, has letters and digits only, and at most "
              + MAX_NAME
              + " of them.");
    }
    if (Words.reservedInCode(name)
        || Words.reservedInSql(Words.split(name, "_"))
        || TAKEN.contains(name)) {
      throw refused(
          "\u201c" + name + "\u201d cannot be a field",
          "Java, TypeScript, SQL or every resource has that name already.");
    }
    return new Field(name, kind, required);
  }

  /** Whatever somebody typed, short enough for a sentence. */
  static String shown(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "\u2026" : text;
  }

  private static dev.dragoncode.problem.ProblemException refused(String title, String reason) {
    return Problem.of(
            title,
            reason,
            Remedy.of("Describe it as in: order customer:string total:decimal note:text?"))
        .asException();
  }

  /** The end of the path of the file that has its routes. */
  public String routes(StackKind stack) {
    return switch (stack) {
      case SPRING -> "/" + Words.capital(name) + "Controller.java";
      case NODE -> "/routes.ts";
    };
  }

  /** As it is written and read. */
  @Override
  public String toString() {
    return name + " " + fields.stream().map(Field::toString).collect(Collectors.joining(" "));
  }
}
