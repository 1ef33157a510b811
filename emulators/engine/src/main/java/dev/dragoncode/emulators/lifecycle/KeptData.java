package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.model.EngineKind;
import java.util.Map;

/**
 * The data set of an emulator that counts.
 *
 * @param made whether the emulator was ready with it once; what a start was killed over is not, and
 *     is never used again
 * @param lasting whether it stays when the emulator is stopped
 * @param artifact the image or the coordinates that made it
 * @param parameters values that the data works with, and no others; secrets included
 * @param seeds a hash of the seeds that it was filled with
 */
record KeptData(
    String emulator,
    EngineKind engine,
    String generation,
    boolean made,
    boolean lasting,
    String artifact,
    Map<String, String> parameters,
    String seeds) {

  KeptData {
    parameters = Map.copyOf(parameters);
  }

  /** One emulator has data of its own on each engine. */
  String key() {
    return emulator + " " + engine.word();
  }

  KeptData asMade(String artifactUsed, String filledFrom) {
    return new KeptData(
        emulator, engine, generation, true, lasting, artifactUsed, parameters, filledFrom);
  }

  KeptData lasting(boolean stays) {
    return new KeptData(emulator, engine, generation, made, stays, artifact, parameters, seeds);
  }
}
