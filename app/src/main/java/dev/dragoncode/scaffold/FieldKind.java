package dev.dragoncode.scaffold;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a field of a resource holds, and what that is in each language. Amounts travel as JSON
 * strings: a JSON number is a binary fraction to most clients, and 0.10 is none.
 */
public enum FieldKind {
  STRING("String", "", "string", "varchar(200)"),
  TEXT("String", "", "string", "text"),
  INTEGER("Long", "", "number", "bigint"),
  DECIMAL("BigDecimal", "java.math.BigDecimal", "string", "numeric(18, 2)"),
  BOOLEAN("Boolean", "", "boolean", "boolean"),
  DATE("LocalDate", "java.time.LocalDate", "string", "date"),
  INSTANT("Instant", "java.time.Instant", "string", "timestamptz"),
  UUID("UUID", "java.util.UUID", "string", "uuid"),
  EMAIL("String", "", "string", "varchar(254)");

  private final String java;
  private final String javaImport;
  private final String typeScript;
  private final String sql;

  FieldKind(String java, String javaImport, String typeScript, String sql) {
    this.java = java;
    this.javaImport = javaImport;
    this.typeScript = typeScript;
    this.sql = sql;
  }

  /** Its name in a resource's description. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of this name. */
  public static Optional<FieldKind> of(String word) {
    return Arrays.stream(values()).filter(k -> k.word().equals(word)).findFirst();
  }

  /** All names, for a person to choose from. */
  public static String words() {
    return Arrays.stream(values()).map(FieldKind::word).collect(Collectors.joining(", "));
  }

  /** The Java type, without its package. */
  String java() {
    return java;
  }

  /** What Java imports for it; empty for nothing. */
  String javaImport() {
    return javaImport;
  }

  /** The TypeScript type of its JSON value. */
  String typeScript() {
    return typeScript;
  }

  /** The type of its column in PostgreSQL. */
  String sql() {
    return sql;
  }

  /** A JSON value of this kind; two different ones for tests. */
  String json(String label, boolean other) {
    return switch (this) {
      case STRING, TEXT -> "\"" + (other ? "Another " : "A ") + label + "\"";
      case INTEGER -> other ? "7" : "3";
      case DECIMAL -> other ? "\"7.25\"" : "\"12.50\"";
      case BOOLEAN -> other ? "false" : "true";
      case DATE -> other ? "\"2026-02-03\"" : "\"2026-01-02\"";
      case INSTANT -> other ? "\"2026-02-03T04:05:06Z\"" : "\"2026-01-02T03:04:05Z\"";
      case UUID ->
          other
              ? "\"7d444840-9dc0-11d1-b245-5ffdce74fad2\""
              : "\"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\"";
      case EMAIL -> other ? "\"grace@example.com\"" : "\"ada@example.com\"";
    };
  }

  /** A JSON value that validation refuses, whether or not the field is required. */
  String invalidJson() {
    return switch (this) {
      case STRING, TEXT -> "{}";
      case INTEGER -> "\"many\"";
      case DECIMAL -> "\"12.345\"";
      case BOOLEAN -> "\"perhaps\"";
      case DATE -> "\"2026-13-01\"";
      case INSTANT -> "\"yesterday\"";
      case UUID -> "\"no-uuid\"";
      case EMAIL -> "\"no address\"";
    };
  }

  /** The same value as a Java expression. */
  String javaValue(String label, boolean other) {
    String json = json(label, other);
    return switch (this) {
      case STRING, TEXT, EMAIL, BOOLEAN -> json;
      case INTEGER -> json + "L";
      case DECIMAL -> "new BigDecimal(" + json + ")";
      case DATE -> "LocalDate.parse(" + json + ")";
      case INSTANT -> "Instant.parse(" + json + ")";
      case UUID -> "UUID.fromString(" + json + ")";
    };
  }

  /** The same value as a TypeScript literal, in the quotes that its formatters write. */
  String typeScriptValue(String label, boolean other) {
    return json(label, other).replace('"', '\'');
  }
}
