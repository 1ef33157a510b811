package dev.dragoncode.emulators.browse.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import dev.dragoncode.emulators.browse.Change;
import dev.dragoncode.emulators.browse.DataBrowser;
import dev.dragoncode.emulators.browse.Page;
import dev.dragoncode.emulators.browse.Place;
import dev.dragoncode.emulators.browse.Value;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks into a real broker, filled by RabbitMQ's own client. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class AmqpBrowserTest {

  private static final Place ORDERS =
      new Place("orders", "orders", "", Place.Kind.QUEUE, OptionalLong.empty(), false);

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.dragoncode.emulators.engine.Matrix#kinds")
  void peeksAtMessagesAndPublishesWhenAsked(EngineKind kind) throws Exception {
    try (BrowseBench bench = new BrowseBench(kind, "rabbitmq", folder);
        Connection user = connect(bench);
        Channel channel = user.createChannel()) {
      channel.queueDeclare("orders", false, false, false, Map.of());
      channel.basicPublish("", "orders", properties(), "first".getBytes(StandardCharsets.UTF_8));
      channel.basicPublish("", "orders", null, new byte[] {(byte) 0xff});
      DataBrowser browser = bench.reading();

      Page page = browser.page(ORDERS, "", Optional.empty());

      assertThat(page.total()).isEqualTo(OptionalLong.of(2));
      assertThat(page.rows())
          .extracting(row -> row.values().getLast().text())
          .containsExactly("first", "0xff");
      assertThat(page.rows().getFirst().values().get(3)).isEqualTo(Value.of("text/plain"));
      assertThat(browser.page(ORDERS, "", Optional.empty()).rows()).as("still there").hasSize(2);
      assertThatThrownBy(() -> browser.change(new Change.Publish(ORDERS, "no")))
          .isInstanceOf(ProblemException.class);
      bench.changing().change(new Change.Publish(ORDERS, "third"));
      assertThat(take(channel)).isEqualTo("first");
      take(channel);
      assertThat(take(channel)).isEqualTo("third");
      Place none = new Place("none", "none", "", Place.Kind.QUEUE, OptionalLong.empty(), false);
      assertThatThrownBy(() -> bench.changing().change(new Change.Publish(none, "lost")))
          .isInstanceOf(ProblemException.class);
      if (kind == EngineKind.EMBEDDED) {
        assertThat(browser.places()).extracting(Place::name).containsExactly("orders");
      } else {
        assertThat(browser.places()).isEmpty();
      }
    }
  }

  private static AMQP.BasicProperties properties() {
    return new AMQP.BasicProperties.Builder().contentType("text/plain").build();
  }

  private static String take(Channel channel) throws Exception {
    GetResponse message = channel.basicGet("orders", true);
    assertThat(message).isNotNull();
    return new String(message.getBody(), StandardCharsets.UTF_8);
  }

  private static Connection connect(BrowseBench bench) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(bench.variables(Dialect.DOTENV).get("AMQP_URL"));
    return factory.newConnection();
  }
}
