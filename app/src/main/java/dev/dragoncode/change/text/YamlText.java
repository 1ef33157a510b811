package dev.dragoncode.change.text;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Puts entries into YAML at the places that its parser finds, by whole lines where it is written in
 * blocks; comments and all else stay. What cannot be changed without loss gives nothing.
 */
public final class YamlText {

  private final String text;
  private final List<String> lines;
  private final List<Node> documents;

  private YamlText(String text, List<Node> documents) {
    this.text = text;
    this.lines = List.of(text.split("\n", -1));
    this.documents = documents;
  }

  private static Optional<YamlText> of(String text) {
    LoaderOptions options = new LoaderOptions();
    try {
      Composer composer =
          new Composer(
              new ParserImpl(new StreamReader(new StringReader(text)), options),
              new Resolver(),
              options);
      List<Node> documents = new ArrayList<>();
      while (composer.checkNode()) {
        documents.add(composer.getNode());
      }
      return Optional.of(new YamlText(text, documents));
    } catch (YAMLException e) {
      return Optional.empty();
    }
  }

  /**
   * Sets an entry of the mapping that begins at a place; objects on the way are made.
   *
   * @param line of the mapping's first key, from 1
   * @param column of it, from 1
   * @param value a scalar, or lines of YAML with an indentation of their own
   */
  public static Optional<String> set(
      String text, int line, int column, List<String> way, String value) {
    return of(text).flatMap(yaml -> yaml.at(line, column).flatMap(n -> yaml.set(n, way, value)));
  }

  /** The same from the top of the first document, which may be empty. */
  public static Optional<String> set(String text, List<String> way, String value) {
    return of(text)
        .flatMap(yaml ->
            yaml.documents.isEmpty()
                ? Optional.of(
                    yaml.text
                        + (yaml.text.isEmpty() || yaml.text.endsWith("\n") ? "" : "\n")
                        + block(way, value, 0)
                        + "\n")
                : yaml.set(yaml.documents.getFirst(), way, value));
  }

  /**
   * Adds an item at the end of a sequence below the mapping at a place, which is made if need be.
   *
   * @param item lines of YAML; the first one stands behind the dash
   */
  public static Optional<String> append(
      String text, int line, int column, List<String> way, String item) {
    return of(text).flatMap(yaml -> yaml.at(line, column).flatMap(n -> yaml.append(n, way, item)));
  }

  /** The same from the top of the first document. */
  public static Optional<String> append(String text, List<String> way, String item) {
    return of(text)
        .filter(yaml -> !yaml.documents.isEmpty())
        .flatMap(yaml -> yaml.append(yaml.documents.getFirst(), way, item));
  }

  /** Replaces the plain value that begins at a place; what follows it on the line stays. */
  public static Optional<String> replace(String text, int line, int column, String value) {
    return of(text)
        .flatMap(yaml ->
            yaml.find(line, column, ScalarNode.class)
                .filter(n -> plain((ScalarNode) n))
                .map(n -> yaml.cut(n, value)));
  }

  private static boolean plain(ScalarNode node) {
    return node.getScalarStyle() != ScalarStyle.LITERAL
        && node.getScalarStyle() != ScalarStyle.FOLDED;
  }

  private Optional<String> set(Node start, List<String> way, String value) {
    Node here = start;
    for (int i = 0; i < way.size(); i++) {
      if (!(here instanceof MappingNode mapping)) {
        return i > 0 && empty(here)
            ? Optional.of(fill(start, way.subList(0, i), way.subList(i, way.size()), value))
            : Optional.empty();
      }
      Optional<NodeTuple> entry = entry(mapping, way.get(i));
      if (entry.isEmpty()) {
        return insert(start, mapping, way.subList(0, i), way.subList(i, way.size()), value);
      }
      here = entry.get().getValueNode();
    }
    if (empty(here)) {
      return Optional.of(
          fill(
              start,
              way.subList(0, way.size() - 1),
              way.subList(way.size() - 1, way.size()),
              value));
    }
    boolean scalar = here instanceof ScalarNode node && plain(node);
    boolean flow =
        here instanceof CollectionNode<?> collection && collection.getFlowStyle() == FlowStyle.FLOW;
    if (value.contains("\n")) {
      return flow && small(here)
          ? Optional.of(replaceEntry(start, way.subList(0, way.size() - 1), way.getLast(), value))
          : Optional.empty();
    }
    return scalar || flow ? Optional.of(cut(here, value)) : Optional.empty();
  }

