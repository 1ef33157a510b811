package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.Neighbour;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.Dependency;
import dev.dragoncode.emulators.probe.Prober;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What the emulators of one stack share.
 *
 * @param home the user's data folder
 * @param restarts the pauses before an emulator that ended is started again
 */
record Surroundings(
    Path project,
    Path home,
    Session session,
    EngineChooser engines,
    PortLeases leases,
    Prober prober,
    MergedLog log,
    Clock clock,
    StackData data,
    List<Duration> restarts,
    Seeding seeding,
    Stack stack) {

  /** What one emulator asks of the whole stack. */
  interface Stack {

    /** Publishes what has changed. */
    void changed();

    /** Takes the right to run this project's emulators. */
    void claim();

    /**
     * Asks whether the emulator may start at all.
     *
     * @throws dev.dragoncode.problem.ProblemException if it may not
     */
    void permit(PlannedEmulator plan);

    /** Whether what is started from now on is meant to outlive this session. */
    boolean warm();

    /** Dependencies that are not far enough yet. */
    Set<String> unmet(List<Dependency> dependencies);

    /**
     * Waits until all that it depends on are far enough.
     *
     * @throws dev.dragoncode.problem.ProblemException if one will not be
     */
    void await(EmulatorSpec dependent) throws InterruptedException;

    /** What runs of that which a job depends on; empty for what is no job. */
    List<Neighbour> neighbours(EmulatorSpec spec);

    /** Whether another emulator waits for this one to have ended well. */
    boolean oneShot(String id);
  }
}
