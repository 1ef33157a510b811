package dev.dragoncode.emulators.engine.docker;

import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Tells the users of one engine apart: on a team's engine stand containers of other people's
 * machines, whose folders and processes have the same names and numbers as this one's.
 *
 * @param mark empty on this machine's own engine, where nobody else's are
 */
record Machine(String mark) {

  private static final Machine OWN_ENGINE = new Machine("");

  /** Seen from this machine's own engine. */
  static Machine local() {
    return OWN_ENGINE;
  }

  /**
   * Seen from another machine's engine.
   *
   * @param home the user's data folder, which keeps the mark
   */
  static Machine remote(Path home) {
    Path file = home.resolve("machine");
    try {
      if (!Files.exists(file)) {
        PrivateFolders.create(home);
        AtomicFiles.writeString(file, UUID.randomUUID() + "\n");
      }
      return new Machine(Files.readString(file).strip());
    } catch (IOException e) {
      throw Problem.of(
              "This machine's mark cannot be read",
              file + ": " + e.getMessage() + ".",
              Remedy.of("Make " + home + " readable and writable for your account."))
          .causedBy(e)
          .asException();
    }
  }

  boolean isRemote() {
    return !mark.isEmpty();
  }

  /** A path of this machine as it stands on the engine. */
  String own(Path path) {
    return isRemote() ? mark + ":" + path : path.toString();
  }
}