  /** Nothing behind the colon, or an empty mapping in braces. */
  private static boolean empty(Node node) {
    return (node instanceof ScalarNode scalar
            && scalar.getValue().isEmpty()
            && scalar.getScalarStyle() == ScalarStyle.PLAIN)
        || small(node);
  }

  private static boolean small(Node node) {
    return node instanceof CollectionNode<?> collection
        && collection.getFlowStyle() == FlowStyle.FLOW
        && collection.getValue().isEmpty();
  }

  private String fill(Node start, List<String> above, List<String> way, String value) {
    if (above.isEmpty()) {
      return replaceEntry(
          start,
          above,
          way.getFirst(),
          way.size() == 1 ? value : block(way.subList(1, way.size()), value, 0));
    }
    List<String> outer = above.subList(0, above.size() - 1);
    Node parent = down(start, above).orElse(start);
    return empty(parent)
        ? replaceEntry(start, outer, above.getLast(), block(way, value, 0))
        : replaceEntry(
            start,
            above,
            way.getFirst(),
            way.size() == 1 ? value : block(way.subList(1, way.size()), value, 0));
  }

  /** Replaces what stands behind a key by a block below it, or by a scalar behind it. */
  private String replaceEntry(Node start, List<String> above, String key, String value) {
    MappingNode mapping = (MappingNode) down(start, above).orElseThrow();
    NodeTuple entry = entry(mapping, key).orElseThrow();
    int from = entry.getKeyNode().getEndMark().getIndex();
    int end = Math.max(entry.getValueNode().getEndMark().getIndex(), from);
    String head = points(0, from);
    String rest = points(end, text.codePointCount(0, text.length()));
    if (small(entry.getValueNode()) || end > from) {
      head = points(0, from) + ":";
      rest = points(end, text.codePointCount(0, text.length()));
    } else {
      head = points(0, from) + ":";
      rest = rest.replaceFirst("^\\s*:", "");
    }
    int indent = entry.getKeyNode().getStartMark().getColumn() + 2;
    return head
        + (value.contains("\n") || value.matches("(?s)[\\w.-]+:( .*|$)")
            ? "\n" + indented(value, indent)
            : " " + value)
        + rest;
  }

  private Optional<String> insert(
      Node start, MappingNode mapping, List<String> above, List<String> way, String value) {
    if (mapping.getFlowStyle() == FlowStyle.FLOW) {
      if (mapping.getValue().isEmpty()) {
        return above.isEmpty()
            ? Optional.empty()
            : Optional.of(
                replaceEntry(
                    start,
                    above.subList(0, above.size() - 1),
                    above.getLast(),
                    block(way, value, 0)));
      }
      if (value.contains("\n")) {
        return Optional.empty();
      }
      String flow = value;
      for (String each : way.subList(1, way.size()).reversed()) {
        flow = "{" + each + ": " + flow + "}";
      }
      int close = mapping.getEndMark().getIndex() - 1;
      return Optional.of(
          points(0, close).stripTrailing()
              + ", "
              + way.getFirst()
              + ": "
              + flow
              + points(close, text.codePointCount(0, text.length())));
    }
    int column = mapping.getValue().getFirst().getKeyNode().getStartMark().getColumn();
    return Optional.of(insertLines(lastLine(mapping) + 1, block(way, value, column)));
  }

  private Optional<String> append(Node start, List<String> way, String item) {
    Optional<Node> found = down(start, way);
    if (found.isEmpty() || empty(found.get())) {
      return set(start, way, "- " + item.strip().replace("\n", "\n  ") + "\n");
    }
    if (!(found.get() instanceof SequenceNode sequence)
        || sequence.getFlowStyle() == FlowStyle.FLOW) {
      return Optional.empty();
    }
    int column = sequence.getStartMark().getColumn();
    String block = "- " + item.strip().replace("\n", "\n  ");
    return Optional.of(insertLines(lastLine(sequence) + 1, indented(block, column)));
  }

