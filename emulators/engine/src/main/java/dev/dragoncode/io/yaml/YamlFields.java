package dev.dragoncode.io.yaml;

import dev.dragoncode.io.yaml.YamlNode.Mapping;
import dev.dragoncode.io.yaml.YamlNode.Place;
import dev.dragoncode.io.yaml.YamlNode.Scalar;
import dev.dragoncode.io.yaml.YamlNode.Sequence;
import dev.dragoncode.io.yaml.YamlNode.YamlException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Typed access to one YAML mapping; whatever does not fit says where it stands. */
public final class YamlFields {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m)");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*(KiB|MiB|GiB)");

  /** Makes a value of a list's item. */
  public interface ItemReader<T> {
    T read(YamlFields item) throws YamlException;
  }

  private final Mapping mapping;

  private YamlFields(Mapping mapping) {
    this.mapping = mapping;
  }

  /**
   * The fields of a mapping.
   *
   * @throws YamlException if the node is no mapping or has a key that is not among the known ones
   */
  public static YamlFields of(YamlNode node, List<String> known) throws YamlException {
    if (!(node instanceof Mapping mapping)) {
      throw new YamlException(node.place(), "expected fields: " + String.join(", ", known));
    }
    for (Map.Entry<String, YamlNode.Entry> entry : mapping.entries().entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw new YamlException(
            entry.getValue().keyPlace(),
            "unknown field “%s”; known are %s".formatted(entry.getKey(), String.join(", ", known)));
      }
    }
    return new YamlFields(mapping);
  }

  public Place place() {
    return mapping.place();
  }

  /** Where the field's value stands, or where the mapping starts if it has none. */
  public Place placeOf(String key) {
    YamlNode.Entry entry = mapping.entries().get(key);
    return entry == null ? mapping.place() : entry.value().place();
  }

  public boolean has(String key) {
    return mapping.entries().containsKey(key);
  }

  /** Whether both are there, the one before the other. */
  public boolean isBefore(String first, String second) {
    List<String> keys = List.copyOf(mapping.entries().keySet());
    return keys.contains(first) && keys.indexOf(first) < keys.indexOf(second);
  }

  public Optional<YamlNode> node(String key) {
    return Optional.ofNullable(mapping.entries().get(key)).map(YamlNode.Entry::value);
  }

  public YamlNode required(String key) throws YamlException {
    YamlNode.Entry entry = mapping.entries().get(key);
    if (entry == null) {
      throw new YamlException(mapping.place(), "the field “" + key + "” is missing");
    }
    return entry.value();
  }

  public String text(String key) throws YamlException {
    String text = scalar(required(key), key);
    if (text.isBlank()) {
      throw new YamlException(placeOf(key), "“" + key + "” is empty");
    }
    return text;
  }

  public Optional<String> optionalText(String key) throws YamlException {
    return has(key) ? Optional.of(scalar(required(key), key)) : Optional.empty();
  }

  public boolean flag(String key, boolean otherwise) throws YamlException {
    if (!has(key)) {
      return otherwise;
    }
    return switch (text(key)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new YamlException(placeOf(key), "“" + key + "” is true or false");
    };
  }

  public int integer(String key, int least, int most) throws YamlException {
    String text = text(key);
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new YamlException(placeOf(key), "“" + text + "” is no whole number");
    }
    throw new YamlException(
        placeOf(key), "“%s” is from %d to %d, not %s".formatted(key, least, most, text));
  }

  public Duration duration(String key, Duration otherwise) throws YamlException {
    if (!has(key)) {
      return otherwise;
    }
    Matcher matcher = DURATION.matcher(text(key));
    if (!matcher.matches()) {
      throw new YamlException(placeOf(key), "“" + key + "” is a time such as 500ms, 30s or 2m");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      default -> Duration.ofMinutes(amount);
    };
  }

  public Optional<Long> bytes(String key) throws YamlException {
    if (!has(key)) {
      return Optional.empty();
    }
    Matcher matcher = SIZE.matcher(text(key));
    if (!matcher.matches()) {
      throw new YamlException(placeOf(key), "“" + key + "” is a size such as 512MiB or 1GiB");
    }
    int shift =
        switch (matcher.group(2)) {
          case "KiB" -> 10;
          case "MiB" -> 20;
          default -> 30;
        };
    return Optional.of(Long.parseLong(matcher.group(1)) << shift);
  }

  public URI link(String key) throws YamlException {
    String text = text(key);
    try {
      URI link = URI.create(text);
      if ("https".equals(link.getScheme())) {
        return link;
      }
    } catch (IllegalArgumentException e) {
      throw new YamlException(placeOf(key), "“" + text + "” is no web address");
    }
    throw new YamlException(placeOf(key), "“" + key + "” is a web address with https");
  }

  public <E extends Enum<E>> E word(String key, Class<E> type) throws YamlException {
    return word(text(key), placeOf(key), type);
  }

  public static <E extends Enum<E>> E word(String word, Place place, Class<E> type)
      throws YamlException {
    List<String> words = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String name = constant.name().toLowerCase(Locale.ROOT);
      if (name.equals(word)) {
        return constant;
      }
      words.add(name);
    }
    throw new YamlException(place, "“%s” is none of %s".formatted(word, String.join(", ", words)));
  }

  /** A list of texts; empty where the field is missing. */
  public List<String> texts(String key) throws YamlException {
    return has(key) ? texts(required(key), key) : List.of();
  }

  private static List<String> texts(YamlNode node, String key) throws YamlException {
    List<String> texts = new ArrayList<>();
    for (YamlNode item : sequence(node, key).items()) {
      texts.add(scalar(item, key));
    }
    return List.copyOf(texts);
  }

  /** Names and texts in the order of the file; empty where the field is missing. */
  public Map<String, String> textMap(String key) throws YamlException {
    Map<String, String> texts = new LinkedHashMap<>();
    if (has(key)) {
      YamlNode node = required(key);
      if (!(node instanceof Mapping fields)) {
        throw new YamlException(node.place(), "“" + key + "” is a list of names and values");
      }
      for (Map.Entry<String, YamlNode.Entry> entry : fields.entries().entrySet()) {
        texts.put(entry.getKey(), scalar(entry.getValue().value(), entry.getKey()));
      }
    }
    return texts;
  }

  /** A list of mappings with these fields; empty where the field is missing. */
  public <T> List<T> items(String key, List<String> known, ItemReader<T> reader)
      throws YamlException {
    List<T> items = new ArrayList<>();
    if (has(key)) {
      for (YamlNode item : sequence(required(key), key).items()) {
        items.add(reader.read(of(item, known)));
      }
    }
    return List.copyOf(items);
  }

  private static Sequence sequence(YamlNode node, String key) throws YamlException {
    if (node instanceof Sequence sequence) {
      return sequence;
    }
    throw new YamlException(node.place(), "“" + key + "” is a list");
  }

  private static String scalar(YamlNode node, String key) throws YamlException {
    if (node instanceof Scalar scalar) {
      return scalar.text();
    }
    throw new YamlException(node.place(), "“" + key + "” is a single value");
  }
}
