package dev.dragoncode.emulators.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.StartRequest;
import dev.dragoncode.emulators.model.EmulatorSpec.ContainerBackend;
import dev.dragoncode.emulators.model.EngineKind;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Makes and starts one container, and removes it again where that fails or is interrupted. */
final class ContainerStart {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final DockerClient client;
  private final Machine machine;
  private final EngineCalls calls;
  private final StartRequest request;
  private final ContainerRecipe recipe;
  private final String image;
  private final Instant startedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  ContainerStart(
      DockerConnection connection,
      EngineCalls calls,
      StartRequest request,
      ContainerBackend backend,
      String image) {
    this.client = connection.client();
    this.machine = connection.machine();
    this.calls = calls;
    this.request = request;
    this.recipe = new ContainerRecipe(request, backend, image, machine, way(connection));
    this.image = image;
  }

  private ContainerRecipe.Way way(DockerConnection connection) {
    if (request.neighbours().isEmpty()) {
      return ContainerRecipe.Way.HOST_NETWORK;
    }
    if (!connection.host().local()) {
      throw DockerProblems.neighboursElsewhere(request.spec(), connection.host()).asException();
    }
    String system = client.infoCmd().exec().getOperatingSystem();
    return "Docker Desktop".equals(system)
        ? ContainerRecipe.Way.GATEWAY_NAME
        : ContainerRecipe.Way.HOST_NETWORK;
  }

  Instance run() throws InterruptedException {
    if (request.kept().isPresent()) {
      calls.within(
          LIMIT,
          () -> ContainerVolumes.make(client, request.kept().get(), recipe.data().size(), machine));
    }
    byte[] files = ProjectFiles.pack(request.owner().project(), recipe.mounts());
    String container = create();
    boolean started = false;
    try {
      if (files.length > 0) {
        calls.within(LIMIT, () -> copy(container, files));
      }
      calls.within(LIMIT, () -> client.startContainerCmd(container).exec());
      started = true;
    } finally {
      if (!started) {
        new ContainerRemoval(client, calls).byForce(container);
      }
    }
    return new Instance(
        container,
        EngineKind.DOCKER,
        request.spec().id(),
        request.owner(),
        image,
        request.ports(),
        request.parameters(),
        startedAt);
  }

  /** Not interruptible, so that no container is made whose id nobody knows. */
  private String create() {
    try {
      return calls.unlessTooLate(LIMIT, this::createOrReplace);
    } catch (EngineCalls.TooLate e) {
      removeUnseen();
      throw e;
    }
  }

  private String createOrReplace() {
    try {
      return recipe.command(client, startedAt).exec().getId();
    } catch (ConflictException e) {
      if (!removeDeadPredecessor()) {
        throw e;
      }
      return recipe.command(client, startedAt).exec().getId();
    }
  }

  /** A container of the same name that ended by itself was this project's last one. */
  private boolean removeDeadPredecessor() {
    try {
      InspectContainerResponse other =
          client.inspectContainerCmd(ContainerRecipe.name(request, machine)).exec();
      Map<String, String> labels = other.getConfig().getLabels();
      boolean ours =
          labels != null
              && request.owner().project().toString().equals(labels.get(ContainerLabels.PROJECT))
              && machine.mark().equals(labels.getOrDefault(ContainerLabels.MACHINE, ""));
      if (!ours || Boolean.TRUE.equals(other.getState().getRunning())) {
        return false;
      }
      client.removeContainerCmd(other.getId()).withForce(true).withRemoveVolumes(true).exec();
      return true;
    } catch (NotFoundException e) {
      return true;
    }
  }

  /** The engine may have made the container although its answer came too late. */
  private void removeUnseen() {
    List<Container> all =
        calls.unlessTooLate(
            LIMIT,
            () ->
                client
                    .listContainersCmd()
                    .withShowAll(true)
                    .withLabelFilter(ContainerLabels.of(request, image, startedAt, machine))
                    .exec());
    ContainerRemoval removal = new ContainerRemoval(client, calls);
    all.forEach(container -> removal.byForce(container.getId()));
  }

  private boolean copy(String container, byte[] files) {
    client
        .copyArchiveToContainerCmd(container)
        .withRemotePath("/")
        .withTarInputStream(new ByteArrayInputStream(files))
        .exec();
    return true;
  }
}
