package dev.dragoncode.emulators.model;

/** How a data browser sees what an emulator holds. */
public sealed interface Browse {

  /** Its data are read by this protocol, on the published port of this name. */
  record By(String protocol, String port) implements Browse {}

  /** It holds nothing that could be shown. */
  record Nothing(String reason) implements Browse {}
}
