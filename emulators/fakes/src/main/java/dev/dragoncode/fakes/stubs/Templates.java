package dev.dragoncode.fakes.stubs;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.HandlebarsException;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.context.MapValueResolver;
import com.github.jknack.handlebars.helper.ConditionalHelpers;
import com.github.jknack.handlebars.helper.StringHelpers;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Templates of responses, as Handlebars reads them. Loaded when the first one is read. */
final class Templates {

  /** More than a response has; a bound against templates that repeat without end. */
  private static final int MOST_CHARACTERS = 8 << 20;

  private static final long MOST_NANOS = Duration.ofSeconds(2).toNanos();

  private static final Handlebars HANDLEBARS = handlebars();

  private Templates() {}

  /** The template that a part says. */
  static Words of(Part part, String text) {
    Template template;
    try {
      template = HANDLEBARS.compileInline(text);
    } catch (IOException | HandlebarsException e) {
      throw part.wrong("is no template: " + firstLine(e));
    }
    return answering -> fill(template, answering);
  }

  private static String fill(Template template, Answering answering) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("request", RequestModel.of(answering));
    model.put("parameters", Plain.of(answering.parameters()));
    model.put(TimeHelpers.NOW, answering.now());
    Bounded text = new Bounded();
    try {
      template.apply(Context.newBuilder(model).resolver(MapValueResolver.INSTANCE).build(), text);
    } catch (IOException | HandlebarsException e) {
      throw new IllegalArgumentException("its template fails: " + firstLine(e), e);
    }
    return text.toString();
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static Handlebars handlebars() {
    Handlebars handlebars = new Handlebars().with(EscapingStrategy.NOOP);
    for (StringHelpers helper : StringHelpers.values()) {
      if (helper != StringHelpers.now && helper != StringHelpers.join) {
        handlebars.registerHelper(helper.name(), helper);
      }
    }
    for (ConditionalHelpers helper : ConditionalHelpers.values()) {
      handlebars.registerHelper(helper.name(), helper);
    }
    TimeHelpers.register(handlebars);
    RandomHelpers.register(handlebars);
    JsonHelpers.register(handlebars);
    TextHelpers.register(handlebars);
    return handlebars;
  }

  /** JSON as the maps, lists and values that templates look into. */
  static final class Plain {

    private Plain() {}

    static Object of(JsonNode node) {
      return switch (node.getNodeType()) {
        case OBJECT -> {
          Map<String, Object> map = new Shown();
          node.properties().forEach(entry -> map.put(entry.getKey(), of(entry.getValue())));
          yield map;
        }
        case ARRAY -> {
          List<Object> list = new ShownList();
          node.forEach(item -> list.add(of(item)));
          yield list;
        }
        case NUMBER -> node.isIntegralNumber() ? (Object) node.longValue() : node.decimalValue();
        case BOOLEAN -> node.booleanValue();
        case NULL, MISSING -> "";
        default -> node.asText();
      };
    }

    /** The JSON of a value of a template. */
    static JsonNode json(Object value) {
      return Seen.JSON.valueToTree(value);
    }
  }

  /** A map that shows as JSON. */
  private static final class Shown extends LinkedHashMap<String, Object> {
    private static final long serialVersionUID = 1;

    @Override
    public String toString() {
      return Plain.json(this).toString();
    }
  }

  /** A list that shows as JSON. */
  private static final class ShownList extends ArrayList<Object> {
    private static final long serialVersionUID = 1;

    @Override
    public String toString() {
      return Plain.json(this).toString();
    }
  }

  private static final class Bounded extends Writer {
    private final StringBuilder text = new StringBuilder();
    private final long begun = System.nanoTime();

    @Override
    public void write(char[] characters, int from, int length) throws IOException {
      if (System.nanoTime() - begun > MOST_NANOS) {
        throw new IOException("it takes longer than %d s".formatted(MOST_NANOS / 1_000_000_000));
      }
      if (text.length() + length > MOST_CHARACTERS) {
        throw new IOException("it has more than %d characters".formatted(MOST_CHARACTERS));
      }
      text.append(characters, from, length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
