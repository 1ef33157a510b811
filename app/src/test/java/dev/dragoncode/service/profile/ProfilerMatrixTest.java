package dev.dragoncode.service.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dragoncode.emulators.engine.embedded.ClientLibraries;
import dev.dragoncode.emulators.engine.embedded.MavenSettings;
import dev.dragoncode.io.ports.ListeningPorts;
import dev.dragoncode.io.process.Command;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.io.process.RunningProcess;
import dev.dragoncode.io.profiler.Program;
import dev.dragoncode.io.store.UserDatabase;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.profile.HotMethod;
import dev.dragoncode.profile.JfrRules;
import dev.dragoncode.profile.Mode;
import dev.dragoncode.run.RunRecord.Kind;
import dev.dragoncode.run.RunRecord.Outcome;
import dev.dragoncode.service.run.RunLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Busy programs of this test's own, Java and Node, really profiled in each mode. */
@EnabledIfSystemProperty(
    named = "dragoncode.matrix",
    matches = "true",
    disabledReason = "each profile takes its seconds")
class ProfilerMatrixTest {

  private static final String JAVA =
      """
      import java.util.*;
      public class Busy {
        static final Object LOCK = new Object();
        static volatile Object sink;
        public static void main(String[] a) throws Exception {
          for (int i = 0; i < 3; i++) {
            Thread t = new Thread(Busy::work);
            t.setDaemon(true);
            t.start();
          }
          System.out.println("busy");
          Thread.sleep(600_000);
        }
        static void work() { while (true) { spin(); fill(); locked(); } }
        static void spin() { long h = 7; for (int i = 0; i < 300_000; i++) h = h * 31 + i ^ (h >>> 7); sink = h; }
        static void fill() { sink = new byte[200_000]; }
        static void locked() { synchronized (LOCK) { spin(); } }
      }
      """;

  private static final String NODE =
      """
      function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
      console.log('busy');
      setInterval(() => fib(27), 5);
      """;

  private final ProcessRunner processes = new ProcessRunner();
  private final List<RunningProcess> started = new ArrayList<>();
  @TempDir private Path folder;
  private UserDatabase database;
  private RunLog log;
  private ProfilerService profiler;
  private Path project;

  @BeforeEach
  void open() throws IOException {
    project = Files.createDirectories(folder.resolve("shop")).toRealPath();
    database = new UserDatabase(folder.resolve("d.db"));
    log = new RunLog(database, folder.resolve("runs"));
    profiler =
        Profilers.into(log, folder, new ClientLibraries(folder, MavenSettings::ofUser)::files);
  }

