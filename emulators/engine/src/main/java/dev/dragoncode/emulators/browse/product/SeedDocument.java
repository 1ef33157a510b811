package dev.dragoncode.emulators.browse.product;

import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.seed.SeedFile;
import dev.dragoncode.problem.ProblemException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A seed in YAML or JSON: lists of things to make, each with the line where it stands. */
public final class SeedDocument {

  private final BrowseTarget target;
  private final SeedFile file;
  private final MappingNode root;

  private SeedDocument(BrowseTarget target, SeedFile file, MappingNode root) {
    this.target = target;
    this.file = file;
    this.root = root;
  }

  /**
   * Something to make.
   *
   * @param fields its values: texts, numbers, booleans, lists and maps
   */
  public record Item(int line, Map<String, @Nullable Object> fields) {

    /** A field's text; empty where it is missing. */
    public Optional<String> text(String name) {
      return Optional.ofNullable(fields.get(name)).map(String::valueOf);
    }

    /** The text of its body: as it stands, or as JSON where it has parts. */
    public String body() {
      Object body = fields.get("body");
      return body == null ? "" : HttpSeed.text(body);
    }

    /** A field that may be left out. */
    public boolean flag(String name, boolean otherwise) {
      return text(name).map(Boolean::parseBoolean).orElse(otherwise);
    }

    /** All its fields as JSON, such as the definition of a stream. */
    public String json() {
      return HttpSeed.json(fields);
    }

    /** A field's parts as JSON; empty where it is missing. */
    public Optional<String> json(String name) {
      return Optional.ofNullable(fields.get(name)).map(HttpSeed::json);
    }

    /** A field's names and texts; empty where it is missing. */
    public Map<String, String> texts(String name) {
      Map<String, String> texts = new LinkedHashMap<>();
      if (fields.get(name) instanceof Map<?, ?> map) {
        map.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
      }
      return texts;
    }
  }

  /**
   * Reads a file.
   *
   * @throws ProblemException if it is no YAML, or no list of names
   */
  public static SeedDocument read(BrowseTarget target, SeedFile file) {
    String emulator = target.spec().name();
    try {
      Node node = new Yaml(new SafeConstructor(options())).compose(new StringReader(file.text()));
      if (node instanceof MappingNode mapping) {
        return new SeedDocument(target, file, mapping);
      }
      throw file.failure(1, emulator, "It should hold names such as “calls” or “messages”.");
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw file.failure(line, emulator, String.valueOf(e.getProblem()));
    } catch (YAMLException e) {
      throw file.failure(1, emulator, String.valueOf(e.getMessage()));
    }
  }

  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit((int) SeedFile.MAX_BYTES);
    return options;
  }

  /** The names at the top, in their order. */
  public List<String> names() {
    return root.getValue().stream().map(tuple -> name(tuple.getKeyNode())).toList();
  }

  public boolean has(String name) {
    return names().contains(name);
  }

  /** Whether it is a stub of WireMock, or several. */
  boolean isStub() {
    return has("mappings") || (has("request") && has("response"));
  }

  /** What stands below a name, in the order of the file; empty where the name is missing. */
  public List<Item> items(String name) {
    List<Item> items = new ArrayList<>();
    for (NodeTuple tuple : root.getValue()) {
      if (!name(tuple.getKeyNode()).equals(name)) {
        continue;
      }
      if (!(tuple.getValueNode() instanceof SequenceNode list)) {
        throw failure(line(tuple.getValueNode()), "“" + name + "” is a list");
      }
      for (Node item : list.getValue()) {
        items.add(new Item(line(item), fields(item)));
      }
    }
    return List.copyOf(items);
  }

  /** The line where a name at the top stands. */
  int lineOf(String name) {
    return root.getValue().stream()
        .map(NodeTuple::getKeyNode)
        .filter(key -> name(key).equals(name))
        .map(SeedDocument::line)
        .findFirst()
        .orElse(1);
  }

  /** The whole document as one thing. */
  Item whole() {
    return new Item(1, fields(root));
  }

  /** A field of an item that must be there. */
  public String required(Item item, String name) {
    return item.text(name)
        .orElseThrow(() -> failure(item.line(), "the field “" + name + "” is missing"));
  }

  /** A failure at a line of this file. */
  public ProblemException failure(int line, String said) {
    return file.failure(line, target.spec().name(), said);
  }

  private Map<String, @Nullable Object> fields(Node node) {
    if (!(node instanceof MappingNode mapping)) {
      throw failure(line(node), "each has names and values");
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      fields.put(name(tuple.getKeyNode()), value(tuple.getValueNode()));
    }
    return fields;
  }

  private static String name(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  private static int line(Node node) {
    return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
  }

  private @Nullable Object value(Node node) {
    return switch (node) {
      case MappingNode mapping -> fields(mapping);
      case SequenceNode list -> {
        List<@Nullable Object> values = new ArrayList<>();
        list.getValue().forEach(item -> values.add(value(item)));
        yield values;
      }
      case ScalarNode scalar -> scalar(scalar);
      default -> throw failure(line(node), "anchors are not used in seeds");
    };
  }

  private @Nullable Object scalar(ScalarNode scalar) {
    String text = scalar.getValue();
    try {
      return switch (scalar.getTag().getValue()) {
        case "tag:yaml.org,2002:null" -> null;
        case "tag:yaml.org,2002:bool" -> Boolean.parseBoolean(text) || text.equalsIgnoreCase("yes");
        case "tag:yaml.org,2002:int" -> Long.decode(text.replace("_", ""));
        case "tag:yaml.org,2002:float" -> Double.parseDouble(text);
        default -> text;
      };
    } catch (NumberFormatException e) {
      throw failure(line(scalar), "“" + text + "” is no number: " + e.getMessage());
    }
  }
}
