package dev.dragoncode.emulators.browse.product;

import dev.dragoncode.emulators.browse.Bounds;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request to an emulator and its whole answer, within the bounds of the data browser. */
public final class Http {

  private Http() {}

  /**
   * The answer, whatever its status.
   *
   * @throws IOException if there is none, or it has more than {@link Bounds#BYTES}
   */
  public static HttpResponse<byte[]> send(HttpRequest request)
      throws IOException, InterruptedException {
    return send(request, Bounds.BYTES);
  }

  /** The same of an answer that may have more bytes, or less. */
  static HttpResponse<byte[]> send(HttpRequest request, long bytes)
      throws IOException, InterruptedException {
    return send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), bytes), Bounds.TIMEOUT);
  }

  /** The same with a body that the handler takes. */
  static <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body, Duration timeout)
      throws IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().connectTimeout(Bounds.TIMEOUT).build();
    CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, body);
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("No whole answer within " + timeout.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new IOException(reason(e.getCause() == null ? e : e.getCause()), e);
    } finally {
      client.shutdownNow();
    }
  }

  private static String reason(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
