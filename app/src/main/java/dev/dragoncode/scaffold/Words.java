package dev.dragoncode.scaffold;

import java.util.Locale;
import java.util.Set;

/** Spellings of a name, and the names that a language keeps for itself. */
final class Words {

  /** Java's keywords and literals, from the Java Language Specification 25, section 3.9. */
  private static final Set<String> JAVA =
      Set.of(
          "abstract",
          "assert",
          "boolean",
          "break",
          "byte",
          "case",
          "catch",
          "char",
          "class",
          "const",
          "continue",
          "default",
          "do",
          "double",
          "else",
          "enum",
          "extends",
          "final",
          "finally",
          "float",
          "for",
          "goto",
          "if",
          "implements",
          "import",
          "instanceof",
          "int",
          "interface",
          "long",
          "native",
          "new",
          "package",
          "private",
          "protected",
          "public",
          "return",
          "short",
          "static",
          "strictfp",
          "super",
          "switch",
          "synchronized",
          "this",
          "throw",
          "throws",
          "transient",
          "try",
          "void",
          "volatile",
          "while",
          "true",
          "false",
          "null",
          "var",
          "record",
          "yield",
          "sealed",
          "permits");

  /** ECMAScript's and TypeScript's reserved words that Java does not have. */
  private static final Set<String> SCRIPT =
      Set.of(
          "arguments",
          "async",
          "await",
          "debugger",
          "delete",
          "eval",
          "export",
          "function",
          "in",
          "let",
          "of",
          "typeof",
          "with",
          "constructor",
          "prototype",
          "undefined",
          "any",
          "never",
          "unknown",
          "string",
          "number",
          "symbol",
          "object",
          "type",
          "declare",
          "namespace");

  /** PostgreSQL's reserved words that a column could be called. */
  private static final Set<String> SQL =
      Set.of(
          "all",
          "analyse",
          "analyze",
          "and",
          "any",
          "array",
          "as",
          "asc",
          "both",
          "cast",
          "check",
          "collate",
          "column",
          "constraint",
          "create",
          "desc",
          "distinct",
          "end",
          "except",
          "fetch",
          "foreign",
          "from",
          "grant",
          "group",
          "having",
          "initially",
          "intersect",
          "into",
          "lateral",
          "leading",
          "limit",
          "not",
          "offset",
          "on",
          "only",
          "or",
          "order",
          "placing",
          "primary",
          "references",
          "returning",
          "select",
          "some",
          "table",
          "then",
          "to",
          "trailing",
          "union",
          "unique",
          "user",
          "using",
          "variadic",
          "when",
          "where",
          "window");

  private Words() {}

  static boolean reservedInCode(String name) {
    return JAVA.contains(name) || SCRIPT.contains(name);
  }

  static boolean reservedInSql(String name) {
    return SQL.contains(name);
  }

  static boolean reservedInJava(String name) {
    return JAVA.contains(name);
  }

  /** {@code unitPrice} as {@code unit_price}, {@code unit-price} or {@code unit price}. */
  static String split(String camel, String by) {
    return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", by).toLowerCase(Locale.ROOT);
  }

  /** With a capital first letter. */
  static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  /** The regular English plural. */
  static String plural(String word) {
    if (word.matches(".*(s|x|z|ch|sh)")) {
      return word + "es";
    }
    return word.matches(".*[^aeiou]y") ? word.substring(0, word.length() - 1) + "ies" : word + "s";
  }
}
