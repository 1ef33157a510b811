package dev.dragoncode.fakes.stubs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dragoncode.fakes.pack.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads what a mapping answers. */
final class ResponseReader {

  /** Longer waits than this are of no use to anybody. */
  private static final long MOST_MILLIS = 600_000;

  private static final Set<String> MEMBERS =
      Set.of(
          "status",
          "statusMessage",
          "headers",
          "body",
          "jsonBody",
          "base64Body",
          "bodyFileName",
          "fixedDelayMilliseconds",
          "delayDistribution",
          "chunkedDribbleDelay",
          "fault",
          "transformers",
          "transformerParameters",
          "proxyBaseUrl",
          "proxyUrlPrefixToRemove",
          "additionalProxyRequestHeaders",
          "removeProxyRequestHeaders",
          "fromConfiguredStub");

  /** What the server writes itself, by the body that it sends. */
  private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding");

  private static final String TEMPLATE = "response-template";

  private final BodyFiles files;
  private final Set<String> forwardTo;
  private final Consumer<String> note;

  /**
   * A reader.
   *
   * @param files where bodies stand that are not in the mapping
   * @param forwardTo hosts besides this machine that requests may be sent on to
   * @param note takes what of a mapping is left out
   */
  ResponseReader(BodyFiles files, Set<String> forwardTo, Consumer<String> note) {
    this.files = files;
    this.forwardTo = forwardTo;
    this.note = note;
  }

  ResponseRule read(Part part) {
    part.only(MEMBERS);
    boolean templates = templates(part);
    JsonNode parameters =
        part.find("transformerParameters")
            .map(said -> said.object().json())
            .orElse(JsonNodeFactory.instance.objectNode());
    Optional<Part> dribble = part.find("chunkedDribbleDelay");
    dribble.ifPresent(said -> said.only(Set.of("numberOfChunks", "totalDuration")));
    return new ResponseRule(
        part.find("status").map(status -> (int) status.whole(200, 999)).orElse(200),
        part.find("statusMessage").map(Part::text).orElse("").replaceAll("[\\r\\n]+", " "),
        headers(part, templates),
        body(part, templates),
        parameters,
        wait(part),
        dribble.map(said -> (int) said.at("numberOfChunks").whole(1, 100_000)).orElse(1),
        Duration.ofMillis(
            dribble.map(said -> said.at("totalDuration").whole(0, MOST_MILLIS)).orElse(0L)),
        part.find("fault").map(ResponseReader::fault),
        part.find("proxyBaseUrl").map(base -> forward(part, base)));
  }

  private static boolean templates(Part part) {
    List<String> transformers = part.each("transformers", Part::text);
    for (String transformer : transformers) {
      if (!transformer.equals(TEMPLATE)) {
        throw part.at("transformers")
            .wrong("names “%s”; understood is %s".formatted(transformer, TEMPLATE));
      }
    }
    return !transformers.isEmpty();
  }

