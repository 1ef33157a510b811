package dev.dragoncode.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NpmLockPrunerTest {

  private static final String SUPERSET =
      """
      {"name": "all", "version": "0.0.0", "lockfileVersion": 3, "requires": true, "packages": {
        "": {"dependencies": {"server": "^1.0.0", "store": "^2.0.0"}, "devDependencies": {"runner": "^3.0.0"}},
        "node_modules/both": {"version": "1.0.0", "integrity": "sha512-b"},
        "node_modules/helper": {"version": "1.0.0", "integrity": "sha512-h1"},
        "node_modules/host": {"version": "1.0.0", "dev": true},
        "node_modules/runner": {"version": "3.1.0", "dev": true, "dependencies": {"both": "1"},
          "optionalDependencies": {"runner-linux": "3"}, "peerDependencies": {"host": "1", "extra": "1"},
          "peerDependenciesMeta": {"extra": {"optional": true}}},
        "node_modules/runner-linux": {"version": "3.1.0", "dev": true, "optional": true, "os": ["linux"]},
        "node_modules/extra": {"version": "1.0.0"},
        "node_modules/server": {"version": "1.5.0", "dependencies": {"helper": "2", "both": "1"},
          "optionalDependencies": {"fast": "1", "runner-linux": "3"}},
        "node_modules/server/node_modules/helper": {"version": "2.0.0", "integrity": "sha512-h2"},
        "node_modules/fast": {"version": "1.0.0", "optional": true},
        "node_modules/store": {"version": "2.2.0", "dependencies": {"helper": "1", "extra": "1"}}
      }}
      """;

  @Test
  void keepsWhatTheManifestLeadsToAndNoMore() throws Exception {
    JsonNode lock = pruned("{\"server\": \"^1.0.0\"}", "{\"runner\": \"^3.0.0\"}");
    assertThat(names(lock))
        .containsExactly(
            "",
            "node_modules/both",
            "node_modules/host",
            "node_modules/runner",
            "node_modules/runner-linux",
            "node_modules/server",
            "node_modules/server/node_modules/helper",
            "node_modules/fast");
    assertThat(lock.at("/packages/node_modules~1server~1node_modules~1helper/integrity").asText())
        .isEqualTo("sha512-h2");
    assertThat(lock.at("/packages//name").asText()).isEqualTo("shop");
    assertThat(lock.at("/packages//devDependencies/runner").asText()).isEqualTo("^3.0.0");
  }

  @Test
  void marksAnewWhatIsForWorkAloneOrMayBeMissing() throws Exception {
    JsonNode lock = pruned("{\"server\": \"^1.0.0\"}", "{\"runner\": \"^3.0.0\"}");
    assertThat(marks(lock, "both")).isEmpty();
    assertThat(marks(lock, "runner")).containsExactly("dev");
    assertThat(marks(lock, "host")).containsExactly("dev", "peer");
    assertThat(marks(lock, "fast")).containsExactly("optional");
    assertThat(marks(lock, "runner-linux")).containsExactly("optional");
    JsonNode tools = pruned("{}", "{\"runner\": \"^3.0.0\"}");
    assertThat(marks(tools, "both")).containsExactly("dev");
    assertThat(marks(tools, "runner-linux")).containsExactly("dev", "optional");
  }

  @Test
  void refusesARangeThatTheSupersetWasNotMadeFor() {
    assertThatThrownBy(() -> pruned("{\"server\": \"^1.1.0\"}", "{}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("server is ^1.1.0 in package.json and ^1.0.0 in the lock of all");
    assertThatThrownBy(() -> pruned("{\"other\": \"^1.0.0\"}", "{}"))
        .hasMessage("other is ^1.0.0 in package.json and missing in the lock of all");
  }

  @Test
  void writesAsNpmDoes() {
    assertThat(NpmLockPruner.prune(SUPERSET, manifest("{\"store\": \"^2.0.0\"}", "{}")))
        .startsWith(
            """
            {
              "name": "shop",
              "version": "0.1.0",
              "lockfileVersion": 3,
              "requires": true,
              "packages": {
                "": {
                  "name": "shop",
                  "version": "0.1.0",
                  "dependencies": {
                    "store": "^2.0.0"
                  },
                  "devDependencies": {}
                },
            """)
        .endsWith("}\n");
  }

  private static JsonNode pruned(String dependencies, String devDependencies) throws Exception {
    return new ObjectMapper()
        .readTree(NpmLockPruner.prune(SUPERSET, manifest(dependencies, devDependencies)));
  }

  private static String manifest(String dependencies, String devDependencies) {
    return "{\"name\": \"shop\", \"version\": \"0.1.0\", \"dependencies\": %s, \"devDependencies\": %s}"
        .formatted(dependencies, devDependencies);
  }

  private static List<String> names(JsonNode lock) {
    return lock.path("packages").properties().stream().map(java.util.Map.Entry::getKey).toList();
  }

  private static List<String> marks(JsonNode lock, String name) {
    JsonNode entry = lock.path("packages").path("node_modules/" + name);
    return List.of("dev", "optional", "devOptional", "peer").stream().filter(entry::has).toList();
  }
}
