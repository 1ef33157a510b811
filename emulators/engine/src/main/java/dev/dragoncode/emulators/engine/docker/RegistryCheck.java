package dev.dragoncode.emulators.engine.docker;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;

/** Asks whether an image registry can be reached from here. */
final class RegistryCheck implements AutoCloseable {

  /** The promise of the engine choice: a registry that takes longer is not waited for. */
  static final Duration LIMIT = Duration.ofSeconds(2);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(LIMIT).version(HttpClient.Version.HTTP_1_1).build();
  private final EngineCalls calls;

  RegistryCheck(EngineCalls calls) {
    this.calls = calls;
  }

  /**
   * Whether the registry answers within two seconds. Any answer counts, also one that wants a
   * login: the pull brings the credentials.
   *
   * @param registry a host with or without a port, or {@code docker.io}
   */
  boolean answers(String registry) throws InterruptedException {
    try {
      // around the client's own limits, since looking up a name knows none
      return calls.within(LIMIT, () -> anyAnswers(registry));
    } catch (EngineCalls.TooLate e) {
      return false;
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private boolean anyAnswers(String registry) throws InterruptedException {
    for (URI address : addresses(registry)) {
      if (answersAt(address)) {
        return true;
      }
    }
    return false;
  }

  private boolean answersAt(URI address) throws InterruptedException {
    try {
      http.send(HttpRequest.newBuilder(address).timeout(LIMIT).build(), BodyHandlers.discarding());
      return true;
    } catch (SSLException e) {
      // something listens; whether its certificate is good is for the engine to say
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static List<URI> addresses(String registry) {
    if (registry.equals(ImageName.DOCKER_HUB)) {
      return List.of(URI.create("https://registry-1.docker.io/v2/"));
    }
    URI secure = URI.create("https://" + registry + "/v2/");
    boolean loopback = registry.matches("(localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1])(:\\d+)?");
    return loopback ? List.of(URI.create("http://" + registry + "/v2/"), secure) : List.of(secure);
  }
}
