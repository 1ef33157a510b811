package dev.dragoncode.fakes.packs.sendgrid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Alphabets;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Takes mails: https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send. */
final class Sending {

  /** https://www.twilio.com/docs/sendgrid/api-reference/mail-send/limitations. */
  private static final int LARGEST = 30 * 1024 * 1024;

  private static final Duration LATEST = Duration.ofDays(3);

  private Sending() {}

  static void setUp(Setup setup) {
    setup.operation("mail.send", Sending::send);
    setup.operation(
        "mail.batch",
        call -> Reply.json(201, call.object().put("batch_id", call.random(Alphabets.BASE62, 58))));
  }

  private static Reply send(Call call) {
    if (call.request().body().length > LARGEST) {
      throw new Refusal("too_large");
    }
    ObjectNode mail = call.input();
    MailCheck.check(mail);
    Duration wait = wait(call, mail.path("send_at"));
    if (mail.path("mail_settings").path("sandbox_mode").path("enable").asBoolean()) {
      return Reply.empty(200);
    }
    String id = call.random(Alphabets.BASE62, 22);
    ObjectNode kept = mail.deepCopy();
    kept.put("id", id).put("sent_at", call.now().toString());
    kept.path("attachments")
        .forEach(one -> {
          if (one instanceof ObjectNode attachment) {
            // the bytes would stay in memory for good
            attachment.put("bytes", attachment.path("content").asText().length() * 3 / 4);
            attachment.remove("content");
          }
        });
    call.create("mail", id, kept);
    ArrayNode messages = call.object().arrayNode();
    int number = 0;
    for (JsonNode one : mail.path("personalizations")) {
      for (String kind : List.of("to", "cc", "bcc")) {
        for (JsonNode address : one.path(kind)) {
          String message = "%s.filter0001.16648.5515E0B88.%d".formatted(id, number++);
          call.create("message", message, message(call, mail, one, address, message));
          messages.add(message);
        }
      }
    }
    Journey.begin(call, messages, wait);
    return Reply.empty(202).withHeader("x-message-id", id);
  }

  private static Duration wait(Call call, JsonNode at) {
    if (!at.isNumber()) {
      return Duration.ZERO;
    }
    Duration wait = Duration.ofSeconds(at.asLong() - call.now().getEpochSecond());
    if (wait.compareTo(LATEST) > 0) {
      throw SendgridCode.invalid(
          "send_at",
          "Scheduling more than 72 hours in advance is forbidden, please reschedule your message");
    }
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  private static ObjectNode message(
      Call call, ObjectNode mail, JsonNode one, JsonNode address, String id) {
    ObjectNode values = call.object();
    values.put("msg_id", id).put("from_email", mail.path("from").path("email").asText());
    values.put("to_email", address.path("email").asText());
    ObjectNode version = Templates.active(call, mail.path("template_id").asText(""));
    String subject = one.path("subject").asText(mail.path("subject").asText(""));
    JsonNode data =
        one.has("dynamic_template_data")
            ? one.path("dynamic_template_data")
            : one.path("substitutions");
    String template = version.path("subject").asText("");
    values.put("subject", Templates.filled(template.isEmpty() ? subject : template, data));
    values.put("~html", Templates.filled(body(mail, version, "text/html", "html_content"), data));
    values.put(
        "~plain", Templates.filled(body(mail, version, "text/plain", "plain_content"), data));
    values.put("~mail", id.substring(0, id.indexOf('.')));
    values.put("template_id", mail.path("template_id").asText(""));
    values.set("~categories", mail.path("categories").isArray() ? mail.get("categories") : null);
    values.put(
        "~bypass",
        mail.path("mail_settings").path("bypass_list_management").path("enable").asBoolean());
    ObjectNode arguments = values.putObject("~arguments");
    for (JsonNode given : List.of(mail.path("custom_args"), one.path("custom_args"))) {
      for (Map.Entry<String, JsonNode> entry : given.properties()) {
        arguments.set(entry.getKey(), entry.getValue());
      }
    }
    values.putArray("~events");
    return values;
  }

  private static String body(ObjectNode mail, ObjectNode version, String type, String field) {
    for (JsonNode content : mail.path("content")) {
      if (content.path("type").asText().equals(type)) {
        return content.path("value").asText();
      }
    }
    return version.path(field).asText("");
  }
}
