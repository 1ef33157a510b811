package dev.dragoncode.emulators.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.model.Probe;
import dev.dragoncode.emulators.probe.ProbeOutcome.NotPassed;
import dev.dragoncode.emulators.probe.ProbeOutcome.Passed;
import dev.dragoncode.io.ports.LoopbackPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class ProberTest {

  private static final String AMQP_START = "\1\0\0\0\0\0\4\0\n\0\n\316";

  private final Prober prober = new Prober();
  private final List<LogLine> log = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> servers = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable server : servers) {
      server.close();
    }
    prober.close();
  }

  @Test
  void tcpPassesOnceThePortIsOpen() throws Exception {
    ScriptedServer server = serve("");

    assertThat(once(new Probe.Tcp("main"), server.port())).isEqualTo(new Passed());
  }

  @Test
  void aClosedPortIsNotReadyAndSaysSo() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    assertThat(once(new Probe.Tcp("main"), port))
        .isEqualTo(new NotPassed("Redis accepts connections on " + port, "connection refused"));
  }

  @Test
  void postgresqlIsReadyWhenItAsksForThePassword() throws Exception {
    ScriptedServer server = serve("R\0\0\0\u0017\0\0\0\nSCRAM-SHA-256\0\0");

    assertThat(once(new Probe.Protocol("postgresql", "main"), server.port()))
        .isEqualTo(new Passed());
    assertThat(server.received()).contains("user\0shop\0database\0orders\0\0");
  }

  @Test
  void postgresqlIsNotReadyWhileItStartsUp() throws Exception {
    ScriptedServer server =
        serve("E\0\0\0\140SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0");

    assertThat(once(new Probe.Protocol("postgresql", "main"), server.port()))
        .isEqualTo(
            new NotPassed(
                "Redis answers on " + server.port(), "the database system is starting up"));
  }

  @Test
  void postgresqlIsReadyWhenItKnowsNoSuchUser() throws Exception {
    ScriptedServer server =
        serve("E\0\0\0\140SFATAL\0VFATAL\0C28000\0Mrole \"shop\" does not exist\0\0");

    assertThat(once(new Probe.Protocol("postgresql", "main"), server.port()))
        .isEqualTo(new Passed());
  }

  @Test
  void aForwarderWithoutAServerBehindItIsNotReady() throws Exception {
    ScriptedServer server = serve("");

    for (String protocol : List.of("postgresql", "redis", "amqp", "amqp-1.0", "kafka", "mqtt")) {
      assertThat(once(new Probe.Protocol(protocol, "main"), server.port()))
          .isInstanceOf(NotPassed.class);
    }
  }

  @Test
  void redisIsReadyWithOrWithoutAPassword() throws Exception {
    assertThat(once(new Probe.Protocol("redis", "main"), serve("+PONG\r\n").port()).passed())
        .isTrue();
    assertThat(
            once(
                    new Probe.Protocol("redis", "main"),
                    serve("-NOAUTH Authentication required.\r\n").port())
                .passed())
        .isTrue();
  }

  @Test
  void redisIsNotReadyWhileItLoads() throws Exception {
    ScriptedServer server = serve("-LOADING Redis is loading the dataset in memory\r\n");

    assertThat(once(new Probe.Protocol("redis", "main"), server.port()))
        .isEqualTo(
            new NotPassed(
                "Redis answers on " + server.port(),
                "it answered -LOADING Redis is loading the dataset in memory"));
  }

  @Test
  void amqpIsReadyWhenTheBrokerStartsTheConversation() throws Exception {
    ScriptedServer server = serve(AMQP_START);

    assertThat(once(new Probe.Protocol("amqp", "main"), server.port())).isEqualTo(new Passed());
    assertThat(server.received()).isEqualTo("AMQP\0\0\u0009\u0001");
  }

  @Test
  void aBrokerThatRefusesTheConnectionSaysWhy() throws Exception {
    ScriptedServer server = serve("\1\0\0\0\0\0\16\0\n\0\62\1\100\7not yet\316");

    assertThat(once(new Probe.Protocol("amqp", "main"), server.port()))
        .isEqualTo(new NotPassed("Redis answers on " + server.port(), "it says not yet"));
  }

  @Test
  void anotherVersionOfAmqpIsNotReady() throws Exception {
    ScriptedServer server = serve("AMQP\0\1\0\0");

    assertThat(once(new Probe.Protocol("amqp", "main"), server.port()))
        .isEqualTo(
            new NotPassed(
                "Redis answers on " + server.port(), "it speaks another version of AMQP"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          amqp-1.0 | 414d515003010000         |
          amqp-1.0 | 414d515000000901         | it answered AMQP
          kafka    | 0000000c0000000100000001 |
          kafka    | 0000000c0000000100000000 | the broker has not joined its cluster yet
          kafka    | 485454502f312e3120343030 | what listens there is no Kafka
          mqtt     | 20020000                 |
          mqtt     | 20020005                 |
          mqtt     | 20020003                 | it refused a client with code 3
          mqtt     | 48545450                 | what listens there is no MQTT broker
          """)
  void aBrokerIsReadyByItsFirstAnswer(String protocol, String answer, @Nullable String reason)
      throws Exception {
    ScriptedServer server = new ScriptedServer(HexFormat.of().parseHex(answer));
    servers.add(server);

    ProbeOutcome outcome = once(new Probe.Protocol(protocol, "main"), server.port());

    if (reason == null) {
      assertThat(outcome).isEqualTo(new Passed());
    } else {
      assertThat(outcome)
          .asInstanceOf(InstanceOfAssertFactories.type(NotPassed.class))
          .extracting(NotPassed::reason, InstanceOfAssertFactories.STRING)
          .startsWith(reason);
    }
  }

  @Test
  void httpWaitsForTheStatus() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/health",
        exchange -> {
          exchange.sendResponseHeaders(calls.incrementAndGet() < 3 ? 503 : 200, -1);
          exchange.close();
        });
    http.start();
    servers.add(() -> http.stop(0));
    List<String> awaited = new ArrayList<>();

    ProbeOutcome outcome =
        prober.await(
            target(http.getAddress().getPort()),
            List.of(new Probe.Http("main", "/health", 200)),
            Duration.ofSeconds(10),
            awaited::add);

    assertThat(outcome).isEqualTo(new Passed());
    assertThat(calls).hasValue(3);
    assertThat(awaited).containsExactly("Redis answers /health on " + http.getAddress().getPort());
  }

  @Test
  void allProbesMustPass() throws Exception {
    ScriptedServer server = serve("+PONG\r\n");
    List<Probe> probes =
        List.of(new Probe.Protocol("redis", "main"), new Probe.Log("ready to accept"));

    assertThat(prober.all(target(server.port()), probes))
        .isEqualTo(
            new NotPassed("Redis logs a line with “ready to accept”", "there is no such line yet"));
    log.add(new LogLine(Instant.now(), "redis", LogLine.Level.INFO, "* ready to accept tcp"));
    assertThat(prober.all(target(server.port()), probes)).isEqualTo(new Passed());
  }

  @Test
  void givesUpAtTheDeadlineAndSaysWhatItWaitedFor() throws Exception {
    ScriptedServer server = serve("-LOADING\r\n");
    long before = System.nanoTime();

    ProbeOutcome outcome =
        prober.await(
            target(server.port()),
            List.of(new Probe.Protocol("redis", "main")),
            Duration.ofMillis(300),
            awaited -> {});

    assertThat(outcome)
        .isEqualTo(new NotPassed("Redis answers on " + server.port(), "it answered -LOADING"));
    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isBetween(Duration.ofMillis(300), Duration.ofSeconds(5));
  }

  @Test
  void anInterruptEndsAProbeThatHangs() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (Thread.Builder kind : List.of(Thread.ofVirtual(), Thread.ofPlatform())) {
        AtomicReference<Object> ended = new AtomicReference<>();
        CountDownLatch waiting = new CountDownLatch(1);
        Thread thread =
            kind.start(() -> {
              try {
                ended.set(
                    prober.await(
                        target(silent.getLocalPort()),
                        List.of(new Probe.Protocol("redis", "main")),
                        Duration.ofMinutes(5),
                        awaited -> waiting.countDown()));
              } catch (InterruptedException e) {
                ended.set(e);
              }
            });
        waiting.await();
        thread.interrupt();

        assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
        assertThat(ended.get()).isInstanceOf(InterruptedException.class);
      }
    }
  }

  @Test
  void oneOfSeveralIsEnoughAndSaysWhyNoneWas() throws Exception {
    Probe refused = new Probe.Tcp("main");
    Probe any = new Probe.Any(List.of(refused, new Probe.Log("ready")));
    int closed = LoopbackPorts.anyFree();

    assertThat(once(any, closed))
        .isEqualTo(
            new ProbeOutcome.NotPassed(
                "Redis accepts connections on %d, or Redis logs a line with “ready”"
                    .formatted(closed),
                "connection refused; there is no such line yet"));
    log.add(new LogLine(Instant.EPOCH, "redis", LogLine.Level.INFO, "ready"));
    assertThat(once(any, closed).passed()).isTrue();
  }

  @Test
  void asksAContainerFromInsideAndLeavesThatOutForAProcess() throws Exception {
    Probe exec = new Probe.Exec(List.of("check", "me"));
    Probe health = new Probe.Health();
    assertThat(once(exec, 1).passed()).as("a process has no inside").isTrue();

    List<String> asked = new ArrayList<>();
    AtomicReference<String> said = new AtomicReference<>("it ended with exit code 1. no");
    AtomicReference<String> word = new AtomicReference<>("starting");
    ProbeTarget plain = target(1);
    ProbeTarget container =
        new ProbeTarget(
            plain.spec(),
            plain.host(),
            plain.ports(),
            plain.parameters(),
            plain.log(),
            Optional.of(
                new ProbeTarget.Inside() {
                  @Override
                  public String run(List<String> command, Duration timeout) {
                    asked.add(command + " within " + timeout.toSeconds());
                    return String.valueOf(said.get());
                  }

                  @Override
                  public String health() {
                    return String.valueOf(word.get());
                  }
                }));
    assertThat(prober.all(container, List.of(exec)))
        .isEqualTo(
            new ProbeOutcome.NotPassed(
                "check in Redis ends well", "it ended with exit code 1. no"));
    assertThat(asked).containsExactly("[check, me] within 2");
    said.set("");
    assertThat(prober.all(container, List.of(exec)).passed()).isTrue();
    assertThat(prober.all(container, List.of(exec, health)).passed()).isFalse();
    word.set("healthy");
    assertThat(prober.all(container, List.of(exec, health)).passed()).isTrue();
  }

  private ProbeOutcome once(Probe probe, int port) throws InterruptedException {
    return prober.all(target(port), List.of(probe));
  }

  private ProbeTarget target(int port) {
    EmulatorSpec spec = EmulatorCatalog.bundled().find("redis").orElseThrow();
    return new ProbeTarget(
        spec,
        "127.0.0.1",
        Map.of("main", port),
        Map.of("user", "shop", "database", "orders"),
        () -> log);
  }

  private ScriptedServer serve(String answer) throws IOException {
    ScriptedServer server = new ScriptedServer(answer.getBytes(ISO_8859_1));
    servers.add(server);
    return server;
  }
}
