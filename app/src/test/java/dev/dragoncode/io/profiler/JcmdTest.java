package dev.dragoncode.io.profiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that cannot be profiled say why, in words that help. */
class JcmdTest {

  private static final long SELF = ProcessHandle.current().pid();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "java.io.IOException: non existent JVM pid: 7 | The program is gone",
        "java.io.IOException: Operation not permitted | The program belongs to another user",
        "com.sun.tools.attach.AttachNotSupportedException: Unable to open socket file /proc/7/root/tmp/.java_pid7: target process 7 doesn't respond within 10500ms or HotSpot VM not loaded | The program lets nobody attach",
        "java.lang.IllegalArgumentException: Unknown diagnostic command | The program takes no orders",
      })
  void tellsWhyAProgramIsNotAttachedTo(String said, String title) {
    assertThat(Jcmd.refused(SELF, List.of(said), false).title()).isEqualTo(title);
    assertThat(Jcmd.refused(SELF, List.of(said), false).remedies()).isNotEmpty();
  }

  @Test
  void saysThatAProgramThatHasEndedIsGone() throws InterruptedException {
    assertThat(Jcmd.refused(999_999_999, List.of(), true).title()).isEqualTo("The program is gone");
  }

  @Test
  void knowsWhereAsyncProfilerRuns() {
    assertThat(AsyncProfiler.platform("Linux", "amd64")).contains("linux-x64");
    assertThat(AsyncProfiler.platform("Linux", "aarch64")).contains("linux-arm64");
    assertThat(AsyncProfiler.platform("Mac OS X", "aarch64")).contains("macos");
    assertThat(AsyncProfiler.platform("Windows 11", "amd64")).isEmpty();
    assertThat(AsyncProfiler.platform("Linux", "s390x")).isEmpty();
  }

  @Test
  void takesTheRecorderOfTheJdkWhereTheLibraryCannotBeHad() throws InterruptedException {
    AsyncProfiler offline =
        new AsyncProfiler(
            folder,
            wanted -> {
              throw dev.dragoncode.problem.Problem.of("Offline", "No network.").asException();
            });

    assertThat(offline.library())
        .isInstanceOfSatisfying(
            AsyncProfiler.Library.Missing.class,
            missing -> assertThat(missing.why()).contains("Offline"));
  }

  @Test
  void listsThisUsersProgramsWithoutThisOne() {
    List<Program> programs = RunningPrograms.list(folder);

    assertThat(programs).noneMatch(program -> program.pid() == SELF);
    assertThat(RunningPrograms.of(ProcessHandle.current(), folder).map(Program::kind))
        .isEqualTo(Optional.of(Program.Kind.JVM));
  }

  @Test
  void doesNotWaitForANodeProgramThatIsNone() {
    assertThatThrownBy(() ->
            new NodeProfiler(new ProcessRunner())
                .record(
                    ProcessHandle.current(),
                    dev.dragoncode.profile.Mode.LOCK,
                    java.time.Duration.ofSeconds(1),
                    folder.resolve("p"),
                    words -> {}))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("Node has no lock profile");
  }
}
