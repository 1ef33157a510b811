package dev.dragoncode.emulators.engine.docker;

/**
 * An image reference in its parts.
 *
 * @param registry as the engine names it: {@code docker.io} where the reference has none
 * @param repository with {@code library/} for Docker Hub's official images
 * @param suffix {@code :tag}, {@code @digest} or both; {@code :latest} where the reference has none
 */
record ImageName(String registry, String repository, String suffix) {

  static final String DOCKER_HUB = "docker.io";

  static ImageName parse(String reference) {
    String rest = reference;
    String suffix = "";
    int digest = rest.indexOf('@');
    if (digest >= 0) {
      suffix = rest.substring(digest);
      rest = rest.substring(0, digest);
    }
    int tag = rest.lastIndexOf(':');
    if (tag > rest.lastIndexOf('/')) {
      suffix = rest.substring(tag) + suffix;
      rest = rest.substring(0, tag);
    }
    String registry = DOCKER_HUB;
    int slash = rest.indexOf('/');
    if (slash > 0 && isRegistry(rest.substring(0, slash))) {
      registry = rest.substring(0, slash);
      rest = rest.substring(slash + 1);
    }
    if (registry.equals("index.docker.io") || registry.equals("registry-1.docker.io")) {
      registry = DOCKER_HUB;
    }
    if (registry.equals(DOCKER_HUB) && !rest.contains("/")) {
      rest = "library/" + rest;
    }
    return new ImageName(registry, rest, suffix.isEmpty() ? ":latest" : suffix);
  }

  /** The reference as people write it. */
  String reference() {
    if (!registry.equals(DOCKER_HUB)) {
      return registry + "/" + repository + suffix;
    }
    String library = "library/";
    boolean official = repository.startsWith(library);
    return (official ? repository.substring(library.length()) : repository) + suffix;
  }

  private static boolean isRegistry(String first) {
    return first.contains(".") || first.contains(":") || first.equals("localhost");
  }
}
