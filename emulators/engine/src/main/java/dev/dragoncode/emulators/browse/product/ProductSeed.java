package dev.dragoncode.emulators.browse.product;

import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.seed.SeedFile;

/** Applies a seed with a client library. */
public interface ProductSeed {

  /** Applies the file; answers what was done. */
  String seed(BrowseTarget target, int port, SeedFile file) throws InterruptedException;
}
