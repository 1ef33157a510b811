package dev.dragoncode.emulators.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.emulators.clients.RealClients;
import dev.dragoncode.emulators.engine.Availability;
import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.Matrix;
import dev.dragoncode.emulators.engine.StartListener;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.ContainerBackend;
import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.problem.ProblemException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;

/** The container engine that tests run against, where there is one. */
public final class DockerWorld {

  static final StartListener NOBODY =
      new StartListener() {
        @Override
        public void pulling(PullProgress progress) {}

        @Override
        public void starting() {}
      };

  /** Where tests that do not look at it keep what the engine object remembers. */
  private static final Path HOME = Path.of("target", "docker-world").toAbsolutePath();

  private DockerWorld() {}

  /**
   * An engine object for this machine's container engine. Skips the test with the reason where none
   * answers or Redis's image cannot be had, and fails it instead where DRAGONCODE_REQUIRE_DOCKER is
   * 1.
   */
  public static DockerEngine open() throws InterruptedException {
    DockerEngine engine =
        new DockerEngine(
            DockerHosts.ofThisMachine(Optional.empty()),
            DockerWorld::images,
            new ProcessRunner(),
            HOME);
    require(engine.status());
    EmulatorSpec redis = EmulatorCatalog.bundled().find("redis").orElseThrow();
    if (engine.availability(redis) instanceof Availability.Impossible missing) {
      engine.close();
      require(false, "The image of Redis cannot be had: " + missing.why());
    }
    return engine;
  }

  /**
   * The user's sources and, for what .ci/images builds of other registries' images, the mirror: a
   * mirror as users name it serves Docker Hub's alone.
   */
  private static ImageSources images() {
    ImageSources sources = ImageSources.from(System.getenv());
    Map<String, String> overrides = new HashMap<>(sources.overrides());
    sources
        .mirror()
        .ifPresent(mirror -> {
          for (EmulatorSpec spec : EmulatorCatalog.bundled().entries().values()) {
            ImageName name = ImageName.parse(spec.container().orElseThrow().image());
            if (!name.registry().equals(ImageName.DOCKER_HUB)
                && RealClients.of(spec.id()).imageBuiltHere()) {
              overrides.putIfAbsent(spec.id(), mirror + "/" + name.repository() + name.suffix());
            }
          }
        });
    return new ImageSources(sources.mirror(), overrides);
  }

  /**
   * Judges a failed start: where the image is neither local nor to be had, this skips the test with
   * the reason, and fails it where DRAGONCODE_REQUIRE_DOCKER is 1 and .ci/images builds that image,
   * all of them only under the profile matrix. Any other failure is thrown on.
   */
  public static ProblemException judge(
      EmulatorEngine engine, EmulatorSpec spec, ProblemException failure)
      throws InterruptedException {
    boolean local =
        engine.availability(spec).equals(new Availability.Possible(ImageSupply.LOCAL_IMAGE));
    if (local) {
      return failure;
    }
    String reason = failure.problem().title() + ": " + failure.problem().reason();
    boolean built = Matrix.whole() || Matrix.EVERY_BUILD.contains(spec.id());
    if (built && RealClients.of(spec.id()).imageBuiltHere()) {
      require(false, reason);
    }
    return Assumptions.abort(reason);
  }

  /** An engine object for these hosts, with no credentials. */
  static DockerEngine engine(Supplier<DockerHosts.Found> hosts, ImageSources images) {
    return engine(hosts, () -> images);
  }

  /** An engine object for these hosts, with no credentials, whose images may change. */
  static DockerEngine engine(Supplier<DockerHosts.Found> hosts, Supplier<ImageSources> images) {
    return new DockerEngine(
        hosts, Path.of("/nonexistent"), images, (helper, registry) -> Optional.empty(), HOME);
  }

  /** A bare connection, to look behind the engine object's back. */
  static DockerConnection connect() throws InterruptedException {
    try (EngineCalls calls = new EngineCalls()) {
      return new DockerLink(DockerHosts.ofThisMachine(Optional.empty())::find, calls, HOME)
          .connect();
    }
  }

  /** The registry that tests may pull from and push to; skips the test where none is named. */
  static String requireMirror() {
    String mirror = System.getenv(ImageSources.MIRROR_VARIABLE);
    assumeTrue(
        mirror != null && !mirror.isBlank(),
        ImageSources.MIRROR_VARIABLE + " names no registry for this test.");
    return mirror;
  }

  static EmulatorSpec withMemory(EmulatorSpec spec, long bytes) {
    ContainerBackend old = spec.container().orElseThrow();
    return with(spec, container(old, old.image(), Optional.of(bytes), old.mirrors()));
  }

  /** The same entry, whose image is asked for at these places in turn. */
  static EmulatorSpec from(EmulatorSpec spec, String image, String... mirrors) {
    ContainerBackend old = spec.container().orElseThrow();
    return with(spec, container(old, image, old.memoryBytes(), List.of(mirrors)));
  }

  private static ContainerBackend container(
      ContainerBackend old, String image, Optional<Long> bytes, List<String> mirrors) {
    return new ContainerBackend(
        image,
        old.command(),
        old.environment(),
        old.mounts(),
        old.tmpfs(),
        bytes,
        old.gaps(),
        old.data(),
        old.stopSignal(),
        mirrors,
        old.build());
  }

  private static EmulatorSpec with(EmulatorSpec spec, ContainerBackend container) {
    return new EmulatorSpec(
        spec.id(),
        spec.name(),
        spec.category(),
        spec.icon(),
        spec.licence(),
        spec.docs(),
        spec.match(),
        Optional.of(container),
        spec.embedded(),
        spec.ports(),
        spec.parameters(),
        spec.readiness(),
        spec.dependsOn(),
        spec.connect(),
        spec.client(),
        spec.startTimeout(),
        spec.stopGrace(),
        spec.lifecycle(),
        spec.liveness(),
        spec.job(),
        spec.seed(),
        spec.probing(),
        spec.browse(),
        spec.observe(),
        spec.preferred());
  }

  private static void require(EngineStatus status) {
    String reason =
        status instanceof EngineStatus.Unavailable(var problem)
            ? problem.title() + ": " + problem.reason()
            : "";
    require(status.available(), "No container engine for this test. " + reason);
  }

  private static void require(boolean met, String reason) {
    if ("1".equals(System.getenv("DRAGONCODE_REQUIRE_DOCKER"))) {
      assertThat(met).as(reason).isTrue();
    }
    assumeTrue(met, reason);
  }
}
