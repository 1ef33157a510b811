package dev.dragoncode.io.advisories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.project.locks.Ecosystem;
import dev.dragoncode.readiness.advisories.Advisory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetches files of the shape of OSV's dump from a server on this machine. */
class OsvDumpTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final String PUBLISHED = "Fri, 27 Nov 2026 03:00:00 GMT";

  @TempDir Path folder;
  private HttpServer server;
  private volatile byte[] body = new byte[0];
  private volatile int status = 200;
  private volatile long announced = -1;
  private final AtomicBoolean offline = new AtomicBoolean();
  private final List<String> asked = new ArrayList<>();

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().getPath());
          exchange.getResponseHeaders().set("Last-Modified", PUBLISHED);
          exchange.sendResponseHeaders(status, announced >= 0 ? announced : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  private static String record(String id, String name) {
    return """
    {"id": "%s", "modified": "2026-11-01T00:00:00Z", "summary": "s",
     "affected": [{"package": {"ecosystem": "npm", "name": "%s"},
                   "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "2.0.0"}]}]}]}
    """
        .formatted(id, name);
  }

  private static byte[] zip(Map<String, String> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> each : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(each.getKey()));
        zip.write(each.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private OsvImport.Result fetch() throws InterruptedException {
    return fetch(folder.resolve("store"));
  }

  private OsvImport.Result fetch(Path store) throws InterruptedException {
    URI home = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    return new OsvDump(home, store, offline::get, () -> NOW)
        .fetch(
            Ecosystem.NPM,
            new OsvDump.Progress() {
              @Override
              public void fetched(Ecosystem ecosystem, long bytes, long total) {
                assertThat(bytes).isLessThanOrEqualTo(total);
              }

              @Override
              public void read(Ecosystem ecosystem, int records) {
                assertThat(records).isNotNegative();
              }
            });
  }

  private List<String> stored(String name) {
    try (AdvisoryStore store = new AdvisoryStore(folder.resolve("store"))) {
      return store.of(Ecosystem.NPM, name).stream().map(Advisory::id).toList();
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(f -> folder.relativize(f).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  @Test
  void keepsWhatItFetchedWithItsDay() throws Exception {
    body = zip(Map.of("GHSA-1.json", record("GHSA-1", "left"), "README.md", "no record"));

    assertThat(fetch().records()).isEqualTo(1);

    assertThat(asked).containsExactly("/npm/all.zip");
    assertThat(stored("left")).containsExactly("GHSA-1");
    assertThat(stored("right")).isEmpty();
    try (AdvisoryStore store = new AdvisoryStore(folder.resolve("store"))) {
      assertThat(store.asOf(Ecosystem.NPM)).contains(Instant.parse("2026-11-27T03:00:00Z"));
      assertThat(store.asOf(Ecosystem.GO)).isEmpty();
    }
    assertThat(files()).hasSize(1);
  }

  @Test
  void leavesOutWithdrawnAndBrokenRecordsAndCountsTheBroken() throws Exception {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("GHSA-1.json", record("GHSA-1", "left"));
    entries.put(
        "GHSA-2.json",
        record("GHSA-2", "left")
            .replace("\"summary\"", "\"withdrawn\": \"2026-11-02T00:00:00Z\", \"summary\""));
    entries.put("GHSA-3.json", "{\"id\": \"GHSA-3\", ");
    entries.put("GHSA-4.json", "[".repeat(100_000));
    body = zip(entries);

    assertThat(fetch().broken()).isEqualTo(2);

    assertThat(stored("left")).containsExactly("GHSA-1");
  }

  @Test
  void aNewerSetTakesThePlaceOfTheOlderWhileThatIsInUse() throws Exception {
    body = zip(Map.of("GHSA-1.json", record("GHSA-1", "left")));
    fetch();
    try (AdvisoryStore store = new AdvisoryStore(folder.resolve("store"))) {
      assertThat(store.of(Ecosystem.NPM, "left")).hasSize(1);
      body = zip(Map.of("GHSA-2.json", record("GHSA-2", "left")));
      try (OsvImport load =
          new OsvImport(
              folder.resolve("store"), Set.of(Ecosystem.NPM), NOW.plusSeconds(60), _ -> {})) {
        Path file = Files.write(folder.resolve("all.zip"), body);
        load.read(file);
        load.complete(java.util.Optional.empty());
      }

      assertThat(store.asOf(Ecosystem.NPM)).contains(Instant.parse("2026-11-01T00:00:00Z"));
      assertThat(store.of(Ecosystem.NPM, "left"))
          .extracting(Advisory::id)
          .containsExactly("GHSA-2");
    }
  }

  @Test
  void namesThatClimbOutOfTheZipFileWriteNothing() throws Exception {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("../../outside.json", record("GHSA-1", "left"));
    entries.put("/tmp/dragoncode-outside.json", record("GHSA-2", "left"));
    body = zip(entries);

    fetch();

    assertThat(stored("left")).containsExactly("GHSA-1", "GHSA-2");
    assertThat(files()).hasSize(1).allMatch(f -> f.startsWith("store/npm-"));
    assertThat(Path.of("/tmp/dragoncode-outside.json")).doesNotExist();
  }

  @Test
  void aZipFileThatWasCutKeepsWhatWasThereBefore() throws Exception {
    body = zip(Map.of("GHSA-1.json", record("GHSA-1", "left")));
    fetch();
    body = Arrays.copyOf(body, body.length - 40);

    assertThatThrownBy(this::fetch).isInstanceOf(ProblemException.class);

    assertThat(stored("left")).containsExactly("GHSA-1");
    assertThat(files()).hasSize(1);
  }

  @Test
  void aDownloadThatEndsEarlyIsAProblemThatNamesTheAddress() throws Exception {
    body = zip(Map.of("GHSA-1.json", record("GHSA-1", "left")));
    announced = body.length + 1000L;

    assertThatThrownBy(this::fetch)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().reason()).contains("/npm/all.zip");
              assertThat(e.problem().remedies()).isNotEmpty();
            });
    assertThat(files()).isEmpty();
  }

  @Test
  void anEntryThatUnpacksWithoutEndIsPassedOver() throws Exception {
    Map<String, String> entries = new LinkedHashMap<>();
    // 20 MB that take 20 KB in the file
    entries.put("GHSA-9.json", " ".repeat(20 << 20));
    entries.put("GHSA-1.json", record("GHSA-1", "left"));
    body = zip(entries);

    assertThat(fetch().broken()).isEqualTo(1);

    assertThat(stored("left")).containsExactly("GHSA-1");
  }

  @Test
  void aRefusalIsAProblemWithTheServersWord() {
    status = 404;

    assertThatThrownBy(this::fetch)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().reason()).contains("404"));
  }

  @Test
  void aZipFileWithoutRecordsIsAProblem() throws Exception {
    body = zip(Map.of("a.json", "{}"));

    assertThatThrownBy(this::fetch).isInstanceOf(ProblemException.class);
    assertThat(files()).isEmpty();
  }

  @Test
  void offlineNoServerIsAsked() {
    offline.set(true);

    assertThatThrownBy(this::fetch).isInstanceOf(ProblemException.class);

    assertThat(asked).isEmpty();
  }
}
