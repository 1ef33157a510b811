package dev.dragoncode.fakes.packs.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Alphabets;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Twilio's API of messages: https://www.twilio.com/docs/messaging/api/message-resource. */
public final class TwilioCode implements PackCode {

  /** RFC 2822, as all dates of this version of the API. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  @Override
  public void setUp(Setup setup) {
    setup.admission(TwilioCode::admit);
    setup.operation("account.retrieve", TwilioCode::account);
    setup.operation("message.create", TwilioCode::create);
    setup.operation("message.list", MessageList::page);
    setup.operation("message.retrieve", call -> call.answer("message", message(call)));
    setup.operation("message.update", TwilioCode::update);
    setup.operation("message.delete", TwilioCode::delete);
    Progress.setUp(setup);
  }

  static String date(Instant time) {
    return DATE.format(time);
  }

  /** The account of the path is the caller's own; an API key is good for any. */
  private static void admit(Call call) {
    String account = accountOf(call);
    String caller = call.credential().name();
    if (caller.startsWith("AC") && !caller.equals(account)) {
      throw new Refusal("unauthorized");
    }
    if (caller.startsWith("AC")) {
      remember(call, caller, call.credential().secret());
    }
  }

  private static void remember(Call call, String account, String token) {
    Optional<ObjectNode> known = call.find("account", account);
    if (known.isEmpty()) {
      call.create("account", account, call.object().put("sid", account).put("~token", token));
    } else if (!known.get().path("~token").asText().equals(token)) {
      call.change("account", account, copy -> copy.put("~token", token));
    }
  }

  static String accountOf(Call call) {
    return call.path("account").replaceFirst("\\.json$", "");
  }

  private static Reply account(Call call) {
    String sid = accountOf(call);
    ObjectNode account = call.object();
    account.put("auth_token", call.credential().secret());
    account.put("date_created", date(Instant.EPOCH)).put("date_updated", date(Instant.EPOCH));
    account.put("friendly_name", "DragonCode").put("owner_account_sid", sid).put("sid", sid);
    account.put("status", "active").put("type", "Full");
    account.put("uri", "/2010-04-01/Accounts/" + sid + ".json");
    account
        .putObject("subresource_uris")
        .put("messages", "/2010-04-01/Accounts/" + sid + "/Messages.json");
    return Reply.json(200, account);
  }

  /** The message that the path names, if it is of the path's account. */
  private static ObjectNode message(Call call) {
    return call.find("message", sid(call))
        .filter(row -> row.path("account_sid").asText().equals(accountOf(call)))
        .orElseThrow(() -> Refusal.of("not_found").with("path", call.request().path()));
  }

  private static String sid(Call call) {
    return call.path("sid").replaceFirst("\\.json$", "");
  }

  private static Reply create(Call call) {
    Draft draft = Draft.of(call);
    String account = accountOf(call);
    String sid = (draft.media() > 0 ? "MM" : "SM") + call.random(Alphabets.HEX, 32);
    String uri = "/2010-04-01/Accounts/" + account + "/Messages/" + sid;
    ObjectNode values = call.object();
    values.put("account_sid", account).put("sid", sid).put("uri", uri + ".json");
    values.put("to", draft.to()).put("body", draft.body());
    if (draft.service().isEmpty()) {
      values.put("from", draft.from());
    } else {
      values.put("messaging_service_sid", draft.service());
    }
    values.put("num_media", String.valueOf(draft.media()));
    values.put("num_segments", draft.service().isEmpty() ? Segments.of(draft.body()) : "0");
    values.put("date_created", date(call.now())).put("date_updated", date(call.now()));
    values.putObject("subresource_uris").put("media", uri + "/Media.json");
    values.put("~from", draft.from());
    call.text("StatusCallback").ifPresent(url -> values.put("~callback", url));
    values.put("status", Progress.first(draft));
    ObjectNode row = call.create("message", sid, values);
    Progress.begin(call, row, draft);
    return call.answer("message", row);
  }

  /** Twilio's updates: the text is taken away, or a scheduled message is called off. */
  private static Reply update(Call call) {
    ObjectNode message = message(call);
    JsonNode body = call.input().get("Body");
    String status = message.path("status").asText();
    if (body != null && !body.asText().isEmpty()) {
      throw invalid(20001, "Invalid parameter: a message's Body can only be set to an empty text");
    }
    Optional<String> wanted = call.text("Status");
    if (wanted.isPresent()) {
      if (!wanted.get().equals("canceled")) {
        throw invalid(20001, "Invalid parameter: Status can only be set to canceled");
      }
      if (!status.equals("scheduled")) {
        throw invalid(30409, "Message status is not valid for cancellation");
      }
    } else if (body != null && !Progress.isOver(status)) {
      throw unfinished();
    }
    ObjectNode changed =
        call.change(
            "message",
            sid(call),
            copy -> {
              if (body != null) {
                copy.put("body", "");
              }
              wanted.ifPresent(other -> copy.put("status", other));
              copy.put("date_updated", date(call.now()));
            });
    return call.answer("message", changed);
  }

  private static Reply delete(Call call) {
    ObjectNode message = message(call);
    if (!Progress.isOver(message.path("status").asText())) {
      throw unfinished();
    }
    call.remove("message", sid(call));
    return Reply.empty(204);
  }

  /** https://www.twilio.com/docs/api/errors/20009. */
  private static Refusal unfinished() {
    return Refusal.of("conflict")
        .with("code", IntNode.valueOf(20009))
        .with("message", "Resource not complete. Resource must be complete to be changed");
  }

  /** Twilio's no to a value. */
  static Refusal invalid(int code, String message) {
    return Refusal.of("invalid").with("code", IntNode.valueOf(code)).with("message", message);
  }
}
