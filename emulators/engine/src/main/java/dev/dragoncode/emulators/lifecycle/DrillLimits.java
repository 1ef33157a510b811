package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.model.Drill;
import dev.dragoncode.emulators.model.EmulatorSpec;
import java.util.Map;

/** Which drills an engine cannot do. Slow and refuse need nothing of it. */
final class DrillLimits {

  private static final String NOT_OF_THIS_ENGINE =
      "In a cluster an emulator can be slow or refuse connections, nothing else.";

  private DrillLimits() {}

  /** Lets go on what a drill of a session that was killed has made stand still. */
  static void lift(EmulatorEngine engine, Instance instance) throws InterruptedException {
    if (engine.drills().isPresent()) {
      engine.drills().get().resume(instance);
    }
  }

  static Map<Drill.Kind, String> of(EmulatorEngine engine, EmulatorSpec spec)
      throws InterruptedException {
    if (engine.drills().isPresent()) {
      return engine.drills().get().impossible(spec);
    }
    return Map.of(
        Drill.Kind.KILL, NOT_OF_THIS_ENGINE,
        Drill.Kind.PAUSE, NOT_OF_THIS_ENGINE,
        Drill.Kind.FILL, NOT_OF_THIS_ENGINE);
  }
}
