package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.model.SavedStack.SavedEmulator;

/**
 * One emulator's part of a snapshot, with all that it takes to put it back.
 *
 * @param data as it counted when the snapshot was taken, secrets included
 */
record SavedData(KeptData data, String configHash, Fingerprint content) {

  SavedEmulator shown() {
    return new SavedEmulator(
        data.emulator(), data.engine(), data.artifact(), configHash, content.bytes());
  }

  /** The folder of this part in the snapshot's. */
  String folder() {
    return data.emulator() + "-" + data.engine().word();
  }
}
