package dev.dragoncode.project.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a Java file declares, as far as checks ask. Made by the JDK's own parser, so that every
 * version of the language is understood; nothing is resolved or run.
 *
 * @param types the file's classes, records, interfaces and enums, nested ones too
 */
public record JavaSource(
    String packageName, List<String> imports, List<JavaType> types, List<Call> calls) {

  /** A declared type. */
  public record JavaType(
      String name,
      List<Annotation> annotations,
      List<String> supertypes,
      List<Method> methods,
      List<Field> fields,
      int line) {

    public Optional<Annotation> annotation(String... names) {
      return find(annotations, names);
    }
  }

  /**
   * A method or constructor.
   *
   * @param empty whether it has a body without a statement
   */
  public record Method(
      String name,
      List<Annotation> annotations,
      List<Parameter> parameters,
      String returns,
      boolean empty,
      int line) {

    public Optional<Annotation> annotation(String... names) {
      return find(annotations, names);
    }
  }

  /** A method's parameter, or a record's component. */
  public record Parameter(String type, String name, List<Annotation> annotations) {

    public Optional<Annotation> annotation(String... names) {
      return find(annotations, names);
    }
  }

  /** A field. */
  public record Field(String type, String name, List<Annotation> annotations, int line) {}

  /**
   * An annotation.
   *
   * @param name without its package
   * @param values as written, by name; a lone one is called "value"
   */
  public record Annotation(String name, Map<String, String> values, int line) {

    /** The strings in a value: one, or those of an array. */
    public List<String> strings(String key) {
      List<String> strings = new ArrayList<>();
      String raw = values.getOrDefault(key, "");
      for (int at = raw.indexOf('"'); at >= 0; ) {
        int end = raw.indexOf('"', at + 1);
        if (end < 0) {
          break;
        }
        strings.add(raw.substring(at + 1, end));
        at = raw.indexOf('"', end + 1);
      }
      return strings;
    }
  }

  /**
   * A method call or a constructor call.
   *
   * @param scope what stands before the name, shortened; empty for a call on this object
   * @param name the method, or {@code new Name}
   * @param arguments as written, shortened
   */
  public record Call(String scope, String name, List<String> arguments, int line) {}

  /** Whether something of this package, or this very type, is imported. */
  public boolean imports(String packageOrType) {
    return imports.stream()
        .anyMatch(each -> each.equals(packageOrType) || each.startsWith(packageOrType + "."));
  }

  private static Optional<Annotation> find(List<Annotation> annotations, String... names) {
    List<String> wanted = List.of(names);
    return annotations.stream().filter(each -> wanted.contains(each.name())).findFirst();
  }
}
