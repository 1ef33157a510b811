package dev.dragoncode.fakes.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Near;
import dev.dragoncode.fakes.pack.Pack;
import dev.dragoncode.fakes.state.Change;
import dev.dragoncode.fakes.state.FakeClock;
import dev.dragoncode.fakes.state.World;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the server tells of itself, as JSON. Secrets are masked. */
final class Documents {

  private final FakeServer server;

  Documents(FakeServer server) {
    this.server = server;
  }

  ObjectNode packs() {
    ObjectNode body = PackRuntime.object();
    ArrayNode packs = body.putArray("packs");
    server.packs().forEach(pack -> packs.add(pack(pack)));
    ArrayNode problems = body.putArray("problems");
    server
        .additions()
        .ifPresent(a ->
            a.problems()
                .forEach(problem ->
                    problems
                        .addObject()
                        .put("title", problem.title())
                        .put("reason", problem.reason())));
    return body;
  }

  ObjectNode pack(PackRuntime runtime) {
    Pack pack = runtime.pack();
    ObjectNode body = PackRuntime.object();
    body.put("id", pack.id())
        .put("name", pack.name())
        .put("version", pack.version())
        .put("docs", pack.docs().toString())
        .put("url", runtime.url());
    server
        .additions()
        .flatMap(a -> a.origin(pack.id()))
        .ifPresent(
            origin -> body.put("source", origin.source()).put("removable", origin.removable()));
    ArrayNode operations = body.putArray("operations");
    pack.operations()
        .values()
        .forEach(operation ->
            operations
                .addObject()
                .put("id", operation.id())
                .put("request", operation.method() + " " + operation.path()));
    ArrayNode resources = body.putArray("resources");
    pack.resources().keySet().forEach(resources::add);
    ArrayNode errors = body.putArray("errors");
    pack.errors().keySet().forEach(errors::add);
    ArrayNode faults = body.putArray("faults");
    runtime.faults().forEach(fault -> faults.add(fault.document()));
    ArrayNode presets = body.putArray("presets");
    pack.presets().keySet().forEach(presets::add);
    ObjectNode limits = body.putObject("limits").put("on", runtime.limits().on());
    ArrayNode known = limits.putArray("limits");
    pack.limits()
        .forEach(limit ->
            known
                .addObject()
                .put("name", limit.name())
                .put("requests", limit.requests())
                .put("seconds", limit.per().toMillis() / 1_000.0));
    Disturbance how = server.webhooks().disturbance(pack.id());
    body.putObject("webhooks")
        .put("delayMillis", how.delay().toMillis())
        .put("copies", how.copies())
        .put("reorder", how.reorder())
        .put("forged", how.forged())
        .put("source", pack.webhooks().source());
    ArrayNode gaps = body.putArray("gaps");
    pack.gaps().forEach(gaps::add);
    ArrayNode namespaces = body.putArray("namespaces");
    for (World world : runtime.worlds().all()) {
      namespaces.add(world.namespace());
    }
    return body;
  }

  ObjectNode clock() {
    FakeClock clock = server.clock();
    ObjectNode body = PackRuntime.object().put("now", clock.instant().toString());
    switch (clock.setting()) {
      case FakeClock.Setting.Running running ->
          body.put("running", true).put("aheadMillis", running.ahead().toMillis());
      case FakeClock.Setting.Stopped _ -> body.put("running", false);
    }
    return body;
  }

  ObjectNode requests(long after, int most, Optional<String> pack, Optional<String> text) {
    List<Exchange> found =
        server
            .journal()
            .list(
                after,
                most,
                exchange ->
                    pack.map(exchange.pack()::equals).orElse(true)
                        && text.map(t -> mentions(exchange, t)).orElse(true));
    ObjectNode body = PackRuntime.object();
    ArrayNode requests = body.putArray("requests");
    found.forEach(exchange -> requests.add(line(exchange)));
    return body;
  }

  private static boolean mentions(Exchange exchange, String text) {
    return (exchange.request().method()
            + " "
            + exchange.request().path()
            + " "
            + exchange.operation()
            + " "
            + exchange.status()
            + " "
            + exchange.namespace())
        .toLowerCase(Locale.ROOT)
        .contains(text);
  }

