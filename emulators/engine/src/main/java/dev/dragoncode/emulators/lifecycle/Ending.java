package dev.dragoncode.emulators.lifecycle;

/** What happens to running emulators when their supervisor closes. */
public enum Ending {
  /** They are stopped, dependents first. */
  STOP,
  /** They run on, and the next session on the same folder adopts them. */
  LEAVE_RUNNING
}
