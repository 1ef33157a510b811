package dev.dragoncode.change.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Edits keep comments, order and indentation as a person has them. */
class TextEditsTest {

  @Test
  void jsonMembersAreAddedInTheFilesOwnIndentation() {
    assertThat(JsonText.set("{\n\t\"name\": \"shop\"\n}\n", List.of("scripts", "lint"), "\"x\""))
        .isEqualTo("{\n\t\"name\": \"shop\",\n\t\"scripts\": {\n\t\t\"lint\": \"x\"\n\t}\n}\n");
    assertThat(JsonText.set("{\"a\": {\"b\": 1}}", List.of("a", "b"), "2"))
        .isEqualTo("{\"a\": {\"b\": 2}}");
    assertThat(JsonText.set("{}", List.of("a"), "1")).isEqualTo("{\"a\": 1}");
    // comments and a trailing comma, as in devcontainer.json
    assertThat(JsonText.set("{\n  // why\n  \"a\": 1,\n}", List.of("b"), "2"))
        .isEqualTo("{\n  // why\n  \"a\": 1,\n  \"b\": 2\n}");
  }

  @Test
  void yamlEntriesAreAddedBelowTheirSiblings() {
    String text = "a:\n  b: 1 # why\n\n# about c\nc: 2\n";
    assertThat(YamlText.set(text, List.of("a", "d"), "3"))
        .contains("a:\n  b: 1 # why\n  d: 3\n\n# about c\nc: 2\n");
    assertThat(YamlText.set(text, List.of("a", "b"), "4"))
        .contains("a:\n  b: 4 # why\n\n# about c\nc: 2\n");
    assertThat(YamlText.set("a: {b: 1}\n", List.of("a", "c", "d"), "2"))
        .contains("a: {b: 1, c: {d: 2}}\n");
    assertThat(YamlText.set("a:\n", List.of("a", "b"), "1")).contains("a:\n  b: 1\n");
    assertThat(YamlText.append("a:\n- x\nb: 1\n", List.of("a"), "y"))
        .contains("a:\n- x\n- y\nb: 1\n");
    assertThat(YamlText.append("a: [x]\n", List.of("a"), "y")).isEqualTo(Optional.empty());
  }

  @Test
  void yamlThatCannotBeReadIsLeftAlone() {
    assertThat(YamlText.set("a: [\n", List.of("b"), "1")).isEmpty();
    assertThat(YamlText.set("a: |\n  text\n", List.of("a", "b"), "1")).isEmpty();
  }

  @Test
  void xmlElementsAreAddedWithThoseAroundThem() {
    assertThat(
            XmlText.add(
                "<project>\n    <a/>\n</project>\n",
                "build/plugins",
                "<plugin>\n  <x/>\n</plugin>"))
        .isEqualTo(
            """
            <project>
                <a/>
                <build>
                    <plugins>
                        <plugin>
                            <x/>
                        </plugin>
                    </plugins>
                </build>
            </project>
            """);
    assertThat(
            XmlText.set(
                "<p>\n  <properties>\n    <v>1</v>\n  </properties>\n</p>", "properties/v", "2"))
        .isEqualTo("<p>\n  <properties>\n    <v>2</v>\n  </properties>\n</p>");
    // an element inside a comment is none
    assertThat(XmlText.add("<p>\n  <!-- <build/> -->\n</p>", "build", "<x/>"))
        .isEqualTo("<p>\n  <!-- <build/> -->\n  <build>\n    <x/>\n  </build>\n</p>");
  }

  @Test
  void linesAreAddedAndReplacedByNumber() {
    assertThat(LinesText.append("a", List.of("b"))).isEqualTo("a\nb\n");
    assertThat(LinesText.insert("a\nb\n", 2, List.of("x"))).isEqualTo("a\nx\nb\n");
    assertThat(LinesText.insert("a\n", 9, List.of("x"))).isEqualTo("a\nx\n");
    assertThat(LinesText.replace("a\nb\n", 2, String::toUpperCase)).isEqualTo("a\nB\n");
  }
}
