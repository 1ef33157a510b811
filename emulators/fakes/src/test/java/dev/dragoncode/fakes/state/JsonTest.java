package dev.dragoncode.fakes.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees are read and written as by Jackson's own mapper. */
class JsonTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "\"é\\u0000\\ud83d\\ude00\"",
        "-0",
        "12345678901",
        "123456789012345678901234567890",
        "[0.1, 1e3, -1.5e-300, [], {}, true, false, null]",
        "{\"a\": {\"b\": [1, {\"c\": \"\"}]}, \"a \\\"quoted\\\"\": \"\\n\", \"a\": 2}"
      })
  void readsAndWritesWhatTheMapperDoes(String text) throws IOException {
    JsonNode tree = Json.read(text);
    assertThat(tree).isEqualTo(MAPPER.readTree(text));
    assertThat(Json.read(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(tree);
    assertThat(Json.plain(tree)).isEqualTo(MAPPER.convertValue(tree, Object.class));
    if (!tree.isMissingNode()) {
      assertThat(Json.bytes(tree)).isEqualTo(MAPPER.writeValueAsBytes(tree));
      assertThat(Json.pretty(tree))
          .isEqualTo(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[1,]", "{\"a\" 1}", "nul", "\"", "01", "]"})
  void refusesWhatIsNotJson(String text) {
    assertThatThrownBy(() -> Json.read(text)).isInstanceOf(JsonProcessingException.class);
    assertThatThrownBy(() -> MAPPER.readTree(text)).isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void leavesTheStreamThatItWritesToOpen() throws IOException {
    var out =
        new ByteArrayOutputStream() {
          private boolean closed;

          @Override
          public void close() {
            closed = true;
          }
        };
    Json.write(Json.read("{\"a\":1}"), out);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}");
    assertThat(out.closed).isFalse();
  }
}
