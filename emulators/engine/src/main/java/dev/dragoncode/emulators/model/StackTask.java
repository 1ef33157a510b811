package dev.dragoncode.emulators.model;

import java.util.List;

/**
 * Something done to the stack as a whole, for which its emulators may have to stop for a moment.
 */
public sealed interface StackTask {

  /** What is being done, to follow "could not", such as "save the snapshot “before”". */
  String words();

  /** Saves all kept data under a name. */
  record Save(String name) implements StackTask {
    @Override
    public String words() {
      return "save the snapshot “" + name + "”";
    }
  }

  /** Puts the data of a snapshot back; what ran runs on with it. */
  record Restore(String name) implements StackTask {
    @Override
    public String words() {
      return "restore the snapshot “" + name + "”";
    }
  }

  /** Removes a snapshot. */
  record Delete(String name) implements StackTask {
    @Override
    public String words() {
      return "delete the snapshot “" + name + "”";
    }
  }

  /**
   * Back to fresh data and its seeds.
   *
   * @param emulators by id; empty for all
   */
  record Reset(List<String> emulators) implements StackTask {
    public Reset {
      emulators = List.copyOf(emulators);
    }

    @Override
    public String words() {
      return emulators.isEmpty() ? "reset the emulators" : "reset " + String.join(", ", emulators);
    }
  }

  /**
   * Makes an emulator fail on purpose for a while. Unlike the others it does not wait for its turn
   * once it has begun, and is done when the emulator is as before.
   *
   * @param id a new one
   */
  record RunDrill(String id, String emulator, Drill drill) implements StackTask {
    @Override
    public String words() {
      return drill.kind().word() + " " + emulator + " for a drill";
    }
  }

  /** Ends the drill of an emulator now; where there is none, nothing happens. */
  record EndDrill(String emulator) implements StackTask {
    @Override
    public String words() {
      return "end the drill of " + emulator;
    }
  }
}
