package dev.dragoncode.fakes.stubs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of what is recorded. What stood once where secrets stand is taken out wherever
 * it comes again; the same secret always leaves the same words behind.
 */
final class Secrecy {

  /** Shorter ones would be found in the middle of plain words. */
  private static final int LEAST = 8;

  /** From here on letters alone are no word of any text. */
  private static final int NO_WORD = 24;

  /** More than a recording meets; a bound against answers of nothing but tokens. */
  private static final int MOST = 10_000;

  private static final String UNSIGNED = "eyJhbGciOiJub25lIn0.e30.removed";

  /** Forms of well-known secrets: a beginning that stays, and the rest that goes. */
  private static final Pattern SHAPES =
      Pattern.compile(
          "(?<pem>-----BEGIN [A-Z ]*PRIVATE KEY-----)[^-]*(?:-----END [A-Z ]*PRIVATE KEY-----)?"
              + "|(?<jwt>eyJ)[A-Za-z0-9_-]{6,}\\.[A-Za-z0-9_-]{4,}\\.[A-Za-z0-9_-]*"
              + "|(?<begin>\\b(?:sk|rk)_(?:test|live)_|\\bwhsec_|\\bgh[pousr]_|\\bgithub_pat_|\\bglpat-"
              + "|\\bxox[abeoprs]-|\\bxapp-|\\bsk-(?:proj-|ant-)?|\\bAKIA|\\bASIA|\\bAIza|\\bya29\\."
              + "|\\bSG\\.|\\bnpm_|\\bpypi-|\\bdop_v1_|\\bshpat_|\\bhf_|\\bdckr_pat_|\\bEAA[A-Z]"
              + "|_secret_|(?i:\\bbearer )|(?i:hooks\\.slack\\.com/services/))"
              + "(?!removed)[A-Za-z0-9_./+~-]{8,}=*"
              + "|(?<user>://)[^/\\s:@\"']+:[^/\\s@\"']+(?=@)");

  private final Map<String, String> known = new LinkedHashMap<>();

  /** Notes a secret; others' words for it where it was noted before. */
  String learn(String secret) {
    if (secret.isEmpty()) {
      return secret;
    }
    String before = known.get(secret);
    if (before != null) {
      return before;
    }
    String shaped = shapes(secret);
    String instead = shaped.equals(secret) ? "removed-" + (known.size() + 1) : shaped;
    if (isTelling(secret) && known.size() < MOST) {
      known.put(secret, instead);
    }
    return instead;
  }

  /** Whether it may be looked for elsewhere: “password” as a password would spoil all texts. */
  private static boolean isTelling(String secret) {
    return !secret.contains("removed")
        && secret.length() >= LEAST
        && (secret.length() >= NO_WORD || !secret.chars().allMatch(Character::isLetter));
  }

  /** Notes what a header line shows. */
  void learnHeader(String name, String value) {
    String lower = Expectation.header(name);
    if (lower.equals("cookie")) {
      for (String pair : value.split(";", -1)) {
        var _ = learn(pair.substring(pair.indexOf('=') + 1).strip());
      }
    } else if (lower.equals("set-cookie")) {
      var _ = learn(cookieValue(value));
    } else if (SecretNames.header(name)) {
      int space = value.indexOf(' ');
      String secret = value.substring(space + 1).strip();
      var _ = learn(secret);
      if (value.regionMatches(true, 0, "basic ", 0, 6)) {
        learnBasic(secret);
      }
    }
  }

  private void learnBasic(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      String password = pair.substring(colon + 1);
      if (colon >= 0 && password.isEmpty()) {
        // such as Stripe's, whose user is the key
        var _ = learn(pair.substring(0, colon));
      } else {
        var _ = learn(password);
      }
    } catch (IllegalArgumentException e) {
      // no Base64: taken as a whole already
      return;
    }
  }

  private static String cookieValue(String line) {
    String pair = line.replaceFirst(";.*$", "");
    return pair.substring(pair.indexOf('=') + 1).strip();
  }

  /** A header's value without what is secret in it. */
  String header(String name, String value) {
    String lower = Expectation.header(name);
    if (lower.equals("set-cookie")) {
      String secret = cookieValue(value);
      int at = value.indexOf('=') + 1;
      return value.substring(0, at)
          + learn(secret)
          + text(value.substring(Math.min(value.length(), at + secret.length())));
    }
    return SecretNames.header(name) ? learn(value) : text(value);
  }

  /** A text without secrets that are known or of a well-known form. */
  String text(String text) {
    String without = text;
    for (Map.Entry<String, String> secret : known.entrySet()) {
      String plain = secret.getKey();
      if (without.contains(plain)) {
        without = without.replace(plain, secret.getValue());
      }
      String encoded = URLEncoder.encode(plain, StandardCharsets.UTF_8);
      if (!encoded.equals(plain) && without.contains(encoded)) {
        without = without.replace(encoded, secret.getValue());
      }
    }
    return shapes(without);
  }

  private static String shapes(String text) {
    Matcher found = SHAPES.matcher(text);
    return found.replaceAll(match -> {
      String kept = match.group("begin") == null ? match.group("user") : match.group("begin");
      if (match.group("jwt") != null) {
        return UNSIGNED;
      }
      return Matcher.quoteReplacement(
          kept != null ? kept + "removed" : match.group("pem") + "removed");
    });
  }

  /** Notes the secrets of JSON. */
  void learn(JsonNode json) {
    var _ = walked(json, secret -> learn(secret), text -> text);
  }

  /** A copy of JSON without its secrets. */
  JsonNode json(JsonNode json) {
    return walked(json, this::learn, this::text);
  }

  /** JSON with other words for its secrets, and for its other texts. */
  static JsonNode walked(JsonNode json, UnaryOperator<String> secret, UnaryOperator<String> other) {
    return walked(json, false, secret, other);
  }

  private static JsonNode walked(
      JsonNode json, boolean named, UnaryOperator<String> secret, UnaryOperator<String> other) {
    return switch (json) {
      case ObjectNode object -> {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
          boolean secretly = SecretNames.member(member.getKey());
          copy.set(member.getKey(), walked(member.getValue(), secretly, secret, other));
        }
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        array.forEach(item -> copy.add(walked(item, named, secret, other)));
        yield copy;
      }
      case TextNode text -> TextNode.valueOf((named ? secret : other).apply(text.asText()));
      default -> json;
    };
  }
}
