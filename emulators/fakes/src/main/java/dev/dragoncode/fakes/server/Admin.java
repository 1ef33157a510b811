package dev.dragoncode.fakes.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.FakeRequest;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.state.Json;
import dev.dragoncode.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * The API from which the server is steered, by the window and the command line. It answers programs
 * on this machine alone: a browser's page, which sends an Origin, is refused.
 */
final class Admin implements Responder {

  private static final long LONGEST_WAIT = 30_000;
  private static final int MOST_COPIES = 10;

  private final FakeServer server;
  private final Documents documents;
  private final Executor waiting = Executors.newVirtualThreadPerTaskExecutor();

  Admin(FakeServer server) {
    this.server = server;
    this.documents = new Documents(server);
  }

  @Override
  public PackRuntime.Answer answer(FakeRequest request) {
    Reply reply;
    if (request.header("origin").isPresent() || !local(request.header("host").orElse(""))) {
      reply = error(403, "Only programs on this machine may steer the fake APIs.");
    } else {
      // what is asked for may take its time, and the connection's thread has none
      reply = new Reply.Later(CompletableFuture.supplyAsync(() -> guarded(request), waiting));
    }
    return new PackRuntime.Answer(reply, Optional.empty(), (status, headers, body) -> {});
  }

  /** Against names of other hosts that a page may point to this one. */
  private static boolean local(String host) {
    String name = host.startsWith("[") ? host : host.replaceFirst(":\\d+$", "");
    return name.equals("localhost")
        || name.equals("host.docker.internal")
        || name.startsWith("[::1]")
        || name.matches("\\d+\\.\\d+\\.\\d+\\.\\d+");
  }

