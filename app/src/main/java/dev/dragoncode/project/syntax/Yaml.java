package dev.dragoncode.project.syntax;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads YAML, all documents of a stream, with the place of every value. Never makes objects. */
public final class Yaml {

  /** Deeper nesting, or more values after aliases are followed, is an attack or a mistake. */
  private static final int MAX_DEPTH = 60;

  private static final int MAX_NODES = 200_000;

  private static final String MERGE = "<<";

  private int nodes;

  private Yaml() {}

  /** The documents of the text; empty ones are left out. */
  public static List<Node> documents(String text) throws SyntaxException {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(1_000);
    List<Node> documents = new ArrayList<>();
    try {
      Composer composer =
          new Composer(
              new ParserImpl(new StreamReader(new StringReader(text)), options),
              new Resolver(),
              options);
      while (composer.checkNode()) {
        org.yaml.snakeyaml.nodes.Node root = composer.getNode();
        if (!(root instanceof ScalarNode scalar && scalar.getValue().isEmpty())) {
          documents.add(new Yaml().convert(root, new IdentityHashMap<>()));
        }
      }
      return documents;
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      throw new SyntaxException(
          sentence(e),
          mark == null ? 0 : mark.getLine() + 1,
          mark == null ? 0 : mark.getColumn() + 1);
    } catch (YAMLException e) {
      throw new SyntaxException(String.valueOf(e.getMessage()), 0, 0);
    }
  }

  /** The first document, or an empty mapping where there is none. */
  public static Node document(String text) throws SyntaxException {
    List<Node> documents = documents(text);
    return documents.isEmpty() ? new Node.Mapping(Map.of(), 1, 1) : documents.getFirst();
  }

  private static String sentence(MarkedYAMLException e) {
    String problem = String.valueOf(e.getProblem());
    return e.getContext() == null ? problem : problem + " " + e.getContext();
  }

  private Node convert(
      org.yaml.snakeyaml.nodes.Node node, Map<org.yaml.snakeyaml.nodes.Node, Boolean> above)
      throws SyntaxException {
    int line = node.getStartMark().getLine() + 1;
    int column = node.getStartMark().getColumn() + 1;
    if (++nodes > MAX_NODES || above.put(node, true) != null) {
      throw new SyntaxException("aliases make this file too large", line, column);
    }
    Node converted =
        switch (node) {
          case ScalarNode scalar -> new Node.Scalar(scalar.getValue(), line, column);
          case SequenceNode sequence -> {
            List<Node> items = new ArrayList<>();
            for (org.yaml.snakeyaml.nodes.Node item : sequence.getValue()) {
              items.add(convert(item, above));
            }
            yield new Node.Sequence(items, line, column);
          }
          case MappingNode mapping -> new Node.Mapping(entries(mapping, above), line, column);
          default -> throw new SyntaxException("an alias without an anchor", line, column);
        };
    above.remove(node);
    return converted;
  }

  private Map<String, Node.Entry> entries(
      MappingNode mapping, Map<org.yaml.snakeyaml.nodes.Node, Boolean> above)
      throws SyntaxException {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    Map<String, Node.Entry> merged = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        continue;
      }
      Node value = convert(tuple.getValueNode(), above);
      if (key.getValue().equals(MERGE) && !(value instanceof Node.Scalar)) {
        List<Node> sources = value instanceof Node.Sequence all ? all.items() : List.of(value);
        for (Node each : sources) {
          each.entries().forEach(entry -> merged.putIfAbsent(entry.key(), entry));
        }
        continue;
      }
      Mark mark = key.getStartMark();
      entries.put(
          key.getValue(),
          new Node.Entry(key.getValue(), value, mark.getLine() + 1, mark.getColumn() + 1));
    }
    merged.forEach(entries::putIfAbsent);
    return entries;
  }
}
