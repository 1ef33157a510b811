package dev.dragoncode.service.fakes;

import dev.dragoncode.problem.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What fake APIs tell others, at one moment.
 *
 * @param read whether they were asked yet
 * @param problem why that is not known
 * @param deliveries the newest ones, oldest first
 */
public record WebhooksSnapshot(
    boolean read, Optional<Problem> problem, List<Endpoint> endpoints, List<Delivery> deliveries) {

  public static final WebhooksSnapshot NONE =
      new WebhooksSnapshot(false, Optional.empty(), List.of(), List.of());

  public WebhooksSnapshot {
    endpoints = List.copyOf(endpoints);
    deliveries = List.copyOf(deliveries);
  }

  /**
   * Where a fake sends its events.
   *
   * @param table of the fake's state that keeps it; empty where a request has named the address
   * @param key its row there
   * @param secret masked; empty for none
   * @param events that are wanted; empty where that is not told
   */
  public record Endpoint(
      String fake,
      String namespace,
      String table,
      String key,
      String url,
      String secret,
      List<String> events) {}

  /** How far a delivery is. */
  public enum State {
    PENDING,
    DELIVERED,
    FAILED
  }

  /**
   * A message and what became of it.
   *
   * @param made in ISO 8601
   * @param attempts how often it was sent
   * @param status of the last answer; 0 for none yet, or where there was none
   * @param next when it is sent again, in ISO 8601; empty for never
   * @param forged whether the last signature was wrong on purpose
   */
  public record Delivery(
      long number,
      String fake,
      String event,
      String url,
      String made,
      State state,
      int attempts,
      int status,
      String next,
      boolean forged) {}

  /**
   * All of one delivery, as texts to read.
   *
   * @param message as it is sent
   * @param attempts each with its signature and its answer
   */
  public record Detail(Delivery delivery, String message, String attempts) {}

  /**
   * What happens to all events of a fake.
   *
   * @param reorder how many are collected and sent the other way round; 0 for none
   */
  public record Disturbance(long delayMillis, int copies, int reorder, boolean forged) {
    public static final Disturbance NONE = new Disturbance(0, 1, 0, false);
  }
}
