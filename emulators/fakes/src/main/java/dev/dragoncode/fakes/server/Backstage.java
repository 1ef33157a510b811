package dev.dragoncode.fakes.server;

import dev.dragoncode.fakes.pack.Outgoing;
import dev.dragoncode.fakes.pack.PackCode;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.state.FakeClock;
import dev.dragoncode.fakes.state.Rows;
import dev.dragoncode.fakes.state.Task;
import dev.dragoncode.fakes.state.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** What a pack does without being asked: due tasks, and what follows on events that it sent. */
final class Backstage {

  private final PackRuntime pack;
  private final FakeClock clock;
  private final Consumer<PackRuntime.Sending> sender;

  Backstage(PackRuntime pack, FakeClock clock, Consumer<PackRuntime.Sending> sender) {
    this.pack = pack;
    this.clock = clock;
    this.sender = sender;
  }

  /** When the next task of any namespace is due. */
  Optional<Instant> nextDue() {
    Optional<Instant> next = Optional.empty();
    for (World world : pack.worlds().all()) {
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
    for (World world : pack.worlds().all()) {
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
        stage ->
            pack.code().later(task.name()).ifPresent(later -> later.run(stage, task.details())));
  }

  /** Lets the pack know what became of a message that was sent. */
  void delivered(String namespace, Outgoing message, WebhookBench.Attempt attempt) {
    Optional<World> found =
        pack.code().delivered().isPresent() ? pack.worlds().of(namespace) : Optional.empty();
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
          stage -> pack.code().delivered().ifPresent(d -> d.delivered(stage, message, attempted)));
    } finally {
      world.lock().unlock();
    }
  }

  /** Does something without a request; all of it or nothing. */
  private void act(World world, Instant now, String what, Consumer<Stage> action) {
    world.begin();
    Stage stage = new Stage(pack.pack(), pack.code(), world, now, pack.url());
    try {
      action.accept(stage);
      if (!stage.outgoing().isEmpty()) {
        sender.accept(new PackRuntime.Sending(world.namespace(), stage.outgoing()));
      }
    } catch (Refusal | Rows.Full | IllegalStateException | IllegalArgumentException e) {
      world.undo();
      ServerLog.failure(what + " of " + pack.pack().id(), e);
    }
  }
}
