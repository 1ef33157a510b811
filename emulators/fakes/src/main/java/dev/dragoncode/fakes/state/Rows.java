package dev.dragoncode.fakes.state;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rows of all packs small, and what they weigh within a bound: beyond it nothing more is
 * taken in, so that the server goes on. Safe for use by many threads.
 */
public final class Rows {

  /** What an entry of a table takes beside its row: maps, index, order. */
  static final int ENTRY = 140;

  /** An object without its values: itself, its map and the array of them. */
  private static final int OBJECT = 72;

  /** Of the heap; the journal, requests on their way and the packs need the rest. */
  private static final double SHARE = 0.38;

  /** Objects with more names than this are dictionaries, whose names nobody shares. */
  private static final int MOST_NAMES = 64;

  /** More kinds of objects than all packs have. */
  private static final int MOST_KINDS = 4_000;

  /**
   * Words up to this length, such as states and currencies, come again and again; ids are longer.
   */
  private static final int WORD = 16;

  private static final int WORDS = 4_096;
  private static final int NUMBERS = 512;

  /** Objects up to this size, such as settings that nobody has set, are often the same. */
  private static final int SMALL = 8;

  private static final int OBJECTS = 1_024;

  private final long most;
  private final AtomicLong held = new AtomicLong();
  private final Map<PressedObject.Names, PressedObject.Names> kinds = new ConcurrentHashMap<>();
  // threads may overwrite each other's: a word is then there twice
  private final @Nullable TextNode[] words = new TextNode[WORDS];
  private final @Nullable NumericNode[] numbers = new NumericNode[NUMBERS];
  private final @Nullable PressedObject[] objects = new PressedObject[OBJECTS];

  /** All rows together are too heavy for one more. */
  public static final class Full extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String reason;

    Full(long most) {
      this(
          "The fake APIs hold %d MB of rows, which is all that they may; delete some or reset them"
              .formatted(most >> 20));
    }

    private Full(String reason) {
      super(reason);
      this.reason = reason;
    }

