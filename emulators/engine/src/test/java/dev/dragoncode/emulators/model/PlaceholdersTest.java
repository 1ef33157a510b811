package dev.dragoncode.emulators.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.problem.ProblemException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {

  private final Placeholders placeholders =
      Placeholders.of(
          EmulatorCatalog.bundled().find("redis").orElseThrow(),
          "127.0.0.1",
          Map.of("redis", 20100),
          Map.of("odd", "$1 ${host} \\"));

  @Test
  void fillsEveryPlaceholder() {
    assertThat(
            placeholders
                .with("data", "/tmp/run")
                .fill(List.of("${host}:${port.redis}", "${data}/a")))
        .containsExactly("127.0.0.1:20100", "/tmp/run/a");
    assertThat(placeholders.fill("${containerPort.redis}")).isEqualTo("6379");
  }

  @Test
  void takesValuesAsTheyAre() {
    assertThat(placeholders.fill("[${parameter.odd}]")).isEqualTo("[$1 ${host} \\]");
  }

  @Test
  void encodesValuesForAddresses() {
    assertThat(placeholders.with("secret", "p@ss w/rd").fill("amqp://me:${secret|uri}@host"))
        .isEqualTo("amqp://me:p%40ss%20w%2Frd@host");
  }

  @Test
  void anUnknownPlaceholderIsAProblem() {
    assertThatThrownBy(() -> placeholders.fill("redis://${hots}"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("${hots}");
  }
}
