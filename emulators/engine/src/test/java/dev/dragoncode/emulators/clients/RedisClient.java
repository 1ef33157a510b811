package dev.dragoncode.emulators.clients;

import static org.assertj.core.api.Assertions.assertThat;

/** Sets a key and reads it, with Jedis. */
final class RedisClient implements RealClient {

  @Override
  public String emulator() {
    return "redis";
  }

  @Override
  public void drive(Connection connection) {
    try (redis.clients.jedis.RedisClient client =
        redis.clients.jedis.RedisClient.create(connection.dotenv("REDIS_URL"))) {
      client.set("dragon", "Fafnir");
      assertThat(client.get("dragon")).isEqualTo("Fafnir");
    }
  }
}
