package dev.dragoncode.emulators.engine;

import dev.dragoncode.emulators.model.PullProgress;

/** Hears how a start goes, on the caller's or another thread. */
public interface StartListener {

  /** The image or the artifacts are being fetched. At most some twenty calls a second. */
  void pulling(PullProgress progress);

  /** Everything is there; the container or process is being made. */
  void starting();

  /** Something that a user should know and that keeps nothing from starting. */
  default void noticed(String what) {}
}
