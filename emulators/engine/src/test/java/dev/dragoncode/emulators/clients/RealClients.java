package dev.dragoncode.emulators.clients;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The client of each bundled catalog entry. */
public final class RealClients {

  private static final Map<String, RealClient> CLIENTS =
      List.of(
              // one line each, by name
              new ArtemisClient(),
              new DynamodbTableClient(),
              new FlagdClient(),
              new KafkaClient(),
              new MailpitClient(),
              new MariadbClient(),
              new MongodbClient(),
              new MqttClient(),
              new MysqlClient(),
              new NatsClient(),
              new OidcClient(),
              new OpentelemetryCollectorClient(),
              new PostgresqlClient(),
              new RabbitmqClient(),
              new RedisClient(),
              new S3StorageClient(),
              new SqsQueueClient(),
              new VaultClient(),
              new WiremockClient())
          .stream()
          .collect(Collectors.toMap(RealClient::emulator, Function.identity()));

  private RealClients() {}

  /** The client that drives this emulator; an entry without one must not ship. */
  public static RealClient of(String emulator) {
    RealClient client = CLIENTS.get(emulator);
    if (client == null) {
      throw new IllegalArgumentException("No client drives " + emulator);
    }
    return client;
  }
}
