package dev.dragoncode.fakes.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.FakeRequest;
import dev.dragoncode.fakes.pack.Finding;
import dev.dragoncode.fakes.pack.Near;
import dev.dragoncode.fakes.pack.Outgoing;
import dev.dragoncode.fakes.pack.Pack;
import dev.dragoncode.fakes.pack.PackCode;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.ShapeCheck;
import dev.dragoncode.fakes.pack.Template;
import dev.dragoncode.fakes.state.FakeClock;
import dev.dragoncode.fakes.state.Task;
import dev.dragoncode.fakes.state.World;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One pack at work: takes a request through authentication, limits, shape and operation. */
public final class PackRuntime {

  /** The header that names a namespace, so that each test can have one of its own. */
  public static final String NAMESPACE_HEADER = "x-dragoncode-namespace";

  private final Pack pack;
  private final Code code;
  private final Router router;
  private final Gate gate;
  private final Limits limits;
  private final Worlds worlds;
  private final Idempotency idempotency;
  private final FakeClock clock;
  private final Journal journal;
  private final BiConsumer<PackRuntime, Sending> sender;
  private final String url;
  private volatile List<Fault> faults = List.of();
  private final java.util.concurrent.atomic.AtomicLong settings =
      new java.util.concurrent.atomic.AtomicLong();

  /** What is to be sent, and the namespace that it comes from. */
  record Sending(String namespace, List<Outgoing> messages) {}

  /**
   * An answer on its way out.
   *
   * @param fault what is played while it goes out
   * @param sent to be told once the answer is known in full
   */
  record Answer(Reply reply, Optional<Fault> fault, Sent sent) {}

  /** Takes note of what was answered. */
  interface Sent {
    void answered(int status, Map<String, String> headers, byte[] body);
  }

  /** What becomes known of a request while it is served. */
  private static final class Trace {
    private final Instant at;
    private final long begun = System.nanoTime();
    private String namespace = Worlds.USUAL;
    private String operation = "";
    private List<Finding> findings = List.of();
    private List<dev.dragoncode.fakes.state.Change> changes = List.of();
    private List<Near> near = List.of();
    private Optional<Fault> fault = Optional.empty();

    Trace(Instant at) {
      this.at = at;
    }
  }

  PackRuntime(
      Pack pack,
      Code code,
      FakeClock clock,
      Journal journal,
      BiConsumer<PackRuntime, Sending> sender,
      String url) {
    this.pack = pack;
    this.code = code;
    this.router =
        new Router(
            code.finder().isPresent() ? List.of() : pack.operations().values(), pack.roots());
    this.gate = new Gate(pack.auth());
    this.limits = new Limits(pack.limits());
    this.worlds = new Worlds(pack, world -> seed(world));
    this.idempotency = new Idempotency(pack.idempotency());
    this.clock = clock;
    this.journal = journal;
    this.sender = sender;
    this.url = url;
  }

  public Pack pack() {
    return pack;
  }

  public String url() {
    return url;
  }

  Code code() {
    return code;
  }

  Limits limits() {
    return limits;
  }

  void limits(boolean on) {
    limits.switchTo(on);
    settings.incrementAndGet();
  }

  Worlds worlds() {
    return worlds;
  }

  /** What goes wrong on purpose now. */
  public List<Fault> faults() {
    return faults;
  }

  void faults(List<Fault> others) {
    faults = List.copyOf(others);
    settings.incrementAndGet();
  }

  /** Another number after each change of what {@link #save} tells. */
  long version() {
    return worlds.version() + settings.get();
  }

  /** Serves a request. Never throws: what goes wrong in a pack is the vendor's error 500. */
  Answer serve(FakeRequest request) {
    Trace trace = new Trace(clock.instant());
    Reply reply;
    try {
      reply = reply(request, trace);
    } catch (RuntimeException e) {
      ServerLog.failure("%s %s of %s".formatted(request.method(), request.path(), pack.id()), e);
      reply =
          Reply.text(
              500, "text/plain", "The fake API itself failed; its log says more: " + e + "\n");
    }
    return new Answer(
        reply,
        trace.fault,
        (status, headers, body) ->
            journal.add(number ->
                new Exchange(
                    number,
                    pack.id(),
                    trace.namespace,
                    trace.at,
                    request,
                    trace.operation,
                    status,
                    headers,
                    body,
                    (System.nanoTime() - trace.begun) / 1_000,
                    trace.findings,
                    trace.changes,
                    trace.near,
                    trace.fault.map(Fault::summary).orElse(""))));
  }

