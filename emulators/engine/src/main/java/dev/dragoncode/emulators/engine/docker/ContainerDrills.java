package dev.dragoncode.emulators.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.VolumeOptions;
import dev.dragoncode.emulators.engine.DataSet;
import dev.dragoncode.emulators.engine.EngineDrills;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.StartListener;
import dev.dragoncode.emulators.engine.StartRequest;
import dev.dragoncode.emulators.model.Drill;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failures of containers, made on purpose. */
final class ContainerDrills implements EngineDrills {

  private static final Logger LOG = LoggerFactory.getLogger(ContainerDrills.class);
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration COPY_LIMIT = Duration.ofMinutes(2);

  /** What a server may need to come up. */
  private static final long ROOM = 64 << 20;

  /** It lies in memory. */
  private static final long LARGEST = 1 << 30;

  private final VolumeData.Questions engine;
  private final VolumeData data;
  private final EngineCalls calls;
  private final Starter starter;

  ContainerDrills(
      VolumeData.Questions engine, VolumeData data, EngineCalls calls, Starter starter) {
    this.engine = engine;
    this.data = data;
    this.calls = calls;
    this.starter = starter;
  }

  /** What a start on a small disk needs of the engine. */
  interface Starter {
    Instance start(StartRequest request, StartListener listener) throws InterruptedException;

    /** The image of an emulator as the engine has it locally. */
    String image(EmulatorSpec spec, StartListener listener) throws InterruptedException;
  }

  @Override
  public Map<Drill.Kind, String> impossible(EmulatorSpec spec) {
    return spec.data(EngineKind.DOCKER).isEmpty()
        ? Map.of(Drill.Kind.FILL, "Its container keeps nothing on disk.")
        : Map.of();
  }

  @Override
  public void kill(Instance instance) throws InterruptedException {
    ask(instance, "killed", client -> client.killContainerCmd(instance.id()).exec());
  }

  @Override
  public void pause(Instance instance) throws InterruptedException {
    ask(instance, "paused", client -> client.pauseContainerCmd(instance.id()).exec());
  }

  @Override
  public void resume(Instance instance) throws InterruptedException {
    ask(instance, "made to go on", client -> resume(client, instance.id()));
  }

  /** Two may be at it: the drill that ends and whoever stops the container. */
  static boolean resume(DockerClient client, String container) {
    if (!paused(client, container)) {
      return false;
    }
    try {
      client.unpauseContainerCmd(container).exec();
    } catch (DockerException e) {
      if (paused(client, container)) {
        throw e;
      }
      LOG.debug("Container {} does not stand still any more", container, e);
    }
    return true;
  }

  private static boolean paused(DockerClient client, String container) {
    try {
      InspectContainerResponse found = client.inspectContainerCmd(container).exec();
      return Boolean.TRUE.equals(found.getState().getPaused());
    } catch (NotFoundException e) {
      LOG.debug("Container {} is gone", container, e);
      return false;
    }
  }

  /** Something done through the engine's client. */
  private interface Act {
    Object on(DockerClient client);
  }

  private void ask(Instance instance, String participle, Act act) throws InterruptedException {
    engine.ask(
        instance.emulator() + " could not be " + participle,
        instance.artifact(),
        LIMIT,
        docker -> Objects.requireNonNullElse(act.on(docker.client()), true));
  }

