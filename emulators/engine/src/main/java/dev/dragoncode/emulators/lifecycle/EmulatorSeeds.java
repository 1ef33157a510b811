package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.model.LogLine;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one emulator's data was filled from. */
final class EmulatorSeeds {

  private static final Logger LOG = LoggerFactory.getLogger(EmulatorSeeds.class);

  private final SupervisedEmulator emulator;
  private final EmulatorFace face;
  private final Surroundings around;
  private volatile Optional<String> seeded = Optional.empty();

  EmulatorSeeds(SupervisedEmulator emulator, EmulatorFace face, Surroundings around) {
    this.emulator = emulator;
    this.face = face;
    this.around = around;
  }

  /** Fills fresh data, which is complete then. */
  void fill(RunningEmulator running, Consumer<String> starting) throws InterruptedException {
    String id = emulator.plan().id();
    Consumer<String> tells =
        what -> {
          LOG.info("{}: {}", id, what);
          around.log().add(new LogLine(around.clock().instant(), id, LogLine.Level.INFO, what));
          starting.accept(what);
        };
    Instance instance = running.instance();
    String seeds = around.seeding().apply(running, running.seeds(), tells);
    if (!running.seeds().isEmpty()) {
      seeded = Optional.of(seeds);
    }
    around.data().ready(instance.emulator(), instance.engine(), instance.artifact(), seeds);
  }

  /** Looks whether it was filled from others than there are now. */
  void look(Optional<RunningEmulator> running) {
    if (face.seedsChanged(around.seeding().changed(emulator.plan(), running, seeded))) {
      around.stack().changed();
    }
  }

  /** What ran has ended. */
  void forget() {
    seeded = Optional.empty();
  }
}
