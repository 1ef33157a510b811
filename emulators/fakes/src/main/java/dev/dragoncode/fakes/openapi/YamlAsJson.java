package dev.dragoncode.fakes.openapi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Writes YAML as JSON whose values stand in the same lines, so that what is said about a place
 * holds for both. Aliases are written out, up to a bound that ends those which multiply.
 */
final class YamlAsJson {

  /** No document that people write is nested deeper. */
  private static final int MOST_DEPTH = 200;

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d+)?");

  private final ParserImpl parser;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Map<String, List<Event>> anchored = new HashMap<>();
  private final JsonGenerator json;
  private int line;
  private int depth;

  private YamlAsJson(String text) throws IOException {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(DocumentText.MOST_BYTES);
    this.parser = new ParserImpl(new StreamReader(new StringReader(text)), options);
    this.json = new JsonFactory().createGenerator(out);
  }

  /**
   * The same document as JSON.
   *
   * @throws DocumentException if it is no YAML, or one that grows out of all proportion
   */
  static byte[] convert(String text) throws DocumentException {
    try {
      YamlAsJson conversion = new YamlAsJson(text);
      conversion.document();
      return conversion.out.toByteArray();
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      throw wrong(
          mark == null ? 0 : mark.getLine(),
          mark == null ? 0 : mark.getColumn(),
          String.valueOf(e.getProblem()));
    } catch (YAMLException | IOException e) {
      throw wrong(0, 0, String.valueOf(e.getMessage()).lines().findFirst().orElse("no YAML"));
    }
  }

  private static DocumentException wrong(int line, int column, String message) {
    return new DocumentException(
        line + 1, column + 1, "it is no valid YAML: " + message, "Mend the document there.");
  }

  private static DocumentException wrong(Event at, String message) {
    Mark mark = at.getStartMark();
    return wrong(mark == null ? 0 : mark.getLine(), mark == null ? 0 : mark.getColumn(), message);
  }

  private void document() throws IOException, DocumentException {
    Event event = parser.getEvent();
    while (!(event instanceof NodeEvent)) {
      if (event.is(Event.ID.StreamEnd)) {
        throw wrong(event, "it is empty");
      }
      event = parser.getEvent();
    }
    node(event, parser::getEvent);
    json.close();
  }

  /** Where the following events come from: the text, or what stood behind an anchor. */
  private interface Events {
    Event next();
  }

  private void node(Event event, Events from) throws IOException, DocumentException {
    String anchor = ((NodeEvent) event).getAnchor();
    if (event instanceof AliasEvent) {
      List<Event> meant = anchored.get(anchor);
      if (meant == null) {
        throw wrong(event, "nothing is called &" + anchor);
      }
      replay(meant, false);
    } else if (anchor != null && event instanceof CollectionStartEvent) {
      List<Event> kept = new ArrayList<>();
      kept.add(event);
      for (int open = 1; open > 0; ) {
        Event next = from.next();
        kept.add(next);
        open += next instanceof CollectionStartEvent ? 1 : ends(next) ? -1 : 0;
      }
      // an alias in it may not mean itself, so the name is given afterwards
      replay(kept, false);
      anchored.put(anchor, kept);
    } else {
      if (anchor != null) {
        anchored.put(anchor, List.of(event));
      }
      write(event, from);
    }
  }

  private static boolean ends(Event event) {
    return event.is(Event.ID.MappingEnd) || event.is(Event.ID.SequenceEnd);
  }

  /** Writes kept events; only the entries of a mapping where it is merged into another. */
  private void replay(List<Event> events, boolean merged) throws IOException, DocumentException {
    var left = events.iterator();
    Event first = left.next();
    if (merged) {
      if (!(first instanceof MappingStartEvent)) {
        throw wrong(first, "only a mapping can be merged by <<");
      }
      entries(left::next);
    } else {
      write(first, left::next);
    }
  }

  private void write(Event event, Events from) throws IOException, DocumentException {
    if (++depth > MOST_DEPTH) {
      throw wrong(event, "it is nested more than %d levels deep".formatted(MOST_DEPTH));
    }
    reach(event);
    switch (event) {
      case MappingStartEvent _ -> {
        json.writeStartObject();
        entries(from);
        json.writeEndObject();
      }
      case SequenceStartEvent _ -> {
        json.writeStartArray();
        for (Event item = from.next(); !ends(item); item = from.next()) {
          node(item, from);
        }
        json.writeEndArray();
      }
      case ScalarEvent scalar -> scalar(scalar);
      default -> throw wrong(event, "a value was expected here");
    }
    depth--;
  }

  private void entries(Events from) throws IOException, DocumentException {
    for (Event key = from.next(); !ends(key); key = from.next()) {
      if (!(key instanceof ScalarEvent name)) {
        throw wrong(key, "a name was expected here");
      }
      if (name.getValue().equals("<<") && name.isPlain()) {
        merge(from);
        continue;
      }
      reach(key);
      json.writeFieldName(name.getValue());
      node(from.next(), from);
    }
  }

  private void merge(Events from) throws IOException, DocumentException {
    Event merged = from.next();
    if (!(merged instanceof AliasEvent alias) || !anchored.containsKey(alias.getAnchor())) {
      throw wrong(merged, "<< is only followed by the name of an anchor here");
    }
    replay(anchored.get(alias.getAnchor()), true);
  }

  /** Goes on to the line of an event, and looks how much there is already. */
  private void reach(Event event) throws IOException, DocumentException {
    json.flush();
    if (out.size() > DocumentText.MOST_BYTES) {
      throw new DocumentException(
          line + 1,
          1,
          "its aliases multiply to more than %d MB".formatted(DocumentText.MOST_BYTES >> 20),
          "Write out what the aliases stand for, or use $ref instead.");
    }
    Mark mark = event.getStartMark();
    while (mark != null && line < mark.getLine()) {
      out.write('\n');
      line++;
    }
  }

  private void scalar(ScalarEvent scalar) throws IOException {
    String text = scalar.getValue();
    if (scalar.getScalarStyle() != ScalarStyle.PLAIN
        || (scalar.getTag() != null && scalar.getTag().endsWith(":str"))) {
      json.writeString(text);
      return;
    }
    switch (text) {
      case "", "~", "null", "Null", "NULL" -> json.writeNull();
      case "true", "True", "TRUE" -> json.writeBoolean(true);
      case "false", "False", "FALSE" -> json.writeBoolean(false);
      default -> {
        if (NUMBER.matcher(text).matches() && text.length() <= 30) {
          json.writeNumber(text);
        } else {
          json.writeString(text);
        }
      }
    }
  }
}
