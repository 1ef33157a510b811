package dev.dragoncode.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Node projects are made of, whatever they can do. */
class NodeTemplatesTest {

  @Test
  void everyCapabilityFindsItsPackagesInTheLock() throws Exception {
    List<String> ids = Capabilities.all().stream().map(Capability::id).toList();
    for (Collection<String> some :
        Stream.concat(Stream.of(Set.<String>of(), ids), ids.stream().map(Set::of)).toList()) {
      JsonNode manifest = json(some, "package.json");
      JsonNode locked = json(some, "package-lock.json").at("/packages/");
      assertThat(locked.path("dependencies"))
          .as("%s", some)
          .isEqualTo(manifest.path("dependencies"));
      assertThat(locked.path("devDependencies")).isEqualTo(manifest.path("devDependencies"));
    }
  }

  @Test
  void aProjectIsLockedToNoMoreThanItNeeds() throws Exception {
    assertThat(json(Set.of(), "package-lock.json").at("/packages/node_modules~1pg").isMissingNode())
        .isTrue();
    assertThat(
            json(Set.of("database"), "package-lock.json")
                .at("/packages/node_modules~1pg/integrity")
                .asText())
        .startsWith("sha512-");
  }

  private static JsonNode json(Collection<String> capabilities, String path) throws Exception {
    ResourceSpec resource = ResourceSpec.EXAMPLE;
    Answers answers =
        new Answers(
            new ProjectName("shop"),
            StackKind.NODE,
            "com.example",
            "@shop",
            resource,
            Scope.usual(resource, LocalDate.EPOCH),
            Capabilities.closed(capabilities));
    return new Template()
        .files(answers).stream()
            .filter(file -> file.path().equals(path))
            .map(file -> read(file.text()))
            .findFirst()
            .orElseThrow();
  }

  private static JsonNode read(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
