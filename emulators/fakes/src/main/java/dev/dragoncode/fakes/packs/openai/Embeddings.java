package dev.dragoncode.fakes.packs.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Reply;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * https://platform.openai.com/docs/api-reference/embeddings. A text's vector is the sum of those of
 * its words, so that texts that share words are near each other.
 */
final class Embeddings {

  /** https://platform.openai.com/docs/api-reference/embeddings/create: inputs of one request. */
  private static final int MOST_INPUTS = 2_048;

  private static final int MOST_TOKENS = 8_192;

  private Embeddings() {}

  static Reply create(Call call) {
    String model = Checks.model(call, "");
    JsonNode known = call.value("embeddings").path(model);
    if (known.isMissingNode()) {
      throw Checks.invalid(
          "You are not allowed to generate embeddings from this model", "model", "");
    }
    int full = known.path("dimensions").asInt();
    int dimensions = Checks.whole(call, "dimensions", 1, full, full);
    if (call.input().path("dimensions").isNumber() && !known.path("shortens").asBoolean()) {
      throw Checks.invalid("This model does not support specifying dimensions.", "dimensions", "");
    }
    String format = call.text("encoding_format").orElse("float");
    if (!List.of("float", "base64").contains(format)) {
      throw Checks.value("encoding_format", format, List.of("float", "base64"));
    }
    ObjectNode answer = call.object().put("object", "list");
    ArrayNode data = answer.putArray("data");
    int tokens = 0;
    for (String text : texts(call.input().path("input"))) {
      tokens += Tokens.count(text);
      ObjectNode embedding =
          data.addObject().put("object", "embedding").put("index", data.size() - 1);
      float[] vector = vector(model, text, full, dimensions);
      if (format.equals("base64")) {
        embedding.put("embedding", base64(vector));
      } else {
        ArrayNode numbers = embedding.putArray("embedding");
        for (float number : vector) {
          numbers.add(number);
        }
      }
    }
    answer.put("model", model);
    answer.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
    return OpenAiCode.counted(call, Reply.json(200, answer), tokens);
  }

  /** A text, several texts, tokens, or several lists of tokens. */
  private static List<String> texts(JsonNode input) {
    List<String> texts = new ArrayList<>();
    if (input.isTextual()) {
      texts.add(input.asText());
    } else if (input.isArray() && !input.isEmpty() && input.get(0).isNumber()) {
      texts.add(numbers(input));
    } else if (input.isArray() && input.size() <= MOST_INPUTS) {
      for (JsonNode one : input) {
        if (!one.isTextual() && !one.isArray()) {
          throw wrong();
        }
        texts.add(one.isTextual() ? one.asText() : numbers(one));
      }
    }
    if (texts.isEmpty() || texts.stream().anyMatch(String::isEmpty)) {
      throw wrong();
    }
    for (String text : texts) {
      int tokens = Tokens.count(text);
      if (tokens > MOST_TOKENS) {
        throw Checks.invalid(
            "This model's maximum context length is %d tokens, however you requested %d tokens (%d in your prompt; 0 for the completion). Please reduce your prompt; or completion length."
                .formatted(MOST_TOKENS, tokens, tokens),
            "",
            "");
      }
    }
    return texts;
  }

  private static RuntimeException wrong() {
    return Checks.invalid(
        "'$.input' is invalid. Please check the API reference: https://platform.openai.com/docs/api-reference.",
        "",
        "");
  }

  private static String numbers(JsonNode tokens) {
    StringBuilder text = new StringBuilder();
    tokens.forEach(token -> text.append(text.isEmpty() ? "" : " ").append(token.asText()));
    return text.toString();
  }

  /** The vector in full, cut to its first dimensions, of length 1. */
  private static float[] vector(String model, String text, int full, int dimensions) {
    double[] sum = new double[full];
    add(sum, Dice.of(model + "\n" + text), 0.2);
    for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
      if (!word.isEmpty()) {
        add(sum, Dice.of(model + "\n" + word), 1);
      }
    }
    double square = 0;
    for (int i = 0; i < dimensions; i++) {
      square += sum[i] * sum[i];
    }
    float[] vector = new float[dimensions];
    for (int i = 0; i < dimensions; i++) {
      vector[i] = (float) (sum[i] / Math.sqrt(square));
    }
    return vector;
  }

  private static void add(double[] sum, Dice dice, double weight) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * dice.signed();
    }
  }

  /** Floats of four bytes, the lowest first. */
  private static String base64(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : vector) {
      bytes.putFloat(number);
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
