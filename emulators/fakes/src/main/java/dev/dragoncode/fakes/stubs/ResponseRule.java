package dev.dragoncode.fakes.stubs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dragoncode.fakes.pack.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What a mapping answers.
 *
 * @param reason behind the status; empty for the usual one
 * @param parameters what its templates are handed
 * @param delay before the answer
 * @param pieces how many the body comes in; 1 for whole
 * @param over how long they take together
 * @param broken how the connection breaks instead
 * @param forward where the request is sent on to instead
 */
record ResponseRule(
    int status,
    String reason,
    List<Header> headers,
    BodySource body,
    JsonNode parameters,
    Optional<Wait> delay,
    int pieces,
    Duration over,
    Optional<Reply.Broken.How> broken,
    Optional<Forward> forward) {

  /** A header line. */
  record Header(String name, Words value) {}

  /** How long it takes. */
  interface Wait extends Supplier<Duration> {}

  /** Where the body comes from. */
  interface BodySource {
    byte[] bytes(Answering answering);
  }

  ResponseRule {
    headers = List.copyOf(headers);
  }

  /** The answer to a request. */
  Reply answer(Answering answering) {
    Duration time = delay.map(Wait::get).orElse(Duration.ZERO);
    if (forward.isPresent()) {
      return new Reply.Later(
          CompletableFuture.runAsync(() -> {}, after(time))
              .thenCompose(_ -> forward.get().send(answering.asked()))
              .thenApply(answer -> (Reply) answer.reply()));
    }
    Reply known = known(answering);
    return time.isZero()
        ? known
        : new Reply.Later(CompletableFuture.supplyAsync(() -> known, after(time)));
  }

  private static java.util.concurrent.Executor after(Duration time) {
    return time.isZero()
        ? Runnable::run
        : CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS, Runnable::run);
  }

  private Reply known(Answering answering) {
    if (broken.isPresent()) {
      return new Reply.Broken(broken.get());
    }
    try {
      List<Reply.Line> lines = new ArrayList<>();
      headers.forEach(
          header -> lines.add(new Reply.Line(header.name(), line(header.value().of(answering)))));
      boolean without = status == 204 || status == 304;
      return new Reply.Verbatim(
          status, reason, lines, without ? new byte[0] : body.bytes(answering), pieces, over);
    } catch (IllegalArgumentException e) {
      return Reply.text(500, "text/plain", "The mapping cannot answer: " + e.getMessage() + "\n");
    }
  }

  /** What a template made of a request must not become further header lines. */
  private static String line(String value) {
    return value.replaceAll("[\\r\\n]+", " ");
  }

  /** A time that is spread around others. */
  static Wait spread(double median, double sigma, double most) {
    return () ->
        millis(
            Math.min(most, median * Math.exp(sigma * ThreadLocalRandom.current().nextGaussian())));
  }

  /** A time between two others. */
  static Wait between(long least, long most) {
    return () -> millis((double) ThreadLocalRandom.current().nextLong(least, most + 1));
  }

  private static Duration millis(double millis) {
    return Duration.ofNanos((long) (millis * 1_000_000));
  }
}
