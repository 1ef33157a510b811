package dev.dragoncode.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.io.store.UserDatabase;
import dev.dragoncode.service.DataFolder;
import dev.dragoncode.service.KnownProjects;
import dev.dragoncode.service.RecentProject;
import dev.dragoncode.service.UserSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real process is asked to end by a signal: it ends at once and leaves nothing behind. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "sends signals and looks for processes in /proc")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SignalTest {

  private static final Pattern PORT = Pattern.compile("ready on 127\\.0\\.0\\.1:(\\d+)");

  /** A busy machine may take this long to start a JVM with a window; nothing else is slow. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path folder;
  private Path home;
  private Path project;
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void writeProject() throws IOException {
    home = folder.resolve("home");
    project = Files.createDirectories(folder.resolve("cache")).toRealPath();
    Files.writeString(
        project.resolve("package.json"),
        "{\"name\":\"c\",\"dependencies\":{\"ioredis\":\"5.0.0\"}}");
  }

  @AfterEach
  void endWhatAFailureLeft() {
    started.forEach(Process::destroyForcibly);
  }

  /** As every program that a signal ends: 128 and the signal's number. */
  @ParameterizedTest
  @CsvSource({
    "TERM, starting, 143",
    "INT, starting, 130",
    "TERM, ready on, 143",
    "INT, ready on, 130"
  })
  void upStopsItsEmulatorsAndEnds(String signal, String moment, int code) throws Exception {
    Process up = start(List.of(), "up", project.toString(), "--engine", "embedded");
    String said = awaitLine(up, moment);

    send(signal, up);

    assertThat(up.waitFor(30, TimeUnit.SECONDS)).as("ended").isTrue();
    assertThat(up.exitValue()).isEqualTo(code);
    awaitTrue(() -> left().isEmpty(), "no process of this session");
    assertThat(home.resolve("logs/dragoncode.log")).as("the log, among the user's data").exists();
    Matcher port = PORT.matcher(said);
    if (port.find()) {
      assertFree(Integer.parseInt(port.group(1)));
    }
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130", "KILL, 137"})
  void theWindowsPlaceAndTheLastProjectOutliveTheSignal(String signal, int code) throws Exception {
    Process window =
        start(List.of("-Dglass.platform=Headless", "-Dprism.order=sw"), "open", project.toString());
    awaitTrue(() -> Files.exists(database()), "the database");
    try (UserDatabase reader = new UserDatabase(database())) {
      UserSettings settings = new UserSettings(reader, Runnable::run);
      KnownProjects projects = new KnownProjects(reader, InstantSource.system());
      awaitTrue(
          () -> settings.windowPlace().isPresent() && !projects.recent().isEmpty(),
          "a saved place and project");

      send(signal, window);

      assertThat(window.waitFor(30, TimeUnit.SECONDS)).as("ended").isTrue();
      assertThat(window.exitValue()).isEqualTo(code);
      assertThat(settings.windowPlace().orElseThrow().width()).isGreaterThan(900);
      assertThat(projects.recent()).extracting(RecentProject::path).containsExactly(project);
    }
    awaitTrue(() -> left().isEmpty(), "no process of this session");
  }

  private Path database() {
    return new DataFolder(home).database();
  }

  /** Starts the app in a JVM that hears signals even where this one was started without. */
  private Process start(List<String> flags, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,TERM"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("DRAGONCODE_HOME", home.toString());
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private static String awaitLine(Process process, String part) throws IOException {
    BufferedReader lines = process.inputReader();
    StringBuilder said = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.append(line).append('\n');
      if (line.contains(part)) {
        return line;
      }
    }
    throw new AssertionError("Never said: " + part + "\n" + said);
  }

  private static void send(String signal, Process process) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** Processes that were started with this test's data folder, by the app or by its children. */
  private List<String> left() {
    return ProcessHandle.allProcesses()
        .filter(ProcessHandle::isAlive)
        .filter(each ->
            each.info().commandLine().orElse("").contains(home.toString()) || inherited(each))
        .map(each -> each.pid() + " " + each.info().commandLine().orElse("?"))
        .toList();
  }

  private boolean inherited(ProcessHandle each) {
    try {
      return Files.readString(
              Path.of("/proc", String.valueOf(each.pid()), "environ"), StandardCharsets.ISO_8859_1)
          .contains("DRAGONCODE_HOME=" + home + '\0');
    } catch (IOException e) {
      return false; // it has just ended, or it is another user's
    }
  }

  private static void assertFree(int port) throws IOException {
    try (ServerSocket again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(again.isBound()).isTrue();
    }
  }

  private static void awaitTrue(BooleanSupplier condition, String what)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      Thread.sleep(20);
    }
  }
}
