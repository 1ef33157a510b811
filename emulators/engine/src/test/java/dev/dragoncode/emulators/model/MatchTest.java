package dev.dragoncode.emulators.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchTest {

  @ParameterizedTest
  @CsvSource({
    "postgresql, org.postgresql:postgresql, true",
    "postgresql, org.postgresql:pgjdbc, false",
    "postgresql, github.com/jackc/pgx/v5, true",
    "redis, redis, true",
    "redis, redis-mock, false",
    "wiremock, org.wiremock:wiremock-standalone, true",
  })
  void dependenciesSuggestAnEmulator(String id, String name, boolean suggested) {
    assertThat(match(id).suggestedByDependency(name)).isEqualTo(suggested);
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql, postgres, true",
    "postgresql, postgres:16-alpine, true",
    "postgresql, docker.io/library/postgres:16, true",
    "postgresql, registry.example.com:5000/postgres@sha256:0123, true",
    "postgresql, pgvector/pgvector:pg17, true",
    "postgresql, example/postgres:16, false",
    "rabbitmq, rabbitmq:4-management, true",
    "redis, redis/redis-stack-server:7.4.0-v0, true",
  })
  void composeImagesSuggestAnEmulator(String id, String image, boolean suggested) {
    assertThat(match(id).suggestedByImage(image)).isEqualTo(suggested);
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql, spring.datasource.url, jdbc:postgresql://db/shop, true",
    "postgresql, SPRING_DATASOURCE_URL, jdbc:postgresql://db/shop, true",
    "postgresql, spring.datasource.url, jdbc:mysql://db/shop, false",
    "postgresql, DATABASE_URL, postgres://db/shop, true",
    "postgresql, DATABASE_URL, mysql://db/shop, false",
    "postgresql, PGHOST, db, true",
    "rabbitmq, spring.rabbitmq.virtual-host, shop, true",
    "redis, SPRING_DATA_REDIS_HOST, cache, true",
    "redis, spring.data.mongodb.uri, mongodb://db, false",
  })
  void configurationSuggestsAnEmulator(String id, String key, String value, boolean suggested) {
    assertThat(match(id).suggestedByConfig(key, value)).isEqualTo(suggested);
  }

  private static Match match(String id) {
    return EmulatorCatalog.bundled().find(id).orElseThrow().match();
  }
}
