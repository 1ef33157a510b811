package dev.dragoncode.fakes.packs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.io.yaml.YamlNode;
import dev.dragoncode.io.yaml.YamlNode.YamlException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the build makes of the packs' YAML says what the YAML says. */
class BakedPackTest {

  static List<String> ids() {
    return Packs.ids();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void saysWhatTheYamlSays(String id) throws IOException, YamlException {
    byte[] yaml = resource(id, Packs.YAML);
    YamlNode baked = BakedPack.document(resource(id, Packs.BAKED), yaml).orElseThrow();
    assertThat(placeless(baked))
        .isEqualTo(placeless(YamlNode.parse(new String(yaml, StandardCharsets.UTF_8))));
  }

  @Test
  void isNotTakenForAnotherYaml() throws IOException, YamlException {
    String yaml = "{id: notes, most: 0.10, on: true, none: ~, all: [1, \"1\"]}";
    byte[] baked = BakedPack.bake(bytes(yaml), YamlNode.parse(yaml));
    assertThat(BakedPack.document(baked, bytes(yaml)))
        .hasValueSatisfying(node ->
            assertThat(placeless(node))
                .isEqualTo(
                    "{id=TEXT notes, most=NUMBER 0.10, on=TRUTH true, none=NULL , "
                        + "all=[NUMBER 1, TEXT 1]}"));
    assertThat(BakedPack.document(baked, bytes(yaml + " "))).isEmpty();
    assertThat(BakedPack.document(new byte[0], bytes(yaml))).isEmpty();
  }

  private static String placeless(YamlNode node) {
    return switch (node) {
      case YamlNode.Mapping mapping ->
          mapping.entries().entrySet().stream()
              .map(entry -> entry.getKey() + "=" + placeless(entry.getValue().value()))
              .toList()
              .toString()
              .replaceFirst("^\\[(.*)]$", "{$1}");
      case YamlNode.Sequence sequence ->
          sequence.items().stream().map(BakedPackTest::placeless).toList().toString();
      case YamlNode.Scalar scalar -> scalar.kind() + " " + scalar.text();
    };
  }

  private static byte[] resource(String id, String name) throws IOException {
    try (InputStream in = Packs.class.getResourceAsStream(id + "/" + name)) {
      return Objects.requireNonNull(in, "the build makes it").readAllBytes();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
