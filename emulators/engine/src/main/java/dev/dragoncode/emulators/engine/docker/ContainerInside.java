package dev.dragoncode.emulators.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.HealthState;
import com.github.dockerjava.api.model.Frame;
import dev.dragoncode.emulators.engine.EngineInside;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Asks a container from inside: a command of its own, or the check that its image brings along. */
final class ContainerInside implements EngineInside {

  /** What the engine answers from memory. */
  private static final Duration QUESTION = Duration.ofSeconds(5);

  /** What a person reads of an output. */
  private static final int SHOWN = 500;

  private final DockerLink link;
  private final EngineCalls calls;

  ContainerInside(DockerLink link, EngineCalls calls) {
    this.link = link;
    this.calls = calls;
  }

  @Override
  public Ended run(Instance instance, List<String> command, Duration timeout)
      throws InterruptedException {
    return ask(instance, client -> run(client, instance, command, timeout));
  }

  private Ended run(DockerClient client, Instance instance, List<String> command, Duration timeout)
      throws InterruptedException {
    String exec =
        calls.within(
            QUESTION,
            () ->
                client
                    .execCreateCmd(instance.id())
                    .withCmd(command.toArray(String[]::new))
                    .withAttachStdout(true)
                    .withAttachStderr(true)
                    .exec()
                    .getId());
    Output output = new Output();
    try (output) {
      client.execStartCmd(exec).exec(output);
      output.awaitEnd(timeout);
    }
    Long code = calls.within(QUESTION, () -> client.inspectExecCmd(exec).exec().getExitCodeLong());
    if (code == null) {
      return new Ended(-1, "it did not end within " + timeout.toMillis() + " ms");
    }
    return new Ended(code.intValue(), output.text());
  }

  @Override
  public String health(Instance instance) throws InterruptedException {
    return ask(
        instance,
        client -> {
          HealthState health =
              calls.within(
                  QUESTION,
                  () -> client.inspectContainerCmd(instance.id()).exec().getState().getHealth());
          return health == null || health.getStatus() == null ? "none" : health.getStatus();
        });
  }

  private interface Question<T> {
    T ask(DockerClient client) throws InterruptedException;
  }

  private <T> T ask(Instance instance, Question<T> question) throws InterruptedException {
    DockerConnection connection = link.connect();
    try {
      return question.ask(connection.client());
    } catch (ProblemException e) {
      throw e;
    } catch (RuntimeException e) {
      if (!DockerProblems.answered(e)) {
        link.checkAfterFailure(connection);
      }
      throw DockerProblems.of(
              instance.emulator() + " could not be asked from inside",
              instance.artifact(),
              connection.host(),
              e)
          .asException();
    }
  }

  /** Keeps the last of what a command writes. */
  private static final class Output extends EngineStream<Frame> {

    private final StringBuilder text = new StringBuilder();

    synchronized String text() {
      return text.toString().strip();
    }

    @Override
    public synchronized void onNext(Frame frame) {
      text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
      text.delete(0, Math.max(0, text.length() - SHOWN));
    }
  }
}
