package dev.dragoncode.service.rotate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The fields {@code username} and {@code password} of a secret in Vault's or OpenBao's KV store.
 */
public final class VaultSecret implements SecretPlace {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** A mount, {@code data}, and the rest. */
  private static final Pattern DATA = Pattern.compile("[^/]+/data/.+");

  private final HttpClient client;
  private final String address;
  private final String token;
  private final String path;
  private int version;
  private boolean there;

  /**
   * @param address of the server, without a path
   * @param path such as {@code secret/data/shop}; {@code secret/shop} means the same
   */
  public VaultSecret(HttpClient client, String address, String token, String path) {
    this.client = client;
    this.address = address;
    this.token = token;
    this.path = DATA.matcher(path).matches() ? path : path.replaceFirst("/", "/data/");
  }

  @Override
  public String name() {
    return path;
  }

  @Override
  public Optional<Login> current() throws InterruptedException {
    HttpResponse<String> response = send("GET", "");
    if (response.statusCode() != 200 && response.statusCode() != 404) {
      throw refused(response);
    }
    JsonNode secret = json(response.body()).path("data");
    // one whose newest version was deleted has a version, and is not there
    version = secret.path("metadata").path("version").asInt(0);
    there = response.statusCode() == 200;
    String username = secret.path("data").path("username").asText("");
    String password = secret.path("data").path("password").asText("");
    return username.isEmpty() || password.isEmpty()
        ? Optional.empty()
        : Optional.of(new Login(username, password));
  }

  @Override
  public String publish(Login login) throws InterruptedException {
    ObjectNode body = JSON.createObjectNode();
    body.putObject("options").put("cas", version);
    body.putObject("data").put("username", login.username()).put("password", login.password());
    HttpResponse<String> response = send(there ? "PATCH" : "POST", body.toString());
    if (response.statusCode() != 200) {
      throw refused(response);
    }
    return "version " + json(response.body()).path("data").path("version").asInt();
  }

  private HttpResponse<String> send(String method, String body) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri())
            .timeout(TIMEOUT)
            .header("X-Vault-Token", token)
            .header(
                "Content-Type",
                method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw Problem.of(
              "The vault does not answer",
              address + " did not answer. What worked before still does.",
              Remedy.of("See that it runs: dragoncode status; then run this again."))
          .causedBy(e)
          .asException();
    }
  }

  private URI uri() {
    try {
      URI base = URI.create(address);
      return new URI(
          base.getScheme(), null, base.getHost(), base.getPort(), "/v1/" + path, null, null);
    } catch (URISyntaxException e) {
      throw Problem.of(
              "This is no path of a secret",
              path + " cannot be asked for.",
              Remedy.of("Name one such as secret/data/shop."))
          .causedBy(e)
          .asException();
    }
  }

  private ProblemException refused(HttpResponse<String> response) {
    JsonNode errors = json(response.body()).path("errors");
    String words = errors.path(0).asText("");
    return Problem.of(
            "The vault refuses the secret",
            "%s answers with %d%s for %s. What worked before still does."
                .formatted(
                    address,
                    response.statusCode(),
                    words.isEmpty() ? "" : " (" + words + ")",
                    path),
            Remedy.of(
                words.contains("check-and-set")
                    ? "Somebody else has written it meanwhile: run this again."
                    : "Name another path with --secret, or restart the vault's emulator."))
        .asException();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      // what is no JSON has no fields; it may hold a secret, so nobody is told
      return JSON.createObjectNode();
    }
  }
}
