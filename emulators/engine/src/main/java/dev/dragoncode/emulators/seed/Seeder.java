package dev.dragoncode.emulators.seed;

import dev.dragoncode.emulators.browse.BrowseTarget;

/** Fills an emulator from a file, in the way that its product and the file ask for. */
public interface Seeder {

  /**
   * Applies one file; waits until that is done. Belongs on a virtual thread, where an interrupt
   * ends it.
   *
   * @return what was done, such as "12 statements"
   * @throws dev.dragoncode.problem.ProblemException if the product refuses something, with the
   *     file, the line and the product's own words; or if it cannot take such a file
   */
  String seed(BrowseTarget target, SeedFile file) throws InterruptedException;
}
