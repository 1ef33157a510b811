package dev.dragoncode.emulators.engine;

import dev.dragoncode.emulators.model.Drill;
import dev.dragoncode.emulators.model.EmulatorSpec;
import java.util.Map;

/**
 * Failures made on purpose, of the kinds that only an engine can make. Calls wait and may be
 * interrupted; expected failures are {@link dev.dragoncode.problem.ProblemException}s.
 *
 * <p>Nothing of it outlives {@link EmulatorEngine#stop}: that ends a pause and gives back a small
 * disk.
 */
public interface EngineDrills {

  /** How the generation of a copy on a small disk begins. */
  String SMALL_DISK = "drill";

  /** Why an emulator cannot have a drill of these kinds here, one sentence each. */
  Map<Drill.Kind, String> impossible(EmulatorSpec spec) throws InterruptedException;

  /** Kills all of its processes at once. */
  void kill(Instance instance) throws InterruptedException;

  /** Makes all of its processes stand still. */
  void pause(Instance instance) throws InterruptedException;

  /** Lets them go on; one that does not stand still, or is gone, is no failure. */
  void resume(Instance instance) throws InterruptedException;

  /**
   * Starts an emulator like {@link EmulatorEngine#start} but on a copy of its kept data, on a disk
   * of its own in memory that has little room left. What it writes there is gone with it.
   *
   * @param request with kept data that is not fresh
   */
  Instance startOnSmallDisk(StartRequest request, StartListener listener)
      throws InterruptedException;

  /**
   * Fills the small disk.
   *
   * @param spare how many bytes are left: some servers write a little when a client comes, and
   *     would not even answer
   */
  void fill(Instance instance, int spare) throws InterruptedException;
}
