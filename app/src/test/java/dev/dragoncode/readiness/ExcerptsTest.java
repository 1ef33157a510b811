package dev.dragoncode.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.project.secrets.MadeSecrets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExcerptsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spring.datasource.password=HUSH-hush1",
        "DB_PASSWORD: HUSH-hush1",
        "\"apiKey\": \"HUSH-hush1\",",
        "const secret = 'HUSH-hush1';",
        "url: postgres://shop:HUSH-hush1@db:5432/shop",
        "export AUTH_TOKEN=HUSH-hush1",
      })
  void masksSecrets(String line) {
    assertThat(Excerpts.shown(line)).doesNotContain("HUSH").contains("••••");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"jsonwebtoken\": \"^9.0.2\",",
        "password: ${DB_PASSWORD}",
        "secret: process.env.SECRET",
        "POSTGRES_PASSWORD=\"$POSTGRES_PASSWORD\"",
        "jdbc:postgresql://localhost:5432/shop",
        "FROM node:22.11-slim AS build",
      })
  void leavesReferencesAndVersionsAlone(String line) {
    assertThat(Excerpts.shown(line)).isEqualTo(line);
  }

  @Test
  void masksShapesThatAreSecretsAnywhere() {
    assertThat(Excerpts.shown("aws AKIAIOSFODNN7EXAMPLE x")).isEqualTo("aws •••• x");
    assertThat(Excerpts.shown("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc")).isEqualTo("••••");
  }

  @Test
  void shortensLongLines() {
    assertThat(Excerpts.shown("x".repeat(500))).hasSize(140).endsWith("…");
  }

  @Test
  void masksEveryNameThatTheFinderTakesForASecret() {
    for (String name :
        List.of("ENCRYPTION_KEY", "signing-key", "authKey", "master_key", "passphrase")) {
      assertThat(Excerpts.masked(name + ": 4f1c9a7e0b")).doesNotContain("4f1c9a7e0b");
    }
  }

  @Test
  void masksTheLinesOfAPrivateKey() {
    String line = MadeSecrets.in("MADE(M1a,base64,61)");

    assertThat(Excerpts.masked("  " + line)).doesNotContain(line);
  }
}
