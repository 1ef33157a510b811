package dev.dragoncode.emulators.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.dragoncode.emulators.engine.Availability;
import dev.dragoncode.emulators.engine.StartListener;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.Build;
import dev.dragoncode.emulators.model.ImageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Gets an emulator's image: the engine's own copy, else a registry's, unless it is offline. */
final class ImageSupply {

  /** Why an emulator is available without a pull. */
  static final String LOCAL_IMAGE = "image is local";

  /** Questions that the engine answers from memory; more means that it hangs. */
  private static final Duration QUESTION = Duration.ofSeconds(10);

  private final Supplier<ImageSources> sources;
  private final RegistryCheck registries;
  private final RegistryCredentials credentials;
  private final ImageDigests digests;
  private final EngineCalls calls;
  private final ImageBuild builds;

  ImageSupply(
      Supplier<ImageSources> sources,
      RegistryCheck registries,
      RegistryCredentials credentials,
      ImageDigests digests,
      EngineCalls calls,
      ImageBuild builds) {
    this.builds = builds;
    this.sources = sources;
    this.registries = registries;
    this.credentials = credentials;
    this.digests = digests;
    this.calls = calls;
  }

  /** The image that would be fetched or built. */
  String remote(EmulatorSpec spec, String image) {
    return built(spec, image)
        .map(build -> builds.name(image, build))
        .orElseGet(() -> sources.get().remote(spec, image));
  }

  /** How this app makes the image itself; empty where a registry has it. */
  private Optional<Build> built(EmulatorSpec spec, String image) {
    return overridden(spec, image)
        ? Optional.empty()
        : spec.container().flatMap(EmulatorSpec.ContainerBackend::build);
  }

  /** Whether the user has set another image than the catalog's. */
  boolean overridden(EmulatorSpec spec, String image) {
    return sources.get().overridden(spec, image);
  }

  /** Whether the image is there or could be fetched now. */
  Availability availability(EmulatorSpec spec, String image, DockerConnection connection)
      throws InterruptedException {
    ImageSources now = sources.get();
    if (local(spec, image, connection).isPresent()) {
      return new Availability.Possible(LOCAL_IMAGE);
    }
    Optional<Build> build = built(spec, image);
    String fetched = build.map(Build::base).orElse(image);
    if (build.isPresent() && localCopy(now.local(spec, fetched), connection).isPresent()) {
      return new Availability.Possible("its image is built here on " + fetched);
    }
    String remote = now.remote(spec, fetched);
    if (now.offline()) {
      return new Availability.Impossible(
          "offline, and its image is not on this machine",
          DockerProblems.imageMissingOffline(spec, remote));
    }
    if (!connection.host().local()) {
      // what that machine reaches cannot be tried from this one
      return new Availability.Possible(connection.host().where() + " fetches its image");
    }
    List<String> silent = new ArrayList<>();
    for (String each : now.remotes(spec, fetched)) {
      String registry = ImageName.parse(each).registry();
      if (registries.answers(registry)) {
        return new Availability.Possible(registry + " answers");
      }
      silent.add(registry);
    }
    String why =
        "%s did not answer within %d s"
            .formatted(String.join(" and ", silent), RegistryCheck.LIMIT.toSeconds());
    return new Availability.Impossible(why, DockerProblems.registrySilent(spec, remote, why));
  }

  /**
   * Pulls or builds the image where it is not there yet.
   *
   * @return the name under which the engine has it
   */
  String provide(
      EmulatorSpec spec, String image, DockerConnection connection, StartListener listener)
      throws InterruptedException {
    Optional<Build> build = built(spec, image);
    if (build.isPresent()) {
      String name = builds.name(image, build.get());
      if (local(spec, image, connection).isEmpty()) {
        String base = fetch(spec, build.get().base(), connection, listener);
        builds.run(connection.client(), build.get(), base, name, listener::pulling);
      }
      return name;
    }
    String used = fetch(spec, image, connection, listener);
    record(used, connection).ifPresent(listener::noticed);
    return used;
  }

  private String fetch(
      EmulatorSpec spec, String image, DockerConnection connection, StartListener listener)
      throws InterruptedException {
    ImageSources now = sources.get();
    Optional<String> local = localCopy(now.local(spec, image), connection);
    if (local.isEmpty() && now.offline()) {
      throw DockerProblems.imageMissingOffline(spec, now.remote(spec, image)).asException();
    }
    return local.isPresent()
        ? local.get()
        : pull(now.remotes(spec, image), connection.client(), listener);
  }

  /** Pulls from the first place that has it; answers its name there. */
  private String pull(List<String> remotes, DockerClient client, StartListener listener)
      throws InterruptedException {
    for (int i = 0; ; i++) {
      ImageName name = ImageName.parse(remotes.get(i));
      try {
        ImagePull.run(client, name, credentials.of(name), listener::pulling);
        return remotes.get(i);
      } catch (DockerException | DockerClientException e) {
        if (i == remotes.size() - 1 || !DockerProblems.anotherRegistryMayHelp(e)) {
          throw e;
        }
        listener.noticed(
            "%s failed, so %s is asked".formatted(name.registry(), remotes.get(i + 1)));
      }
    }
  }

  /** Which content an image that was started is, as far as a registry has said it. */
  Optional<ImageDigest> digest(String image) {
    return digests.find(image);
  }

  private Optional<String> record(String image, DockerConnection connection)
      throws InterruptedException {
    return calls
        .within(QUESTION, () -> inspect(connection.client(), image))
        .map(InspectImageResponse::getRepoDigests)
        .flatMap(all -> ImageDigests.of(image, all))
        .flatMap(digest -> digests.see(image, digest));
  }

  /** The name under which the engine has it, if it does. */
  Optional<String> local(EmulatorSpec spec, String image, DockerConnection connection)
      throws InterruptedException {
    return localCopy(
        built(spec, image)
            .map(build -> List.of(builds.name(image, build)))
            .orElseGet(() -> sources.get().local(spec, image)),
        connection);
  }

  private Optional<String> localCopy(List<String> names, DockerConnection connection)
      throws InterruptedException {
    return calls.within(
        QUESTION,
        () ->
            names.stream()
                .filter(name -> inspect(connection.client(), name).isPresent())
                .findFirst());
  }

  static Optional<InspectImageResponse> inspect(DockerClient client, String image) {
    try {
      return Optional.of(client.inspectImageCmd(image).exec());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }
}
