package dev.dragoncode.service.fakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.problem.ProblemException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fake APIs in this process, as the command line serves them. */
class FakeApisTest {

  private static final String THINGS =
      """
      openapi: 3.1.0
      info: {title: Things, version: "1"}
      paths:
        /things:
          get:
            responses:
              "200":
                content: {application/json: {schema: {type: array}, example: [{id: 7}]}}
      """;

  @TempDir private Path folder;

  private static FakeApis.Wanted wanted(List<String> ids, String document) {
    return new FakeApis.Wanted(ids, List.of(document), List.of(), Set.of(), Map.of(), List.of());
  }

  @Test
  void servesADocumentUnderItsFilesName() throws Exception {
    Path document = Files.writeString(folder.resolve("things.yaml"), THINGS);
    FakeApis apis = new FakeApis(folder.resolve("home"));
    try (FakeApis.Served served = apis.serve(folder, wanted(List.of(), document.toString()));
        HttpClient client = HttpClient.newHttpClient()) {
      assertThat(served.run().urls()).containsOnlyKeys("things");
      URI things = served.run().urls().values().iterator().next();
      HttpRequest request = HttpRequest.newBuilder(things.resolve("/things")).build();
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).body())
          .isEqualTo("[{\"id\":7}]");
      assertThat(apis.runs(folder)).extracting(FakeRun::urls).containsOnly(served.run().urls());
    }
    assertThat(apis.runs(folder)).isEmpty();
  }

  @Test
  void leadsToTheFakeThatIsMeantBesideARecording() throws Exception {
    Path document = Files.writeString(folder.resolve("things.yaml"), THINGS);
    FakeApis apis = new FakeApis(folder.resolve("home"));
    try (FakeApis.Served served = apis.serve(folder, wanted(List.of(), document.toString()))) {
      Path records = folder.resolve("home").resolve("fakes");
      String record = Files.readString(records.resolve(served.run().pid() + ".json"));
      String elsewhere =
          record
              .replace("things", "recording")
              .replace(served.run().control().toString(), "http://127.0.0.1:1");
      // whichever of them the folder lists first
      Files.writeString(records.resolve("0.json"), elsewhere);
      Files.writeString(records.resolve("z.json"), elsewhere);
      FakeLink link = apis.link(folder, Optional.of("things"));
      assertThat(link.get("/packs").at("/packs/0/id").asText()).isEqualTo("things");
    }
  }

  @Test
  void takesWhatTheProjectsFolderSaysAboutAFake() throws Exception {
    Path config = Files.createDirectories(folder.resolve(".dragoncode/fakes"));
    Files.writeString(config.resolve("oidc.yaml"), "users: [{name: carol, password: hush}]\n");
    FakeApis apis = new FakeApis(folder.resolve("home"));
    try (FakeApis.Served served =
            apis.serve(
                folder,
                new FakeApis.Wanted(
                    List.of("oidc"), List.of(), List.of(), Set.of(), Map.of(), List.of()));
        HttpClient client = HttpClient.newHttpClient()) {
      String login =
          "client_id=dragoncode&response_type=code&scope=openid"
              + "&redirect_uri=http://localhost:3000/callback&username=carol&password=hush";
      HttpRequest request =
          HttpRequest.newBuilder(served.run().urls().values().iterator().next().resolve("/login"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(login))
              .build();
      assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(303);
    }
  }

  @Test
  void fillsAFakeFromAFile() throws Exception {
    Path rows =
        Files.writeString(
            folder.resolve("rows.yaml"),
            "customer:\n  - {id: cus_ada, name: Ada}\n  - {name: Bo}\n");
    FakeApis apis = new FakeApis(folder.resolve("home"));
    FakeApis.Wanted stripe =
        new FakeApis.Wanted(List.of("stripe"), List.of(), List.of(), Set.of(), Map.of(), List.of());
    try (FakeApis.Served _ = apis.serve(folder, stripe)) {
      StateCalls state = new StateCalls(() -> apis.link(folder));
      FakeState.Place place = new FakeState.Place("stripe", "a test");
      assertThat(state.seed(place, rows)).containsExactly(Map.entry("customer", 2));
      assertThat(state.rows(place, "customer", "ada", 0).rows())
          .extracting(FakeState.Row::key)
          .containsExactly("cus_ada");
      assertThatThrownBy(() -> state.seed(place, rows))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> assertThat(e.problem().reason()).contains("rows.yaml, line 2", "cus_ada"));
    }
  }

  @Test
  void namesAConfigurationOfAFakeThatIsNotServed() {
    FakeApis apis = new FakeApis(folder.resolve("home"));
    assertThatThrownBy(() ->
            apis.serve(
                folder,
                new FakeApis.Wanted(
                    List.of("stripe"),
                    List.of(),
                    List.of(),
                    Set.of(),
                    Map.of(),
                    List.of("oidc=users.yaml"))))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem().reason())
                    .isEqualTo("“oidc=users.yaml” would configure it; served are stripe."));
  }

  @Test
  void replaysWhatItRecorded() throws Exception {
    Path document = Files.writeString(folder.resolve("things.yaml"), THINGS);
    Path recorded = folder.resolve("recorded");
    FakeApis apis = new FakeApis(folder.resolve("home"));
    try (HttpClient client = HttpClient.newHttpClient()) {
      try (FakeApis.Served real = apis.serve(folder, wanted(List.of(), document.toString()))) {
        String target = real.run().urls().values().iterator().next().toString();
        FakeApis.Recorded recording =
            apis.record(folder.resolve("proxy"), target, recorded, Optional.empty());
        try (FakeApis.Served proxy = recording.served()) {
          assertThat(things(client, proxy)).isEqualTo("[{\"id\":7}]");
          assertThat(recording.recording().count()).isEqualTo(1);
        }
      }
      FakeApis.Wanted replay =
          new FakeApis.Wanted(
              List.of(), List.of(), List.of(recorded.toString()), Set.of(), Map.of(), List.of());
      try (FakeApis.Served served = apis.serve(folder, replay)) {
        assertThat(served.run().urls()).containsOnlyKeys("recorded");
        assertThat(things(client, served)).isEqualTo("[{\"id\":7}]");
      }
    }
  }

  private static String things(HttpClient client, FakeApis.Served served) throws Exception {
    URI base = served.run().urls().values().iterator().next();
    HttpRequest request = HttpRequest.newBuilder(base.resolve("/things")).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  @Test
  void namesADocumentThatIsCalledAsAnotherFake() throws Exception {
    String document = Files.writeString(folder.resolve("stripe.yaml"), THINGS).toString();
    FakeApis apis = new FakeApis(folder.resolve("home"));
    assertThatThrownBy(() -> apis.serve(folder, wanted(List.of("stripe"), document)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem().remedies().getFirst().text())
                    .contains("--openapi NAME=" + document));
  }
}
