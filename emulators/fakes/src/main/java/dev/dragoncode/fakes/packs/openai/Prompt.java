package dev.dragoncode.fakes.packs.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model is asked, whichever API it came by.
 *
 * @param user the last text of the user
 * @param last the role that spoke last
 * @param tool what the tools answered since the user spoke
 * @param whole all of it, from which the answer's chance is drawn
 * @param tokens what it counts
 */
record Prompt(String user, String last, List<String> tool, String whole, int tokens) {

  /** A picture in low detail, https://platform.openai.com/docs/guides/images-vision. */
  private static final int PICTURE = 85;

  Prompt {
    tool = List.copyOf(tool);
  }

  /** The prompt of messages in the form of chat completions or of items of responses. */
  static Prompt of(Iterable<JsonNode> messages, String before) {
    String user = "";
    String last = "";
    List<String> tool = new ArrayList<>();
    StringBuilder whole = new StringBuilder(before);
    // https://cookbook.openai.com/examples/how_to_count_tokens_with_tiktoken: 3 a message and 3 for
    // the answer's beginning
    int tokens = 3 + (before.isEmpty() ? 0 : 3 + Tokens.count(before));
    for (JsonNode message : messages) {
      String type = message.path("type").asText("message");
      String text;
      switch (type) {
        case "function_call_output", "custom_tool_call_output" -> {
          last = "tool";
          text = text(message.path("output"));
          tool.add(text);
        }
        case "function_call" -> {
          last = "assistant";
          text = message.path("name").asText() + message.path("arguments").asText();
        }
        default -> {
          last = message.path("role").asText("user");
          text = text(message.path("content"));
          for (JsonNode call : message.path("tool_calls")) {
            text += call.path("function");
          }
          if (last.equals("user")) {
            user = text;
            tool.clear();
          } else if (last.equals("tool") || last.equals("function")) {
            tool.add(text);
            last = "tool";
          }
        }
      }
      tokens += 3 + Tokens.count(text) + pictures(message.path("content")) * PICTURE;
      whole.append('\n').append(last).append(": ").append(text);
    }
    return new Prompt(user, last, tool, whole.toString(), tokens);
  }

  /** A text that is given as such, or in parts. */
  static String text(JsonNode content) {
    if (!content.isArray()) {
      return content.isTextual() ? content.asText() : "";
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      if (part.path("text").isTextual()) {
        text.append(text.isEmpty() ? "" : "\n").append(part.path("text").asText());
      }
    }
    return text.toString();
  }

  private static int pictures(JsonNode content) {
    int pictures = 0;
    for (JsonNode part : content) {
      String type = part.path("type").asText();
      pictures += type.equals("image_url") || type.equals("input_image") ? 1 : 0;
    }
    return pictures;
  }
}
