package [=project.packageName].web;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.JacksonComponent;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Brings every text of a request into one form before it is validated: composed (NFC), trimmed, and
 * without control and formatting characters, which hide what a text says. Markup stays as it is and
 * is escaped where it is shown.
 */
@JacksonComponent
class CleanText extends StdScalarDeserializer<String> {

  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\n\\t\\u200D]]");

  CleanText() {
    super(String.class);
  }

  @Override
  public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      return (String) context.handleUnexpectedToken(getValueType(context), parser);
    }
    return clean(parser.getString());
  }

  static String clean(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    return INVISIBLE.matcher(composed).replaceAll("").strip();
  }
}
