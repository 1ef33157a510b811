package dev.dragoncode.project.syntax;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value of a YAML, JSON, TOML or properties file, with the place where it stands. */
public sealed interface Node {

  /** From 1. */
  int line();

  /** From 1. */
  int column();

  /** A text, number, truth value or null. */
  record Scalar(String text, int line, int column) implements Node {}

  /** Keys and values, in the order of the file. */
  record Mapping(Map<String, Entry> entries, int line, int column) implements Node {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
  }

  /** A list. */
  record Sequence(List<Node> items, int line, int column) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /**
   * A key with its value.
   *
   * @param line of the key
   * @param column of the key
   */
  record Entry(String key, Node value, int line, int column) {}

  /** The value below these keys, one after the other. */
  default Optional<Node> at(String... keys) {
    Node node = this;
    for (String key : keys) {
      if (!(node instanceof Mapping mapping) || !mapping.entries().containsKey(key)) {
        return Optional.empty();
      }
      node = mapping.entries().get(key).value();
    }
    return Optional.of(node);
  }

  /** The text of the scalar below these keys. */
  default Optional<String> text(String... keys) {
    return at(keys).filter(Scalar.class::isInstance).map(node -> ((Scalar) node).text());
  }

  /** The entries of the mapping below these keys; none where there is no mapping. */
  default List<Entry> entries(String... keys) {
    return at(keys)
        .filter(Mapping.class::isInstance)
        .map(node -> List.copyOf(((Mapping) node).entries().values()))
        .orElse(List.of());
  }

  /** The items of the sequence below these keys; none where there is no sequence. */
  default List<Node> items(String... keys) {
    return at(keys)
        .filter(Sequence.class::isInstance)
        .map(node -> ((Sequence) node).items())
        .orElse(List.of());
  }

  /** The texts of the scalar or of the sequence of scalars below these keys. */
  default List<String> texts(String... keys) {
    Optional<String> one = text(keys);
    if (one.isPresent()) {
      return List.of(one.get());
    }
    return items(keys).stream()
        .filter(Scalar.class::isInstance)
        .map(node -> ((Scalar) node).text())
        .toList();
  }

  /** Every scalar below, with its keys joined by dots and list places in brackets. */
  default List<Setting> flatten() {
    List<Setting> settings = new ArrayList<>();
    flatten("", this, settings);
    return settings;
  }

  private static void flatten(String prefix, Node node, List<Setting> into) {
    switch (node) {
      case Scalar scalar -> into.add(new Setting(prefix, scalar.text(), scalar.line()));
      case Mapping mapping ->
          mapping
              .entries()
              .forEach((key, entry) ->
                  flatten(prefix.isEmpty() ? key : prefix + "." + key, entry.value(), into));
      case Sequence sequence -> {
        for (int i = 0; i < sequence.items().size(); i++) {
          flatten(prefix + "[" + i + "]", sequence.items().get(i), into);
        }
      }
    }
  }

  /**
   * One configuration value.
   *
   * @param key with dots between its parts
   */
  record Setting(String key, String value, int line) {}
}
