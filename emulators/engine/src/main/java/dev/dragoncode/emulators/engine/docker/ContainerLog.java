package dev.dragoncode.emulators.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.LogContainerCmd;
import com.github.dockerjava.api.model.Frame;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.snapshot.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a container's output. */
final class ContainerLog extends EngineStream<Frame> {

  private static final Logger LOG = LoggerFactory.getLogger(ContainerLog.class);

  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** A follower ends with its container or its subscription. */
  private static final Duration FOR_EVER = Duration.ofDays(10_000);

  private final FrameLines lines;

  private ContainerLog(String emulator, Consumer<LogLine> consumer) {
    this.lines = new FrameLines(emulator, consumer);
  }

  /** The newest lines; the two streams of output are merged by time. */
  static List<LogLine> tail(DockerClient client, Instance instance, int count)
      throws InterruptedException {
    List<LogLine> read = new ArrayList<>();
    try (ContainerLog log = new ContainerLog(instance.emulator(), read::add)) {
      command(client, instance, count).withFollowStream(false).exec(log).awaitEnd(LIMIT);
    }
    read.sort(Comparator.comparing(LogLine::at));
    return List.copyOf(read.subList(Math.max(0, read.size() - count), read.size()));
  }

  /** Hands on past and coming lines until closed or the container ends. */
  static Subscription follow(
      DockerLink link,
      EngineCalls calls,
      Instance instance,
      int pastLines,
      Consumer<LogLine> consumer) {
    ContainerLog log = new ContainerLog(instance.emulator(), consumer);
    Future<Boolean> following =
        calls.submit(() -> {
          try (log) {
            command(link.connect().client(), instance, pastLines)
                .withFollowStream(true)
                .exec(log)
                .awaitEnd(FOR_EVER);
          } catch (RuntimeException e) {
            LOG.debug("The log of {} ended", instance, e);
          }
          return true;
        });
    return () -> following.cancel(true);
  }

  @Override
  public void onNext(Frame frame) {
    lines.accept(frame);
  }

  @Override
  public void onComplete() {
    lines.finish();
    super.onComplete();
  }

  private static LogContainerCmd command(DockerClient client, Instance instance, int pastLines) {
    return client
        .logContainerCmd(instance.id())
        .withStdOut(true)
        .withStdErr(true)
        .withTimestamps(true)
        .withTail(pastLines);
  }
}
