package dev.dragoncode.service;

import dev.dragoncode.emulators.browse.DataBrowser;
import java.util.Optional;

/** What the emulators of an open project hold, to look into. */
public interface DataControl {

  /**
   * Why nothing of this emulator can be shown, running or not, as a sentence; empty where something
   * can.
   */
  Optional<String> nothing(String emulator);

  /**
   * Whether the user lets changes be made to this emulator's data; never after it was started anew.
   */
  boolean changesAllowed(String emulator);

  /** Lets changes be made, or no longer, until the emulator stops. */
  void allowChanges(String emulator, boolean allowed);

  /**
   * A data browser as the user allows it now. Fetches a client library the first time, so it may
   * wait.
   *
   * @throws dev.dragoncode.problem.ProblemException if the emulator does not run, or its client
   *     library cannot be had
   */
  DataBrowser browser(String emulator) throws InterruptedException;
}
