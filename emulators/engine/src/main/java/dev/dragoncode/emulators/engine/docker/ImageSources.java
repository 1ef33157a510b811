package dev.dragoncode.emulators.engine.docker;

import dev.dragoncode.emulators.model.EmulatorSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where images come from when it is not where the catalog says.
 *
 * @param mirror a registry, perhaps with a path, that serves Docker Hub's images: with {@code
 *     127.0.0.1:5000}, {@code postgres:18.1} is {@code 127.0.0.1:5000/library/postgres:18.1}
 * @param overrides an image by the emulator's id or by the catalog's image; taken as it is
 * @param offline whether no registry is to be asked for anything
 */
public record ImageSources(
    Optional<String> mirror, Map<String, String> overrides, boolean offline) {

  /** The variable that names a mirror. */
  public static final String MIRROR_VARIABLE = "DRAGONCODE_IMAGE_MIRROR";

  public ImageSources {
    mirror = mirror.map(String::strip).map(ImageSources::withoutSlash).filter(m -> !m.isEmpty());
    overrides = Map.copyOf(overrides);
  }

  /** Sources that may be asked. */
  public ImageSources(Optional<String> mirror, Map<String, String> overrides) {
    this(mirror, overrides, false);
  }

  /** The catalog's images from where the catalog says. */
  public static ImageSources asInCatalog() {
    return new ImageSources(Optional.empty(), Map.of());
  }

  /** The mirror that the environment names, if it names one. */
  public static ImageSources from(Map<String, String> environment) {
    return new ImageSources(Optional.ofNullable(environment.get(MIRROR_VARIABLE)), Map.of());
  }

  /** The same, with or without the network. */
  public ImageSources withOffline(boolean without) {
    return new ImageSources(mirror, overrides, without);
  }

  /** The image to fetch for this emulator. */
  public String remote(EmulatorSpec spec, String image) {
    String override = overrides.getOrDefault(spec.id(), overrides.get(image));
    if (override != null) {
      return override;
    }
    ImageName name = ImageName.parse(image);
    return name.registry().equals(ImageName.DOCKER_HUB)
        ? mirror.map(m -> m + "/" + name.repository() + name.suffix()).orElse(image)
        : image;
  }

  /**
   * Where an image is asked for, in this order: where the catalog or the user says and, where it is
   * the catalog's own place, then at the mirrors that its entry names.
   */
  List<String> remotes(EmulatorSpec spec, String image) {
    String remote = remote(spec, image);
    List<String> mirrors =
        remote.equals(image)
            ? spec.container().map(EmulatorSpec.ContainerBackend::mirrors).orElse(List.of())
            : List.of();
    return Stream.concat(Stream.of(remote), mirrors.stream()).distinct().toList();
  }

  /** Whether another image stands in for the catalog's. */
  boolean overridden(EmulatorSpec spec, String image) {
    return overrides.containsKey(spec.id()) || overrides.containsKey(image);
  }

  /** The names under which the image may be local already, best first. */
  List<String> local(EmulatorSpec spec, String image) {
    return overridden(spec, image)
        ? List.of(remote(spec, image))
        : Stream.concat(remotes(spec, image).stream(), Stream.of(image)).distinct().toList();
  }

  private static String withoutSlash(String mirror) {
    return mirror.endsWith("/") ? mirror.substring(0, mirror.length() - 1) : mirror;
  }
}
