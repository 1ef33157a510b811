package dev.dragoncode.emulators.browse.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.emulators.browse.Change;
import dev.dragoncode.emulators.browse.DataBrowser;
import dev.dragoncode.emulators.browse.Page;
import dev.dragoncode.emulators.browse.Place;
import dev.dragoncode.emulators.browse.Value;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.problem.ProblemException;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Looks into a real Artemis, filled by JMS over CORE and AMQP 1.0. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ArtemisBrowserTest {

  private static final long PATIENCE_MILLIS = 10_000;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = EngineKind.class,
      names = {"DOCKER", "EMBEDDED"})
  void browsesMessagesAndChangesThemWhenAsked(EngineKind kind) throws Exception {
    try (BrowseBench bench = new BrowseBench(kind, "artemis", folder)) {
      Map<String, String> env = bench.variables(Dialect.DOTENV);
      try (ActiveMQConnectionFactory core =
              new ActiveMQConnectionFactory(
                  env.get("ARTEMIS_URL"), env.get("ARTEMIS_USER"), env.get("ARTEMIS_PASSWORD"));
          JMSContext user = core.createContext();
          JMSContext other =
              new JmsConnectionFactory(
                      env.get("ARTEMIS_USER"),
                      env.get("ARTEMIS_PASSWORD"),
                      env.get("ARTEMIS_AMQP_URL"))
                  .createContext()) {
        Queue dragons = user.createQueue("dragons");
        user.createProducer().setProperty("saga", "Edda").send(dragons, "Fafnir");
        other.createProducer().send(other.createQueue("dragons"), "Smaug");
        DataBrowser browser = bench.reading();
        assertThat(browser.places())
            .extracting(place -> place.name() + " " + place.size().orElse(-1))
            .containsExactly("DLQ 0", "ExpiryQueue 0", "dragons 2");

        Place place = bench.place("dragons");
        Page page = browser.page(place, "", Optional.empty());
        assertThat(page.rows())
            .extracting(row -> row.values().getLast().text())
            .containsExactly("Fafnir", "Smaug");
        assertThat(page.rows().getFirst().values().get(4)).isEqualTo(Value.of("{saga=Edda}"));
        assertThat(browser.page(place, "", Optional.empty()).rows()).as("still there").hasSize(2);
        changesWhenAsked(bench, place, page);
        assertThat(user.createConsumer(dragons).receiveBody(String.class, PATIENCE_MILLIS))
            .isEqualTo("Glaurung");
      }
    }
  }

  private static void changesWhenAsked(BrowseBench bench, Place place, Page page) throws Exception {
    Change delete = new Change.Delete(place, page.rows().getFirst());
    assertThatThrownBy(() -> bench.reading().change(delete)).isInstanceOf(ProblemException.class);
    bench.changing().change(delete);
    assertThat(bench.reading().page(place, "", Optional.empty()).rows())
        .extracting(row -> row.values().getLast().text())
        .containsExactly("Smaug");
    bench.changing().change(new Change.Clear(place));
    assertThat(bench.reading().page(place, "", Optional.empty()).rows()).isEmpty();
    bench.changing().change(new Change.Publish(place, "Glaurung"));
  }
}
