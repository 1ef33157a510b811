package dev.dragoncode.project.syntax;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads TOML with the place of every key. */
public final class Toml {

  private Toml() {}

  /** The file's table. */
  public static Node parse(String text) throws SyntaxException {
    TomlParseResult result = org.tomlj.Toml.parse(text);
    if (result.hasErrors()) {
      TomlParseError error = result.errors().getFirst();
      throw new SyntaxException(
          String.valueOf(error.getMessage()), error.position().line(), error.position().column());
    }
    return table(result, 1, 1);
  }

  private static Node table(TomlTable table, int line, int column) {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    for (String key : table.keySet()) {
      TomlPosition at = table.inputPositionOf(List.of(key));
      int keyLine = at == null ? line : at.line();
      int keyColumn = at == null ? column : at.column();
      Object value = table.get(List.of(key));
      entries.put(key, new Node.Entry(key, value(value, keyLine, keyColumn), keyLine, keyColumn));
    }
    return new Node.Mapping(entries, line, column);
  }

  private static Node value(@org.jspecify.annotations.Nullable Object value, int line, int column) {
    return switch (value) {
      case TomlTable table -> table(table, line, column);
      case TomlArray array -> {
        List<Node> items = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
          TomlPosition at = array.inputPositionOf(i);
          items.add(value(array.get(i), at.line(), at.column()));
        }
        yield new Node.Sequence(items, line, column);
      }
      case null, default -> new Node.Scalar(String.valueOf(value), line, column);
    };
  }
}
