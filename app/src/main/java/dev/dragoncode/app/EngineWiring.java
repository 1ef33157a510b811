package dev.dragoncode.app;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.docker.DockerEngine;
import dev.dragoncode.emulators.engine.docker.DockerHosts;
import dev.dragoncode.emulators.engine.docker.ImageSources;
import dev.dragoncode.emulators.engine.embedded.EmbeddedEngine;
import dev.dragoncode.emulators.engine.embedded.MavenSettings;
import dev.dragoncode.emulators.engine.kubernetes.ClusterLink;
import dev.dragoncode.emulators.engine.kubernetes.KubernetesEngine;
import dev.dragoncode.emulators.lifecycle.OrphanSweeper;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.service.DataFolder;
import dev.dragoncode.service.Preferences;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engines that emulators run in, and where they get what they run. */
final class EngineWiring {

  private static final Logger LOG = LoggerFactory.getLogger(EngineWiring.class);

  private final Map<String, String> environment;
  private final DataFolder data;
  private final Shutdown shutdown;
  private final Supplier<Preferences> preferences;
  private final Lazy<List<EmulatorEngine>> engines = new Lazy<>(this::makeEngines);
  private final AtomicBoolean offline = new AtomicBoolean();
  private final AtomicBoolean swept = new AtomicBoolean();

  /**
   * Nothing is made yet.
   *
   * @param preferences as the user has them set whenever that is asked
   */
  EngineWiring(
      Map<String, String> environment,
      DataFolder data,
      Shutdown shutdown,
      Supplier<Preferences> preferences) {
    this.environment = environment;
    this.data = data;
    this.shutdown = shutdown;
    this.preferences = preferences;
  }

  List<EmulatorEngine> all() {
    return engines.get();
  }

  /** From now on nothing is fetched, whatever the user has set. */
  void goOffline() {
    offline.set(true);
  }

  boolean offline() {
    return offline.get() || preferences.get().offline();
  }

  /** Where images come from, as the user has it set now. */
  ImageSources images() {
    Preferences now = preferences.get();
    String mirror = environment.getOrDefault(ImageSources.MIRROR_VARIABLE, now.imageMirror());
    return new ImageSources(
        Optional.of(mirror).filter(m -> !m.isBlank()), now.imageOverrides(), offline());
  }

  MavenSettings maven() {
    return MavenSettings.ofUser().withOffline(offline());
  }

  /** The context of the user's kubeconfig that may be used; nothing is taken by default. */
  private Optional<String> cluster() {
    String chosen = preferences.get().cluster();
    return Optional.of(environment.getOrDefault("DRAGONCODE_KUBE_CONTEXT", chosen))
        .filter(context -> !context.isBlank());
  }

  private List<EmulatorEngine> makeEngines() {
    List<EmulatorEngine> all =
        List.of(
            new DockerEngine(
                DockerHosts.ofThisMachine(Optional.empty()),
                this::images,
                new ProcessRunner(),
                data.path()),
            new EmbeddedEngine(data.path(), this::maven),
            new KubernetesEngine(
                ClusterLink.ofUser(this::cluster), (spec, image) -> images().remote(spec, image)));
    shutdown.atEnd("engines", () -> all.forEach(EmulatorEngine::close));
    return all;
  }

  /** Ends what dead sessions left, but for the project that is opened: that adopts what fits. */
  void sweep(Path opened) {
    if (!swept.compareAndSet(false, true)) {
      return;
    }
    try {
      new OrphanSweeper(data.path(), engines.get()).sweep(Set.of(opened));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ProblemException e) {
      LOG.warn("What earlier sessions left could not be looked through", e);
    }
  }
}
