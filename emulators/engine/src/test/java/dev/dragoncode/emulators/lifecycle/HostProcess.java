package dev.dragoncode.emulators.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.model.EnginePreference;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A {@link FaultHost} as a test drives it. */
final class HostProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<String> said = new ArrayList<>();

  private HostProcess(Process process) {
    this.process = process;
    Thread.ofVirtual().start(this::read);
  }

  static HostProcess start(Path home, Path project, EnginePreference kind, String moment)
      throws IOException {
    return start(home, project, kind, moment, Duration.ofSeconds(60));
  }

  static HostProcess start(
      Path home, Path project, EnginePreference kind, String moment, Duration startTimeout)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            FaultHost.class.getName(),
            home.toString(),
            project.toString(),
            kind.name(),
            moment,
            startTimeout.toString());
    builder.redirectErrorStream(true);
    return new HostProcess(builder.start());
  }

  private void read() {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add("its output broke: " + e);
    }
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Waits until it says this word. */
  void awaitWord(String word) throws InterruptedException {
    String line = "";
    while (!word.equals(line)) {
      line = lines.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(line).as(() -> "“" + word + "” does not come after " + said).isNotNull();
      said.add(line);
    }
  }

  /** Lets time pass; answers whether it still runs then. */
  boolean runsAfter(Duration time) throws InterruptedException {
    return !process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Tells it to do what a user would. */
  void mend() throws IOException, InterruptedException {
    process.getOutputStream().write("mend\n".getBytes(UTF_8));
    process.getOutputStream().flush();
    awaitWord("ready");
  }

  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  /** Lets it close the stack. */
  void end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    awaitWord("closed");
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
