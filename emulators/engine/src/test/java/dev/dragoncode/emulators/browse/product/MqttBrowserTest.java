package dev.dragoncode.emulators.browse.product;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.emulators.browse.Bounds;
import dev.dragoncode.emulators.browse.Change;
import dev.dragoncode.emulators.browse.DataBrowser;
import dev.dragoncode.emulators.browse.Page;
import dev.dragoncode.emulators.browse.Place;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.problem.ProblemException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks into a real Moquette, with Paho beside it. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class MqttBrowserTest {

  private static final Place ENGLISH =
      new Place(
          "dragons/english", "dragons/english", "", Place.Kind.TOPIC, OptionalLong.empty(), false);

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.dragoncode.emulators.engine.Matrix#kinds")
  void showsRetainedMessagesListensAndPublishesWhenAsked(EngineKind kind) throws Exception {
    try (BrowseBench bench = new BrowseBench(kind, "mqtt", folder);
        MqttClient user =
            new MqttClient(
                bench.variables(Dialect.SPRING).get("mqtt.url"), "user", new MemoryPersistence())) {
      MqttConnectOptions options = new MqttConnectOptions();
      options.setMaxInflight(1_000);
      user.setTimeToWait(Bounds.TIMEOUT.toMillis() * 2);
      user.connect(options);
      user.publish("dragons/norse", "Fafnir".getBytes(UTF_8), 1, true);
      user.publish("dragons/english", "gone".getBytes(UTF_8), 1, false);
      DataBrowser browser = bench.reading();
      Place retained = bench.place("Retained");

      Page page = browser.page(retained, "", Optional.empty());
      assertThat(page.rows())
          .extracting(row -> row.id() + " " + row.values().getLast().text())
          .containsExactly("dragons/norse Fafnir");
      assertThat(heard(browser, user)).contains("Smaug");

      BlockingQueue<String> received = new LinkedBlockingQueue<>();
      user.subscribe(
          "dragons/english",
          1,
          (topic, message) -> received.add(new String(message.getPayload(), UTF_8)));
      Change publish = new Change.Publish(ENGLISH, "Glaurung");
      assertThatThrownBy(() -> browser.change(publish)).isInstanceOf(ProblemException.class);
      assertThatThrownBy(() -> bench.changing().change(new Change.Publish(retained, "lost")))
          .isInstanceOf(ProblemException.class);
      bench.changing().change(publish);
      assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("Glaurung");

      bench.changing().change(new Change.Delete(retained, page.rows().getFirst()));
      assertThat(browser.page(retained, "", Optional.empty()).rows()).isEmpty();
      user.disconnect();
    }
  }

  /** What the browser hears while the user says something, again and again until it listens. */
  private static String heard(DataBrowser browser, MqttClient user) throws Exception {
    FutureTask<Page> listening =
        new FutureTask<>(() -> browser.page(ENGLISH, "", Optional.empty()));
    Thread.ofVirtual().start(listening);
    while (!listening.isDone()) {
      user.publish("dragons/english", "Smaug".getBytes(UTF_8), 1, false); // waits for the broker
    }
    return listening.get().rows().getFirst().values().getLast().text();
  }
}
