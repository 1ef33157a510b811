package dev.dragoncode.fakes.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Credential;
import dev.dragoncode.fakes.pack.FakeRequest;
import dev.dragoncode.fakes.pack.Finding;
import dev.dragoncode.fakes.pack.Near;
import dev.dragoncode.fakes.pack.Outgoing;
import dev.dragoncode.fakes.pack.Pack;
import dev.dragoncode.fakes.pack.PackCode;
import dev.dragoncode.fakes.pack.PackSettings;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.ShapeCheck;
import dev.dragoncode.fakes.state.FakeClock;
import dev.dragoncode.fakes.state.Json;
import dev.dragoncode.fakes.state.Rows;
import dev.dragoncode.fakes.state.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One pack at work: takes a request through authentication, limits, shape and operation. */
public final class PackRuntime {

  private final Pack pack;
  private final Code code;
  private final Router router;
  private final Gate gate;
  private final Limits limits;
  private final Worlds worlds;
  private final Idempotency idempotency;
  private final FakeClock clock;
  private final Journal journal;
  private final Consumer<Sending> sender;
  private final String url;
  private final VendorReplies replies;
  private final Backstage backstage;
  private volatile List<Fault> faults = List.of();
  private final java.util.concurrent.atomic.AtomicLong settings =
      new java.util.concurrent.atomic.AtomicLong();

  /** What is to be sent, and the namespace that it comes from. */
  record Sending(String namespace, List<Outgoing> messages) {
    Sending {
      messages = List.copyOf(messages);
    }
  }

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
    private String full = "";

    Trace(Instant at) {
      this.at = at;
    }
  }

  PackRuntime(
      Pack declared,
      Code code,
      PackSettings settings,
      Rows store,
      FakeClock clock,
      Journal journal,
      BiConsumer<PackRuntime, Sending> sender,
      String url) {
    this.pack = declared.withValues(settings.values());
    this.code = code;
    this.router =
        new Router(
            code.finder().isPresent() ? List.of() : pack.operations().values(), pack.roots());
    this.gate = new Gate(pack.auth());
    this.limits = new Limits(pack.limits());
    this.worlds = new Worlds(pack, new Seeding(pack, code, settings, clock, url), store);
    this.idempotency = new Idempotency(pack.idempotency());
    this.clock = clock;
    this.journal = journal;
    this.sender = sending -> sender.accept(this, sending);
    this.url = url;
    this.replies = new VendorReplies(pack);
    this.backstage = new Backstage(this, clock, this.sender);
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

  Backstage backstage() {
    return backstage;
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
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      // one request too much must not end the connection's thread, which serves others
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
                    trace.fault.map(Fault::summary).orElse(trace.full))));
  }

  private Reply reply(FakeRequest came, Trace trace) {
    Credential shown = gate.shown(came);
    trace.namespace = Namespaces.of(came, shown);
    FakeRequest request = Namespaces.plain(came);
    Optional<World> found;
    try {
      found = worlds.of(trace.namespace);
    } catch (Rows.Full full) {
      trace.full = full.reason();
      return VendorReplies.full(full);
    }
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
        return replies.finished(
            new Stage(pack, code, world, trace.at, url), nowhere(request, world, trace));
      }
      trace.operation = match.get().operation().id();
      CallStage call =
          new CallStage(pack, code, world, trace.at, url, request, match.get(), shown, limits);
      Reply known = attempt(call, trace);
      Reply reply = code.finish().map(finish -> finish.finish(call, known)).orElse(known);
      trace.findings = call.findings();
      trace.changes =
          world.changes().stream().filter(change -> !change.table().startsWith("~")).toList();
      if (!call.outgoing().isEmpty()) {
        sender.accept(new Sending(world.namespace(), call.outgoing()));
      }
      return replies.finished(call, reply);
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      world.undo();
      throw e;
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
    return replies.refuse(
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
        return replies.limited(call, replies.refuse(call, refusal), counted);
      }
      return replies.limited(call, operate(call), counted);
    } catch (Refusal refusal) {
      if (!refusal.keepsChanges()) {
        call.world().undo();
        call.outgoing().clear();
      }
      return replies.limited(call, replies.refuse(call, refusal), counted);
    } catch (Rows.Full full) {
      call.world().undo();
      call.outgoing().clear();
      trace.full = full.reason();
      return replies.limited(call, replies.full(call, full), counted);
    }
  }

  private Optional<Reply> fault(CallStage call, Trace trace) {
    for (Fault fault : faults) {
      if (fault.covers(call.operation().id())
          && ThreadLocalRandom.current().nextDouble() < fault.probability()) {
        trace.fault = Optional.of(fault);
        return fault.error().map(error -> replies.refuse(call, Refusal.of(error)));
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
    return idempotency.once(call, () -> call.run(), refusal -> replies.refuse(call, refusal));
  }

  private Optional<Reply> objection(CallStage call, List<Finding> findings) {
    if (code.objection().isPresent()) {
      return code.objection().get().object(call, findings);
    }
    for (Finding finding : findings) {
      String error = pack.validation().errors().get(finding.kind());
      if (error != null) {
        return Optional.of(
            replies.refuse(
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

  static byte[] bytes(JsonNode json) {
    return Json.bytes(json);
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
