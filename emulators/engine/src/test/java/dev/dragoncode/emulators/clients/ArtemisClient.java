package dev.dragoncode.emulators.clients;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;

/** Sends in a transaction by CORE and receives by AMQP 1.0, and the other way round. */
final class ArtemisClient implements RealClient {

  private static final long PATIENCE_MILLIS = 10_000;

  @Override
  public String emulator() {
    return "artemis";
  }

  @Override
  public void drive(Connection connection) {
    String user = connection.spring("spring.artemis.user");
    String password = connection.spring("spring.artemis.password");
    try (ActiveMQConnectionFactory core =
        new ActiveMQConnectionFactory(
            connection.spring("spring.artemis.broker-url"), user, password)) {
      ConnectionFactory amqp =
          new JmsConnectionFactory(user, password, connection.dotenv("ARTEMIS_AMQP_URL"));

      send(core, "Fafnir");
      assertThat(receive(amqp)).isEqualTo("Fafnir");
      send(amqp, "Smaug");
      assertThat(receive(core)).isEqualTo("Smaug");
    }
  }

  private static void send(ConnectionFactory factory, String text) {
    try (JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
      Queue queue = context.createQueue("dragons");
      context.createProducer().send(queue, text);
      context.commit();
    }
  }

  private static String receive(ConnectionFactory factory) {
    try (JMSContext context = factory.createContext()) {
      Queue queue = context.createQueue("dragons");
      return context.createConsumer(queue).receiveBody(String.class, PATIENCE_MILLIS);
    }
  }
}
