package dev.dragoncode.change.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts members into objects of JSON; order, indentation and comments stay. The text is well formed:
 * it was parsed before.
 */
public final class JsonText {

  private static final Pattern INDENT = Pattern.compile("\\n([ \\t]+)\"");

  private final String text;
  private int at;

  /** A value: where it begins and ends, and the members of an object. */
  private record Value(int start, int end, Map<String, Member> members) {}

  private record Member(int start, Value value) {}

  private JsonText(String text) {
    this.text = text;
  }

  /**
   * Sets a member.
   *
   * @param way the objects that lead to it, made if need be, then its name
   * @param value as it is written in JSON, on one line
   */
  public static String set(String text, List<String> way, String value) {
    JsonText json = new JsonText(text);
    Value here = json.parse();
    for (int i = 0; i < way.size(); i++) {
      Member member = here.members.get(way.get(i));
      if (member == null) {
        return json.insert(here, way.subList(i, way.size()), value);
      }
      here = member.value;
    }
    return text.substring(0, here.start) + value + text.substring(here.end);
  }

  /** The text of a member that is a plain value. */
  public static Optional<String> find(String text, List<String> way) {
    JsonText json = new JsonText(text);
    Value here = json.parse();
    for (String name : way) {
      Member member = here.members.get(name);
      if (member == null) {
        return Optional.empty();
      }
      here = member.value;
    }
    return Optional.of(text.substring(here.start, here.end));
  }

  /** A text as a JSON string. */
  public static String quoted(String value) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char each = value.charAt(i);
      switch (each) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        default -> out.append(each);
      }
    }
    return out.append('"').toString();
  }

  private String insert(Value object, List<String> way, String value) {
    String unit = unit();
    boolean lines = text.substring(object.start, object.end).contains("\n");
    String indent = lines ? indentAt(object.start) : "";
    String nested = value;
    for (int i = way.size() - 1; i > 0; i--) {
      String inner = indent + unit.repeat(i + 1);
      nested =
          lines
              ? "{\n"
                  + inner
                  + quoted(way.get(i))
                  + ": "
                  + nested
                  + "\n"
                  + indent
                  + unit.repeat(i)
                  + "}"
              : "{" + quoted(way.get(i)) + ": " + nested + "}";
    }
    String member = quoted(way.getFirst()) + ": " + nested;
    int end = object.end - 1;
    while (end > object.start + 1 && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    boolean empty = object.members.isEmpty();
    boolean comma = !empty && text.charAt(end - 1) != ',';
    String between = (comma ? "," : "") + (lines ? "\n" + indent + unit : empty ? "" : " ");
    String close = lines ? "\n" + indent : "";
    return text.substring(0, end) + between + member + close + text.substring(object.end - 1);
  }

  private String indentAt(int position) {
    int line = text.lastIndexOf('\n', position) + 1;
    int end = line;
    while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return text.substring(line, end);
  }

  private String unit() {
    Matcher first = INDENT.matcher(text);
    return first.find() ? first.group(1) : "  ";
  }

  private Value parse() {
    skip();
    return value();
  }

  private Value value() {
    int start = at;
    switch (text.charAt(at)) {
      case '{' -> {
        Map<String, Member> members = new LinkedHashMap<>();
        at++;
        skip();
        while (text.charAt(at) != '}') {
          int begin = at;
          String name = string();
          skip();
          at++;
          skip();
          members.put(name, new Member(begin, value()));
          separator();
        }
        at++;
        return new Value(start, at, members);
      }
      case '[' -> {
        at++;
        skip();
        while (text.charAt(at) != ']') {
          value();
          separator();
        }
        at++;
        return new Value(start, at, Map.of());
      }
      case '"' -> string();
      default -> {
        while (at < text.length() && ",]} \t\r\n/".indexOf(text.charAt(at)) < 0) {
          at++;
        }
      }
    }
    return new Value(start, at, Map.of());
  }

  private void separator() {
    skip();
    if (text.charAt(at) == ',') {
      at++;
      skip();
    }
  }

  private String string() {
    StringBuilder value = new StringBuilder();
    at++;
    while (text.charAt(at) != '"') {
      if (text.charAt(at) == '\\') {
        at++;
      }
      value.append(text.charAt(at++));
    }
    at++;
    return value.toString();
  }

  private void skip() {
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        at = text.indexOf("*/", at) + 2;
      } else {
        return;
      }
    }
  }
}
