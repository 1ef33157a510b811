package dev.dragoncode.emulators.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.io.process.ProcessRunner;
import java.util.Optional;

/** The container engine that tests run against, where there is one. */
public final class DockerWorld {

  private DockerWorld() {}

  /**
   * An engine object for this machine's container engine. Skips the test with the reason where none
   * answers, and fails it instead where DRAGONCODE_REQUIRE_DOCKER is 1.
   */
  public static DockerEngine open() throws InterruptedException {
    DockerEngine engine =
        new DockerEngine(
            DockerHosts.ofThisMachine(Optional.empty()),
            ImageSources.from(System.getenv()),
            new ProcessRunner());
    require(engine.status());
    return engine;
  }

  private static void require(EngineStatus status) {
    if ("1".equals(System.getenv("DRAGONCODE_REQUIRE_DOCKER"))) {
      assertThat(status).isInstanceOf(EngineStatus.Available.class);
    }
    String reason =
        status instanceof EngineStatus.Unavailable(var problem)
            ? problem.title() + ": " + problem.reason()
            : "";
    assumeTrue(status.available(), "No container engine for this test. " + reason);
  }
}
