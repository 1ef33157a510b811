package dev.dragoncode.emulators.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openfeature.contrib.providers.flagd.Config;
import dev.openfeature.contrib.providers.flagd.FlagdOptions;
import dev.openfeature.contrib.providers.flagd.FlagdProvider;
import dev.openfeature.sdk.OpenFeatureAPI;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a flag of the project by gRPC, with OpenFeature's provider, and by OFREP. */
final class FlagdClient implements RealClient {

  private static final String FLAGS =
      """
      {
        "flags": {
          "breathes-fire": {
            "state": "ENABLED",
            "variants": {"on": true, "off": false},
            "defaultVariant": "on"
          }
        }
      }
      """;

  @Override
  public String emulator() {
    return "flagd";
  }

  @Override
  public boolean imageBuiltHere() {
    return false;
  }

  @Override
  public void fill(Path project) throws IOException {
    Files.writeString(project.resolve("flags.flagd.json"), FLAGS);
  }

  @Override
  public void drive(Connection connection) throws Exception {
    FlagdProvider provider =
        new FlagdProvider(
            FlagdOptions.builder()
                .resolverType(Config.Resolver.RPC)
                .host(connection.dotenv("FLAGD_HOST"))
                .port(Integer.parseInt(connection.dotenv("FLAGD_PORT")))
                .build());
    OpenFeatureAPI api = OpenFeatureAPI.getInstance();
    api.setProviderAndWait(provider);
    try {
      assertThat(api.getClient().getBooleanValue("breathes-fire", false)).isTrue();
    } finally {
      api.shutdown();
    }

    URI flag =
        URI.create(connection.node("OFREP_ENDPOINT") + "/ofrep/v1/evaluate/flags/breathes-fire");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(flag)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString("{\"context\": {}}"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).contains("\"value\":true");
    }
  }
}