    /** Why, in words for a person. */
    public String reason() {
      return reason;
    }
  }

  /**
   * A row that is small and cannot be changed.
   *
   * @param weight roughly its bytes in memory, without what it shares with others
   */
  record Pressed(ObjectNode row, int weight) {}

  /**
   * Rows within a bound.
   *
   * @param most roughly how many bytes they may take in memory
   */
  public Rows(long most) {
    this.most = most;
  }

  /** Rows within a bound that fits the heap of this JVM. */
  public static Rows ofHeap() {
    return new Rows((long) (Runtime.getRuntime().maxMemory() * SHARE));
  }

  /** Roughly how many bytes they take in memory. */
  public long held() {
    return held.get();
  }

  /** Roughly how many bytes they may take in memory. */
  public long most() {
    return most;
  }

  /**
   * Takes up weight.
   *
   * @throws Full if it is too much; then nothing is taken up
   */
  void take(long weight) {
    if (held.addAndGet(weight) > most && weight > 0) {
      held.addAndGet(-weight);
      throw new Full(most);
    }
  }

  /** Takes up weight that was there before, or gives it back where it is negative. */
  void adjust(long weight) {
    held.addAndGet(weight);
  }

  Pressed press(ObjectNode row) {
    Weight weight = new Weight();
    ObjectNode pressed = object(row, weight);
    return new Pressed(pressed, (int) Math.min(Integer.MAX_VALUE / 2, weight.bytes));
  }

  private static final class Weight {
    private long bytes;
  }

  private JsonNode node(JsonNode value, Weight weight) {
    return switch (value) {
      case ObjectNode object -> object(object, weight);
      case ArrayNode array -> array(array, weight);
      case TextNode text -> text(text, weight);
      case NumericNode number when number.isIntegralNumber() -> number(number, weight);
      default -> {
        weight.bytes += value.isNumber() ? 40 : 0;
        yield value;
      }
    };
  }

  private ObjectNode object(ObjectNode object, Weight weight) {
    int size = object.size();
    if (object instanceof PressedObject) {
      // another row's, which may be gone before this one: it weighs here, too
      weight.bytes += OBJECT + 4L * size;
      object.forEach(value -> node(value, weight));
      return object;
    }
    if (size > MOST_NAMES) {
      Map<String, JsonNode> fields = new LinkedHashMap<>(size * 2);
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        weight.bytes += 100 + field.getKey().length();
        fields.put(field.getKey(), node(field.getValue(), weight));
      }
      return new ObjectNode(JsonNodeFactory.instance, Collections.unmodifiableMap(fields));
    }
    String[] names = new String[size];
    JsonNode[] values = new JsonNode[size];
    int at = 0;
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      names[at] = field.getKey();
      values[at++] = node(field.getValue(), weight);
    }
    PressedObject pressed =
        new PressedObject(shared(new PressedObject.Names(names), weight), values);
    if (size <= SMALL && plain(values)) {
      int place = pressed.likeness() & (OBJECTS - 1);
      PressedObject known = objects[place];
      if (known != null && known.isLike(pressed)) {
        return known;
      }
      objects[place] = pressed;
    }
    weight.bytes += OBJECT + 4L * size;
    return pressed;
  }

  /** Whether an object that is shared from now on holds on to nothing large. */
  private static boolean plain(JsonNode[] values) {
    for (JsonNode value : values) {
      if (value instanceof TextNode text ? text.textValue().length() > WORD : !value.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private PressedObject.Names shared(PressedObject.Names names, Weight weight) {
    PressedObject.Names known = kinds.get(names);
    if (known != null) {
      return known;
    }
    if (kinds.size() < MOST_KINDS) {
      kinds.put(names, names);
    } else {
      weight.bytes += 100L * names.size();
    }
    return names;
  }

  private ArrayNode array(ArrayNode array, Weight weight) {
    if (array.isEmpty()) {
      return PressedArray.EMPTY;
    }
    weight.bytes += 72 + 4L * array.size();
    if (array instanceof PressedArray) {
      array.forEach(value -> node(value, weight));
      return array;
    }
    List<JsonNode> values = new ArrayList<>(array.size());
    array.forEach(value -> values.add(node(value, weight)));
    return new PressedArray(List.copyOf(values));
  }

  private NumericNode number(NumericNode number, Weight weight) {
    int at = (int) (number.longValue() & (NUMBERS - 1));
    NumericNode known = numbers[at];
    if (known != null && known.equals(number)) {
      return known;
    }
    numbers[at] = number;
    weight.bytes += 24;
    return number;
  }

  private TextNode text(TextNode text, Weight weight) {
    String value = text.textValue();
    if (value.length() > WORD) {
      weight.bytes += 56 + value.length();
      return text;
    }
    int at = (value.hashCode() ^ value.hashCode() >>> 15) & (WORDS - 1);
    TextNode known = words[at];
    if (known != null && known.textValue().equals(value)) {
      return known;
    }
    words[at] = text;
    weight.bytes += 56 + value.length();
    return text;
  }

  /** A list of JSON that cannot be changed. */
  @SuppressWarnings("unchecked") // Jackson's own deepCopy is
  private static final class PressedArray extends ArrayNode {
    private static final long serialVersionUID = 1;
    private static final PressedArray EMPTY = new PressedArray(List.of());

    private PressedArray(List<JsonNode> values) {
      super(JsonNodeFactory.instance, values);
    }
  }

  /**
   * Reads the value that a parser stands at, small from the beginning. Objects with many names,
   * such as a table of rows, can be changed.
   *
   * @throws IOException if it cannot be read
   */
  public JsonNode read(JsonParser parser) throws IOException {
    Weight ignored = new Weight();
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        ObjectNode object = json.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          object.set(name, read(parser));
        }
        yield object.size() > MOST_NAMES ? object : object(object, ignored);
      }
      case START_ARRAY -> {
        ArrayNode array = json.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(read(parser));
        }
        yield array(array, ignored);
      }
      case VALUE_STRING -> text(json.textNode(parser.getText()), ignored);
      default -> Json.scalar(parser, parser.currentToken());
    };
  }
}
