package dev.dragoncode.emulators.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops containers and removes them with their anonymous volumes. */
final class ContainerRemoval {

  private static final Logger LOG = LoggerFactory.getLogger(ContainerRemoval.class);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final DockerClient client;
  private final EngineCalls calls;

  ContainerRemoval(DockerClient client, EngineCalls calls) {
    this.client = client;
    this.calls = calls;
  }

  /**
   * Stops a container politely, then hard, and removes it. One that is gone is no failure. An
   * interrupt cuts the grace short: the container is removed nevertheless.
   */
  void run(String container, Duration grace) throws InterruptedException {
    Optional<String> data;
    try {
      data = calls.within(LIMIT, () -> dataFolder(container));
    } catch (NotFoundException e) {
      return;
    }
    try {
      calls.within(grace.plus(LIMIT), () -> stop(container, grace));
    } catch (EngineCalls.TooLate e) {
      LOG.warn("Container {} did not stop in time and is killed", container);
    } finally {
      byForce(container);
    }
    data.ifPresent(ContainerRemoval::deleteIfEmpty);
  }

  /** Kills and removes a container, whether or not this thread is interrupted. */
  void byForce(String container) {
    calls.unlessTooLate(
        LIMIT,
        () -> {
          try {
            client.removeContainerCmd(container).withForce(true).withRemoveVolumes(true).exec();
          } catch (NotFoundException e) {
            LOG.debug("Container {} is gone already", container);
          } catch (ConflictException e) {
            LOG.debug("Container {} is being removed already", container);
          }
          return true;
        });
  }

  private boolean stop(String container, Duration grace) {
    try {
      // one that stands still hears no polite request
      ContainerDrills.resume(client, container);
      int seconds = (int) grace.plusMillis(999).toSeconds();
      client.stopContainerCmd(container).withTimeout(seconds).exec();
      return true;
    } catch (NotFoundException | NotModifiedException e) {
      return false;
    }
  }

  private Optional<String> dataFolder(String container) {
    InspectContainerResponse inspected = client.inspectContainerCmd(container).exec();
    Map<String, String> labels =
        inspected.getConfig() == null ? null : inspected.getConfig().getLabels();
    return labels == null
        ? Optional.empty()
        : Optional.ofNullable(labels.get(ContainerLabels.DATA));
  }

  /** Never more than an empty folder: a label is not to be trusted with what lies in one. */
  private static void deleteIfEmpty(String folder) {
    try {
      Path path = Path.of(folder);
      if (Files.isDirectory(path)) {
        Files.delete(path);
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.debug("The folder {} stays", folder, e);
    }
  }
}
