package dev.dragoncode.emulators.browse.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.emulators.browse.Change;
import dev.dragoncode.emulators.browse.DataBrowser;
import dev.dragoncode.emulators.browse.Detail;
import dev.dragoncode.emulators.browse.Page;
import dev.dragoncode.emulators.browse.Place;
import dev.dragoncode.emulators.browse.Value;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.problem.ProblemException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Looks at the mappings and requests of a real WireMock. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class WiremockBrowserTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = EngineKind.class,
      names = {"DOCKER", "EMBEDDED"})
  void showsMappingsAndRequests(EngineKind kind) throws Exception {
    Path mappings = Files.createDirectories(folder.resolve("project/wiremock/mappings"));
    Files.writeString(
        mappings.resolve("dragon.json"),
        """
        {"name": "dragons", "request": {"method": "POST", "urlPath": "/dragons"},
         "response": {"status": 201}}
        """);
    try (BrowseBench bench = new BrowseBench(kind, "wiremock", folder)) {
      post(bench, "/dragons?old=1", "Fafnir");
      post(bench, "/knights", "Sigurd");
      DataBrowser browser = bench.reading();
      assertThat(browser.places())
          .extracting(place -> place.name() + " " + place.size().orElse(-1))
          .containsExactly("Requests 2", "Not matched 1", "Stub mappings 1");

      Place requests = bench.place("Requests");
      Page page = browser.page(requests, "", Optional.empty());
      assertThat(page.rows())
          .extracting(row -> row.values().get(2).text() + " " + row.values().get(4).text())
          .containsExactly("/knights no", "/dragons?old=1 yes");
      Detail detail = browser.detail(requests, page, page.rows().getLast());
      assertThat(detail.views().getFirst())
          .isEqualTo(new Detail.View.Plain("Body", Value.of("Fafnir")));
      Place stubs = bench.place("Stub mappings");
      assertThat(browser.page(stubs, "", Optional.empty()).rows().getFirst().values())
          .startsWith(Value.of("POST"), Value.of("/dragons"), Value.of("201"));
      Place unmatched = bench.place("Not matched");
      assertThat(browser.page(unmatched, "", Optional.empty()).rows()).hasSize(1);

      Change clear = new Change.Clear(requests);
      assertThatThrownBy(() -> browser.change(clear)).isInstanceOf(ProblemException.class);
      bench.changing().change(clear);
      assertThat(browser.page(requests, "", Optional.empty()).rows()).isEmpty();
    }
  }

  private static void post(BrowseBench bench, String path, String body) throws Exception {
    String address = bench.variables(Dialect.DOTENV).get("WIREMOCK_URL");
    try (HttpClient client = HttpClient.newHttpClient()) {
      client.send(
          HttpRequest.newBuilder(URI.create(address + path))
              .POST(BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.discarding());
    }
  }
}