  private List<ResponseRule.Header> headers(Part part, boolean templates) {
    List<ResponseRule.Header> headers = new ArrayList<>();
    part.all("headers", value -> value)
        .forEach((name, value) -> {
          if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
            note.accept("%s is left to the server".formatted(value.where()));
          } else if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
            throw value.wrong("is no name of a header");
          } else if (value.json().isArray()) {
            for (int i = 0; i < value.json().size(); i++) {
              Part one = new Part("%s[%d]".formatted(value.where(), i), value.json().get(i));
              headers.add(new ResponseRule.Header(name, words(one, one.text(), templates)));
            }
          } else {
            headers.add(new ResponseRule.Header(name, words(value, value.text(), templates)));
          }
        });
    return headers;
  }

  private ResponseRule.BodySource body(Part part, boolean templates) {
    Set<String> said = new HashSet<>();
    for (String name : List.of("body", "jsonBody", "base64Body", "bodyFileName")) {
      if (part.has(name) && !(name.equals("body") && part.at(name).text().isEmpty())) {
        said.add(name);
      }
    }
    if (said.size() > 1) {
      throw part.wrong("has more than one of " + String.join(", ", said));
    }
    return switch (said.isEmpty() ? "" : said.iterator().next()) {
      case "body" -> text(part.at("body"), part.at("body").text(), templates);
      case "jsonBody" ->
          text(part.at("jsonBody"), part.at("jsonBody").json().toString(), templates);
      case "base64Body" -> {
        byte[] bytes = ExpectationReader.base64(part.at("base64Body"));
        yield _ -> bytes;
      }
      case "bodyFileName" -> file(part.at("bodyFileName"), templates);
      default -> _ -> new byte[0];
    };
  }

  private static ResponseRule.BodySource text(Part part, String text, boolean templates) {
    Words words = words(part, text, templates);
    if (words instanceof Words.Fixed) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return _ -> bytes;
    }
    return answering -> words.of(answering).getBytes(StandardCharsets.UTF_8);
  }

  private ResponseRule.BodySource file(Part part, boolean templates) {
    Words name = words(part, part.text(), templates);
    if (name instanceof Words.Fixed) {
      files.check(part);
    }
    return answering -> {
      byte[] bytes = files.read(name.of(answering));
      String text = templates ? new String(bytes, StandardCharsets.UTF_8) : "";
      return templates && text.contains("{{")
          ? words(part, text, true).of(answering).getBytes(StandardCharsets.UTF_8)
          : bytes;
    };
  }

  private static Words words(Part part, String text, boolean templates) {
    return templates && text.contains("{{") ? Templates.of(part, text) : new Words.Fixed(text);
  }

  private static Optional<ResponseRule.Wait> wait(Part part) {
    Optional<ResponseRule.Wait> fixed =
        part.find("fixedDelayMilliseconds").map(said -> constant(said));
    Optional<Part> spread = part.find("delayDistribution");
    if (spread.isEmpty()) {
      return fixed;
    }
    ResponseRule.Wait wait = spread(spread.get());
    return Optional.of(
        fixed.<ResponseRule.Wait>map(first -> () -> first.get().plus(wait.get())).orElse(wait));
  }

  private static ResponseRule.Wait constant(Part part) {
    Duration time = Duration.ofMillis(part.whole(0, MOST_MILLIS));
    return () -> time;
  }

  private static ResponseRule.Wait spread(Part part) {
    String type = part.at("type").text();
    return switch (type) {
      case "lognormal" -> {
        part.only(Set.of("type", "median", "sigma", "maxValue"));
        yield ResponseRule.spread(
            part.at("median").number(0, MOST_MILLIS),
            part.at("sigma").number(0, 10),
            part.find("maxValue")
                .map(most -> most.number(0, MOST_MILLIS))
                .orElse(1.0 * MOST_MILLIS));
      }
      case "uniform" -> {
        part.only(Set.of("type", "lower", "upper"));
        long lower = part.at("lower").whole(0, MOST_MILLIS);
        yield ResponseRule.between(lower, part.at("upper").whole(lower, MOST_MILLIS));
      }
      case "fixed" -> {
        part.only(Set.of("type", "milliseconds"));
        yield constant(part.at("milliseconds"));
      }
      default -> throw part.at("type").wrong("is none of lognormal, uniform, fixed");
    };
  }

  private static Reply.Broken.How fault(Part part) {
    return switch (part.text()) {
      case "EMPTY_RESPONSE" -> Reply.Broken.How.EMPTY;
      case "CONNECTION_RESET_BY_PEER" -> Reply.Broken.How.RESET;
      case "RANDOM_DATA_THEN_CLOSE" -> Reply.Broken.How.GARBAGE;
      case "MALFORMED_RESPONSE_CHUNK" -> Reply.Broken.How.BAD_CHUNK;
      default ->
          throw part.wrong(
              "is none of EMPTY_RESPONSE, CONNECTION_RESET_BY_PEER, RANDOM_DATA_THEN_CLOSE,"
                  + " MALFORMED_RESPONSE_CHUNK");
    };
  }

  private Forward forward(Part part, Part base) {
    Forward.Target target;
    try {
      target = Forward.Target.of(base.text());
    } catch (IllegalArgumentException e) {
      throw base.wrong(String.valueOf(e.getMessage()));
    }
    if (!target.onThisMachine() && !forwardTo.contains(target.host())) {
      throw base.wrong(
          "sends requests on to %s, which is not allowed; allow it with --forward-to %s"
              .formatted(target.host(), target.host()));
    }
    return new Forward(
        target,
        part.find("proxyUrlPrefixToRemove").map(Part::text).orElse(""),
        part.all("additionalProxyRequestHeaders", Part::text),
        Set.copyOf(
            part.each("removeProxyRequestHeaders", one -> one.text().toLowerCase(Locale.ROOT))));
  }
}
