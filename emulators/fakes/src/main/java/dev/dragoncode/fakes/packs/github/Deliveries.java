package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Alphabets;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Hidden;
import dev.dragoncode.fakes.pack.Outgoing;
import dev.dragoncode.fakes.pack.PackCode.Attempted;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.pack.Signatures;
import dev.dragoncode.fakes.state.Json;
import dev.dragoncode.fakes.state.Selection;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What was sent to hooks and what they said:
 * https://docs.github.com/webhooks/testing-and-troubleshooting-webhooks.
 */
final class Deliveries {

  private static final String RESOURCE = "delivery";

  /** As many of each hook are kept. */
  private static final int MOST = 100;

  private Deliveries() {}

  static void setUp(Setup setup) {
    for (String of : List.of("hook", "org_hook")) {
      setup.operation(of + ".deliveries", Deliveries::list);
      setup.operation(of + ".delivery", call -> Reply.json(200, Hidden.without(found(call))));
      setup.operation(of + ".redeliver", Deliveries::redeliver);
    }
    setup.signer(Deliveries::sign);
    setup.delivered(Deliveries::delivered);
  }

  /** Sends an event to a hook in the form that it asked for. */
  static void send(Scene scene, ObjectNode hook, String event, String action, ObjectNode body) {
    JsonNode config = hook.path("config");
    boolean json = config.path("content_type").asText().equals("json");
    String text = body.toString();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("accept", "*/*");
    headers.put("user-agent", "GitHub-Hookshot/" + scene.random(Alphabets.HEX, 7));
    headers.put("x-github-delivery", guid(scene));
    headers.put("x-github-event", event);
    headers.put("x-github-hook-id", hook.path("id").asText());
    String repo = hook.path("~repo").asText();
    headers.put(
        "x-github-hook-installation-target-id", repo.isEmpty() ? hook.path("~org").asText() : repo);
    headers.put(
        "x-github-hook-installation-target-type", repo.isEmpty() ? "organization" : "repository");
    scene.post(
        new Outgoing(
            action.isEmpty() ? event : event + "." + action,
            hook.path("id").asText(),
            config.path("url").asText(),
            config.path("secret").asText(""),
            json ? "application/json" : "application/x-www-form-urlencoded",
            headers,
            json ? text : "payload=" + URLEncoder.encode(text, StandardCharsets.UTF_8)));
  }

  private static String guid(Scene scene) {
    String hex = scene.random(Alphabets.HEX, 32);
    return "%s-%s-11f0-8%s-%s"
        .formatted(
            hex.substring(0, 8), hex.substring(8, 12), hex.substring(17, 20), hex.substring(20));
  }

  /** https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries. */
  private static Map<String, String> sign(Outgoing message, Instant now) {
    return message.secret().isEmpty()
        ? Map.of()
        : Map.of(
            "x-hub-signature",
            "sha1=" + Signatures.hmacSha1Hex(message.secret(), message.body()),
            "x-hub-signature-256",
            "sha256=" + Signatures.hmacSha256Hex(message.secret(), message.body()));
  }

  private static void delivered(Scene scene, Outgoing message, Attempted attempt) {
    Optional<ObjectNode> hook = scene.find(Hooks.RESOURCE, message.endpoint());
    if (hook.isEmpty()) {
      return;
    }
    int code = attempt.status();
    String status =
        code == 0
            ? "failed to connect to host"
            : code < 300 ? "OK" : "Invalid HTTP Response: " + code;
    scene.change(
        Hooks.RESOURCE,
        message.endpoint(),
        row ->
            row.putObject("last_response")
                .put("code", code)
                .put("status", code >= 200 && code < 300 ? "active" : "misconfigured")
                .put("message", status));
    keep(scene, hook.get(), message, attempt, status);
  }

  private static void keep(
      Scene scene, ObjectNode hook, Outgoing message, Attempted attempt, String status) {
    String guid = message.headers().getOrDefault("x-github-delivery", "");
    long id = Links.next(scene, RESOURCE);
    ObjectNode row = Links.object().put("id", id).put("guid", guid);
    row.put("delivered_at", scene.now().toString());
    boolean again = !scene.list(RESOURCE, Selection.of("~guid", guid).atMost(1)).rows().isEmpty();
    row.put("redelivery", again).put("duration", attempt.took().toMillis() / 1_000.0);
    row.put("status", status).put("status_code", attempt.status());
    row.put("event", message.headers().getOrDefault("x-github-event", ""));
    int dot = message.event().indexOf('.');
    row.put("action", dot < 0 ? null : message.event().substring(dot + 1));
    row.putNull("installation_id");
    JsonNode payload = payload(message);
    JsonNode repository = payload.path("repository").path("id");
    if (repository.isNumber()) {
      row.set("repository_id", repository);
    } else {
      row.putNull("repository_id");
    }
    row.putNull("throttled_at").put("url", message.url());
    ObjectNode request = row.putObject("request");
    ObjectNode headers = request.putObject("headers");
    attempt.headers().forEach((name, value) -> headers.put(capitals(name), value));
    request.set("payload", payload);
    ObjectNode response = row.putObject("response");
    response.putObject("headers");
    response.put("payload", attempt.answer());
    row.put("~hook", hook.path("id").asText()).put("~guid", guid);
    row.put("~body", message.body()).put("~type", message.contentType());
    row.put("~event", message.event());
    scene.create(RESOURCE, String.valueOf(id), row);
    List<ObjectNode> all =
        scene.list(RESOURCE, Selection.of("~hook", hook.path("id").asText())).rows();
    all.stream()
        .limit(Math.max(0, all.size() - MOST))
        .forEach(old -> scene.remove(RESOURCE, old.path("id").asText()));
  }

  private static String capitals(String name) {
    StringBuilder text = new StringBuilder();
    for (String part : name.split("-", -1)) {
      text.append(text.isEmpty() ? "" : "-");
      text.append(
          part.equals("github")
              ? "GitHub"
              : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
    }
    return text.toString();
  }

  private static JsonNode payload(Outgoing message) {
    String text = message.body();
    try {
      return Json.read(
          text.startsWith("payload=")
              ? URLDecoder.decode(text.substring("payload=".length()), StandardCharsets.UTF_8)
              : text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode found(Call call) {
    String hook = Hooks.found(call).path("id").asText();
    return call.find(RESOURCE, call.path("delivery_id"))
        .filter(row -> row.path("~hook").asText().equals(hook))
        .orElseThrow(Errors::notFound);
  }

  private static Reply list(Call call) {
    String hook = Hooks.found(call).path("id").asText();
    Selection newest = IssueLists.newestFirst(Selection.of("~hook", hook));
    return Paged.of(
        call,
        RESOURCE,
        newest,
        row -> Hidden.without(row).deepCopy().without(List.of("request", "response", "url")));
  }

  private static Reply redeliver(Call call) {
    ObjectNode row = found(call);
    ObjectNode hook = Hooks.found(call);
    Map<String, String> headers = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> one : row.path("request").path("headers").properties()) {
      String name = one.getKey().toLowerCase(Locale.ROOT);
      if (!name.startsWith("x-hub-signature") && !name.equals("content-type")) {
        headers.put(name, one.getValue().asText());
      }
    }
    call.post(
        new Outgoing(
            row.path("~event").asText(),
            hook.path("id").asText(),
            hook.path("config").path("url").asText(),
            hook.path("config").path("secret").asText(""),
            row.path("~type").asText(),
            headers,
            row.path("~body").asText()));
    return Reply.json(202, call.object());
  }
}
