package dev.dragoncode.emulators.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Publishes with acknowledgement to a subscriber and to one that comes later, with Paho. */
final class MqttClient implements RealClient {

  private static final int AT_LEAST_ONCE = 1;
  private static final int EXACTLY_ONCE = 2;

  @Override
  public String emulator() {
    return "mqtt";
  }

  @Override
  public void drive(Connection connection) throws Exception {
    String url = connection.spring("mqtt.url");
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    try (org.eclipse.paho.client.mqttv3.MqttClient client = connect(url, "knight")) {
      client.subscribe("dragons/+", EXACTLY_ONCE, (topic, message) -> received.add(text(message)));
      client.publish("dragons/norse", "Fafnir".getBytes(UTF_8), EXACTLY_ONCE, false);
      assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("Fafnir");
      client.publish("dragons/english", "Smaug".getBytes(UTF_8), AT_LEAST_ONCE, true);
      assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("Smaug");
      client.disconnect();
    }
    try (org.eclipse.paho.client.mqttv3.MqttClient late = connect(url, "latecomer")) {
      late.subscribe("dragons/#", AT_LEAST_ONCE, (topic, message) -> received.add(text(message)));
      assertThat(received.poll(10, TimeUnit.SECONDS)).as("the retained one").isEqualTo("Smaug");
      late.disconnect();
    }
  }

  private static org.eclipse.paho.client.mqttv3.MqttClient connect(String url, String id)
      throws Exception {
    org.eclipse.paho.client.mqttv3.MqttClient client =
        new org.eclipse.paho.client.mqttv3.MqttClient(url, id, new MemoryPersistence());
    client.connect();
    return client;
  }

  private static String text(org.eclipse.paho.client.mqttv3.MqttMessage message) {
    return new String(message.getPayload(), UTF_8);
  }
}
