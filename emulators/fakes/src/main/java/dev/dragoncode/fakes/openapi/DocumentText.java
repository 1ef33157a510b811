package dev.dragoncode.fakes.openapi;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Fetches the bytes of a document from a file or, since a user asked for it, from an address. */
final class DocumentText {

  /** GitHub's, one of the largest that are published, has 13 MB. */
  static final int MOST_BYTES = 32 << 20;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private DocumentText() {}

  static boolean isAddress(String where) {
    String lower = where.toLowerCase(Locale.ROOT);
    return lower.startsWith("http://") || lower.startsWith("https://");
  }

  /**
   * All of its bytes.
   *
   * @param where a path or an http address
   * @throws ProblemException if it cannot be read or is too large
   */
  static byte[] read(String where) {
    try {
      return isAddress(where) ? fetched(URI.create(where)) : file(Path.of(where));
    } catch (IOException | InvalidPathException e) {
      throw unreadable(where, e.getClass().getSimpleName() + ": " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw unreadable(where, "it is no valid address", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreadable(where, "reading was interrupted", e);
    }
  }

  private static byte[] file(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw unreadable(
          path.toString(), Files.exists(path) ? "it is no file" : "there is no such file", null);
    }
    try (InputStream in = Files.newInputStream(path)) {
      return bounded(path.toString(), in);
    }
  }

  private static byte[] fetched(URI address) throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    try {
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .timeout(PATIENCE)
              .header("Accept", "application/json, application/yaml, text/yaml, */*")
              .build();
      HttpResponse<InputStream> answer =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = answer.body()) {
        if (answer.statusCode() != 200) {
          throw unreadable(
              address.toString(), "it answers with status " + answer.statusCode(), null);
        }
        return bounded(address.toString(), in);
      }
    } finally {
      client.shutdownNow();
    }
  }

  private static byte[] bounded(String where, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw Problem.of(
              "This OpenAPI document is too large",
              "%s has more than %d MB, which is more than any API needs to be described."
                  .formatted(where, MOST_BYTES >> 20),
              Remedy.of("Use the version whose $refs are not written out, or a part of it."))
          .asException();
    }
    return bytes;
  }

  private static ProblemException unreadable(
      String where, String why, @org.jspecify.annotations.Nullable Exception cause) {
    Problem problem =
        Problem.of(
            "The OpenAPI document cannot be read",
            where + ": " + why + ".",
            Remedy.of("Check the path or address, and whether it may be read from here."));
    return (cause == null ? problem : problem.causedBy(cause)).asException();
  }
}