  private Reply reply(FakeRequest request, Trace trace) {
    trace.namespace = request.header(NAMESPACE_HEADER).orElse(Worlds.USUAL);
    Optional<World> found = worlds.of(trace.namespace);
    if (found.isEmpty()) {
      return Reply.text(
          429, "text/plain", "More than %d namespaces; reset some.\n".formatted(Worlds.MOST));
    }
    World world = found.get();
    world.lock().lock();
    try {
      world.begin();
      Optional<Router.Match> match = find(request, world, trace);
      if (match.isEmpty()) {
        return finished(
            new Stage(pack, code, world, trace.at, url), nowhere(request, world, trace));
      }
      trace.operation = match.get().operation().id();
      CallStage call =
          new CallStage(
              pack, code, world, trace.at, url, request, match.get(), gate.shown(request), limits);
      Reply known = attempt(call, trace);
      Reply reply = code.finish().map(finish -> finish.finish(call, known)).orElse(known);
      trace.findings = call.findings();
      trace.changes =
          world.changes().stream().filter(change -> !change.table().startsWith("~")).toList();
      if (!call.outgoing().isEmpty()) {
        sender.accept(this, new Sending(world.namespace(), List.copyOf(call.outgoing())));
      }
      return finished(call, reply);
    } finally {
      world.lock().unlock();
    }
  }

  /** What a request asks for; what came near is noted where that is nothing. */
  private Optional<Router.Match> find(FakeRequest request, World world, Trace trace) {
    if (code.finder().isPresent()) {
      PackCode.Found found =
          code.finder().get().find(new Stage(pack, code, world, trace.at, url), request);
      trace.near = found.near();
      return found
          .operation()
          .map(pack.operations()::get)
          .map(operation -> new Router.Match(operation, found.path()));
    }
    Optional<Router.Match> match = router.find(request.method(), request.path());
    if (match.isEmpty()) {
      trace.near = WhyNot.of(router.operations(), request.method(), request.path());
    }
    return match;
  }

  private Reply nowhere(FakeRequest request, World world, Trace trace) {
    String error =
        router.knows(request.path()) && pack.errors().containsKey("no_method")
            ? "no_method"
            : "no_route";
    return refuse(
        new Stage(pack, code, world, trace.at, url),
        Refusal.of(error)
            .with("method", request.method())
            .with("path", request.path())
            .with("near", WhyNot.told(trace.near)));
  }

  private Reply attempt(CallStage call, Trace trace) {
    Optional<Limits.Verdict> counted = Optional.empty();
    try {
      Optional<Reply> instead = fault(call, trace);
      if (instead.isPresent()) {
        return instead.get();
      }
      if (!call.operation().open()) {
        gate.admit(call);
      }
      counted = limits.count(call.operation(), call.credential(), call.now());
      if (counted.isPresent() && !counted.get().allowed()) {
        Refusal refusal = Refusal.of(counted.get().limit().error());
        counted.get().holes().forEach(refusal::with);
        return limited(call, refuse(call, refusal), counted);
      }
      return limited(call, operate(call), counted);
    } catch (Refusal refusal) {
      if (!refusal.keepsChanges()) {
        call.world().undo();
        call.outgoing().clear();
      }
      return limited(call, refuse(call, refusal), counted);
    }
  }

  private Optional<Reply> fault(CallStage call, Trace trace) {
    for (Fault fault : faults) {
      if (fault.covers(call.operation().id())
          && ThreadLocalRandom.current().nextDouble() < fault.probability()) {
        trace.fault = Optional.of(fault);
        return fault.error().map(error -> refuse(call, Refusal.of(error)));
      }
    }
    return Optional.empty();
  }

  private Reply operate(CallStage call) {
    if (code.finder().isPresent()) {
      return call.run();
    }
    Inputs.Input came;
    try {
      came = Inputs.of(call.request(), pack.body());
    } catch (Inputs.Malformed e) {
      throw Refusal.of(call.operation().malformed())
          .with("message", String.valueOf(e.getMessage()));
    }
    ShapeCheck.Outcome checked =
        ShapeCheck.check(call.operation().accepts(), came.values(), came.texts());
    checked.findings().forEach(call::note);
    call.input(checked.value());
    code.admission().ifPresent(admission -> admission.admit(call));
    if (!checked.findings().isEmpty()) {
      Optional<Reply> objection = objection(call, checked.findings());
      if (objection.isPresent()) {
        return objection.get();
      }
    }
    return idempotency.once(call, () -> call.run(), refusal -> refuse(call, refusal));
  }

  private Optional<Reply> objection(CallStage call, List<Finding> findings) {
    if (code.objection().isPresent()) {
      return code.objection().get().object(call, findings);
    }
    for (Finding finding : findings) {
      String error = pack.validation().errors().get(finding.kind());
      if (error != null) {
        return Optional.of(
            refuse(
                call,
                Refusal.of(error)
                    .with("param", finding.bracketed())
                    .with("param.dotted", finding.dotted())
                    .with("expected", finding.expected())
                    .with("found", finding.found())));
      }
    }
    return Optional.empty();
  }

