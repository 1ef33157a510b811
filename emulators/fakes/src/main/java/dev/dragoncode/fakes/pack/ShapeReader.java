package dev.dragoncode.fakes.pack;

import dev.dragoncode.io.yaml.YamlNode;
import dev.dragoncode.io.yaml.YamlNode.Mapping;
import dev.dragoncode.io.yaml.YamlNode.Scalar;
import dev.dragoncode.io.yaml.YamlNode.Sequence;
import dev.dragoncode.io.yaml.YamlNode.YamlException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads the short notation of shapes: {@code string}, {@code integer 1..100}, {@code number},
 * {@code boolean}, {@code map}, {@code any}, {@code one of usd, eur}, {@code string like REGEX},
 * {@code A or B}, {@code [SHAPE]} for a list and a nested mapping for fields. A name that ends in
 * {@code !} is required; a mapping with the name {@code ...} takes others as well.
 */
final class ShapeReader {

  private static final Pattern RANGE = Pattern.compile("integer\\s+(-?\\d*)\\.\\.(-?\\d*)");

  private ShapeReader() {}

  /** The fields of a mapping. */
  static Shape.Fields fields(YamlNode node) throws YamlException {
    if (!(node instanceof Mapping mapping)) {
      throw new YamlException(node.place(), "expected names and their shapes");
    }
    Map<String, Shape.Field> fields = new LinkedHashMap<>();
    boolean open = false;
    for (Map.Entry<String, YamlNode.Entry> entry : mapping.entries().entrySet()) {
      String key = entry.getKey();
      if (key.equals("...")) {
        open = true;
        continue;
      }
      boolean required = key.endsWith("!");
      String name = required ? key.substring(0, key.length() - 1) : key;
      fields.put(name, new Shape.Field(shape(entry.getValue().value()), required));
    }
    return new Shape.Fields(fields, open);
  }

  static Shape shape(YamlNode node) throws YamlException {
    return switch (node) {
      case Mapping mapping -> fields(mapping);
      case Sequence sequence when sequence.items().size() == 1 ->
          new Shape.Many(shape(sequence.items().getFirst()));
      case Sequence sequence ->
          throw new YamlException(sequence.place(), "a list has one shape for all of its items");
      case Scalar scalar -> shape(scalar.text().strip(), scalar);
    };
  }

  private static Shape shape(String text, Scalar at) throws YamlException {
    if (text.startsWith("string like ")) {
      return new Shape.Text(List.of(), Optional.of(pattern(text.substring(12).strip(), at)));
    }
    if (text.startsWith("one of ")) {
      List<String> words = new ArrayList<>();
      for (String word : text.substring(7).split(",", -1)) {
        words.add(word.strip());
      }
      return new Shape.Text(List.copyOf(words), Optional.empty());
    }
    if (text.contains(" or ")) {
      List<Shape> shapes = new ArrayList<>();
      for (String part : text.split(" or ", -1)) {
        shapes.add(shape(part.strip(), at));
      }
      return new Shape.Either(List.copyOf(shapes));
    }
    if (text.startsWith("[") && text.endsWith("]")) {
      return new Shape.Many(shape(text.substring(1, text.length() - 1).strip(), at));
    }
    Matcher range = RANGE.matcher(text);
    if (range.matches()) {
      return new Shape.Whole(
          range.group(1).isEmpty() ? Long.MIN_VALUE : Long.parseLong(range.group(1)),
          range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2)));
    }
    return switch (text) {
      case "string" -> new Shape.Text(List.of(), Optional.empty());
      case "integer" -> new Shape.Whole(Long.MIN_VALUE, Long.MAX_VALUE);
      case "number" -> new Shape.Decimal();
      case "boolean" -> new Shape.Truth();
      case "any" -> new Shape.Anything();
      case "map" -> new Shape.Dictionary(new Shape.Anything());
      default ->
          throw new YamlException(
              at.place(),
              ("“%s” is no shape; shapes are string, integer, number, boolean, map, any, one of A, B,"
                      + " string like REGEX, integer 1..9, A or B, [SHAPE] and nested names")
                  .formatted(text));
    };
  }

  private static Pattern pattern(String regex, Scalar at) throws YamlException {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new YamlException(at.place(), "no regular expression: " + e.getDescription());
    }
  }
}
