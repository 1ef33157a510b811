package dev.dragoncode.emulators.engine.kubernetes;

import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.LogLevels;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.snapshot.Subscription;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a pod's output. */
final class PodLog {

  private static final Logger LOG = LoggerFactory.getLogger(PodLog.class);

  /** Longer lines are cut: programs that print no line ends must not fill memory. */
  private static final int LONGEST_LINE = 16_384;

  /** Colours and cursor movements, and all that is no text. */
  private static final Pattern NO_TEXT =
      Pattern.compile("\\x1b(?:\\[[0-9;?]*[ -/]*[@-~]|[@-Z\\\\-_])|[\\p{Cntrl}&&[^\\t]]");

  private PodLog() {}

  static List<LogLine> tail(KubernetesClient client, Instance instance, int count) {
    String text =
        client
            .pods()
            .inNamespace(InstanceRecord.namespace(instance))
            .withName(instance.emulator())
            .usingTimestamps()
            .tailingLines(count)
            .getLog();
    return text.lines().map(line -> line(instance.emulator(), line)).toList();
  }

  /** Hands on past and coming lines until closed or the pod ends. */
  static Subscription follow(
      ClusterLink link, Instance instance, int pastLines, Consumer<LogLine> consumer) {
    AtomicBoolean closed = new AtomicBoolean();
    AtomicReference<@Nullable LogWatch> watched = new AtomicReference<>();
    Thread.ofVirtual()
        .name("log of " + instance.emulator())
        .start(() -> {
          try (LogWatch watch =
                  link.client()
                      .pods()
                      .inNamespace(InstanceRecord.namespace(instance))
                      .withName(instance.emulator())
                      .usingTimestamps()
                      .tailingLines(pastLines)
                      .watchLog();
              BufferedReader lines =
                  new BufferedReader(
                      new InputStreamReader(watch.getOutput(), StandardCharsets.UTF_8))) {
            watched.set(watch);
            for (String line = lines.readLine();
                line != null && !closed.get();
                line = lines.readLine()) {
              consumer.accept(line(instance.emulator(), line));
            }
          } catch (IOException | KubernetesClientException | ProblemException e) {
            LOG.debug("The log of {} ended", instance, e);
          }
        });
    return () -> {
      closed.set(true);
      LogWatch watch = watched.getAndSet(null);
      if (watch != null) {
        watch.close();
      }
    };
  }

  /** The cluster puts the time before each line. */
  static LogLine line(String emulator, String written) {
    int space = written.indexOf(' ');
    Instant at = Instant.now();
    String text = written;
    if (space > 0) {
      try {
        at = Instant.parse(written.substring(0, space));
        text = written.substring(space + 1);
      } catch (DateTimeParseException e) {
        LOG.trace("A line without its time: {}", e.getMessage());
      }
    }
    String clean = NO_TEXT.matcher(text).replaceAll("");
    String bounded =
        clean.length() > LONGEST_LINE ? clean.substring(0, LONGEST_LINE) + " …" : clean;
    return new LogLine(at, emulator, LogLevels.guess(bounded), bounded);
  }
}
