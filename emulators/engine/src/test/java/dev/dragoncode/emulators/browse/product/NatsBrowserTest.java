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
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.Nats;
import io.nats.client.api.StreamConfiguration;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Looks into a real NATS where its image can be had, filled by its own client. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class NatsBrowserTest {

  @TempDir Path folder;

  @Test
  @SuppressWarnings("try") // an interrupted close() fails the test, as it should
  void showsStreamsListensAndPublishesWhenAsked() throws Exception {
    try (BrowseBench bench = new BrowseBench(EngineKind.DOCKER, "nats", folder);
        Connection user = Nats.connect(bench.variables(Dialect.DOTENV).get("NATS_URL"))) {
      DataBrowser browser = bench.reading();
      assertThat(browser.places()).isEmpty();
      user.jetStreamManagement()
          .addStream(StreamConfiguration.builder().name("DRAGONS").subjects("dragons").build());
      JetStream stream = user.jetStream();
      for (int i = 1; i <= Bounds.ROWS + 2; i++) {
        stream.publish("dragons", ("dragon " + i).getBytes(UTF_8));
      }
      user.jetStreamManagement().deleteMessage("DRAGONS", Bounds.ROWS);

      Place dragons = bench.place("DRAGONS");
      Page first = browser.page(dragons, "", Optional.empty());
      assertThat(first.rows()).hasSize(Bounds.ROWS);
      assertThat(first.rows().getFirst().values().getLast().text())
          .isEqualTo("dragon " + (Bounds.ROWS + 2));
      Page second = browser.page(dragons, "", first.next());
      assertThat(second.rows()).extracting(Page.Row::id).containsExactly("1");
      assertThat(user.jetStreamManagement().getConsumerNames("DRAGONS")).isEmpty();
      assertThat(heard(browser, user)).isEqualTo("Gnitaheid");

      Change publish = new Change.Publish(dragons, "Glaurung");
      assertThatThrownBy(() -> browser.change(publish)).isInstanceOf(ProblemException.class);
      bench.changing().change(publish);
      Page.Row newest = browser.page(dragons, "", Optional.empty()).rows().getFirst();
      assertThat(newest.values().getLast().text()).isEqualTo("Glaurung");
      bench.changing().change(new Change.Delete(dragons, newest));
      assertThat(browser.page(dragons, "", Optional.empty()).rows().getFirst().id())
          .isNotEqualTo(newest.id());
    }
  }

  /** What the browser hears while the user says something, again and again until it listens. */
  private static String heard(DataBrowser browser, Connection user) throws Exception {
    Place lairs = new Place("lairs", "lairs", "", Place.Kind.TOPIC, OptionalLong.empty(), false);
    FutureTask<Page> listening = new FutureTask<>(() -> browser.page(lairs, "", Optional.empty()));
    Thread.ofVirtual().start(listening);
    while (!listening.isDone()) {
      user.publish("lairs", "Gnitaheid".getBytes(UTF_8));
      user.flush(Bounds.TIMEOUT);
    }
    return listening.get().rows().getFirst().values().getLast().text();
  }
}
