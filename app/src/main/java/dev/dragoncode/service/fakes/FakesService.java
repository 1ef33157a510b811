package dev.dragoncode.service.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.emulators.model.Endpoint;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.service.fakes.FakesSnapshot.Asked;
import dev.dragoncode.service.fakes.FakesSnapshot.Fake;
import dev.dragoncode.service.fakes.FakesSnapshot.Faults;
import dev.dragoncode.service.fakes.FakesSnapshot.Phase;
import dev.dragoncode.snapshot.SnapshotPublisher;
import dev.dragoncode.snapshot.SnapshotSource;
import dev.dragoncode.snapshot.Subscription;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Follows the fake APIs of a project for as long as they run. */
public final class FakesService implements FakesControl, AutoCloseable {

  /** The catalog's id of the server of fake APIs. */
  static final String EMULATOR = "fakes";

  private static final String CONTROL = "control";

  /** As many requests as somebody scrolls through. */
  private static final int MOST_REQUESTS = 500;

  private static final int WAIT_MILLIS = 2_000;

  /** Between two looks while requests pour in: quicker than an eye, and no burden. */
  private static final long PAUSE_MILLIS = 100;

  /**
   * How often packs and clock are asked for; what this window changes itself it asks for at once.
   */
  private static final long PACKS_NANOS = 1_000_000_000L;

  private static final long AGAIN_MILLIS = 1_000;

  private final SnapshotPublisher<FakesSnapshot> fakes =
      new SnapshotPublisher<>(FakesSnapshot.NONE);
  private final Subscription stack;
  private final ToIntFunction<String> ports;
  private final FakeWebhooks webhooks = new WebhookCalls(this::link);
  private final FakeState state = new StateCalls(this::link);
  private @Nullable FakeLink followed;
  private boolean contained;
  private @Nullable Thread follower;

  /**
   * @param stack of the project, to see when they run
   * @param ports the project's lasting port for one more of them, by its document
   */
  public FakesService(SnapshotSource<StackSnapshot> stack, ToIntFunction<String> ports) {
    this.ports = ports;
    this.stack = stack.subscribe(this::look);
  }

  @Override
  public SnapshotSource<FakesSnapshot> fakes() {
    return fakes;
  }

  private synchronized void look(StackSnapshot now) {
    Optional<EmulatorSnapshot> emulator =
        now.emulators().stream().filter(e -> e.id().equals(EMULATOR)).findFirst();
    Optional<URI> control = emulator.flatMap(FakesService::control);
    if (control.isPresent()) {
      if (followed == null || !control.get().equals(followed.control())) {
        unfollow();
        FakeLink link = new FakeLink(control.get());
        followed = link;
        contained =
            emulator
                .flatMap(EmulatorSnapshot::choice)
                .filter(choice -> choice.kind() != EngineKind.EMBEDDED)
                .isPresent();
        follower = Thread.ofVirtual().name("fakes").start(() -> follow(link));
      }
      return;
    }
    unfollow();
    Phase phase =
        emulator.map(e -> e.state().active() ? Phase.STARTING : Phase.STOPPED).orElse(Phase.ABSENT);
    fakes.update(before ->
        new FakesSnapshot(phase, Optional.empty(), before.fakes(), before.requests(), ""));
  }

  private static Optional<URI> control(EmulatorSnapshot emulator) {
    return emulator.state() instanceof EmulatorState.Ready ready
        ? ready.endpoints().stream()
            .filter(endpoint -> endpoint.name().equals(CONTROL))
            .map(FakesService::address)
            .findFirst()
        : Optional.empty();
  }

  private static URI address(Endpoint endpoint) {
    return URI.create("http://%s:%d".formatted(endpoint.host(), endpoint.port()));
  }

  private void unfollow() {
    followed = null;
    if (follower != null) {
      follower.interrupt();
      follower = null;
    }
  }

