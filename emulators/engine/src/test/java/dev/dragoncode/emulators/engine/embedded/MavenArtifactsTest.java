package dev.dragoncode.emulators.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Against a repository of the test's own, named as a mirror in a settings.xml. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class MavenArtifactsTest {

  private static final Coordinates TOOL = new Coordinates("org.example:tool:1.0", true, none());

  // an interrupted download may still write its last bytes while the test ends
  @TempDir(cleanup = CleanupMode.NEVER)
  Path folder;

  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile String hold = "nothing";
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
    publish("org/example/tool/1.0/tool-1.0", pom("tool", "org.example", "library"));
    publish("org/example/library/1.0/library-1.0", pom("library", "", ""));
  }

  @AfterEach
  void stop() {
    released.countDown();
    server.stop(0);
  }

  @Test
  void fetchesWithDependenciesAndReportsBytes() throws Exception {
    List<PullProgress> progress = new CopyOnWriteArrayList<>();

    List<ResolvedFile> resolved = artifacts(false).resolve(List.of(TOOL), progress::add);

    assertThat(resolved)
        .extracting(file -> file.path().getFileName().toString())
        .containsExactly("tool-1.0.jar", "library-1.0.jar");
    assertThat(resolved).allSatisfy(f -> assertThat(f.path()).startsWith(repository()));
    assertThat(progress.getLast().doneBytes())
        .isEqualTo(progress.getLast().totalBytes())
        .isGreaterThan(200_000);
  }

  @Test
  void theSecondTimeNoRepositoryIsAsked() throws Exception {
    List<ResolvedFile> first = artifacts(false).resolve(List.of(TOOL), p -> {});
    int before = requests.get();

    assertThat(artifacts(true).cached(List.of(TOOL))).isTrue();
    assertThat(artifacts(true).resolve(List.of(TOOL), p -> {})).isEqualTo(first);
    assertThat(requests).hasValue(before);
  }

  @Test
  void filesOfTheLocalRepositoryServeOfflineThoughTheIndexIsGone() throws Exception {
    artifacts(false).resolve(List.of(TOOL), p -> {});
    try (var index = Files.list(folder.resolve("engines/resolved"))) {
      for (Path file : index.toList()) {
        Files.delete(file);
      }
    }

    assertThat(artifacts(true).resolve(List.of(TOOL), p -> {})).hasSize(2);
  }

  @Test
  void offlineAndNotCachedIsAProblem() {
    Problem problem = problem(artifacts(true), TOOL);

    assertThat(problem.title()).isEqualTo("org.example:tool:1.0 is not on this machine yet");
    assertThat(problem.reason()).startsWith("DragonCode is set to work offline");
    assertThat(requests).hasValue(0);
  }

  @Test
  void anUnknownArtifactIsAProblem() {
    Coordinates unknown = new Coordinates("org.example:nothing:1.0", false, none());

    assertThat(problem(artifacts(false), unknown).title())
        .isEqualTo("No repository has org.example:nothing:1.0");
  }

  @Test
  void aDamagedFileIsAProblem() {
    files.put("/org/example/library/1.0/library-1.0.jar.sha1", "0".repeat(40).getBytes(UTF));

    assertThat(problem(artifacts(false), TOOL).title()).endsWith("was damaged on its way");
  }

  @Test
  void aFileThatIsNotTheCatalogsIsAProblem() {
    Coordinates other = new Coordinates("org.example:tool:1.0", true, Optional.of("ab".repeat(32)));

    assertThat(problem(artifacts(false), other).title())
        .isEqualTo("org.example:tool:1.0 is not what the catalog expects");
  }

  @Test
  void aDeadRepositoryIsAProblem() {
    server.stop(0);

    Problem problem = problem(artifacts(false), TOOL);
    assertThat(problem.title()).endsWith("could not be fetched");
    assertThat(problem.remedies()).hasSize(2);
  }

  @Test
  void anInterruptCutsTheDownloadShort() throws Exception {
    hold = "/org/example/library/1.0/library-1.0.jar";
    CompletableFuture<Throwable> outcome = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                artifacts(false).resolve(List.of(TOOL), p -> {});
              } catch (InterruptedException | RuntimeException e) {
                outcome.complete(e);
              }
            });
    held.await();

    thread.interrupt();

    assertThat(outcome.get(5, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
  }

  private static final java.nio.charset.Charset UTF = StandardCharsets.UTF_8;

  private Problem problem(MavenArtifacts artifacts, Coordinates wanted) {
    Problem[] problem = new Problem[1];
    assertThatThrownBy(() -> artifacts.resolve(List.of(wanted), p -> {}))
        .isInstanceOfSatisfying(ProblemException.class, e -> problem[0] = e.problem());
    return problem[0];
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private Path repository() {
    return folder.resolve("repository");
  }

  private MavenArtifacts artifacts(boolean offline) {
    Path settings = folder.resolve("settings.xml");
    try {
      Files.writeString(
          settings,
          """
          <settings>
            <localRepository>%s</localRepository>
            <mirrors>
              <mirror><id>own</id><mirrorOf>*</mirrorOf><url>http://127.0.0.1:%d/</url></mirror>
            </mirrors>
          </settings>
          """
              .formatted(repository(), server.getAddress().getPort()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return new MavenArtifacts(
        folder.resolve("engines"),
        () -> new MavenSettings(Optional.of(settings), Optional.empty(), offline));
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    String path = exchange.getRequestURI().getPath();
    byte[] body = files.get(path);
    if (body == null) {
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
      return;
    }
    exchange.sendResponseHeaders(200, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body, 0, body.length / 2);
      if (path.equals(hold)) {
        out.flush();
        held.countDown();
        released.await();
      }
      out.write(body, body.length / 2, body.length - body.length / 2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void publish(String name, String pom) {
    put("/" + name + ".pom", pom.getBytes(UTF));
    put("/" + name + ".jar", new byte[100_000]);
  }

  private void put(String path, byte[] content) {
    files.put(path, content);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(content);
      files.put(path + ".sha1", HexFormat.of().formatHex(digest).getBytes(UTF));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static String pom(String artifact, String dependencyGroup, String dependency) {
    String dependencies =
        dependency.isEmpty()
            ? ""
            : "<dependencies><dependency><groupId>%s</groupId><artifactId>%s</artifactId>"
                    .formatted(dependencyGroup, dependency)
                + "<version>1.0</version></dependency></dependencies>";
    return "<project><modelVersion>4.0.0</modelVersion><groupId>org.example</groupId>"
        + "<artifactId>%s</artifactId><version>1.0</version>%s</project>"
            .formatted(artifact, dependencies);
  }
}
