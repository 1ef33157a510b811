package dev.dragoncode.emulators.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.emulators.engine.DataSet;
import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.Drill;
import dev.dragoncode.emulators.model.DrillRecord;
import dev.dragoncode.emulators.model.DrillRecord.End;
import dev.dragoncode.emulators.model.EmulatorDrills.Phase;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.EmulatorState.Ready;
import dev.dragoncode.emulators.model.EmulatorState.Stopped;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.emulators.model.StackTask;
import dev.dragoncode.emulators.model.StackWork.Outcome;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** Drills of the real programs, as their own clients feel them. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
abstract class DrillContract {

  private static final Duration LONG = Duration.ofMinutes(10);
  private static final List<String> IDS = List.of("postgresql", "redis");

  @TempDir Path home;
  @TempDir Path project;
  private final ConcurrentLinkedDeque<DrillRecord> remembered = new ConcurrentLinkedDeque<>();
  private EmulatorEngine engine;
  private EmulatorSupervisor supervisor;

  abstract EnginePreference kind();

  abstract EmulatorEngine openEngine() throws InterruptedException;

  @BeforeEach
  void startAll() throws Exception {
    engine = openEngine();
    // no restarts: a drill must not need the chances of what ends by itself
    supervisor = StackBench.supervisor(project, home, engine);
    supervisor.drillHistory(remembered::add);
    supervisor.prefer(kind());
    supervisor.plan(IDS.stream().map(StackBench::planned).toList());
    supervisor.startAll();
    StackBench.awaitAll(supervisor, Ready.class);
    for (String id : IDS) {
      Keepsakes.leave(emulator(id), "before");
    }
  }

  @AfterEach
  void close() throws Exception {
    if (supervisor == null) {
      return; // the test was skipped
    }
    Path folder = new StackFiles(home).data(StackFiles.real(project));
    List<DataSet> sets = engine.data().sets(StackFiles.real(project), folder);
    Outcome reset = supervisor.submit(new StackTask.Reset(List.of())).join();
    supervisor.close();
    assertThat(engine.instances())
        .noneMatch(left -> left.owner().project().equals(StackFiles.real(project)));
    engine.close();
    assertThat(reset.problem()).isEmpty();
    assertThat(sets).as("no copy on a small disk").hasSize(IDS.size());
  }

  @Test
  @EnabledIfSystemProperty(
      named = "dragoncode.matrix",
      matches = "true",
      disabledReason = "drilled by DrillCommandTest: under the profile matrix")
  void killEndsItAndItComesBack() throws Exception {
    // what is kept in a kill is what was written to disk before
    try (Jedis redis = redis(LONG);
        Connection sql = postgresql(Map.of());
        Statement statement = sql.createStatement()) {
      redis.save();
      statement.execute("CHECKPOINT");
    }
    for (String id : IDS) {
      Outcome outcome = run(id, new Drill.Kill(Duration.ofSeconds(1)));
      assertThat(outcome.problem()).isEmpty();
      assertThat(remembered.getLast().end()).hasValue(End.TIME_OVER);
      assertThat(remembered.getLast().toUnhealthy()).isPresent();
      assertThat(remembered.getLast().toReady()).isPresent();
    }
    assertAsBefore();
  }

  @Test
  void pauseKeepsConnectionsAndAnswersNobody() throws Exception {
    try (Jedis redis = redis(Duration.ofMillis(500));
        Connection sql = postgresql(Map.of("socketTimeout", "1"))) {
      begin("redis", new Drill.Pause(LONG));
      begin("postgresql", new Drill.Pause(LONG));
      assertThatThrownBy(redis::ping)
          .isInstanceOf(JedisConnectionException.class)
          .hasMessageContaining("timed out");
      assertThatThrownBy(() -> select(sql)).isInstanceOf(SQLException.class);
    }
    endNow("redis");
    endNow("postgresql");
    assertAsBefore();
  }

