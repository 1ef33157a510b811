package dev.dragoncode.fakes.stubs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what a mapping expects of a value. */
final class ExpectationReader {

  private static final Set<String> JSON = Set.of("ignoreArrayOrder", "ignoreExtraElements");
  private static final Set<String> TIME =
      Set.of("actualFormat", "expectedOffset", "expectedOffsetUnit");

  /** What stands beside an operator, and changes what it means. */
  private static final Map<String, Set<String>> BESIDE =
      Map.of(
          "equalTo", Set.of("caseInsensitive"),
          "equalToJson", JSON,
          "matchesJsonSchema", Set.of("schemaVersion"),
          "matchesXPath", Set.of("xPathNamespaces"),
          "before", TIME,
          "after", TIME,
          "equalToDateTime", TIME);

  private static final List<String> OPERATORS =
      List.of(
          "equalTo",
          "binaryEqualTo",
          "contains",
          "doesNotContain",
          "matches",
          "doesNotMatch",
          "absent",
          "equalToJson",
          "matchesJsonPath",
          "matchesJsonSchema",
          "equalToXml",
          "matchesXPath",
          "before",
          "after",
          "equalToDateTime",
          "anything",
          "and",
          "or",
          "not");

  /** More than anybody reads; a bound against mappings that would overflow the stack. */
  private static final int MOST_DEPTH = 50;

  private ExpectationReader() {}

  /** The expectation that a part says. */
  static Expectation read(Part part) {
    return read(part, Set.of(), 0);
  }

  private static Expectation read(Part part, Set<String> besides, int depth) {
    part.object();
    if (depth > MOST_DEPTH) {
      throw part.wrong("is nested deeper than %d expectations".formatted(MOST_DEPTH));
    }
    List<String> named = OPERATORS.stream().filter(part.json()::has).toList();
    if (named.size() != 1) {
      throw part.wrong(
          named.isEmpty()
              ? "has none of %s, so it is not understood".formatted(String.join(", ", OPERATORS))
              : "has more than one of " + String.join(", ", named));
    }
    String operator = named.getFirst();
    part.json()
        .fieldNames()
        .forEachRemaining(name -> {
          if (!name.equals(operator)
              && !besides.contains(name)
              && !BESIDE.getOrDefault(operator, Set.of()).contains(name)) {
            throw part.wrong(
                "has a member “%s” beside %s, which is not understood here"
                    .formatted(name, operator));
          }
        });
    return read(part, operator, depth);
  }

  private static Expectation read(Part part, String operator, int depth) {
    Part value = part.at(operator);
    return switch (operator) {
      case "equalTo" -> new Expectation.Equal(value.text(), part.truth("caseInsensitive"));
      case "binaryEqualTo" -> new Expectation.EqualBytes(base64(value));
      case "contains" -> new Expectation.Containing(value.text());
      case "doesNotContain" -> new Expectation.Not(new Expectation.Containing(value.text()));
      case "matches" -> new Expectation.Fitting(BoundedRegex.of(value));
      case "doesNotMatch" -> new Expectation.Not(new Expectation.Fitting(BoundedRegex.of(value)));
      case "absent" -> new Expectation.Absent();
      case "anything" -> new Expectation.Anything();
      case "equalToJson" -> json(part, value);
      case "matchesJsonPath" -> jsonPath(value, depth);
      case "matchesJsonSchema" ->
          new JsonExpectations.Fitting(
              JsonExpectations.schema(
                  value, part.find("schemaVersion").map(Part::text).orElse("")));
      case "equalToXml" ->
          new XmlExpectations.EqualXml(
              Xml.read(value.text()).orElseThrow(() -> value.wrong("is no XML")));
      case "matchesXPath" -> xpath(part, value, depth);
      case "before" -> time(part, TimeExpectation.Order.BEFORE, value);
      case "after" -> time(part, TimeExpectation.Order.AFTER, value);
      case "equalToDateTime" -> time(part, TimeExpectation.Order.AT, value);
      case "not" -> new Expectation.Not(read(value, Set.of(), depth + 1));
      case "and" -> new Expectation.Every(each(part, operator, depth));
      case "or" -> new Expectation.Some(each(part, operator, depth));
      default -> throw part.wrong("is not understood");
    };
  }

  private static List<Expectation> each(Part part, String operator, int depth) {
    return part.each(operator, one -> read(one, Set.of(), depth + 1));
  }

  private static Expectation json(Part part, Part value) {
    JsonNode expected = value.json();
    if (expected.isTextual()) {
      try {
        expected = Seen.JSON.readTree(expected.asText());
      } catch (JsonProcessingException e) {
        throw value.wrong("is no JSON: " + e.getOriginalMessage());
      }
    }
    return new JsonExpectations.EqualJson(
        expected,
        new JsonLikeness(part.truth("ignoreArrayOrder"), part.truth("ignoreExtraElements")));
  }

  private static Expectation jsonPath(Part value, int depth) {
    if (value.json().isTextual()) {
      return new JsonExpectations.Path(JsonExpectations.path(value), Optional.empty());
    }
    return new JsonExpectations.Path(
        JsonExpectations.path(value.object().at("expression")),
        Optional.of(read(value, Set.of("expression"), depth + 1)));
  }

  private static Expectation xpath(Part part, Part value, int depth) {
    boolean plain = value.json().isTextual();
    Map<String, String> namespaces = part.all("xPathNamespaces", Part::text);
    Part path = plain ? value : value.object().at("expression");
    try {
      var _ = Xml.find(Xml.read("<a/>").orElseThrow(), path.text(), namespaces);
    } catch (javax.xml.xpath.XPathExpressionException e) {
      throw path.wrong("is no XPath: " + e.getMessage());
    }
    return new XmlExpectations.Path(
        path.text(),
        namespaces,
        plain ? Optional.empty() : Optional.of(read(value, Set.of("expression"), depth + 1)));
  }

  private static Expectation time(Part part, TimeExpectation.Order order, Part value) {
    try {
      TimeExpectation.Wanted wanted = TimeExpectation.Wanted.of(value.text());
      if (part.has("expectedOffset")) {
        ChronoUnit unit =
            TimeExpectation.unitOf(part.find("expectedOffsetUnit").map(Part::text).orElse("days"));
        wanted = wanted.later(part.at("expectedOffset").whole(-1_000_000, 1_000_000), unit);
      }
      return new TimeExpectation(
          order, wanted, part.find("actualFormat").map(Part::text).orElse(""));
    } catch (DateTimeException e) {
      throw value.wrong("is no time: " + e.getMessage());
    }
  }

  static byte[] base64(Part part) {
    try {
      return Base64.getDecoder().decode(part.text());
    } catch (IllegalArgumentException e) {
      throw part.wrong("is no Base64");
    }
  }
}
