package dev.dragoncode.emulators.engine.embedded;

import dev.dragoncode.emulators.engine.EngineDrills;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.StartListener;
import dev.dragoncode.emulators.engine.StartRequest;
import dev.dragoncode.emulators.model.Drill;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.io.process.ProcessTree;
import dev.dragoncode.io.process.Signals;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Failures of child processes, made on purpose. */
final class ChildDrills implements EngineDrills {

  /** A process may start another one just before it stands still. */
  private static final int LOOKS = 10;

  private final Children children;
  private final SmallDisk disk;
  private final Starter starter;

  ChildDrills(Children children, SmallDisk disk, Starter starter) {
    this.children = children;
    this.disk = disk;
    this.starter = starter;
  }

  /** Starts a child whose folder is on a small disk. */
  interface Starter {
    Instance start(StartRequest request, StartListener listener) throws InterruptedException;
  }

  @Override
  public Map<Drill.Kind, String> impossible(EmulatorSpec spec) throws InterruptedException {
    Map<Drill.Kind, String> impossible = new EnumMap<>(Drill.Kind.class);
    if (!Signals.available()) {
      impossible.put(Drill.Kind.PAUSE, "Windows has no signal that makes a process stand still.");
    }
    if (spec.data(EngineKind.EMBEDDED).isEmpty()) {
      impossible.put(Drill.Kind.FILL, "This engine of it keeps nothing on disk.");
    } else {
      disk.obstacle().ifPresent(why -> impossible.put(Drill.Kind.FILL, why));
    }
    return impossible;
  }

  @Override
  public void kill(Instance instance) {
    children
        .find(instance.id())
        .flatMap(children::process)
        .map(ProcessTree::of)
        .ifPresent(tree -> {
          tree.kill();
        });
  }

  @Override
  public void pause(Instance instance) {
    children.find(instance.id()).flatMap(children::process).ifPresent(ChildDrills::pause);
  }

  private static void pause(ProcessHandle root) {
    Set<ProcessHandle> standing = new LinkedHashSet<>();
    boolean more = true;
    for (int look = 0; more && look < LOOKS; look++) {
      more = false;
      for (ProcessHandle member : ProcessTree.of(root).members()) {
        if (standing.add(member)) {
          Signals.stop(member);
          more = true;
        }
      }
    }
  }

  @Override
  public void resume(Instance instance) {
    children.resume(instance.id());
  }

  @Override
  public Instance startOnSmallDisk(StartRequest request, StartListener listener)
      throws InterruptedException {
    return starter.start(request, listener);
  }

  @Override
  public void fill(Instance instance, int spare) {
    children.find(instance.id()).ifPresent(record -> SmallDisk.fill(record, spare));
  }
}