  @Test
  @EnabledIfSystemProperty(
      named = "dragoncode.matrix",
      matches = "true",
      disabledReason = "under the profile matrix")
  void aPausedEmulatorIsStoppedPolitely() throws Exception {
    begin("redis", new Drill.Pause(LONG));
    supervisor.stop("redis");
    StackBench.await(supervisor, "redis", Stopped.class);
    assertThat(remembered.getLast().end()).hasValue(End.STOPPED);
    supervisor.start("redis");
    StackBench.await(supervisor, "redis", Ready.class);
    // it was let go on, and so has saved
    assertAsBefore();
  }

  @Test
  @EnabledIfSystemProperty(
      named = "dragoncode.matrix",
      matches = "true",
      disabledReason = "drilled by DrillCommandTest: under the profile matrix")
  void slowTakesLonger() throws Exception {
    Duration latency = Duration.ofMillis(200);
    for (String id : IDS) {
      begin(id, new Drill.Slow(LONG, latency, Duration.ofMillis(20), 64 << 10));
    }
    try (Jedis redis = redis(LONG);
        Connection sql = postgresql(Map.of())) {
      assertThat(took(redis::ping)).isBetween(Duration.ofMillis(175), Duration.ofSeconds(2));
      assertThat(took(() -> select(sql))).isBetween(Duration.ofMillis(175), Duration.ofSeconds(4));
      // 64 KiB there and back, one after the other, at 64 KiB/s
      String text = "x".repeat(64 << 10);
      assertThat(took(() -> redis.echo(text))).isGreaterThan(Duration.ofMillis(1_900));
      assertThat(redis.echo(text)).isEqualTo(text);
    }
    for (String id : IDS) {
      endNow(id);
      assertThat(remembered.getLast().end()).hasValue(End.ENDED_EARLY);
    }
    assertAsBefore();
    try (Jedis redis = redis(LONG)) {
      redis.ping();
      assertThat(took(redis::ping)).isLessThan(Duration.ofMillis(150));
    }
  }

  @Test
  void refuseListensNowhere() throws Exception {
    for (String id : IDS) {
      int port = emulator(id).endpoints().getFirst().port();
      begin(id, new Drill.Refuse(LONG));
      assertThatThrownBy(() -> new Socket(InetAddress.ofLiteral("127.0.0.1"), port).close())
          .isInstanceOf(ConnectException.class);
      endNow(id);
      assertThat(emulator(id).endpoints().getFirst().port()).isEqualTo(port);
    }
    assertAsBefore();
  }

  @Test
  @EnabledIfSystemProperty(
      named = "dragoncode.matrix",
      matches = "true",
      disabledReason = "every build drills from the command line: under the profile matrix")
  void fillFailsWritesAndServesReads() throws Exception {
    begin("postgresql", new Drill.Fill(LONG));
    try (Connection sql = postgresql(Map.of());
        Statement statement = sql.createStatement()) {
      assertThat(Keepsakes.find(emulator("postgresql"))).isEqualTo("before");
      assertThatThrownBy(() ->
              statement.execute(
                  "CREATE TABLE hoard AS SELECT repeat('gold', 200) FROM generate_series(1, 5000)"))
          .isInstanceOfSatisfying(
              SQLException.class,
              e -> assertThat(e.getSQLState()).as("disk full").isEqualTo("53100"));
      assertThat(Keepsakes.find(emulator("postgresql"))).isEqualTo("before");
    }
    endNow("postgresql");

    begin("redis", new Drill.Fill(LONG));
    try (Jedis redis = redis(LONG)) {
      assertThatThrownBy(redis::save).isInstanceOf(JedisDataException.class);
      redis.bgsave();
      while (redis.info("persistence").contains("rdb_bgsave_in_progress:1")) {
        Thread.onSpinWait();
      }
      assertThatThrownBy(() -> redis.set("dragon", "during"))
          .isInstanceOf(JedisDataException.class)
          .hasMessageContaining("MISCONF");
      assertThat(redis.get("dragon")).isEqualTo("before");
    }
    endNow("redis");
    assertAsBefore();
  }