  private Reply guarded(FakeRequest request) {
    try {
      return handle(request);
    } catch (ProblemException e) {
      ObjectNode body = PackRuntime.object();
      body.put("title", e.problem().title()).put("reason", e.problem().reason());
      ArrayNode remedies = body.putArray("remedies");
      e.problem().remedies().forEach(remedy -> remedies.add(remedy.text()));
      return Reply.json(422, body);
    } catch (IOException | DateTimeException | IllegalArgumentException e) {
      return error(400, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return error(503, "The server is being stopped.");
    } catch (RuntimeException e) {
      ServerLog.failure("%s %s".formatted(request.method(), request.path()), e);
      return error(500, e.toString());
    }
  }

  static Reply error(int status, String reason) {
    return Reply.json(status, PackRuntime.object().put("reason", reason));
  }

  private Reply handle(FakeRequest request) throws IOException, InterruptedException {
    List<String> path = Router.segments(request.path());
    String first = path.isEmpty() ? "health" : path.getFirst();
    List<String> rest = path.isEmpty() ? List.of() : path.subList(1, path.size());
    return switch (first) {
      case "health" -> Reply.json(200, PackRuntime.object().put("status", "up"));
      case "packs" ->
          rest.isEmpty()
              ? packs(request)
              : ofPack(request, pack(rest.getFirst()), rest.subList(1, rest.size()));
      case "requests" -> requests(request, rest);
      case "clock" -> clock(request, rest);
      case "reset" -> reset(request);
      case "stop" -> {
        server.stop();
        yield Reply.json(200, PackRuntime.object());
      }
      case "snapshot" -> snapshot(request);
      case "webhooks" -> webhooks(request, rest);
      default -> error(404, "There is no /" + first + ".");
    };
  }

  private PackRuntime pack(String id) {
    return server
        .pack(id)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "No fake API “%s” is served; there are %s."
                    .formatted(
                        id,
                        String.join(
                            ", ", server.packs().stream().map(p -> p.pack().id()).toList()))));
  }

  /** All packs, after one was added where the request brings one. */
  private Reply packs(FakeRequest request) throws IOException {
    if (!request.method().equals("POST")) {
      return Reply.json(200, documents.packs());
    }
    JsonNode body = body(request);
    String document = body.path("openapi").asText();
    if (document.isEmpty()) {
      return error(400, "Name a document: {\"openapi\": FILE or ADDRESS, or ID=FILE}.");
    }
    PackRuntime added =
        additions()
            .add(
                document,
                body.has("port") ? OptionalInt.of(body.path("port").asInt()) : OptionalInt.empty());
    return Reply.json(201, documents.pack(added));
  }

  private Additions additions() {
    return server
        .additions()
        .orElseThrow(() -> new IllegalArgumentException("This server takes no further APIs."));
  }

  private Reply ofPack(FakeRequest request, PackRuntime pack, List<String> path)
      throws IOException {
    String what = path.isEmpty() ? "" : path.getFirst();
    return switch (what) {
      case "" -> {
        if (request.method().equals("DELETE")) {
          additions().remove(pack.pack().id());
          yield Reply.json(200, documents.packs());
        }
        yield Reply.json(200, documents.pack(pack));
      }
      case "faults" -> faults(request, pack);
      case "presets" -> preset(pack, path.get(1));
      case "limits" -> {
        pack.limits(body(request).path("on").asBoolean());
        yield Reply.json(200, documents.pack(pack));
      }
      case "webhooks" -> {
        server.webhooks().disturb(pack.pack().id(), disturbance(body(request)));
        yield Reply.json(200, documents.pack(pack));
      }
      case "mappings" -> Reply.json(200, MappingExport.of(pack, server.journal()));
      case "state" -> desk(pack).handle(request, path.subList(1, path.size()));
      case "seed" -> desk(pack).seed(request);
      default -> error(404, "A fake API has no /" + what + ".");
    };
  }

  private StateDesk desk(PackRuntime pack) {
    return new StateDesk(pack, server.clock().instant());
  }

  private Reply faults(FakeRequest request, PackRuntime pack) throws IOException {
    if (request.method().equals("PUT")) {
      List<Fault> faults = new ArrayList<>();
      body(request).path("faults").forEach(fault -> faults.add(Fault.read(fault)));
      pack.faults(faults);
    } else if (request.method().equals("DELETE")) {
      pack.faults(List.of());
    }
    return Reply.json(200, documents.pack(pack));
  }

  private Reply preset(PackRuntime pack, String name) {
    JsonNode preset = pack.pack().presets().get(name);
    if (preset == null) {
      throw new IllegalArgumentException(
          "%s has no preset “%s”; it has %s."
              .formatted(
                  pack.pack().name(),
                  name,
                  pack.pack().presets().isEmpty()
                      ? "none"
                      : "“" + String.join("”, “", pack.pack().presets().keySet()) + "”"));
    }
    List<Fault> faults = new ArrayList<>();
    preset.forEach(fault -> faults.add(Fault.read(fault)));
    pack.faults(faults);
    return Reply.json(200, documents.pack(pack));
  }

  private static Disturbance disturbance(JsonNode body) {
    return new Disturbance(
        Duration.ofMillis(Math.max(0, body.path("delayMillis").asLong())),
        Math.clamp(body.path("copies").asInt(1), 1, MOST_COPIES),
        Math.clamp(body.path("reorder").asInt(), 0, 100),
        body.path("forged").asBoolean());
  }

  private Reply requests(FakeRequest request, List<String> path)
      throws InterruptedException, IOException {
    if (!path.isEmpty()) {
      Optional<Exchange> found = server.journal().find(Long.parseLong(path.getFirst()));
      if (found.isEmpty()) {
        return error(404, "This request is no longer kept.");
      }
      return path.size() > 1
          ? ofRequest(found.get(), path.get(1))
          : Reply.json(200, documents.full(found.get()));
    }
    if (request.method().equals("DELETE")) {
      server.journal().clear();
      return Reply.json(200, PackRuntime.object());
    }
    long after = number(request, "after", 0);
    server.journal().await(after, Math.min(LONGEST_WAIT, number(request, "wait", 0)));
    return Reply.json(
        200,
        documents.requests(
            after,
            (int) Math.min(1_000, number(request, "most", 200)),
            request.queryValue("pack"),
            request.queryValue("text").map(text -> text.toLowerCase(Locale.ROOT))));
  }

  private Reply ofRequest(Exchange exchange, String what) throws IOException, InterruptedException {
    Snippets snippets = new Snippets(pack(exchange.pack()).url(), exchange);
    return switch (what) {
      case "replay" -> replay(exchange);
      case "curl" -> Reply.json(200, PackRuntime.object().put("text", snippets.curl()));
      case "junit" -> Reply.json(200, PackRuntime.object().put("text", snippets.junit()));
      case "node" -> Reply.json(200, PackRuntime.object().put("text", snippets.node()));
      default -> error(404, "A request has replay, curl, junit and node.");
    };
  }

  /** The same request once more, by the same way in. */
  private Reply replay(Exchange exchange) throws IOException, InterruptedException {
    PackRuntime pack = pack(exchange.pack());
    Replay.Result result = Replay.of(URI.create(pack.url()), exchange.request());
    return Reply.json(200, PackRuntime.object().put("status", result.status()));
  }

  private static long number(FakeRequest request, String name, long otherwise) {
    return request.queryValue(name).map(Long::parseLong).orElse(otherwise);
  }

  private Reply clock(FakeRequest request, List<String> path)
      throws IOException, InterruptedException {
    String action = path.isEmpty() ? "" : path.getFirst();
    JsonNode body = body(request);
    switch (action) {
      case "set" -> server.clock().moveTo(Instant.parse(body.path("time").asText()));
      case "advance" ->
          server.advanceTo(
              body.has("time")
                  ? Instant.parse(body.path("time").asText())
                  : server.clock().instant().plusSeconds(body.path("seconds").asLong()));
      case "stop" -> server.clock().stop();
      case "run" -> server.clock().run();
      case "reset" -> server.clock().reset();
      default -> {
        if (!action.isEmpty()) {
          return error(404, "The clock has set, advance, stop, run and reset.");
        }
      }
    }
    return Reply.json(200, documents.clock());
  }

  private Reply reset(FakeRequest request) throws IOException {
    JsonNode body = body(request);
    Optional<String> id = Optional.ofNullable(body.get("pack")).map(JsonNode::asText);
    Optional<String> namespace = Optional.ofNullable(body.get("namespace")).map(JsonNode::asText);
    List<PackRuntime> packs = id.map(i -> List.of(pack(i))).orElseGet(server::packs);
    packs.forEach(pack -> pack.worlds().reset(namespace));
    if (namespace.isEmpty()) {
      server.webhooks().clear(id);
    }
    return Reply.json(200, documents.packs());
  }

  private Reply snapshot(FakeRequest request) throws IOException {
    if (request.method().equals("PUT")) {
      server.restore(body(request));
      return Reply.json(200, documents.packs());
    }
    return Reply.json(200, server.snapshot());
  }

  private Reply webhooks(FakeRequest request, List<String> path)
      throws IOException, InterruptedException {
    WebhookBench bench = server.webhooks();
    if (!path.isEmpty()) {
      long number = Long.parseLong(path.getFirst());
      Optional<WebhookBench.Delivery> found = bench.find(number);
      if (found.isEmpty()) {
        return error(404, "This delivery is no longer kept.");
      }
      if (request.method().equals("POST")) {
        again(List.of(number), body(request));
      }
      return Reply.json(200, documents.delivery(bench.find(number).orElse(found.get()), true));
    }
    if (request.method().equals("POST")) {
      JsonNode body = body(request);
      List<Long> numbers = new ArrayList<>();
      body.path("numbers").forEach(number -> numbers.add(number.asLong()));
      again(numbers, body);
    }
    Optional<Long> known = request.queryValue("version").map(Long::parseLong);
    if (known.isPresent()) {
      bench.await(known.get(), Math.min(LONGEST_WAIT, number(request, "wait", 0)));
    }
    return Reply.json(
        200,
        documents.webhooks(
            (int) number(request, "most", Integer.MAX_VALUE),
            request.queryValue("bodies").map(Boolean::parseBoolean).orElse(true)));
  }

  /** Sends deliveries once more, in the order in which they are named. */
  private void again(List<Long> numbers, JsonNode body) {
    int copies = Math.clamp(body.path("copies").asInt(1), 1, MOST_COPIES);
    Duration wait = Duration.ofMillis(Math.max(0, body.path("delayMillis").asLong()));
    for (long number : numbers) {
      for (int copy = 0; copy < copies; copy++) {
        server.webhooks().resend(number, wait, body.path("forged").asBoolean());
      }
    }
  }

  static JsonNode body(FakeRequest request) throws IOException {
    return request.body().length == 0 ? PackRuntime.object() : Json.read(request.body());
  }
}
