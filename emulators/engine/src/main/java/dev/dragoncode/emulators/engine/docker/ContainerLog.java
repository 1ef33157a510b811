package dev.dragoncode.emulators.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.LogContainerCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.snapshot.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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

  /** A machine that is away is asked again so often. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

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

  /**
   * Hands on past and coming lines until closed or the container ends. Where a tunnel breaks, it
   * goes on after the last line as soon as there is a new one.
   */
  static Subscription follow(
      DockerLink link,
      EngineCalls calls,
      Instance instance,
      int pastLines,
      Consumer<LogLine> consumer) {
    Future<Boolean> following =
        calls.submit(() -> {
          Once lines = new Once(consumer);
          follow(link, instance, pastLines, lines);
          while (mayGoOn(link, instance)) {
            lines.again();
            follow(link, instance, Integer.MAX_VALUE, lines);
          }
          return true;
        });
    return () -> following.cancel(true);
  }

  private static void follow(DockerLink link, Instance instance, int pastLines, Once lines)
      throws InterruptedException {
    try (ContainerLog log = new ContainerLog(instance.emulator(), lines)) {
      LogContainerCmd command =
          command(link.connect().client(), instance, pastLines).withFollowStream(true);
      lines.last().ifPresent(last -> command.withSince((int) last.getEpochSecond()));
      command.exec(log).awaitEnd(FOR_EVER);
    } catch (RuntimeException e) {
      LOG.debug("The log of {} ended", instance, e);
    }
  }

  /** Waits for a machine that is away; on this machine's own engine a log ends for good. */
  private static boolean mayGoOn(DockerLink link, Instance instance) throws InterruptedException {
    while (true) {
      try {
        DockerConnection connection = link.connect();
        if (connection.host().local()) {
          return false;
        }
        link.checkAfterFailure(connection);
        return Boolean.TRUE.equals(
            link.connect()
                .client()
                .inspectContainerCmd(instance.id())
                .exec()
                .getState()
                .getRunning());
      } catch (NotFoundException e) {
        return false;
      } catch (RuntimeException e) {
        LOG.debug("The engine of {} is away", instance, e);
        Thread.sleep(LOOK_EVERY);
      }
    }
  }

  /** Lets no line through twice when a log is read again. */
  private static final class Once implements Consumer<LogLine> {

    private final Consumer<LogLine> consumer;
    private Optional<Instant> last = Optional.empty();
    private Optional<Instant> known = Optional.empty();

    Once(Consumer<LogLine> consumer) {
      this.consumer = consumer;
    }

    synchronized Optional<Instant> last() {
      return last;
    }

    synchronized void again() {
      known = last;
    }

    @Override
    public void accept(LogLine line) {
      synchronized (this) {
        if (known.filter(at -> !line.at().isAfter(at)).isPresent()) {
          return;
        }
        last = Optional.of(line.at());
      }
      consumer.accept(line);
    }
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
