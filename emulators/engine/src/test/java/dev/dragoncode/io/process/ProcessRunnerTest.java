package dev.dragoncode.io.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "uses sh to play the other program")
class ProcessRunnerTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final ProcessRunner runner = new ProcessRunner();

  @Test
  void keepsOutputErrorsAndExitCodeApart() throws Exception {
    ProcessResult result =
        runner.run(Command.of("sh", "-c", "echo out; echo err >&2; exit 3"), LONG);

    assertThat(result.output()).containsExactly("out");
    assertThat(result.errors()).containsExactly("err");
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.succeeded()).isFalse();
  }

  @Test
  void givesArgumentsAndVariablesAsTheyAre() throws Exception {
    Command command =
        Command.of("sh", "-c", "printf '%s\\n' \"$1\" \"$WORD\" \"$HOME\"", "sh", "$(id); `id`")
            .with(Map.of("WORD", "a b"))
            .without("HOME");

    assertThat(runner.run(command, LONG).output()).containsExactly("$(id); `id`", "a b", "");
  }

  @Test
  void readsTheGivenInput() throws Exception {
    assertThat(runner.run(Command.of("cat").reading("grüße\r\nzwei"), LONG).output())
        .containsExactly("grüße", "zwei");
  }

  @Test
  void cutsLongLinesAndReplacesWhatIsNoText() throws Exception {
    ProcessResult result =
        runner.run(
            Command.of("sh", "-c", "head -c 100000 /dev/zero | tr '\\0' x; printf '\\nb\\377d'"),
            LONG);

    assertThat(result.output().getFirst()).hasSize(ProcessRunner.LONGEST_LINE);
    assertThat(result.output().getLast()).isEqualTo("b\uFFFDd");
  }

  @Test
  void endsTheWholeTreeWhenTimeIsOver(@TempDir Path folder) throws Exception {
    Path grandchild = folder.resolve("pid");
    ProcessResult result =
        runner.run(
            Command.of("sh", "-c", "sleep 600 & echo $! > " + grandchild + "; wait"),
            Duration.ofMillis(500));

    assertThat(result.timedOut()).isTrue();
    long pid = Long.parseLong(Files.readString(grandchild).strip());
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void endsTheTreeAndThrowsWhenInterrupted() throws Exception {
    CompletableFuture<Throwable> outcome = new CompletableFuture<>();
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                runner.run(
                    Command.of("sh", "-c", "echo $$; exec sleep 600"),
                    LONG,
                    line -> lines.add(line.text()));
                outcome.complete(null);
              } catch (InterruptedException e) {
                outcome.complete(e);
              }
            });
    long pid = Long.parseLong(lines.poll(10, TimeUnit.SECONDS));
    thread.interrupt();

    assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    ProcessHandle.of(pid)
        .ifPresent(handle -> handle.onExit().orTimeout(5, TimeUnit.SECONDS).join());
  }

  @Test
  void killsWhatIgnoresThePoliteSignal() throws Exception {
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    RunningProcess process =
        runner.start(
            Command.of("sh", "-c", "trap '' TERM; echo up; while :; do sleep 1; done"),
            line -> lines.add(line.text()));
    assertThat(lines.poll(10, TimeUnit.SECONDS)).isEqualTo("up");

    process.stopTree(Duration.ofMillis(200));

    assertThat(process.exitCode()).hasValue(137);
  }

  @Test
  void writesTheOutputOfADetachedProgramToItsFile(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("log");
    RunningProcess process =
        runner.startDetached(Command.of("sh", "-c", "echo one; echo two >&2; pwd").in(folder), log);

    assertThat(process.waitFor(LONG)).isTrue();
    assertThat(Files.readAllLines(log))
        .isEqualTo(List.of("one", "two", folder.toRealPath().toString()));
  }

  @Test
  void aMissingProgramIsAProblem() {
    assertThatThrownBy(() -> runner.run(Command.of("/no/such/program"), LONG))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().title()).isEqualTo("program could not be started");
              assertThat(e.problem().remedies()).isNotEmpty();
            });
  }
}
