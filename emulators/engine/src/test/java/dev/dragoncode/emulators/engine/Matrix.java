package dev.dragoncode.emulators.engine;

import dev.dragoncode.emulators.model.EngineKind;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How much of the catalog the tests go through: a few entries in every build, all of them, with
 * every one's data and more rounds of kills, under {@code -Pmatrix}, which takes its time.
 */
public final class Matrix {

  /** What the sample and most projects use. */
  public static final Set<String> EVERY_BUILD =
      Set.of("postgresql", "redis", "rabbitmq", "wiremock", "kafka", "mailpit");

  private static final int KILLS_OF_EVERY_BUILD = 1;
  private static final int KILLS = 20;

  private Matrix() {}

  /** Whether all of the catalog is asked for. */
  public static boolean whole() {
    return Boolean.getBoolean("dragoncode.matrix");
  }

  /** Engines for what both do alike: in every build the quicker one. */
  public static Stream<EngineKind> kinds() {
    return whole()
        ? Stream.of(EngineKind.DOCKER, EngineKind.EMBEDDED)
        : Stream.of(EngineKind.EMBEDDED);
  }

  /** Rounds of random kills. */
  public static int kills() {
    return whole() ? KILLS : KILLS_OF_EVERY_BUILD;
  }
}