  @AfterEach
  void close() throws InterruptedException {
    for (RunningProcess each : started) {
      each.stopTree(Duration.ZERO);
    }
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "CPU, Busy.spin, 70",
    "ALLOCATION, Busy.fill, 90",
    "LOCK, Busy.locked, 90",
    "WALL, Busy.work, 3"
  })
  void findsWhatABusyJavaProgramIsBusyWith(Mode mode, String method, double least)
      throws Exception {
    long pid = java();

    Profiled profiled =
        profiler.record(
            project, ProfileRequest.of(pid, mode, Duration.ofSeconds(3)), Map.of(), new Quiet());

    assertThat(profiled.engine()).isEqualTo("async-profiler");
    HotMethod hot =
        HotMethod.of(profiled.main().tree()).stream()
            .filter(each -> each.frame().full().equals(method))
            .findFirst()
            .orElseThrow();
    assertThat(profiled.main().percent(hot.total())).isGreaterThan(least);
    assertThat(log.of(project, Kind.PROFILE, 1))
        .singleElement()
        .satisfies(run -> {
          assertThat(run.outcome()).isEqualTo(Outcome.MEASURED);
          assertThat(run.summary()).contains("Busy pid " + pid, "async-profiler");
          assertThat(ProfilerService.file(run, log.folder(run.id()))).contains(profiled.file());
        });
  }

  @Test
  void takesTheRecorderOfTheJdkInItsPlaceWhoseRulesHaveSomethingToSay() throws Exception {
    long pid = java();
    ProfilerService offline =
        Profilers.into(
            log,
            folder,
            wanted -> {
              throw dev.dragoncode.problem.Problem.of("Offline", "No network.").asException();
            });

    Profiled profiled =
        offline.record(
            project,
            ProfileRequest.of(pid, Mode.CPU, Duration.ofSeconds(4)),
            Map.of(),
            new Quiet());

    assertThat(profiled.engine()).isEqualTo("JFR");
    assertThat(HotMethod.of(profiled.main().tree()).getFirst().frame().full())
        .isEqualTo("Busy.spin");
    assertThat(JfrRules.of(profiled.file())).hasSizeGreaterThan(20);
  }

  @Test
  void findsWhatABusyNodeProgramIsBusyWithAndClosesItsInspector() throws Exception {
    assumeTrue(processes.run(Command.of("node", "--version"), Duration.ofSeconds(10)).succeeded());
    Path script = Files.writeString(project.resolve("busy.js"), NODE);
    long pid = start("node", script.toString());

    for (int time = 0; time < 2; time++) {
      Profiled profiled =
          profiler.record(
              project,
              ProfileRequest.of(pid, Mode.CPU, Duration.ofSeconds(2)),
              Map.of(),
              new Quiet());

      HotMethod hottest = HotMethod.of(profiled.main().tree()).getFirst();
      assertThat(hottest.frame().name()).isEqualTo("fib");
      assertThat(profiled.main().percent(hottest.self())).isGreaterThan(80);
      assertThat(profiled.main().place(hottest.frame()).orElseThrow().shown())
          .isEqualTo("busy.js:1");
    }
  }

  @Test
  void leavesNoInspectorOpenWhereARecordingIsStopped() throws Exception {
    assumeTrue(processes.run(Command.of("node", "--version"), Duration.ofSeconds(10)).succeeded());
    Path script = Files.writeString(project.resolve("busy.js"), NODE);
    long pid = start("node", script.toString());
    ProcessHandle node = ProcessHandle.of(pid).orElseThrow();

    assertThat(stopped(pid)).isInstanceOf(InterruptedException.class);

    Instant latest = Instant.now().plusSeconds(5);
    while (!ListeningPorts.of(List.of(node)).isEmpty() && Instant.now().isBefore(latest)) {
      Thread.sleep(50);
    }
    assertThat(ListeningPorts.of(List.of(node))).isEmpty();
  }

  @Test
  void listsTheProjectsProgramsFirst() throws Exception {
    long pid = java();

    Program first = profiler.programs(project).getFirst();

    assertThat(first.pid()).isEqualTo(pid);
    assertThat(first.here()).isTrue();
    assertThat(first.name()).isEqualTo("Busy");
  }

  @Test
  void saysThatAProgramLetsNobodyAttach() throws Exception {
    long pid = java("-XX:+DisableAttachMechanism");

    assertThatThrownBy(() ->
            profiler.record(
                project,
                ProfileRequest.of(pid, Mode.CPU, Duration.ofSeconds(1)),
                Map.of(),
                new Quiet()))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("lets nobody attach");
  }

  @Test
  void endsARecordingThatIsStoppedSoThatTheNextOneCanBegin() throws Exception {
    long pid = java();
    assertThat(stopped(pid)).isInstanceOf(InterruptedException.class);
    assertThat(log.of(project, Kind.PROFILE, 1).getFirst().outcome()).isEqualTo(Outcome.STOPPED);
    assertThat(
            profiler
                .record(
                    project,
                    ProfileRequest.of(pid, Mode.CPU, Duration.ofSeconds(1)),
                    Map.of(),
                    new Quiet())
                .main()
                .samples())
        .isPositive();
  }

  /** What a recording ends with that is stopped once it goes on. */
  private Throwable stopped(long pid) throws InterruptedException {
    CountDownLatch recording = new CountDownLatch(1);
    AtomicReference<Throwable> ended = new AtomicReference<>();
    Thread first =
        Thread.ofVirtual()
            .start(() -> {
              try {
                profiler.record(
                    project,
                    ProfileRequest.of(pid, Mode.CPU, Duration.ofMinutes(5)),
                    Map.of(),
                    new Quiet() {
                      @Override
                      public void doing(String words) {
                        if (words.startsWith("Recording")) {
                          recording.countDown();
                        }
                      }
                    });
              } catch (InterruptedException | RuntimeException e) {
                ended.set(e);
              }
            });
    recording.await();
    first.interrupt();
    first.join();
    return Objects.requireNonNull(ended.get());
  }

  private long java(String... options) throws Exception {
    Path source = Files.writeString(project.resolve("Busy.java"), JAVA);
    Path javac = Path.of(System.getProperty("java.home"), "bin", "javac");
    assertThat(
            processes
                .run(
                    Command.of(javac.toString(), "-g", "-d", project.toString(), source.toString()),
                    Duration.ofMinutes(1))
                .succeeded())
        .isTrue();
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of(options));
    line.addAll(List.of("-cp", project.toString(), "Busy"));
    return start(line.toArray(String[]::new));
  }

  private long start(String... line) throws InterruptedException {
    CountDownLatch busy = new CountDownLatch(1);
    RunningProcess process =
        processes.start(
            Command.of(line).in(project),
            output -> {
              if (output.text().equals("busy")) {
                busy.countDown();
              }
            });
    started.add(process);
    busy.await();
    return process.pid();
  }

  private static class Quiet implements ProfilerService.Listener {
    @Override
    public void doing(String words) {}

    @Override
    public void prints(String line) {}
  }
}
