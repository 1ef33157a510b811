package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;

/** The API itself: its addresses, its limits, its wisdom. */
final class Meta {

  private Meta() {}

  static void setUp(Setup setup) {
    setup.operation(
        "meta.root",
        call -> {
          ObjectNode body = call.object();
          Links.put(body, call, "root", call.url());
          return Reply.json(200, body);
        });
    setup.operation("meta.rate_limit", Meta::limits);
    setup.operation("meta.zen", call -> Reply.text(200, "text/plain", zen(call)));
    setup.operation("meta.versions", call -> Reply.json(200, call.value("versions")));
    setup.operation(
        "meta.get",
        call -> {
          ObjectNode body = call.object().put("verifiable_password_authentication", false);
          body.putArray("hooks").add("127.0.0.0/8");
          return Reply.json(200, body);
        });
  }

  static String zen(Scene scene) {
    JsonNode all = scene.value("zen");
    return all.path((int) (scene.world().next("zen") % Math.max(1, all.size()))).asText();
  }

  /** https://docs.github.com/rest/rate-limit/rate-limit. */
  private static Reply limits(Call call) {
    ObjectNode body = call.object();
    ObjectNode resources = body.putObject("resources");
    call.limits()
        .forEach((name, standing) -> {
          ObjectNode shown = resources.putObject(name);
          for (String field : java.util.List.of("limit", "used", "remaining", "reset")) {
            shown.set(field, standing.path(field));
          }
          shown.put("resource", name);
        });
    body.set("rate", resources.path("core"));
    return Reply.json(200, body);
  }
}