  @Test
  @EnabledIfSystemProperty(
      named = "dragoncode.matrix",
      matches = "true",
      disabledReason = "every build drills from the command line: under the profile matrix")
  void aDrillEndsBeforeASnapshotIsTaken() throws Exception {
    begin("redis", new Drill.Slow(LONG, Duration.ofMillis(50), Duration.ZERO, 0));
    assertThat(supervisor.submit(new StackTask.Save("calm")).join().problem()).isEmpty();
    assertThat(remembered.getLast().end()).hasValue(End.ENDED_EARLY);
    assertAsBefore();
  }

  @Test
  @EnabledIfSystemProperty(
      named = "dragoncode.matrix",
      matches = "true",
      disabledReason = "under the profile matrix")
  void oneDrillAtATime() throws Exception {
    begin("redis", new Drill.Pause(LONG));
    assertThat(run("redis", new Drill.Refuse(LONG)).problem())
        .hasValueSatisfying(problem -> assertThat(problem.title()).contains("has a drill already"));
    assertThat(run("nobody", new Drill.Refuse(LONG)).problem()).isPresent();
    endNow("redis");
    assertAsBefore();
  }

  private Outcome run(String id, Drill drill) {
    return supervisor.submit(new StackTask.RunDrill(id + remembered.size(), id, drill)).join();
  }

  /** Returns once it is in force. */
  private void begin(String id, Drill drill) throws InterruptedException {
    CompletableFuture<Outcome> done =
        supervisor.submit(new StackTask.RunDrill(id + remembered.size(), id, drill));
    StackBench.await(
        supervisor,
        stack ->
            done.isDone()
                || stack
                    .emulator(id)
                    .flatMap(e -> e.drills().now())
                    .filter(now -> now.phase() == Phase.ON)
                    .isPresent());
    assertThat(done).as(() -> String.valueOf(done.getNow(null))).isNotDone();
  }

  private void endNow(String id) throws InterruptedException {
    supervisor.submit(new StackTask.EndDrill(id)).join();
    StackBench.await(
        supervisor, stack -> stack.emulator(id).orElseThrow().drills().now().isEmpty());
    assertThat(remembered.getLast().emulator()).isEqualTo(id);
    assertThat(remembered.getLast().toReady()).as(id + " answers again").isPresent();
  }

  private void assertAsBefore() throws Exception {
    StackBench.awaitAll(supervisor, Ready.class);
    for (String id : IDS) {
      assertThat(Keepsakes.find(emulator(id))).as(id).isEqualTo("before");
      Keepsakes.leave(emulator(id), "before");
    }
  }

  private EmulatorSnapshot emulator(String id) {
    return StackBench.emulator(supervisor, id);
  }

  private Jedis redis(Duration timeout) {
    URI url =
        URI.create(
            Objects.requireNonNull(emulator("redis").variables(Dialect.DOTENV).get("REDIS_URL")));
    return new Jedis(
        new HostAndPort(url.getHost(), url.getPort()),
        DefaultJedisClientConfig.builder().timeoutMillis((int) timeout.toMillis()).build());
  }

  private Connection postgresql(Map<String, String> properties) throws SQLException {
    Map<String, String> spring = emulator("postgresql").variables(Dialect.SPRING);
    java.util.Properties all = new java.util.Properties();
    all.putAll(properties);
    all.setProperty("user", Objects.requireNonNull(spring.get("spring.datasource.username")));
    all.setProperty("password", Objects.requireNonNull(spring.get("spring.datasource.password")));
    return DriverManager.getConnection(spring.get("spring.datasource.url"), all);
  }

  private static void select(Connection sql) throws SQLException {
    try (Statement statement = sql.createStatement()) {
      statement.execute("SELECT 1");
    }
  }

  /** Something that a client does. */
  private interface Call {
    void make() throws Exception;
  }

  private static Duration took(Call call) throws Exception {
    long began = System.nanoTime();
    call.make();
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
