package [=project.packageName].telemetry;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter.MemberPath;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/**
 * Masks mail addresses, card numbers and tokens in every value of a log line, exceptions of
 * libraries included. Logback makes it by the name in application.yaml.
 */
public class PersonalData implements StructuredLoggingJsonMembersCustomizer<Object> {

  private static final String MASK = "***";
  private static final Pattern MAIL = Pattern.compile("[\\w.+-]+@[\\w-]+\\.[\\w.-]+");
  private static final Pattern CARD = Pattern.compile("\\b\\d(?:[ -]?\\d){12,18}\\b");
  private static final Pattern TOKEN =
      Pattern.compile("(?i)\\bBearer [\\w.~+/=-]+|\\beyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*");

  @Override
  public void customize(Members<Object> members) {
    members.applyingValueProcessor(PersonalData::masked);
  }

  private static @Nullable Object masked(MemberPath path, @Nullable Object value) {
    return value instanceof String text ? mask(text) : value;
  }

  static String mask(String text) {
    String withoutMail = MAIL.matcher(text).replaceAll(MASK);
    String withoutTokens = TOKEN.matcher(withoutMail).replaceAll(MASK);
    return CARD.matcher(withoutTokens).replaceAll(MASK);
  }
}