  private String insertLines(int line, String block) {
    List<String> all = new ArrayList<>(lines);
    int at = Math.min(line, all.size());
    // a last line without its line feed gets one
    if (at == all.size()) {
      return text + (text.endsWith("\n") ? "" : "\n") + block + "\n";
    }
    all.add(at, block);
    return String.join("\n", all);
  }

  /** Keys one below the other, then the value. */
  private static String block(List<String> way, String value, int column) {
    StringBuilder out = new StringBuilder();
    int indent = column;
    for (int i = 0; i < way.size(); i++) {
      out.append(i == 0 ? "" : "\n").append(" ".repeat(indent)).append(way.get(i)).append(':');
      indent += 2;
    }
    boolean below = value.contains("\n") || value.matches("(?s)[\\w.-]+:( .*|$)");
    return out.append(below ? "\n" + indented(value, indent) : " " + value).toString();
  }

  private static String indented(String block, int column) {
    StringBuilder out = new StringBuilder();
    for (String line : block.stripTrailing().lines().toList()) {
      out.append(out.isEmpty() ? "" : "\n").append(line.isEmpty() ? "" : " ".repeat(column) + line);
    }
    return out.toString();
  }

  private String cut(Node node, String value) {
    return points(0, node.getStartMark().getIndex())
        + value
        + points(node.getEndMark().getIndex(), text.codePointCount(0, text.length()));
  }

  /** A part of the text; the parser counts code points. */
  private String points(int from, int to) {
    int start = text.offsetByCodePoints(0, from);
    return text.substring(start, text.offsetByCodePoints(start, to - from));
  }

  private static Optional<NodeTuple> entry(MappingNode mapping, String key) {
    return mapping.getValue().stream()
        .filter(t -> t.getKeyNode() instanceof ScalarNode k && k.getValue().equals(key))
        .findFirst();
  }

  private static Optional<Node> down(Node start, List<String> way) {
    Node here = start;
    for (String key : way) {
      if (!(here instanceof MappingNode mapping)) {
        return Optional.empty();
      }
      Optional<NodeTuple> next = entry(mapping, key);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      here = next.get().getValueNode();
    }
    return Optional.of(here);
  }

  private Optional<Node> at(int line, int column) {
    return find(line, column, MappingNode.class);
  }

  private Optional<Node> find(int line, int column, Class<? extends Node> kind) {
    return documents.stream().flatMap(d -> find(d, line, column, kind).stream()).findFirst();
  }

  private static Optional<Node> find(Node node, int line, int column, Class<? extends Node> kind) {
    if (kind.isInstance(node)
        && node.getStartMark().getLine() + 1 == line
        && node.getStartMark().getColumn() + 1 == column) {
      return Optional.of(node);
    }
    return switch (node) {
      case MappingNode mapping ->
          mapping.getValue().stream()
              .flatMap(t -> find(t.getValueNode(), line, column, kind).stream())
              .findFirst();
      case SequenceNode sequence ->
          sequence.getValue().stream()
              .flatMap(n -> find(n, line, column, kind).stream())
              .findFirst();
      default -> Optional.empty();
    };
  }

  /** The last line, from 0, on which something of the node stands. */
  private int lastLine(Node node) {
    int end =
        switch (node) {
          case MappingNode mapping when mapping.getFlowStyle() != FlowStyle.FLOW ->
              mapping.getValue().stream()
                  .mapToInt(t ->
                      Math.max(
                          t.getKeyNode().getEndMark().getLine(),
                          empty(t.getValueNode()) && !small(t.getValueNode())
                              ? 0
                              : lastLine(t.getValueNode())))
                  .max()
                  .orElse(0);
          case SequenceNode sequence when sequence.getFlowStyle() != FlowStyle.FLOW ->
              sequence.getValue().stream().mapToInt(this::lastLine).max().orElse(0);
          default ->
              node.getEndMark().getColumn() == 0
                      && node.getEndMark().getLine() > node.getStartMark().getLine()
                  ? node.getEndMark().getLine() - 1
                  : node.getEndMark().getLine();
        };
    while (end > 0 && end < lines.size() && lines.get(end).isBlank()) {
      end--;
    }
    return end;
  }
}
