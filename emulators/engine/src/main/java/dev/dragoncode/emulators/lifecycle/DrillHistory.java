package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.model.DrillRecord;

/** Where drills are remembered. */
public interface DrillHistory {

  /** Remembers a drill when it is in force and again, under the same id, when it is over. */
  void write(DrillRecord record);
}
