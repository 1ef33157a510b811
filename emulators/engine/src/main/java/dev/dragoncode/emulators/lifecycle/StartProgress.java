package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.StartListener;
import dev.dragoncode.emulators.model.EmulatorState.Pulling;
import dev.dragoncode.emulators.model.EmulatorState.Starting;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.model.PullProgress;

/** Turns an engine's reports about a start into states. */
record StartProgress(
    SupervisedEmulator emulator, StateTransitions state, EmulatorFace face, Surroundings around)
    implements StartListener {

  @Override
  public void pulling(PullProgress progress) {
    state.move(
        current -> current instanceof Starting || current instanceof Pulling,
        new Pulling(progress));
  }

  @Override
  public void starting() {
    state.move(
        current -> current instanceof Starting || current instanceof Pulling,
        new Starting(emulator.plan().spec().name() + " is being started"));
  }

  @Override
  public void noticed(String what) {
    around
        .log()
        .add(new LogLine(around.clock().instant(), emulator.plan().id(), LogLine.Level.WARN, what));
    face.noticed(what);
    around.stack().changed();
  }
}
