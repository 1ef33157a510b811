package [=project.packageName].flags;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FlagFileTest {

  @Test
  void saysOfEachFlagWhoseItIsAndWhenItGoes() {
    JsonNode file = JsonMapper.shared().readTree(Path.of("flags/flags.json"));
    assertThat(file.at("/flags").properties())
        .isNotEmpty()
        .allSatisfy(
            flag -> {
              JsonNode metadata = flag.getValue().at("/metadata");
              assertThat(metadata.at("/owner").asString()).isNotBlank();
              assertThat(LocalDate.parse(metadata.at("/expires").asString())).isNotNull();
            });
  }
}
