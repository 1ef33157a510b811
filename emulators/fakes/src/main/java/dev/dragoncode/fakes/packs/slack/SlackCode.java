package dev.dragoncode.fakes.packs.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.state.Json;
import java.util.Optional;

/** Slack's Web API, put together from its parts. */
public final class SlackCode implements PackCode {

  @Override
  public void setUp(Setup setup) {
    Chat.setUp(setup);
    Scheduled.setUp(setup);
    Conversations.setUp(setup);
    Members.setUp(setup);
    History.setUp(setup);
    People.setUp(setup);
    Reactions.setUp(setup);
    SlackEvents.setUp(setup);
    IncomingWebhooks.setUp(setup);
    setup.operation("api.test", SlackCode::test);
    setup.operation("auth.test", SlackCode::whoAmI);
    setup.operation("team.info", SlackCode::team);
    setup.operation("bots.info", SlackCode::bot);
  }

  /** A no of Slack's: status 200, and the name of the error. */
  static Refusal failed(String error) {
    return Refusal.of("failed").with("error", error);
  }

  /** The beginning of a yes. */
  static ObjectNode ok(Call call) {
    return call.object().put("ok", true);
  }

  static Reply done(Call call) {
    return Reply.json(200, ok(call));
  }

  /** The user that is the app's bot. */
  static String botUser(Scene scene) {
    return scene.value("bot").path("user").asText();
  }

  static String team(Scene scene) {
    return scene.value("team").path("id").asText();
  }

  /** A value that forms hold as JSON text, such as blocks. */
  static Optional<JsonNode> structure(JsonNode value, String error) {
    if (value.isMissingNode()
        || value.isNull()
        || (value.isTextual() && value.asText().isEmpty())) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      return Optional.of(value);
    }
    try {
      return Optional.of(Json.read(value.asText()));
    } catch (JsonProcessingException e) {
      throw failed(error);
    }
  }

  private static Reply test(Call call) {
    ObjectNode body = ok(call);
    ObjectNode arguments = call.input().deepCopy();
    if (arguments.has("error")) {
      body.put("ok", false).put("error", arguments.path("error").asText());
    }
    if (!arguments.isEmpty()) {
      body.set("args", arguments);
    }
    return Reply.json(200, body);
  }

  private static Reply whoAmI(Call call) {
    JsonNode team = call.value("team");
    ObjectNode body = ok(call);
    body.put("url", "https://%s.slack.com/".formatted(team.path("domain").asText()));
    body.put("team", team.path("name").asText()).put("team_id", team.path("id").asText());
    body.put("user", call.value("bot").path("name").asText()).put("user_id", botUser(call));
    body.put("bot_id", call.value("bot").path("id").asText());
    return Reply.json(200, body.put("is_enterprise_install", false));
  }

  private static Reply team(Call call) {
    JsonNode team = call.value("team");
    ObjectNode body = ok(call);
    body.set("team", team.<ObjectNode>deepCopy().put("email_domain", "").putNull("enterprise_id"));
    return Reply.json(200, body);
  }

  private static Reply bot(Call call) {
    JsonNode bot = call.value("bot");
    if (!call.text("bot").orElse("").equals(bot.path("id").asText())) {
      throw failed("bot_not_found");
    }
    ObjectNode body = ok(call);
    body.putObject("bot")
        .put("id", bot.path("id").asText())
        .put("deleted", false)
        .put("name", bot.path("name").asText())
        .put("app_id", call.value("app").asText())
        .put("user_id", botUser(call));
    return Reply.json(200, body);
  }
}
