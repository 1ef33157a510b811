package dev.dragoncode.service.run;

import dev.dragoncode.io.store.UserDatabase;
import dev.dragoncode.problem.Problem;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Recorders for tests. */
public final class Recorders {

  private Recorders() {}

  /** One that keeps runs in this database. */
  public static RunRecorder into(UserDatabase database, Path folder) {
    return new RunRecorder(
        () -> new RunLog(database, folder),
        _ -> Optional.of("0123abcd"),
        Map.of("LANG", "C"),
        InstantSource.system());
  }

  /** One that can keep nothing, as on a full disk: the runs themselves go on. */
  public static RunRecorder none() {
    return new RunRecorder(
        () -> {
          throw Problem.of("No database", "There is none in this test.").asException();
        },
        _ -> Optional.empty(),
        Map.of(),
        InstantSource.system());
  }
}
