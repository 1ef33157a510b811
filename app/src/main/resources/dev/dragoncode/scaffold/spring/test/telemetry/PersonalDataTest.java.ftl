package [=project.packageName].telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.json.JsonWriter;

class PersonalDataTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.com",
        "4242 4242 4242 4242",
        "4242424242424242",
        "Bearer abc.def-123",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmVk"
      })
  void masksIt(String personal) {
    assertThat(PersonalData.mask("a " + personal + " z")).isEqualTo("a *** z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "2026-11-28T10:15:29.324541Z",
        "4bf92f3577b34da6a3ce929d0e0e4736",
        "12.50",
        "com.example.Some$Class"
      })
  void leavesIdsAndNumbers(String harmless) {
    assertThat(PersonalData.mask(harmless)).isEqualTo(harmless);
  }

  @Test
  void looksAtEveryValueOfALine() {
    JsonWriter<Object> writer =
        JsonWriter.of(
            members -> {
              members.add("message", "Mail to ada@example.com");
              members.add("error", Map.of("message", "No ada@example.com"));
              new PersonalData().customize(members);
            });
    assertThat(writer.writeToString(new Object()))
        .isEqualTo("{\"message\":\"Mail to ***\",\"error\":{\"message\":\"No ***\"}}");
  }
}
