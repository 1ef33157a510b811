package dev.dragoncode.service.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dragoncode.load.Expected;
import dev.dragoncode.load.Failure;
import dev.dragoncode.load.Header;
import dev.dragoncode.load.LiveFigures;
import dev.dragoncode.load.LoadPlan;
import dev.dragoncode.load.LoadResult;
import dev.dragoncode.load.LoadResult.End;
import dev.dragoncode.load.Pace;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadRunTest {

  @Test
  void requestsGoOutAtTheirRateAndAreCounted() throws Exception {
    AtomicReference<String> seen = new AtomicReference<>("");
    try (RawServer server =
        new RawServer((request, number, out) -> {
          seen.set(request);
          out.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello".getBytes(US_ASCII));
          return true;
        })) {
      LoadResult result = run(plan(server.uri(), new Pace.Open(500, Duration.ZERO), 300));

      assertThat(result.answered()).isEqualTo(150);
      assertThat(result.statuses()).containsOnlyKeys(200);
      assertThat(result.bytes()).isEqualTo(750);
      assertThat(result.end()).isEqualTo(End.DONE);
      assertThat(server.requests()).isEqualTo(151);
      assertThat(seen.get())
          .startsWith("POST /orders?a=1 HTTP/1.1\r\n")
          .contains("X-Tenant: one\r\n", "Content-Length: 2\r\n", "Host: 127.0.0.1:");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n', answers 404",
    "'SSH-2.0-OpenSSH_9.2\r\n', No HTTP is spoken",
    "'\u0015\u0003\u0001\u0000\u0002\u0002F', TLS is spoken",
    "'HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n', TLS is",
    "'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n', does not end",
    "'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort', does not end",
    "'', No answer within"
  })
  void whatNoLoadRunCanMeasureIsSaidBeforeItBegins(String bytes, String words) throws Exception {
    boolean closes = bytes.startsWith("HTTP/1.0");
    try (RawServer server =
        new RawServer((request, number, out) -> {
          out.write(bytes.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
          return !closes;
        })) {
      Problem problem = refusal(quick(server.uri()));

      assertThat(problem.title()).contains(words);
      assertThat(problem.remedies()).isNotEmpty();
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @Test
  void aServerThatHangsUpIsSaidToDoSo() throws Exception {
    try (RawServer server = new RawServer((request, number, out) -> false)) {
      assertThat(refusal(quick(server.uri())).title())
          .isEqualTo("The server closes the connection without an answer");
    }
  }

  @Test
  void nobodyThereIsSaidAtOnce() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertThat(refusal(quick(URI.create("http://127.0.0.1:" + port))).title())
        .isEqualTo("Nothing answers at 127.0.0.1:" + port);
  }

  @Test
  void anotherMachineIsNotLoadedUnlessItIsConfirmed() {
    LoadPlan plan = quick(URI.create("http://192.0.2.1/orders"));

    assertThat(refusal(plan).title()).isEqualTo("192.0.2.1 is another machine");
    assertThat(refusal(plan).remedies())
        .anyMatch(r -> r.text().contains("--allow-remote 192.0.2.1"));
  }

  @Test
  void aConnectionThatTheServerEndsIsMadeAnew() throws Exception {
    try (RawServer server =
        new RawServer((request, number, out) -> {
          out.write(
              "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                  .getBytes(US_ASCII));
          return false;
        })) {
      LoadResult result = run(plan(server.uri(), new Pace.Open(200, Duration.ZERO), 200));

      assertThat(result.good()).isEqualTo(40);
      assertThat(result.failures()).isEmpty();
    }
  }

  @Test
  void failuresInTheMiddleAreCountedByKind() throws Exception {
    try (RawServer server =
        new RawServer((request, number, out) -> {
          if (number % 10 == 0) {
            return false;
          }
          out.write(RawServer.status(number % 5 == 0 ? 503 : 200).getBytes(US_ASCII));
          return true;
        })) {
      LoadResult result = run(plan(server.uri(), new Pace.Open(500, Duration.ZERO), 200));

      assertThat(result.due()).isEqualTo(100);
      assertThat(result.failures()).containsEntry(Failure.CLOSED, 10L);
      assertThat(result.statuses()).containsEntry(503, 10L).containsEntry(200, 80L);
    }
  }

  @Test
  void aSlowServerOnFewConnectionsShowsInTheLatencies() throws Exception {
    try (RawServer server =
        new RawServer((request, number, out) -> {
          Thread.sleep(20);
          out.write(RawServer.status(200).getBytes(US_ASCII));
          return true;
        })) {
      // two connections of 50/s each, where 200/s are due: the line grows by half of them
      LoadPlan plan = plan(server.uri(), new Pace.Open(200, Duration.ZERO), 400, 2);
      LoadResult result = run(plan);

      assertThat(result.answered()).isEqualTo(80);
      assertThat(result.held()).isGreaterThan(50);
      assertThat(result.service().p99()).isLessThan(result.latencies().p99().dividedBy(2));
      assertThat(result.latencies().max()).isGreaterThan(Duration.ofMillis(300));
    }
  }

  @Test
  void aRunThatIsStoppedHasWhatWasMeasured() throws Exception {
    try (RawServer server = RawServer.of(RawServer.status(200))) {
      LoadPlan plan = plan(server.uri(), new Pace.Open(500, Duration.ZERO), 60_000);
      LoadRun run = new LoadRun(plan, InstantSource.system());
      CountDownLatch begun = new CountDownLatch(1);
      Thread.ofVirtual()
          .start(() -> {
            while (begun.getCount() > 0 || server.requests() < 50) {
              Thread.onSpinWait();
            }
            run.stop();
          });

      LoadResult result =
          run.run(
                  new LoadRun.Listener() {
                    @Override
                    public void begins(long start) {
                      begun.countDown();
                    }

                    @Override
                    public void figures(LiveFigures figures) {}
                  })
              .result();

      assertThat(result.end()).isEqualTo(End.STOPPED);
      assertThat(result.answered()).isBetween(40L, 5_000L);
      assertThat(result.remarks().getFirst()).startsWith("It was stopped after");
    }
  }

  @Test
  void asFastAsItGoesIsALoop() throws Exception {
    try (RawServer server = RawServer.of(RawServer.status(200))) {
      LoadResult result = run(plan(server.uri(), new Pace.Closed(), 200, 4));

      assertThat(result.answered()).isGreaterThan(8);
      assertThat(result.remarks()).anyMatch(words -> words.contains("closed model"));
    }
  }

  private static LoadResult run(LoadPlan plan) throws InterruptedException {
    return new LoadRun(plan, InstantSource.system()).run(_ -> {}).result();
  }

  private static Problem refusal(LoadPlan plan) {
    return catchThrowableOfType(ProblemException.class, () -> run(plan)).problem();
  }

  private static LoadPlan quick(URI uri) {
    return new LoadPlan(
        "GET",
        uri,
        List.of(),
        "",
        Expected.SUCCESS,
        new Pace.Open(100, Duration.ZERO),
        Duration.ZERO,
        Duration.ofMillis(100),
        2,
        Duration.ofMillis(100),
        List.of(),
        Optional.empty());
  }

  private static LoadPlan plan(URI uri, Pace pace, int millis) {
    return plan(uri, pace, millis, 8);
  }

  private static LoadPlan plan(URI uri, Pace pace, int millis, int connections) {
    return new LoadPlan(
        "POST",
        URI.create(uri + "?a=1"),
        List.of(new Header("X-Tenant", "one")),
        "{}",
        Expected.SUCCESS,
        pace,
        Duration.ZERO,
        Duration.ofMillis(millis),
        connections,
        LoadPlan.PATIENCE,
        List.of(),
        Optional.empty());
  }
}
