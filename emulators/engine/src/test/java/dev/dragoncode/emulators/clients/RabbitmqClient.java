package dev.dragoncode.emulators.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import java.util.Map;

/** Publishes with a confirm and takes the message back, with RabbitMQ's Java client. */
final class RabbitmqClient implements RealClient {

  @Override
  public String emulator() {
    return "rabbitmq";
  }

  @Override
  public void drive(Connection connection) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(connection.dotenv("AMQP_URL"));
    try (com.rabbitmq.client.Connection broker = factory.newConnection();
        Channel channel = broker.createChannel()) {
      channel.confirmSelect();
      channel.queueDeclare("dragons", false, true, true, Map.of());
      channel.basicPublish("", "dragons", null, "Fafnir".getBytes(UTF_8));
      channel.waitForConfirmsOrDie(10_000);
      GetResponse response = channel.basicGet("dragons", true);
      assertThat(response).isNotNull();
      assertThat(new String(response.getBody(), UTF_8)).isEqualTo("Fafnir");
    }
  }
}
