package dev.dragoncode.io.profiler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A conversation with a V8 inspector: its protocol's calls, one answer each. */
final class InspectorSession implements AutoCloseable, WebSocket.Listener {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A busy program answers once it comes to rest. */
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);

  /** Longer answers are no profiles of a few minutes. */
  private static final int LONGEST = 256 << 20;

  private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
  private final AtomicInteger last = new AtomicInteger();
  private final StringBuilder message = new StringBuilder();
  private @Nullable WebSocket socket;

  private InspectorSession() {}

  static InspectorSession open(HttpClient http, URI address) throws InterruptedException {
    InspectorSession session = new InspectorSession();
    session.socket =
        await(
            http.newWebSocketBuilder().connectTimeout(ANSWERS_WITHIN).buildAsync(address, session));
    return session;
  }

  /**
   * Calls a method of the protocol.
   *
   * @return its result
   * @throws dev.dragoncode.problem.ProblemException if it fails or does not answer
   */
  JsonNode call(String method, Map<String, ?> parameters) throws InterruptedException {
    int id = last.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    open.put(id, answer);
    WebSocket known = socket;
    if (known == null) {
      throw new IllegalStateException("Not open yet");
    }
    try {
      String text =
          JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
      WebSocket _ = await(known.sendText(text, true));
      return await(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Maps are JSON", e);
    } finally {
      open.remove(id);
    }
  }

  private static <T> T await(Future<T> answer) throws InterruptedException {
    try {
      return answer.get(ANSWERS_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw problem(String.valueOf(e.getCause())).causedBy(e).asException();
    } catch (TimeoutException e) {
      throw problem("It did not answer within " + ANSWERS_WITHIN.toSeconds() + " s.")
          .causedBy(e)
          .asException();
    }
  }

  private static Problem problem(String why) {
    return Problem.of(
        "The inspector does not answer",
        why,
        Remedy.of("Check that no other debugger holds the program."),
        Remedy.of(
            "Start it with node --cpu-prof, end it and open the .cpuprofile that it leaves."));
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean whole) {
    if (message.length() + part.length() > LONGEST) {
      onError(from, new IllegalStateException("The answer is longer than " + LONGEST));
      from.abort();
      return null;
    }
    message.append(part);
    if (whole) {
      String text = message.toString();
      message.setLength(0);
      take(text);
    }
    from.request(1);
    return null;
  }

  private void take(String text) {
    try {
      JsonNode answer = JSON.readTree(text);
      CompletableFuture<JsonNode> waiting = open.get(answer.path("id").asInt(0));
      if (waiting == null) {
        // an event, of which none is asked for
        return;
      }
      if (answer.has("error")) {
        waiting.completeExceptionally(
            new IllegalStateException(answer.path("error").path("message").asText()));
      } else {
        waiting.complete(answer.path("result"));
      }
    } catch (JsonProcessingException e) {
      open.values().forEach(each -> each.completeExceptionally(e));
    }
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    open.values().forEach(each -> each.completeExceptionally(error));
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    open.values()
        .forEach(
            each -> each.completeExceptionally(new IllegalStateException("The program hung up")));
    return null;
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.abort();
    }
  }
}
