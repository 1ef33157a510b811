package dev.dragoncode.io.yaml;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** A YAML document as a tree in which every node knows its place in the file. */
public sealed interface YamlNode {

  /** A place in a file, both from 1. */
  record Place(int line, int column) {}

  Place place();

  /** Keys and values in the order of the file. */
  record Mapping(Place place, Map<String, Entry> entries) implements YamlNode {}

  /** A mapping's value and where its key stands. */
  record Entry(Place keyPlace, YamlNode value) {}

  /** A list. */
  record Sequence(Place place, List<YamlNode> items) implements YamlNode {}

  /** A text, number or truth value as it is written; the text is empty for null. */
  record Scalar(Place place, String text, Kind kind) implements YamlNode {}

  /** What a plain value is in JSON. */
  enum Kind {
    TEXT,
    NUMBER,
    TRUTH,
    NULL
  }

  /** What is wrong at a place of a file. */
  final class YamlException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Place place;

    public YamlException(Place place, String message) {
      super(message);
      this.place = place;
    }

    public Place place() {
      return place;
    }
  }

  /**
   * Reads one document.
   *
   * @throws YamlException if it is not YAML, has a key twice or is empty
   */
  static YamlNode parse(String text) throws YamlException {
    YAMLFactory yaml =
        YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    try (JsonParser parser = yaml.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new YamlException(new Place(1, 1), "the file is empty");
      }
      return read(parser, YamlNode::placeOf);
    } catch (JsonProcessingException e) {
      throw located(e);
    } catch (IOException e) {
      throw new YamlException(new Place(1, 1), String.valueOf(e.getMessage()));
    }
  }

  /**
   * Reads a document of JSON that a program has written: all of it stands at the beginning, since
   * nobody looks for a mistake there.
   *
   * @param from where it begins
   * @throws UncheckedIOException if it is not JSON
   */
  static YamlNode ofJson(byte[] json, int from) {
    Place beginning = new Place(1, 1);
    try (JsonParser parser = new JsonFactory().createParser(json, from, json.length - from)) {
      parser.nextToken();
      return read(parser, _ -> beginning);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static YamlNode read(JsonParser parser, Function<JsonParser, Place> places)
      throws IOException {
    Place place = places.apply(parser);
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          Place keyPlace = places.apply(parser);
          String key = parser.currentName();
          parser.nextToken();
          entries.put(key, new Entry(keyPlace, read(parser, places)));
        }
        yield new Mapping(place, entries);
      }
      case START_ARRAY -> {
        List<YamlNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(read(parser, places));
        }
        yield new Sequence(place, items);
      }
      case VALUE_NULL -> new Scalar(place, "", Kind.NULL);
      case VALUE_TRUE, VALUE_FALSE -> new Scalar(place, parser.getText(), Kind.TRUTH);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Scalar(place, parser.getText(), Kind.NUMBER);
      default -> new Scalar(place, parser.getText(), Kind.TEXT);
    };
  }

  /** Says where the text stops making sense; Jackson itself knows the last good token only. */
  private static YamlException located(JsonProcessingException e) {
    if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      Mark mark = marked.getProblemMark();
      String context = marked.getContext() == null ? "" : marked.getContext() + ": ";
      return new YamlException(
          new Place(mark.getLine() + 1, mark.getColumn() + 1), context + marked.getProblem());
    }
    JsonLocation at = e.getLocation();
    Place place = at == null ? new Place(1, 1) : new Place(at.getLineNr(), at.getColumnNr());
    return new YamlException(place, firstLine(e.getOriginalMessage()));
  }

  private static Place placeOf(JsonParser parser) {
    JsonLocation at = parser.currentTokenLocation();
    return new Place(at.getLineNr(), at.getColumnNr());
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse(message);
  }
}