  private void follow(FakeLink link) {
    long last = 0;
    long packsAt = 0;
    boolean first = true;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        JsonNode asked =
            link.get(
                "/requests?most=%d&after=%d&wait=%d"
                    .formatted(MOST_REQUESTS, last, first ? 0 : WAIT_MILLIS));
        List<Asked> came = FakeReading.requests(asked);
        last = came.isEmpty() ? last : came.getLast().number();
        boolean anew = first;
        if (first || System.nanoTime() - packsAt > PACKS_NANOS) {
          packsAt = System.nanoTime();
          JsonNode answer = link.get("/packs");
          List<Fake> packs = FakeReading.fakes(answer);
          String clock = link.get("/clock").path("now").asText();
          fakes.update(before ->
              new FakesSnapshot(
                  Phase.READY,
                  FakeReading.problem(answer),
                  packs,
                  newest(anew ? List.of() : before.requests(), came),
                  clock));
        } else {
          fakes.update(before ->
              new FakesSnapshot(
                  Phase.READY,
                  before.problem(),
                  before.fakes(),
                  newest(before.requests(), came),
                  before.clock()));
        }
        first = false;
        pause(PAUSE_MILLIS);
      } catch (ProblemException e) {
        fakes.update(before ->
            new FakesSnapshot(
                Phase.READY,
                Optional.of(e.problem()),
                before.fakes(),
                before.requests(),
                before.clock()));
        pause(AGAIN_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<Asked> newest(List<Asked> before, List<Asked> came) {
    List<Asked> all = new ArrayList<>(before);
    all.addAll(came);
    return all.subList(Math.max(0, all.size() - MOST_REQUESTS), all.size());
  }

  private synchronized FakeLink link() {
    if (followed == null) {
      throw Problem.of(
              "The fake APIs do not run",
              "Nothing can be asked of them.",
              Remedy.of("Start them.", new Remedy.RunCommand("emulators.start")))
          .asException();
    }
    return followed;
  }

  @Override
  public AskedDetail detail(Asked asked) throws InterruptedException {
    return FakeReading.detail(asked, link().get("/requests/" + asked.number()));
  }

  @Override
  public void replay(long number) throws InterruptedException {
    JsonNode _ = link().post("/requests/%d/replay".formatted(number), FakeLink.document());
  }

  @Override
  public String text(long number, Form form) throws InterruptedException {
    String name = form.name().toLowerCase(Locale.ROOT);
    return link().get("/requests/%d/%s".formatted(number, name)).path("text").asText();
  }

  @Override
  public void faults(String fake, Faults faults) throws InterruptedException {
    ObjectNode body = FakeLink.document();
    ArrayNode rules = body.putArray("faults");
    if (faults.resetShare() > 0) {
      rules.addObject().put("probability", faults.resetShare()).put("reset", true);
    }
    if (faults.errorShare() > 0 && !faults.error().isEmpty()) {
      ObjectNode rule =
          rules.addObject().put("probability", faults.errorShare()).put("error", faults.error());
      delay(rule, faults);
    }
    if (faults.latencyMillis() > 0) {
      // the first rule that meets a request is played, so what meets all of them comes last
      delay(rules.addObject().put("probability", 1), faults);
    }
    JsonNode _ = link().put("/packs/" + fake + "/faults", body);
    refresh();
  }

  private static void delay(ObjectNode rule, Faults faults) {
    if (faults.latencyMillis() > 0) {
      rule.putObject("latency")
          .put("distribution", "constant")
          .put("millis", faults.latencyMillis());
    }
  }

  private void refresh() throws InterruptedException {
    JsonNode packs = link().get("/packs");
    String clock = link().get("/clock").path("now").asText();
    fakes.update(before ->
        new FakesSnapshot(
            before.phase(), before.problem(), FakeReading.fakes(packs), before.requests(), clock));
  }

  @Override
  public void preset(String fake, String name) throws InterruptedException {
    String path = "/packs/" + fake + "/presets/" + name.replace(" ", "%20");
    JsonNode _ = link().post(path, FakeLink.document());
    refresh();
  }

  @Override
  public void limits(String fake, boolean on) throws InterruptedException {
    JsonNode _ = link().put("/packs/" + fake + "/limits", FakeLink.document().put("on", on));
    refresh();
  }

  @Override
  public void advance(long seconds) throws InterruptedException {
    JsonNode _ = link().post("/clock/advance", FakeLink.document().put("seconds", seconds));
    refresh();
  }

  @Override
  public void reset() throws InterruptedException {
    JsonNode _ = link().post("/reset", FakeLink.document());
    refresh();
  }

  @Override
  public void clear() throws InterruptedException {
    JsonNode _ = link().delete("/requests");
    fakes.update(before ->
        new FakesSnapshot(
            before.phase(), before.problem(), before.fakes(), List.of(), before.clock()));
  }

  @Override
  public void add(String document) throws InterruptedException {
    FakeLink link = link();
    if (contained) {
      // which ports of a container or pod are published is settled when it is made
      throw Problem.of(
              "A container takes no further API while it runs",
              "The fake APIs run in a container, whose ports are fixed.",
              Remedy.of(
                  "Name the document in dragoncode.yaml: emulators.fakes.parameters.openapi; it is"
                      + " served from the next start on."),
              Remedy.of("Or let them run embedded: emulators.fakes.engine: embedded."))
          .asException();
    }
    ObjectNode body = FakeLink.document().put("openapi", document);
    JsonNode _ = link.post("/packs", body.put("port", ports.applyAsInt(document)));
    refresh();
  }

  @Override
  public void remove(String fake) throws InterruptedException {
    JsonNode _ = link().delete("/packs/" + StateCalls.encoded(fake));
    refresh();
  }

  @Override
  public void disturb(String fake, WebhooksSnapshot.Disturbance how) throws InterruptedException {
    JsonNode _ =
        link()
            .put(
                "/packs/" + StateCalls.encoded(fake) + "/webhooks",
                FakeLink.document()
                    .put("delayMillis", how.delayMillis())
                    .put("copies", how.copies())
                    .put("reorder", how.reorder())
                    .put("forged", how.forged()));
    refresh();
  }

  @Override
  public FakeWebhooks webhooks() {
    return webhooks;
  }

  @Override
  public FakeState state() {
    return state;
  }

  @Override
  public synchronized void close() {
    stack.close();
    unfollow();
  }
}
