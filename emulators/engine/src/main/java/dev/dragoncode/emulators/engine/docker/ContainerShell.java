package dev.dragoncode.emulators.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Frame;
import dev.dragoncode.emulators.engine.EngineShell;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.ShellTerminal;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.snapshot.Subscription;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A shell in a container, with a terminal. */
final class ContainerShell implements EngineShell {

  private static final Duration QUESTION = Duration.ofSeconds(10);

  /** It ends with its user. */
  private static final Duration FOR_EVER = Duration.ofDays(10_000);

  /** What shells return for a program that is not there, and engines for one that cannot start. */
  private static final int NOT_FOUND = 127;

  private static final int NOT_STARTED = 126;

  /** The better shell of those that the image has; run inside the container. */
  private static final String[] BEST_SHELL = {
    "/bin/sh", "-c", "if command -v bash >/dev/null 2>&1; then exec bash; else exec sh; fi"
  };

  private final DockerLink link;
  private final EngineCalls calls;

  ContainerShell(DockerLink link, EngineCalls calls) {
    this.link = link;
    this.calls = calls;
  }

  @Override
  public int open(Instance instance, ShellTerminal terminal) throws InterruptedException {
    DockerConnection connection = link.connect();
    try {
      return run(connection.client(), instance, terminal);
    } catch (ProblemException e) {
      throw e;
    } catch (RuntimeException e) {
      if (e instanceof DockerException && noShell(e)) {
        throw noShell(instance).causedBy(e).asException();
      }
      if (!DockerProblems.answered(e)) {
        link.checkAfterFailure(connection);
      }
      throw DockerProblems.of(
              "No terminal could be opened in " + instance.emulator(),
              instance.artifact(),
              connection.host(),
              e)
          .asException();
    }
  }

  private int run(DockerClient client, Instance instance, ShellTerminal terminal)
      throws InterruptedException {
    String exec =
        calls.within(
            QUESTION,
            () ->
                client
                    .execCreateCmd(instance.id())
                    .withCmd(BEST_SHELL)
                    .withEnv(List.of("TERM=xterm-256color"))
                    .withTty(true)
                    .withAttachStdin(true)
                    .withAttachStdout(true)
                    .withAttachStderr(true)
                    .exec()
                    .getId());
    Screen screen = new Screen(terminal.out());
    try (screen;
        Subscription _ = terminal.onResize(size -> resize(client, exec, size))) {
      client.execStartCmd(exec).withTty(true).withStdIn(terminal.in()).exec(screen);
      resize(client, exec, terminal.size());
      screen.awaitEnd(FOR_EVER);
    }
    Long code = calls.within(QUESTION, () -> client.inspectExecCmd(exec).exec().getExitCodeLong());
    int exit = code == null ? 0 : code.intValue();
    if (exit == NOT_STARTED || (exit == NOT_FOUND && screen.silent())) {
      throw noShell(instance).asException();
    }
    return exit;
  }

  private void resize(DockerClient client, String exec, ShellTerminal.Size size) {
    if (size.rows() <= 0 || size.columns() <= 0) {
      return;
    }
    try {
      calls.unlessTooLate(
          QUESTION,
          () -> {
            client.resizeExecCmd(exec).withSize(size.rows(), size.columns()).exec();
            return true;
          });
    } catch (RuntimeException e) {
      // a shell that has just ended has no size; the rest is seen by whoever waits for it
      return;
    }
  }

  private static boolean noShell(RuntimeException failure) {
    String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return text.contains("no such file or directory") || text.contains("executable file not found");
  }

  private static Problem noShell(Instance instance) {
    return Problem.of(
        "There is no shell in " + instance.emulator(),
        "The image %s holds its program alone.".formatted(instance.artifact()),
        Remedy.of("Look at its log: dragoncode logs"),
        Remedy.of("Talk to it with its own client; its details have the command."));
  }

  /** Writes what the shell prints, as it comes. */
  private static final class Screen extends EngineStream<Frame> {

    private final OutputStream out;
    private volatile boolean silent = true;

    Screen(OutputStream out) {
      this.out = out;
    }

    boolean silent() {
      return silent;
    }

    @Override
    public void onNext(Frame frame) {
      silent = false;
      try {
        out.write(frame.getPayload());
        out.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
