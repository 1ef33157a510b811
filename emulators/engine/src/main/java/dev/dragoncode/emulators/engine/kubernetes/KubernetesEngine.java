package dev.dragoncode.emulators.engine.kubernetes;

import dev.dragoncode.emulators.engine.Availability;
import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.EngineData;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.Liveness;
import dev.dragoncode.emulators.engine.StartListener;
import dev.dragoncode.emulators.engine.StartRequest;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.ContainerBackend;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.model.ResourceUse;
import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.snapshot.Subscription;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs emulators as pods of a cluster, for teams whose laptops are too small: one namespace for a
 * project, and each port forwarded to the same loopback port that a container would publish.
 *
 * <p>A forward lives in this process. An instance that outlives the app stays in the cluster, and
 * the next session that adopts it opens its forwards anew, when it asks for its {@link #liveness}.
 * No data is kept over a stop.
 */
public final class KubernetesEngine implements EmulatorEngine {

  private static final Logger LOG = LoggerFactory.getLogger(KubernetesEngine.class);

  private static final int CONFLICT = 409;

  private final ClusterLink link;
  private final BiFunction<EmulatorSpec, String, String> images;
  private final Forwards forwards = new Forwards();

  /**
   * @param cluster which cluster to use; nothing is asked of any other
   * @param images the name under which the cluster finds an emulator's image
   */
  public KubernetesEngine(ClusterLink cluster, BiFunction<EmulatorSpec, String, String> images) {
    this.link = cluster;
    this.images = images;
  }

  @Override
  public EngineKind kind() {
    return EngineKind.KUBERNETES;
  }

  @Override
  public EngineStatus status() throws InterruptedException {
    return link.status();
  }

  @Override
  public Availability availability(EmulatorSpec spec) throws InterruptedException {
    if (spec.container().isEmpty()) {
      return new Availability.Impossible("it has no image", KubernetesProblems.noImage(spec));
    }
    return switch (link.status()) {
      case EngineStatus.Unavailable unavailable ->
          new Availability.Impossible("no cluster answers", unavailable.problem());
      case EngineStatus.Available available ->
          new Availability.Possible("the cluster of " + available.where() + " answers");
      case EngineStatus.Unknown _ ->
          new Availability.Impossible("no cluster is chosen", KubernetesProblems.noneChosen());
    };
  }

  @Override
  public Instance start(StartRequest request, StartListener listener) throws InterruptedException {
    EmulatorSpec spec = request.spec();
    ContainerBackend backend =
        spec.container().orElseThrow(() -> KubernetesProblems.noImage(spec).asException());
    KubernetesClient client = link.client();
    String image = images.apply(spec, backend.image());
    // As the record in the cluster has it.
    Instant startedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    PodRecipe recipe = new PodRecipe(request, backend, image);
    Instance instance = InstanceRecord.instance(request, recipe.namespace(), image, startedAt);
    boolean made = false;
    boolean running = false;
    try {
      removeRemains(client, recipe.namespace(), spec.id());
      listener.starting();
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted before anything was made");
      }
      makeNamespace(client, recipe);
      client.resource(InstanceRecord.write(instance, request)).create();
      made = true;
      for (var each : recipe.resources()) {
        client.resource(each).create();
      }
      new PodWait(client, spec, image).untilRunning(recipe.namespace(), listener);
      forwards.open(client, instance, spec.name(), recipe.targets());
      running = true;
      return instance;
    } catch (KubernetesClientException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while talking to the cluster");
      }
      throw KubernetesProblems.failed(spec.name() + " could not be started", e).asException();
    } finally {
      if (made && !running) {
        clearUp(client, instance, request.data());
      }
    }
  }

  /** It stays when the emulators go: a namespace takes a while to end, and may hold more. */
  private static void makeNamespace(KubernetesClient client, PodRecipe recipe) {
    if (client.namespaces().withName(recipe.namespace()).get() != null) {
      return;
    }
    try {
      client.resource(recipe.projectNamespace()).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != CONFLICT) {
        throw e;
      }
      LOG.debug("Another start has just made {}", recipe.namespace());
    }
  }

  /** What a dead session left; where a pod of the name still runs, making another one fails. */
  private static void removeRemains(KubernetesClient client, String namespace, String emulator)
      throws InterruptedException {
    Pod pod = client.pods().inNamespace(namespace).withName(emulator).get();
    if (pod == null || PodState.of(pod) instanceof Liveness.Ended) {
      new PodRemoval(client).run(namespace, emulator, Duration.ZERO);
    }
  }

  private void clearUp(KubernetesClient client, Instance instance, Path data) {
    boolean interrupted = Thread.interrupted();
    try {
      remove(client, instance, Duration.ZERO);
      PrivateFolders.delete(data);
    } catch (InterruptedException e) {
      interrupted = true;
    } catch (KubernetesClientException | IOException e) {
      LOG.warn("What was made of {} may be left behind", instance, e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void stop(Instance instance, Duration grace) throws InterruptedException {
    try {
      KubernetesClient client = link.client();
      Optional<Secret> record = record(client, instance);
      remove(client, instance, grace);
      if (record.isPresent()) {
        PrivateFolders.delete(InstanceRecord.data(record.get()));
      }
    } catch (KubernetesClientException e) {
      throw KubernetesProblems.failed(instance.emulator() + " could not be stopped", e)
          .asException();
    } catch (IOException e) {
      LOG.info("The folder of {} is left behind: {}", instance, e.toString());
    }
  }

  private void remove(KubernetesClient client, Instance instance, Duration grace)
      throws InterruptedException {
    forwards.close(instance);
    new PodRemoval(client).run(InstanceRecord.namespace(instance), instance.emulator(), grace);
  }

  /** Of the chosen cluster. */
  @Override
  public List<Instance> instances() throws InterruptedException {
    if (status() instanceof EngineStatus.Unknown) {
      return List.of();
    }
    try {
      return link
          .client()
          .secrets()
          .inAnyNamespace()
          .withLabels(PodRecipe.OURS)
          .withLabel(PodRecipe.PART, InstanceRecord.PART)
          .list()
          .getItems()
          .stream()
          .flatMap(secret -> InstanceRecord.read(secret).stream())
          .toList();
    } catch (KubernetesClientException e) {
      throw KubernetesProblems.failed("The running emulators could not be listed", e).asException();
    }
  }

  /** Opens the instance's forwards where this process has none that work. */
  @Override
  public Liveness liveness(Instance instance) throws InterruptedException {
    try {
      KubernetesClient client = link.client();
      Pod pod = pod(client, instance);
      Optional<Secret> record = record(client, instance);
      if (pod == null || record.isEmpty() || !InstanceRecord.of(record.get(), instance)) {
        return new Liveness.Gone();
      }
      Liveness liveness = PodState.of(pod);
      if (liveness instanceof Liveness.Running) {
        forwards.open(client, instance, instance.emulator(), InstanceRecord.targets(record.get()));
      }
      return liveness;
    } catch (KubernetesClientException e) {
      throw KubernetesProblems.failed(
              "The state of " + instance.emulator() + " could not be read", e)
          .asException();
    }
  }

  /** Empty where the cluster has no metrics server. */
  @Override
  public Optional<ResourceUse> use(Instance instance) throws InterruptedException {
    try {
      return PodState.use(
          link.client()
              .top()
              .pods()
              .metrics(InstanceRecord.namespace(instance), instance.emulator()));
    } catch (KubernetesClientException | ProblemException e) {
      LOG.debug("The cluster does not measure {}", instance, e);
      return Optional.empty();
    }
  }

  @Override
  public List<LogLine> tail(Instance instance, int lines) throws InterruptedException {
    try {
      KubernetesClient client = link.client();
      return pod(client, instance) == null ? List.of() : PodLog.tail(client, instance, lines);
    } catch (KubernetesClientException e) {
      throw KubernetesProblems.failed("The log of " + instance.emulator() + " could not be read", e)
          .asException();
    }
  }

  @Override
  public Subscription follow(Instance instance, int pastLines, Consumer<LogLine> consumer) {
    return PodLog.follow(link, instance, pastLines, consumer);
  }

  @Override
  public EngineData data() {
    return new NoKeptData();
  }

  @Override
  public void close() {
    forwards.closeAll();
    link.close();
  }

  private static @Nullable Pod pod(KubernetesClient client, Instance instance) {
    return client
        .pods()
        .inNamespace(InstanceRecord.namespace(instance))
        .withName(instance.emulator())
        .get();
  }

  private static Optional<Secret> record(KubernetesClient client, Instance instance) {
    return Optional.ofNullable(
        client
            .secrets()
            .inNamespace(InstanceRecord.namespace(instance))
            .withName(InstanceRecord.name(instance.emulator()))
            .get());
  }
}
