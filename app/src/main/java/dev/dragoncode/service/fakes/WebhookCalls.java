package dev.dragoncode.service.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.service.fakes.WebhooksSnapshot.Delivery;
import dev.dragoncode.service.fakes.WebhooksSnapshot.Detail;
import dev.dragoncode.service.fakes.WebhooksSnapshot.Endpoint;
import dev.dragoncode.service.fakes.WebhooksSnapshot.State;
import dev.dragoncode.snapshot.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Follows and steers the webhook bench of fake APIs by their steering address. */
final class WebhookCalls implements FakeWebhooks {

  /** As many as somebody scrolls through. */
  private static final int MOST = 300;

  private static final int WAIT_MILLIS = 2_000;
  private static final long AGAIN_MILLIS = 1_000;

  /** Between two looks, so that a storm of events is shown a few times a second and no more. */
  private static final long PAUSE_MILLIS = 150;

  private final Supplier<FakeLink> link;

  WebhookCalls(Supplier<FakeLink> link) {
    this.link = link;
  }

  @Override
  public Subscription follow(Consumer<WebhooksSnapshot> consumer) {
    Thread follower =
        Thread.ofVirtual().name("fakes-webhooks").start(() -> followUntilClosed(consumer));
    return follower::interrupt;
  }

  private void followUntilClosed(Consumer<WebhooksSnapshot> consumer) {
    WebhooksSnapshot last = WebhooksSnapshot.NONE;
    String since = "";
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          JsonNode answer =
              link.get().get("/webhooks?bodies=false&most=%d%s".formatted(MOST, since));
          last =
              new WebhooksSnapshot(
                  true,
                  Optional.empty(),
                  endpoints(answer.path("endpoints")),
                  deliveries(answer.path("deliveries")));
          consumer.accept(last);
          since = "&version=%d&wait=%d".formatted(answer.path("version").asLong(), WAIT_MILLIS);
          Thread.sleep(PAUSE_MILLIS);
        } catch (ProblemException e) {
          consumer.accept(
              new WebhooksSnapshot(
                  true, Optional.of(e.problem()), last.endpoints(), last.deliveries()));
          Thread.sleep(AGAIN_MILLIS);
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<Endpoint> endpoints(JsonNode answer) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (JsonNode one : answer) {
      List<String> events = new ArrayList<>();
      one.path("events").forEach(event -> events.add(event.asText()));
      endpoints.add(
          new Endpoint(
              one.path("pack").asText(),
              one.path("namespace").asText(),
              one.path("table").asText(),
              one.path("key").asText(),
              one.path("url").asText(),
              one.path("secret").asText(),
              List.copyOf(events)));
    }
    return endpoints;
  }

  private static List<Delivery> deliveries(JsonNode answer) {
    List<Delivery> deliveries = new ArrayList<>();
    answer.forEach(one -> deliveries.add(delivery(one)));
    return deliveries;
  }

  private static Delivery delivery(JsonNode one) {
    JsonNode attempts = one.path("attempts");
    JsonNode last = attempts.path(attempts.size() - 1);
    return new Delivery(
        one.path("number").asLong(),
        one.path("pack").asText(),
        one.path("event").asText(),
        one.path("url").asText(),
        one.path("made").asText(),
        State.valueOf(one.path("state").asText().toUpperCase(Locale.ROOT)),
        attempts.size(),
        last.path("status").asInt(),
        one.path("next").asText(),
        last.path("forged").asBoolean());
  }

  @Override
  public Detail detail(long number) throws InterruptedException {
    JsonNode full = link.get().get("/webhooks/" + number);
    return new Detail(
        delivery(full),
        "POST %s\n\n%s"
            .formatted(full.path("url").asText(), FakeReading.pretty(full.path("body").asText())),
        attempts(full.path("attempts")));
  }

  private static String attempts(JsonNode attempts) {
    StringBuilder text = new StringBuilder();
    int count = 0;
    for (JsonNode attempt : attempts) {
      int status = attempt.path("status").asInt();
      text.append(
          "%d.  %s  %s  after %d ms%s\n"
              .formatted(
                  ++count,
                  attempt.path("at").asText().replaceAll("(\\.\\d{3})\\d*", "$1"),
                  status == 0 ? "no answer" : String.valueOf(status),
                  attempt.path("millis").asLong(),
                  attempt.path("forged").asBoolean() ? "  (signed wrongly)" : ""));
      attempt
          .path("headers")
          .properties()
          .forEach(header ->
              text.append("    %s: %s\n".formatted(header.getKey(), header.getValue().asText())));
      String answer = attempt.path("answer").asText().strip();
      text.append(answer.isEmpty() ? "" : "    → " + answer.replace("\n", "\n      ") + "\n");
      text.append('\n');
    }
    return text.toString().strip();
  }

  @Override
  public void again(List<Long> numbers, Again how) throws InterruptedException {
    ObjectNode body =
        FakeLink.document()
            .put("delayMillis", how.delayMillis())
            .put("copies", how.copies())
            .put("forged", how.forged());
    ArrayNode list = body.putArray("numbers");
    numbers.forEach(list::add);
    JsonNode _ = link.get().post("/webhooks?bodies=false&most=0", body);
  }
}
