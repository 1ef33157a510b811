package dev.dragoncode.fakes.packs.postmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Outgoing;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.state.Selection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Who is told of mails: https://postmarkapp.com/developer/api/webhooks-api. Nothing is signed. */
final class Hooks {

  private Hooks() {}

  static void setUp(Setup setup) {
    setup.telling(Hooks::messages);
    setup.operation("webhook.create", Hooks::create);
    setup.operation("webhook.list", Hooks::list);
    setup.operation("webhook.retrieve", call -> Reply.json(200, found(call)));
    setup.operation(
        "webhook.update",
        call -> {
          ObjectNode values = call.input().deepCopy();
          values.remove("ID");
          return Reply.json(
              200, call.change("webhook", id(found(call)), row -> row.setAll(values)));
        });
    setup.operation(
        "webhook.delete",
        call -> {
          String id = id(found(call));
          call.remove("webhook", id);
          return PostmarkCode.removed(call, "Webhook " + id);
        });
  }

  private static String id(ObjectNode row) {
    return row.path("ID").asText();
  }

  private static Reply create(Call call) {
    if (call.text("Url").isEmpty()) {
      throw PostmarkCode.refused(1241, "The 'Url' of the webhook is missing.");
    }
    String id = call.newId("webhook");
    ObjectNode values = call.input().deepCopy().put("ID", Long.parseLong(id));
    return Reply.json(200, call.create("webhook", id, values));
  }

  private static Reply list(Call call) {
    ObjectNode body = call.object();
    ArrayNode webhooks = body.putArray("Webhooks");
    call.list("webhook", Selection.all()).rows().forEach(webhooks::add);
    return Reply.json(200, body);
  }

  private static ObjectNode found(Call call) {
    return call.find("webhook", call.path("id"))
        .orElseThrow(() -> PostmarkCode.refused(1234, "The webhook was not found."));
  }

  private static List<Outgoing> messages(Scene scene, String event, JsonNode told) {
    List<Outgoing> messages = new ArrayList<>();
    for (ObjectNode webhook : scene.list("webhook", Selection.all()).rows()) {
      if (webhook.path("Triggers").path(event).path("Enabled").asBoolean()) {
        messages.add(
            new Outgoing(
                event,
                id(webhook),
                webhook.path("Url").asText(),
                "",
                "application/json",
                headers(webhook),
                told.toString()));
      }
    }
    return messages;
  }

  private static Map<String, String> headers(ObjectNode webhook) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("user-agent", "Postmark");
    for (JsonNode header : webhook.path("HttpHeaders")) {
      headers.put(
          header.path("Name").asText().toLowerCase(Locale.ROOT), header.path("Value").asText());
    }
    JsonNode user = webhook.path("HttpAuth");
    if (user.hasNonNull("Username")) {
      String pair = user.path("Username").asText() + ":" + user.path("Password").asText();
      headers.put(
          "authorization",
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
    return headers;
  }
}
