package dev.dragoncode.emulators.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.JetStream;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Subscription;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;

/** Publishes to a subscriber, and to a stream that keeps the message. */
final class NatsClient implements RealClient {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Override
  public String emulator() {
    return "nats";
  }

  @Override
  @SuppressWarnings("try") // an interrupted close() fails the test, as it should
  public void drive(Connection connection) throws Exception {
    io.nats.client.Connection nats = Nats.connect(connection.node("NATS_URL"));
    try {
      Subscription subscription = nats.subscribe("lairs");
      nats.flush(PATIENCE);
      nats.publish("lairs", "Gnitaheid".getBytes(UTF_8));
      assertThat(text(subscription.nextMessage(PATIENCE))).isEqualTo("Gnitaheid");

      nats.jetStreamManagement()
          .addStream(
              StreamConfiguration.builder()
                  .name("DRAGONS")
                  .subjects("dragons.>")
                  .storageType(StorageType.File)
                  .build());
      JetStream stream = nats.jetStream();
      assertThat(stream.publish("dragons.norse", "Fafnir".getBytes(UTF_8)).getSeqno()).isEqualTo(1);
      JetStreamSubscription kept = stream.subscribe("dragons.>");
      Message message = kept.nextMessage(PATIENCE);
      assertThat(text(message)).isEqualTo("Fafnir");
      message.ack();
    } finally {
      nats.close();
    }
  }

  private static String text(Message message) {
    assertThat(message).isNotNull();
    return new String(message.getData(), UTF_8);
  }
}
