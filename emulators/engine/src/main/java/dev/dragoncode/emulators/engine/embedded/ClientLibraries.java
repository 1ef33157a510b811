package dev.dragoncode.emulators.engine.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The files of client libraries, from Maven's repositories as embedded engines are: fetched when
 * first needed, known offline from then on.
 */
public final class ClientLibraries {

  private final MavenArtifacts artifacts;

  /**
   * @param home the user's data folder
   * @param settings asked at each visit to the repositories
   */
  public ClientLibraries(Path home, Supplier<MavenSettings> settings) {
    this.artifacts = new MavenArtifacts(home.toAbsolutePath().resolve("engines"), settings);
  }

  /**
   * The files of these artifacts without their dependencies, in the same order.
   *
   * @param coordinates each {@code group:artifact:version}
   * @throws dev.dragoncode.problem.ProblemException if one cannot be had
   */
  public List<Path> files(List<String> coordinates) throws InterruptedException {
    List<Coordinates> wanted =
        coordinates.stream().map(text -> new Coordinates(text, false, Optional.empty())).toList();
    return artifacts.resolve(wanted, progress -> {}).stream().map(ResolvedFile::path).toList();
  }
}
