package dev.dragoncode.fakes.packs.sendgrid;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Alphabets;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.state.Selection;

/** SendGrid's API, put together from its parts. */
public final class SendgridCode implements PackCode {

  @Override
  public void setUp(Setup setup) {
    Sending.setUp(setup);
    Journey.setUp(setup);
    EventHooks.setUp(setup);
    Suppressions.setUp(setup);
    Templates.setUp(setup);
    Activity.setUp(setup);
    setup.operation("scopes", SendgridCode::scopes);
    setup.operation("api_key.add", SendgridCode::addKey);
    setup.operation("api_key.all", SendgridCode::keys);
    setup.operation("api_key.retrieve", call -> Reply.json(200, key(call)));
    setup.operation("api_key.rename", SendgridCode::changeKey);
    setup.operation("api_key.replace", SendgridCode::changeKey);
    setup.operation(
        "api_key.delete",
        call -> {
          key(call);
          call.remove("api_key", call.path("id"));
          return Reply.empty(204);
        });
  }

  private static Reply scopes(Call call) {
    ObjectNode body = call.object();
    body.set("scopes", call.value("scopes"));
    return Reply.json(200, body);
  }

  private static ObjectNode key(Call call) {
    return call.get("api_key", call.path("id"));
  }

  /** The key itself is told once, when it is made. */
  private static Reply addKey(Call call) {
    String name = call.text("name").orElseThrow(() -> invalid("name", "missing required argument"));
    String id = call.random(Alphabets.BASE62, 22);
    ObjectNode values = call.object().put("api_key_id", id).put("name", name);
    values.set(
        "scopes", call.input().has("scopes") ? call.input().get("scopes") : call.value("scopes"));
    ObjectNode shown = call.create("api_key", id, values).deepCopy();
    shown.put("api_key", "SG." + id + "." + call.random(Alphabets.BASE62, 43));
    return Reply.json(201, shown);
  }

  private static Reply keys(Call call) {
    ObjectNode body = call.object();
    ArrayNode result = body.putArray("result");
    for (ObjectNode row : call.list("api_key", Selection.all()).rows()) {
      result
          .addObject()
          .put("name", row.path("name").asText())
          .put("api_key_id", row.path("api_key_id").asText());
    }
    return Reply.json(200, body);
  }

  private static Reply changeKey(Call call) {
    key(call);
    ObjectNode changed =
        call.change(
            "api_key",
            call.path("id"),
            copy -> {
              call.text("name").ifPresent(name -> copy.put("name", name));
              if (call.input().has("scopes")) {
                copy.set("scopes", call.input().get("scopes"));
              }
            });
    return Reply.json(200, changed);
  }

  /** SendGrid's no to one field. */
  static Refusal invalid(String field, String message) {
    ArrayNode errors = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.arrayNode();
    errors.addObject().put("message", message).put("field", field).putNull("help");
    return Refusal.of("invalid").with("errors", errors);
  }

  /** As SendGrid writes ids of the kind {@code 8e2ad9c3-…}. */
  static String uuid(Scene scene) {
    String hex = scene.random(Alphabets.HEX, 32);
    return "%s-%s-4%s-a%s-%s"
        .formatted(
            hex.substring(0, 8),
            hex.substring(8, 12),
            hex.substring(13, 16),
            hex.substring(17, 20),
            hex.substring(20));
  }
}