  /**
   * A volume in memory lives as long as a container that uses it runs. So one that sleeps gets the
   * copy, and the emulator's takes over from it.
   */
  @Override
  public Instance startOnSmallDisk(StartRequest request, StartListener listener)
      throws InterruptedException {
    EmulatorSpec spec = request.spec();
    DataSet kept = request.kept().orElseThrow();
    DataSet small =
        DataSet.in(
            kept.sets(),
            kept.project(),
            kept.emulator(),
            SMALL_DISK + UUID.randomUUID().toString().replace("-", "").substring(0, 12));
    String image = starter.image(spec, listener);
    Path copies = request.data().resolve("copies");
    boolean started = false;
    try {
      PrivateFolders.create(copies);
      data.copyOut(kept, spec, image, copies);
      String keeper = keeper(request, small, image, copies);
      try {
        Instance instance = starter.start(request.on(small), listener);
        started = true;
        return instance;
      } finally {
        remove(spec, keeper);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      discard(copies);
      if (!started) {
        data.remove(small);
      }
    }
  }

  private String keeper(StartRequest request, DataSet small, String image, Path copies)
      throws InterruptedException {
    List<String> paths = request.spec().data(EngineKind.DOCKER);
    return engine.ask(
        request.spec().name() + " could not be started on a small disk",
        image,
        COPY_LIMIT,
        docker -> {
          DockerClient client = docker.client();
          ContainerVolumes.makeSmall(client, small, sizes(copies, paths.size()), docker.machine());
          String container = create(docker, request, small, image);
          boolean ready = false;
          try {
            client.startContainerCmd(container).exec();
            for (int path = 0; path < paths.size(); path++) {
              VolumeData.copyIn(client, container, archive(copies, path), paths.get(path));
            }
            ready = true;
          } finally {
            if (!ready) {
              new ContainerRemoval(client, calls).byForce(container);
            }
          }
          return container;
        });
  }

  /** Labelled as an instance, so that a sweeper finds it. */
  private static String create(
      DockerConnection docker, StartRequest request, DataSet small, String image) {
    List<Mount> mounts =
        ContainerVolumes.mounts(small, request.spec().data(EngineKind.DOCKER), docker.machine())
            .stream()
            .map(mount -> mount.withVolumeOptions(new VolumeOptions().withNoCopy(true)))
            .toList();
    return docker
        .client()
        .createContainerCmd(image)
        .withLabels(ContainerLabels.of(request, image, Instant.now(), docker.machine()))
        .withHostConfig(
            HostConfig.newHostConfig().withMounts(mounts).withNetworkMode("none").withInit(true))
        .withEntrypoint("sleep", "infinity")
        .exec()
        .getId();
  }

  private static List<Long> sizes(Path copies, int paths) {
    List<Long> sizes = new ArrayList<>();
    try {
      for (int path = 0; path < paths; path++) {
        // an archive pads less than pages do
        long size = Files.size(archive(copies, path)) * 5 / 4 + ROOM;
        if (size > LARGEST) {
          throw Problem.of(
                  "There is too much data for a full disk",
                  "A drill copies it into memory, and %d MiB is the most."
                      .formatted((LARGEST - ROOM) >> 20),
                  Remedy.of("Reset the emulator, or use another kind of drill."))
              .asException();
        }
        sizes.add(size);
      }
      return sizes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path archive(Path copies, int path) {
    return VolumeData.archive(copies, path);
  }

  private void remove(EmulatorSpec spec, String keeper) throws InterruptedException {
    engine.ask(
        "What kept the small disk of " + spec.name() + " could not be removed",
        "",
        LIMIT,
        docker -> {
          new ContainerRemoval(docker.client(), calls).byForce(keeper);
          return true;
        });
  }

  private static void discard(Path copies) {
    try (Stream<Path> _ = Stream.of(copies)) {
      PrivateFolders.delete(copies);
    } catch (IOException e) {
      LOG.warn("A copy of data stays in {}", copies, e);
    }
  }

  @Override
  public void fill(Instance instance, int spare) throws InterruptedException {
    engine.ask(
        "The disk of " + instance.emulator() + " could not be filled",
        instance.artifact(),
        COPY_LIMIT,
        docker -> {
          DockerClient client = docker.client();
          List<InspectContainerResponse.Mount> mounts =
              client.inspectContainerCmd(instance.id()).exec().getMounts();
          for (InspectContainerResponse.Mount mount : Objects.requireNonNull(mounts)) {
            long size = ContainerVolumes.smallSize(client, String.valueOf(mount.getName()));
            if (size > 0) {
              FullVolume.fill(
                  client,
                  instance.id(),
                  String.valueOf(Objects.requireNonNull(mount.getDestination()).getPath()),
                  size,
                  spare);
            }
          }
          return true;
        });
  }
}
