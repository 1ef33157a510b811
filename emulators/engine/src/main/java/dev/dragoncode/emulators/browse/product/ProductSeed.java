package dev.dragoncode.emulators.browse.product;

import dev.dragoncode.emulators.browse.BrowseTarget;

/** Applies a seed with a client library. */
public interface ProductSeed {

  /** Applies the document; answers what was done. */
  String seed(BrowseTarget target, int port, SeedDocument document) throws InterruptedException;
}