  private static ObjectNode line(Exchange exchange) {
    return PackRuntime.object()
        .put("number", exchange.number())
        .put("pack", exchange.pack())
        .put("namespace", exchange.namespace())
        .put("at", exchange.at().toString())
        .put("method", exchange.request().method())
        .put("path", exchange.request().path() + Replay.query(exchange.request()))
        .put("operation", exchange.operation())
        .put("status", exchange.status())
        .put("micros", exchange.micros())
        .put("findings", exchange.findings().size())
        .put("changes", exchange.changes().size())
        .put("matched", !exchange.operation().isEmpty())
        .put("fault", exchange.fault());
  }

  /** All of a request. */
  ObjectNode full(Exchange exchange) {
    ObjectNode body = line(exchange);
    headers(body.putObject("requestHeaders"), exchange.request().headers());
    body.put("requestBody", text(exchange.request().body()));
    headers(body.putObject("responseHeaders"), exchange.headers());
    body.put("responseBody", text(exchange.body()));
    ArrayNode findings = body.putArray("findings");
    exchange
        .findings()
        .forEach(finding ->
            findings
                .addObject()
                .put("kind", finding.kind().name().toLowerCase(Locale.ROOT))
                .put("path", finding.dotted())
                .put("text", finding.sentence()));
    ArrayNode changes = body.putArray("changes");
    for (Change change : exchange.changes()) {
      ObjectNode shown = changes.addObject().put("table", change.table()).put("id", change.id());
      change.before().ifPresent(row -> shown.set("before", row));
      change.after().ifPresent(row -> shown.set("after", row));
    }
    ArrayNode near = body.putArray("near");
    for (Near one : exchange.near()) {
      ArrayNode differences =
          near.addObject()
              .put("operation", one.operation())
              .put("request", one.request())
              .putArray("differences");
      one.differences().forEach(differences::add);
    }
    return body;
  }

  private static void headers(ObjectNode json, Map<String, String> headers) {
    Secrets.masked(headers).forEach(json::put);
  }

  private static String text(byte[] body) {
    return new String(body, 0, Math.min(body.length, Journal.MOST_BODY), StandardCharsets.UTF_8);
  }

  /**
   * Where events go, and the newest deliveries, oldest first.
   *
   * @param bodies whether they are told in full
   */
  ObjectNode webhooks(int most, boolean bodies) {
    WebhookBench bench = server.webhooks();
    ObjectNode body = PackRuntime.object().put("version", bench.version());
    List<WebhookBench.Delivery> all = bench.list();
    body.set("endpoints", Endpoints.of(server.packs(), all));
    ArrayNode deliveries = body.putArray("deliveries");
    all.subList(Math.max(0, all.size() - Math.max(0, most)), all.size())
        .forEach(delivery -> deliveries.add(delivery(delivery, bodies)));
    return body;
  }

  ObjectNode delivery(WebhookBench.Delivery delivery, boolean full) {
    ObjectNode json =
        PackRuntime.object()
            .put("number", delivery.number())
            .put("pack", delivery.pack())
            .put("namespace", delivery.namespace())
            .put("event", delivery.message().event())
            .put("endpoint", delivery.message().endpoint())
            .put("url", delivery.message().url())
            .put("made", delivery.made().toString())
            .put("state", delivery.state().name().toLowerCase(Locale.ROOT));
    if (full) {
      json.put("body", delivery.message().body());
    }
    delivery.next().ifPresent(next -> json.put("next", next.toString()));
    ArrayNode attempts = json.putArray("attempts");
    for (WebhookBench.Attempt attempt : delivery.attempts()) {
      ObjectNode tried =
          attempts
              .addObject()
              .put("at", attempt.at().toString())
              .put("status", attempt.status())
              .put("answer", attempt.answer())
              .put("millis", attempt.millis())
              .put("forged", attempt.forged());
      if (full) {
        headers(tried.putObject("headers"), attempt.headers());
      }
    }
    return json;
  }
}
