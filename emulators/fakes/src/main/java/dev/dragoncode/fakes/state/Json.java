package dev.dragoncode.fakes.state;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes trees of JSON without Jackson's mapper of objects, which nobody here needs: it
 * brings calendars and locales along, and takes a tenth of the server's start.
 */
public final class Json {

  /** Of parsers and generators, as they come. */
  public static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** A tree as UTF-8. */
  public static byte[] bytes(JsonNode tree) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder()) {
      try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
        write(tree, json);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A tree over several lines. */
  public static String pretty(JsonNode tree) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      write(tree, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * Writes a tree as UTF-8 into a stream, which stays open.
   *
   * @throws IOException if the stream does
   */
  public static void write(JsonNode tree, OutputStream out) throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      write(tree, json);
    }
  }

  /**
   * Writes a tree.
   *
   * @throws IOException if the generator does
   */
  public static void write(JsonNode tree, JsonGenerator json) throws IOException {
    switch (tree.getNodeType()) {
      case OBJECT -> {
        json.writeStartObject();
        for (Map.Entry<String, JsonNode> field : tree.properties()) {
          json.writeFieldName(field.getKey());
          write(field.getValue(), json);
        }
        json.writeEndObject();
      }
      case ARRAY -> {
        json.writeStartArray();
        for (JsonNode item : tree) {
          write(item, json);
        }
        json.writeEndArray();
      }
      case STRING -> json.writeString(tree.textValue());
      case BOOLEAN -> json.writeBoolean(tree.booleanValue());
      case NUMBER -> number(tree, json);
      case NULL, MISSING -> json.writeNull();
      case BINARY, POJO -> json.writeString(tree.asText());
    }
  }

  private static void number(JsonNode number, JsonGenerator json) throws IOException {
    switch (number.numberType()) {
      case INT -> json.writeNumber(number.intValue());
      case LONG -> json.writeNumber(number.longValue());
      case BIG_INTEGER -> json.writeNumber(number.bigIntegerValue());
      case FLOAT -> json.writeNumber(number.floatValue());
      case DOUBLE -> json.writeNumber(number.doubleValue());
      case BIG_DECIMAL -> json.writeNumber(number.decimalValue());
    }
  }

  /** A tree as maps, lists and single values, as libraries take it that know none of Jackson's. */
  public static @Nullable Object plain(JsonNode tree) {
    return switch (tree.getNodeType()) {
      case OBJECT -> {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        tree.properties().forEach(field -> fields.put(field.getKey(), plain(field.getValue())));
        yield fields;
      }
      case ARRAY -> {
        List<@Nullable Object> items = new ArrayList<>();
        tree.forEach(item -> items.add(plain(item)));
        yield items;
      }
      case BOOLEAN -> tree.booleanValue();
      case NUMBER -> tree.numberValue();
      case NULL, MISSING -> null;
      case STRING, BINARY, POJO -> tree.asText();
    };
  }

  /**
   * A text's tree; a missing node where it is empty.
   *
   * @throws JsonProcessingException if it is not JSON
   */
  public static JsonNode read(String text) throws JsonProcessingException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return read(parser);
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The tree of a text in one of JSON's encodings; a missing node where it is empty.
   *
   * @throws IOException if it is not JSON
   */
  public static JsonNode read(byte[] text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return read(parser);
    }
  }

  /**
   * The tree that a parser has before it, from its next token on; a missing node where there is
   * none.
   *
   * @throws IOException if it cannot be read
   */
  public static JsonNode read(JsonParser parser) throws IOException {
    return parser.nextToken() == null ? MissingNode.getInstance() : value(parser);
  }

  /** What a parser stands at. */
  private static JsonNode value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          object.set(name, value(parser));
        }
        yield object;
      }
      case START_ARRAY -> {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(value(parser));
        }
        yield array;
      }
      default -> scalar(parser, token);
    };
  }

  /** The single value that a parser stands at. */
  static JsonNode scalar(JsonParser parser, JsonToken token) throws IOException {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (token) {
      case VALUE_STRING -> json.textNode(parser.getText());
      case VALUE_TRUE -> json.booleanNode(true);
      case VALUE_FALSE -> json.booleanNode(false);
      case VALUE_NULL -> json.nullNode();
      case VALUE_NUMBER_INT ->
          switch (parser.getNumberType()) {
            case INT -> json.numberNode(parser.getIntValue());
            case LONG -> json.numberNode(parser.getLongValue());
            default -> json.numberNode(parser.getBigIntegerValue());
          };
      case VALUE_NUMBER_FLOAT -> json.numberNode(parser.getDoubleValue());
      default -> throw new JsonParseException(parser, "unexpected " + token);
    };
  }
}
