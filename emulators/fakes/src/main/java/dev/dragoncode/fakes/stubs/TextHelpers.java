package dev.dragoncode.fakes.stubs;

import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Options;
import com.github.jknack.handlebars.TagType;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Helpers of templates for texts, numbers and lists. */
final class TextHelpers {

  /** More items than a response has. */
  private static final int MOST_ITEMS = 10_000;

  private TextHelpers() {}

  static void register(Handlebars handlebars) {
    handlebars.registerHelper("base64", (value, options) -> base64(value, options));
    handlebars.registerHelper("urlEncode", (value, options) -> urlEncode(value, options));
    handlebars.registerHelper("formData", (value, options) -> formData(value, options));
    handlebars.registerHelper("regexExtract", (value, options) -> extract(value, options));
    handlebars.registerHelper(
        "matches", (value, options) -> fits(String.valueOf(value), text(options, 0)));
    handlebars.registerHelper(
        "contains",
        (value, options) ->
            value instanceof Collection<?> list && !(value instanceof RequestModel.Several)
                ? list.stream().map(String::valueOf).anyMatch(text(options, 0)::equals)
                : String.valueOf(value).contains(text(options, 0)));
    handlebars.registerHelper(
        "trim",
        (value, options) ->
            (options.tagType == TagType.SECTION ? options.fn().toString() : String.valueOf(value))
                .strip());
    handlebars.registerHelper("size", (value, _) -> size(value));
    handlebars.registerHelper("math", (value, options) -> math(value, options));
    handlebars.registerHelper("range", (from, options) -> range(from, options));
    handlebars.registerHelper(
        "array",
        (first, options) -> {
          List<Object> items = new ArrayList<>();
          if (first != null && !(options.params.length == 0 && first instanceof Map)) {
            items.add(first);
          }
          items.addAll(Arrays.asList(options.params));
          return items;
        });
    handlebars.registerHelper(
        "join",
        (value, options) ->
            value instanceof Collection<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(text(options, 0)))
                : String.valueOf(value));
    handlebars.registerHelper(
        "val",
        (value, options) -> {
          Object shown = value == null ? options.hash("or", options.hash("default", "")) : value;
          Object name = options.hash("assign");
          if (name == null) {
            return shown;
          }
          options.context.data(String.valueOf(name), shown);
          return "";
        });
    handlebars.registerHelper(
        "assign",
        (name, options) -> {
          options.context.data(String.valueOf(name), options.fn().toString());
          return "";
        });
    handlebars.registerHelper("hostname", (_, _) -> "localhost");
    // what it shows belongs to the user, and a mapping may be anybody's
    handlebars.registerHelper(
        "systemValue", (_, _) -> error("variables and properties of this machine are not shown"));
  }

  static String error(Exception e) {
    return error(String.valueOf(e.getMessage()));
  }

  static String error(String why) {
    return "[ERROR: " + why + "]";
  }

  /** A named value of a helper's call, as text. */
  static String hash(Options options, String name, String otherwise) {
    Object value = options.hash(name);
    return value == null ? otherwise : value.toString();
  }

  private static String text(Options options, int index) {
    return index < options.params.length ? String.valueOf(options.params[index]) : "";
  }

  private static String content(Object value, Options options) throws IOException {
    return options.tagType == TagType.SECTION ? options.fn().toString() : String.valueOf(value);
  }

  private static boolean decodes(Options options) {
    return Boolean.parseBoolean(hash(options, "decode", "false"));
  }

  private static Object base64(Object value, Options options) throws IOException {
    byte[] bytes = content(value, options).getBytes(StandardCharsets.UTF_8);
    if (decodes(options)) {
      try {
        return new String(Base64.getDecoder().decode(bytes), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        return error("this is no Base64");
      }
    }
    boolean padding = Boolean.parseBoolean(hash(options, "padding", "true"));
    Base64.Encoder encoder = Base64.getEncoder();
    return (padding ? encoder : encoder.withoutPadding()).encodeToString(bytes);
  }

  private static Object urlEncode(Object value, Options options) throws IOException {
    String text = content(value, options);
    return decodes(options) ? Asked.decoded(text) : URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Object formData(Object value, Options options) {
    options.context.data(text(options, 0), RequestModel.several(Asked.form(String.valueOf(value))));
    return "";
  }

  private static boolean fits(String value, String regex) {
    try {
      return BoundedRegex.of(regex).fits(value);
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private static Object extract(Object value, Options options) {
    try {
      Optional<List<String>> found = BoundedRegex.of(text(options, 0)).first(String.valueOf(value));
      if (found.isEmpty()) {
        Object otherwise = options.hash("default");
        return otherwise == null ? error("nothing matched " + text(options, 0)) : otherwise;
      }
      if (options.params.length > 1) {
        options.context.data(text(options, 1), found.get().subList(1, found.get().size()));
        return "";
      }
      return found.get().getFirst();
    } catch (PatternSyntaxException e) {
      return error(e.getDescription());
    }
  }

  private static int size(Object value) {
    return switch (value) {
      case null -> 0;
      case Collection<?> list -> list.size();
      case Map<?, ?> map -> map.size();
      default -> String.valueOf(value).length();
    };
  }

  private static Object math(Object left, Options options) {
    try {
      BigDecimal a = new BigDecimal(String.valueOf(left));
      BigDecimal b = new BigDecimal(text(options, 1));
      BigDecimal result =
          switch (text(options, 0)) {
            case "+" -> a.add(b);
            case "-" -> a.subtract(b);
            case "*", "x" -> a.multiply(b);
            case "/" -> a.divide(b, MathContext.DECIMAL64);
            case "%" -> a.remainder(b);
            default ->
                throw new ArithmeticException("“" + text(options, 0) + "” is none of + - * / %");
          };
      return result.stripTrailingZeros().toPlainString();
    } catch (ArithmeticException | NumberFormatException e) {
      return error(e);
    }
  }

  private static Object range(Object from, Options options) {
    try {
      long first = Long.parseLong(String.valueOf(from));
      long last = Long.parseLong(text(options, 0));
      return LongStream.rangeClosed(first, Math.min(last, first + MOST_ITEMS - 1)).boxed().toList();
    } catch (NumberFormatException e) {
      return error(e);
    }
  }
}
