package dev.dragoncode.emulators.engine.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** The user's Docker configuration folder, as far as it concerns where engines and keys are. */
final class DockerConfig {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DEFAULT_CONTEXT = "default";

  private final Path folder;

  private DockerConfig(Path folder) {
    this.folder = folder;
  }

  static DockerConfig in(Path folder) {
    return new DockerConfig(folder);
  }

  /** A named engine. */
  record Context(String name, String address, Optional<Path> certificates) {}

  /** config.json; empty where there is none. */
  JsonNode config() {
    Path file = folder.resolve("config.json");
    return Files.isRegularFile(file) ? read(file) : JSON.createObjectNode();
  }

  /**
   * The context that DOCKER_CONTEXT or config.json names; none where that is the default one.
   *
   * @throws dev.dragoncode.problem.ProblemException if it names one that is not there or not
   *     readable
   */
  Optional<Context> currentContext(Map<String, String> environment) {
    String name = environment.getOrDefault("DOCKER_CONTEXT", "");
    if (name.isBlank()) {
      name = config().path("currentContext").asText("");
    }
    if (name.isBlank() || name.equals(DEFAULT_CONTEXT)) {
      return Optional.empty();
    }
    String digest = sha256(name);
    Path meta = folder.resolve("contexts").resolve("meta").resolve(digest).resolve("meta.json");
    if (!Files.isRegularFile(meta)) {
      throw Problem.of(
              "The Docker context " + name + " does not exist",
              meta + " is not there.",
              Remedy.of("Choose one that exists with: docker context use NAME"))
          .asException();
    }
    JsonNode endpoint = read(meta).path("Endpoints").path("docker");
    String address = endpoint.path("Host").asText("");
    if (address.isBlank()) {
      return Optional.empty();
    }
    if (endpoint.path("SkipTLSVerify").asBoolean(false)) {
      throw Problem.of(
              "The Docker context " + name + " trusts any certificate",
              "It is set up to skip the check of the engine's certificate, which is not supported.",
              Remedy.of("Give the context the engine's CA: docker context update --docker ca=…"))
          .asException();
    }
    Path keys = folder.resolve("contexts").resolve("tls").resolve(digest).resolve("docker");
    return Optional.of(
        new Context(name, address, Files.isDirectory(keys) ? Optional.of(keys) : Optional.empty()));
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw Problem.of(
              "Docker's configuration is not valid JSON",
              "%s, line %d, column %d: %s"
                  .formatted(
                      file,
                      e.getLocation().getLineNr(),
                      e.getLocation().getColumnNr(),
                      e.getOriginalMessage()),
              Remedy.of(
                  "Correct " + file + ".", new Remedy.OpenFile(file, e.getLocation().getLineNr())))
          .causedBy(e)
          .asException();
    } catch (IOException e) {
      throw Problem.of(
              "Docker's configuration cannot be read",
              file + ": " + e.getMessage(),
              Remedy.of("Make " + file + " readable for your account."))
          .causedBy(e)
          .asException();
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
