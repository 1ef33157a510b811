package dev.dragoncode.emulators.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.VolumeOptions;
import dev.dragoncode.emulators.engine.DataSet;
import dev.dragoncode.emulators.engine.EngineData;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EngineKind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Kept data of containers. The engine alone may reach into its volumes, so they are copied through
 * a container that mounts them and never runs, as tar archives, one for each path.
 */
final class VolumeData implements EngineData {

  /** Removed at the next look where a process that was killed has left one. */
  static final String COPIER = "dev.dragoncode.data.copier";

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** A gigabyte takes some ten seconds. */
  private static final Duration COPY_LIMIT = Duration.ofMinutes(10);

  private final Questions engine;
  private final EngineCalls calls;

  VolumeData(Questions engine, EngineCalls calls) {
    this.engine = engine;
    this.calls = calls;
  }

  /** Asks the engine, and makes problems of its failures. */
  interface Questions {
    <T> T ask(String title, String image, Duration limit, DockerEngine.Question<T> question)
        throws InterruptedException;
  }

  @Override
  public List<DataSet> sets(Path project, Path sets) throws InterruptedException {
    return engine.ask(
        "The kept data could not be listed",
        "",
        LIMIT,
        docker -> {
          removeCopiers(docker, sets);
          return ContainerVolumes.list(docker.client(), project, sets, docker.machine());
        });
  }

  private static void removeCopiers(DockerConnection docker, Path sets) {
    docker
        .client()
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(Map.of(COPIER, docker.machine().own(sets)))
        .exec()
        .forEach(container -> remove(docker.client(), container.getId()));
  }

  @Override
  public void copyOut(DataSet set, EmulatorSpec spec, String artifact, Path into)
      throws InterruptedException {
    List<String> paths = spec.data(EngineKind.DOCKER);
    engine.ask(
        "The data of " + spec.name() + " could not be copied",
        artifact,
        COPY_LIMIT,
        docker -> {
          DockerClient client = docker.client();
          String copier = copier(docker, set, paths, artifact);
          try {
            for (int path = 0; path < paths.size(); path++) {
              copyOut(client, copier, paths.get(path), archive(into, path));
            }
          } finally {
            removeSurely(client, copier);
          }
          return true;
        });
  }

  @Override
  public void copyIn(Path from, DataSet set, EmulatorSpec spec, String artifact)
      throws InterruptedException {
    List<String> paths = spec.data(EngineKind.DOCKER);
    engine.ask(
        "The data of " + spec.name() + " could not be put back",
        artifact,
        COPY_LIMIT,
        docker -> {
          DockerClient client = docker.client();
          ContainerVolumes.make(client, set, paths.size(), docker.machine());
          String copier = copier(docker, set, paths, artifact);
          try {
            for (int path = 0; path < paths.size(); path++) {
              copyIn(client, copier, archive(from, path), paths.get(path));
            }
          } finally {
            removeSurely(client, copier);
          }
          return true;
        });
  }

  @Override
  public void remove(DataSet set) throws InterruptedException {
    engine.ask(
        "The data of " + set.emulator() + " could not be removed",
        "",
        LIMIT,
        docker -> ContainerVolumes.remove(docker.client(), set, docker.machine()));
  }

  static Path archive(Path folder, int path) {
    return folder.resolve(path + ".tar");
  }

  /** The volumes come as they are, without what the image has at their places. */
  private static String copier(
      DockerConnection docker, DataSet set, List<String> paths, String artifact) {
    List<Mount> mounts =
        ContainerVolumes.mounts(set, paths, docker.machine()).stream()
            .map(mount -> mount.withVolumeOptions(new VolumeOptions().withNoCopy(true)))
            .toList();
    return docker
        .client()
        .createContainerCmd(artifact)
        .withLabels(Map.of(COPIER, docker.machine().own(set.sets())))
        .withHostConfig(HostConfig.newHostConfig().withMounts(mounts).withNetworkMode("none"))
        .withEntrypoint("true")
        .exec()
        .getId();
  }

  private static void copyOut(DockerClient client, String copier, String path, Path archive) {
    try (InputStream tar = client.copyArchiveFromContainerCmd(copier, path).exec();
        OutputStream out = Files.newOutputStream(archive)) {
      tar.transferTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    requireWhole(archive);
  }

  /** An engine that fails in the middle just ends its answer. */
  private static void requireWhole(Path archive) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
      boolean any = false;
      while (tar.getNextEntry() != null) {
        any = true;
      }
      if (!any) {
        throw new IOException("the engine's answer is empty");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void copyIn(DockerClient client, String copier, Path archive, String path) {
    try (InputStream tar = new BufferedInputStream(Files.newInputStream(archive))) {
      int slash = path.lastIndexOf('/');
      client
          .copyArchiveToContainerCmd(copier)
          .withRemotePath(slash == 0 ? "/" : path.substring(0, slash))
          .withTarInputStream(tar)
          .exec();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether or not this thread is interrupted. */
  private void removeSurely(DockerClient client, String copier) {
    calls.unlessTooLate(LIMIT, () -> remove(client, copier));
  }

  private static boolean remove(DockerClient client, String copier) {
    try {
      client.removeContainerCmd(copier).withForce(true).withRemoveVolumes(true).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }
}