  /** The vendor's body for a refusal. */
  private Reply refuse(Stage stage, Refusal refusal) {
    Pack.VendorError error = pack.errors().get(refusal.error());
    if (error == null) {
      return Reply.text(
          refusal.error().equals("no_route") || refusal.error().equals("not_found") ? 404 : 400,
          "text/plain",
          refusal.error() + " " + refusal.values() + "\n");
    }
    Map<String, JsonNode> holes = new LinkedHashMap<>();
    refusal.values().properties().forEach(e -> holes.put(e.getKey(), e.getValue()));
    Template.Scope scope = stage.scope(holes);
    JsonNode body = error.body().render(scope);
    Reply reply =
        body.isTextual()
            ? Reply.text(error.status(), "text/plain", body.asText())
            : Reply.json(error.status(), body);
    for (Map.Entry<String, Template> header : error.headers().entrySet()) {
      reply = reply.withHeader(header.getKey(), header.getValue().render(scope).asText());
    }
    return reply;
  }

  private Reply limited(Stage stage, Reply reply, Optional<Limits.Verdict> counted) {
    Reply result = reply;
    if (counted.isPresent()) {
      Template.Scope scope = stage.scope(counted.get().holes());
      for (Map.Entry<String, Template> header : counted.get().limit().headers().entrySet()) {
        result = result.withHeader(header.getKey(), header.getValue().render(scope).asText());
      }
    }
    return result;
  }

  /** With the headers of every answer; those that the reply has itself stay. */
  private Reply finished(Stage stage, Reply reply) {
    Reply result = reply;
    Template.Scope scope = stage::common;
    for (Map.Entry<String, Template> header : pack.headers().entrySet()) {
      if (!reply.headers().containsKey(header.getKey())) {
        result = result.withHeader(header.getKey(), header.getValue().render(scope).asText());
      }
    }
    return result;
  }

  /** When the next task of any namespace is due. */
  Optional<Instant> nextDue() {
    Optional<Instant> next = Optional.empty();
    for (World world : worlds.all()) {
      world.lock().lock();
      try {
        Optional<Instant> due = world.nextDue();
        if (due.isPresent() && (next.isEmpty() || due.get().isBefore(next.get()))) {
          next = due;
        }
      } finally {
        world.lock().unlock();
      }
    }
    return next;
  }

  /** Does what is due. */
  void runDue(Instant now) {
    for (World world : worlds.all()) {
      world.lock().lock();
      try {
        for (Optional<Task> task = world.takeDue(now);
            task.isPresent();
            task = world.takeDue(now)) {
          run(world, task.get(), now);
        }
      } finally {
        world.lock().unlock();
      }
    }
  }

  private void run(World world, Task task, Instant now) {
    act(
        world,
        now,
        "the task " + task.name(),
        stage -> code.later(task.name()).ifPresent(later -> later.run(stage, task.details())));
  }

  /** Lets the pack know what became of a message that was sent. */
  void delivered(String namespace, Outgoing message, WebhookBench.Attempt attempt) {
    Optional<World> found = code.delivered().isPresent() ? worlds.of(namespace) : Optional.empty();
    if (found.isEmpty()) {
      return;
    }
    World world = found.get();
    PackCode.Attempted attempted =
        new PackCode.Attempted(
            attempt.status(),
            attempt.answer(),
            Duration.ofMillis(attempt.millis()),
            attempt.headers());
    world.lock().lock();
    try {
      act(
          world,
          clock.instant(),
          "what follows on " + message.event(),
          stage -> code.delivered().ifPresent(d -> d.delivered(stage, message, attempted)));
    } finally {
      world.lock().unlock();
    }
  }

  /** Does something without a request; all of it or nothing. */
  private void act(World world, Instant now, String what, Consumer<Stage> action) {
    world.begin();
    Stage stage = new Stage(pack, code, world, now, url);
    try {
      action.accept(stage);
      if (!stage.outgoing().isEmpty()) {
        sender.accept(this, new Sending(world.namespace(), List.copyOf(stage.outgoing())));
      }
    } catch (Refusal | IllegalStateException | IllegalArgumentException e) {
      world.undo();
      ServerLog.failure(what + " of " + pack.id(), e);
    }
  }

  /** What it would have to know to go on elsewhere. */
  ObjectNode save() {
    ObjectNode saved = object();
    saved.set("worlds", worlds.save());
    saved.put("limits", limits.on());
    var list = saved.putArray("faults");
    faults.forEach(fault -> list.add(fault.document()));
    return saved;
  }

  /** Goes on from what was saved. */
  void load(JsonNode saved) {
    worlds.load(saved.path("worlds"));
    limits.switchTo(saved.path("limits").asBoolean());
    List<Fault> others = new java.util.ArrayList<>();
    saved.path("faults").forEach(fault -> others.add(Fault.read(fault)));
    faults = List.copyOf(others);
  }

  private void seed(World world) {
    Stage stage = new Stage(pack, code, world, clock.instant(), url);
    for (Map.Entry<String, JsonNode> rows : pack.seed().entrySet()) {
      for (JsonNode row : rows.getValue()) {
        if (row instanceof ObjectNode values) {
          Worlds.seed(stage, rows.getKey(), values);
        }
      }
    }
  }

  static byte[] bytes(JsonNode json) {
    try {
      return Inputs.JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
