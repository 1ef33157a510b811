package dev.dragoncode.run.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.readiness.Proof.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeTest {

  @Test
  void theFirstPathThatAnswersWellIsTheLivenessEndpoint() {
    Shown shown = Judge.live(List.of(get("/livez", 404), get("/healthz", 200)));

    assertThat(shown.outcome()).isEqualTo(Outcome.SHOWN);
    assertThat(shown.summary()).isEqualTo("GET /healthz: 200 in 7 ms");
    assertThat(Judge.live(List.of(get("/livez", 404))).outcome()).isEqualTo(Outcome.OPEN);
  }

  @Test
  void aServiceIsNotReadyWithoutItsStoreButAlive() {
    assertThat(
            Judge.ready(
                    "PostgreSQL",
                    true,
                    get("/ready", 200),
                    get("/ready", 503),
                    get("/live", 200),
                    get("/ready", 200))
                .outcome())
        .isEqualTo(Outcome.SHOWN);
    // says ready without its store
    assertThat(
            Judge.ready(
                    "PostgreSQL",
                    true,
                    get("/ready", 200),
                    get("/ready", 200),
                    get("/live", 200),
                    get("/ready", 200))
                .outcome())
        .isEqualTo(Outcome.REFUTED);
    // has never asked it anything
    assertThat(
            Judge.ready(
                    "PostgreSQL",
                    false,
                    get("/ready", 200),
                    get("/ready", 200),
                    get("/live", 200),
                    get("/ready", 200))
                .outcome())
        .isEqualTo(Outcome.OPEN);
    // would be restarted, which brings no store back
    assertThat(
            Judge.ready(
                    "PostgreSQL",
                    true,
                    get("/ready", 200),
                    get("/ready", 503),
                    get("/live", 503),
                    get("/ready", 200))
                .outcome())
        .isEqualTo(Outcome.REFUTED);
  }

  @Test
  void aStrangerWhoGetsEverythingProvesNothing() {
    assertThat(Judge.authentication(List.of(get("/orders", 200))).outcome())
        .isEqualTo(Outcome.OPEN);
    assertThat(Judge.authentication(List.of(get("/orders", 200), get("/me", 401))).outcome())
        .isEqualTo(Outcome.SHOWN);
  }

  @Test
  void aBadBodyThatBreaksTheServiceRefutes() {
    assertThat(Judge.validation(List.of(get("/orders", 400), get("/orders", 500))).outcome())
        .isEqualTo(Outcome.REFUTED);
    assertThat(Judge.validation(List.of(get("/orders", 401))).outcome()).isEqualTo(Outcome.OPEN);
    assertThat(Judge.validation(List.of(get("/orders", 422))).outcome()).isEqualTo(Outcome.SHOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.NullPointerException\n\tat com.example.shop.Orders.place(Orders.java:31)",
        "Error: x<br> &nbsp; at handle (/srv/app/routes/orders.js:12:9)",
        "Traceback (most recent call last):\n  File \"/srv/app.py\", line 9, in place",
        "{\"trace\":\"goroutine 12 [running]:\\nmain.place\"}"
      })
  void anAnswerWithAStackTraceRefutes(String body) {
    Exchange exchange = new Exchange("GET", "/orders", 500, Map.of(), body, Duration.ofMillis(7));

    assertThat(Judge.errors(List.of(exchange)).outcome()).isEqualTo(Outcome.REFUTED);
  }

  @Test
  void withoutAnInternalErrorNothingIsShownOfErrors() {
    assertThat(Judge.errors(List.of(get("/orders", 400))).outcome()).isEqualTo(Outcome.OPEN);
    assertThat(Judge.errors(List.of(get("/orders", 500))).outcome()).isEqualTo(Outcome.SHOWN);
  }

  @Test
  void aPageIsMetricsOnlyIfItHasSamples() {
    assertThat(Judge.metrics(List.of(body("<html>metrics</html>"))).outcome())
        .isEqualTo(Outcome.OPEN);
    assertThat(
            Judge.metrics(
                    List.of(
                        body("# TYPE a counter\na_total{code=\"200\"} 12\nup 1 1700000000000\n")))
                .summary())
        .isEqualTo("GET /metrics: 200 with 2 samples");
  }

  @Test
  void aLineIsStructuredOnlyIfItIsJsonWithALevel() {
    assertThat(Judge.jsonLog(List.of("{\"level\":\"info\",\"msg\":\"x\"}", "")).outcome())
        .isEqualTo(Outcome.SHOWN);
    assertThat(Judge.jsonLog(List.of("{\"msg\":\"x\"}")).outcome()).isEqualTo(Outcome.OPEN);
    assertThat(Judge.jsonLog(List.of("INFO x", "{\"level\":\"info\"}")).outcome())
        .isEqualTo(Outcome.OPEN);
    assertThat(Judge.jsonLog(List.of()).outcome()).isEqualTo(Outcome.OPEN);
  }

  @Test
  void theTraceOfAnAnswerIsLookedForInTheLog() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    Exchange exchange =
        new Exchange(
            "GET",
            "/orders",
            200,
            Map.of("traceparent", List.of("00-" + trace + "-00f067aa0ba902b7-01")),
            "",
            Duration.ZERO);

    assertThat(Judge.correlation(List.of(exchange), List.of("{\"traceId\":\"" + trace + "\"}")))
        .extracting(Shown::outcome)
        .isEqualTo(Outcome.SHOWN);
    assertThat(Judge.correlation(List.of(exchange), List.of("started")))
        .extracting(Shown::outcome)
        .isEqualTo(Outcome.OPEN);
  }

  @Test
  void aServiceThatDropsWhatItHadInHandIsNotGraceful() {
    Optional<Duration> second = Optional.of(Duration.ofSeconds(1));
    UnderWay none = new UnderWay(0, 0);
    assertThat(Judge.graceful(new UnderWay(4, 0), none, second).outcome()).isEqualTo(Outcome.SHOWN);
    assertThat(Judge.graceful(none, new UnderWay(4, 0), second).outcome()).isEqualTo(Outcome.SHOWN);
    assertThat(Judge.graceful(new UnderWay(3, 1), none, second).outcome())
        .isEqualTo(Outcome.REFUTED);
    assertThat(Judge.graceful(none, new UnderWay(3, 1), second).outcome())
        .isEqualTo(Outcome.REFUTED);
    assertThat(Judge.graceful(new UnderWay(4, 0), none, Optional.empty()).outcome())
        .isEqualTo(Outcome.REFUTED);
    assertThat(Judge.graceful(none, none, second).outcome()).isEqualTo(Outcome.OPEN);
    // what it had not seen yet it could not answer
    Shown some = Judge.graceful(new UnderWay(4, 0), new UnderWay(4, 3), second);
    assertThat(some.outcome()).isEqualTo(Outcome.SHOWN);
    assertThat(some.summary())
        .startsWith(
            "8 of 11 requests under way at SIGTERM were answered, 3 may have waited unseen");
  }

  @Test
  void variablesOfAPathAreFilled() {
    assertThat(new DeclaredRoute("GET", "/orders/{id}/lines/:line?", "a", 1).filled())
        .isEqualTo("/orders/1/lines/1");
    assertThat(new DeclaredRoute("GET", "orders/<int:id>/", "a", 1).filled())
        .isEqualTo("/orders/1/");
  }

  private static Exchange get(String path, int status) {
    return new Exchange("GET", path, status, Map.of(), "", Duration.ofMillis(7));
  }

  private static Exchange body(String text) {
    return new Exchange("GET", "/metrics", 200, Map.of(), text, Duration.ofMillis(7));
  }
}
