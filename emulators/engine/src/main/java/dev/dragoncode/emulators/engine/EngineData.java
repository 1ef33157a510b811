package dev.dragoncode.emulators.engine;

import dev.dragoncode.emulators.model.EmulatorSpec;
import java.nio.file.Path;
import java.util.List;

/**
 * The data that an engine keeps for emulators that do not run. Calls wait and may be interrupted;
 * expected failures are {@link dev.dragoncode.problem.ProblemException}s.
 */
public interface EngineData {

  /** The sets that are there, of those in this folder. */
  List<DataSet> sets(Path project, Path sets) throws InterruptedException;

  /**
   * Copies a set into an empty folder, with owners and permissions. Nothing may be working on it.
   *
   * @param artifact what the set was made with
   */
  void copyOut(DataSet set, EmulatorSpec spec, String artifact, Path into)
      throws InterruptedException;

  /** Makes a set of what {@link #copyOut} wrote; one of that name must not be there. */
  void copyIn(Path from, DataSet set, EmulatorSpec spec, String artifact)
      throws InterruptedException;

  /** Removes a set; one that is gone already is no failure. */
  void remove(DataSet set) throws InterruptedException;
}
