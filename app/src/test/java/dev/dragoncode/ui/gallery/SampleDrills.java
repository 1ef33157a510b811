package dev.dragoncode.ui.gallery;

import dev.dragoncode.emulators.model.Drill;
import dev.dragoncode.emulators.model.EmulatorDrills;
import dev.dragoncode.emulators.model.EmulatorDrills.Phase;
import dev.dragoncode.emulators.model.EmulatorDrills.UnderWay;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Drills of the gallery's emulators. */
final class SampleDrills {

  private SampleDrills() {}

  /** The same emulator in a drill, or with one that it cannot have. */
  static EmulatorSnapshot on(EmulatorSnapshot emulator) {
    EmulatorDrills drills =
        switch (emulator.id()) {
          case "postgresql" -> underWay(new Drill.Pause(Duration.ofSeconds(30)), Phase.ON);
          case "rabbitmq" -> underWay(new Drill.Refuse(Duration.ofSeconds(30)), Phase.PREPARING);
          case "redis" ->
              new EmulatorDrills(
                  Optional.empty(),
                  Map.of(
                      Drill.Kind.PAUSE, "Windows has no signal that makes a process stand still."));
          default -> EmulatorDrills.NONE;
        };
    return emulator.with(drills);
  }

  private static EmulatorDrills underWay(Drill drill, Phase phase) {
    return new EmulatorDrills(
        Optional.of(new UnderWay("1", drill, phase, Optional.of(SampleWorld.NOW.plusSeconds(12)))),
        Map.of());
  }
}
