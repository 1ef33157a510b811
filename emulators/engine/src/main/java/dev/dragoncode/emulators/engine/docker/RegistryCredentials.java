package dev.dragoncode.emulators.engine.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.model.AuthConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the login for a registry where {@code docker login} keeps it. Read anew for each pull. */
final class RegistryCredentials {

  private static final Logger LOG = LoggerFactory.getLogger(RegistryCredentials.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The key under which Docker Hub's login is kept, for historical reasons. */
  private static final String DOCKER_HUB_KEY = "https://index.docker.io/v1/";

  /** A helper's user name for a token instead of a password. */
  private static final String TOKEN_USER = "<token>";

  private final Path configFolder;
  private final CredentialHelper helper;

  RegistryCredentials(Path configFolder, CredentialHelper helper) {
    this.configFolder = configFolder;
    this.helper = helper;
  }

  /**
   * The login for an image's registry; empty to pull without one.
   *
   * @throws dev.dragoncode.problem.ProblemException if Docker's configuration cannot be read
   */
  Optional<AuthConfig> of(ImageName image) throws InterruptedException {
    JsonNode config = DockerConfig.in(configFolder).config();
    for (String key : keys(image.registry())) {
      String name = config.path("credHelpers").path(key).asText("");
      if (!name.isEmpty()) {
        return fromHelper(name, key);
      }
    }
    String store = config.path("credsStore").asText("");
    if (!store.isEmpty()) {
      Optional<AuthConfig> stored = fromHelper(store, keys(image.registry()).getFirst());
      if (stored.isPresent()) {
        return stored;
      }
    }
    for (String key : keys(image.registry())) {
      Optional<AuthConfig> plain = fromFile(config.path("auths").path(key), key);
      if (plain.isPresent()) {
        return plain;
      }
    }
    return Optional.empty();
  }

  private static List<String> keys(String registry) {
    return registry.equals(ImageName.DOCKER_HUB)
        ? List.of(DOCKER_HUB_KEY, "index.docker.io", "docker.io", "registry-1.docker.io")
        : List.of(
            registry, "https://" + registry, "https://" + registry + "/", "http://" + registry);
  }

  private Optional<AuthConfig> fromHelper(String name, String registry)
      throws InterruptedException {
    Optional<String> answer = helper.get(name, registry);
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    try {
      JsonNode login = JSON.readTree(answer.get());
      String user = login.path("Username").asText("");
      String secret = login.path("Secret").asText("");
      if (secret.isEmpty()) {
        return Optional.empty();
      }
      AuthConfig auth = new AuthConfig().withRegistryAddress(registry);
      return Optional.of(
          user.equals(TOKEN_USER)
              ? auth.withIdentityToken(secret)
              : auth.withUsername(user).withPassword(secret));
    } catch (JsonProcessingException e) {
      // the answer may hold a secret, so neither it nor the parser's excerpt goes into the log
      LOG.warn("docker-credential-{} did not answer with JSON for {}", name, registry);
      return Optional.empty();
    }
  }

  private static Optional<AuthConfig> fromFile(JsonNode entry, String registry) {
    AuthConfig auth = new AuthConfig().withRegistryAddress(registry);
    String token = entry.path("identitytoken").asText("");
    if (!token.isEmpty()) {
      return Optional.of(auth.withIdentityToken(token));
    }
    String encoded = entry.path("auth").asText("");
    if (encoded.isEmpty()) {
      return Optional.empty();
    }
    try {
      String login = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = login.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(
              auth.withUsername(login.substring(0, colon))
                  .withPassword(login.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      LOG.warn("The login for {} in Docker's configuration is not base64", registry);
      return Optional.empty();
    }
  }
}
