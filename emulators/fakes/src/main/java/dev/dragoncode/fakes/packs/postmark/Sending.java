package dev.dragoncode.fakes.packs.postmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Hidden;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.state.Selection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes mails and tells of them: https://postmarkapp.com/developer/api/email-api. */
final class Sending {

  private static final int MOST_RECIPIENTS = 50;
  private static final int MOST_IN_BATCH = 500;
  private static final Duration DELIVERY = Duration.ofSeconds(1);

  private static final Pattern ADDRESS =
      Pattern.compile(
          "\\s*(?:\"?([^\"<]*?)\"?\\s*<)?([^\\s<>@,]+@[^\\s<>@,]+\\.?[^\\s<>@,]*)>?\\s*");

  private Sending() {}

  static void setUp(Setup setup) {
    setup.operation("message.send", call -> Reply.json(200, send(call, call.input())));
    setup.operation("message.batch", Sending::batch);
    setup.operation(
        "message.template",
        call -> Reply.json(200, send(call, Templates.filled(call, call.input()))));
    setup.operation(
        "message.list",
        call -> PostmarkCode.page(call, "message", "Messages", wanted(call), Sending::line));
    setup.operation("message.details", Sending::details);
    setup.operation("message.dump", Sending::dump);
  }

  /** Each mail is taken or refused by itself. */
  private static Reply batch(Call call) {
    JsonNode mails = call.input().path("");
    if (!mails.isArray() || mails.size() > MOST_IN_BATCH) {
      throw PostmarkCode.refused(
          mails.isArray() ? 410 : 402, "A batch is a list of at most 500 messages.");
    }
    ArrayNode answers = call.object().arrayNode();
    for (JsonNode mail : mails) {
      try {
        answers.add(send(call, mail));
      } catch (Refusal refusal) {
        answers.add(
            call.object()
                .put("ErrorCode", refusal.values().path("code").asInt())
                .put("Message", refusal.values().path("message").asText()));
      }
    }
    return Reply.json(200, answers);
  }

  static ObjectNode send(Call call, JsonNode mail) {
    if (mail.path("From").asText("").isBlank()) {
      throw PostmarkCode.refused(300, "Invalid 'From' address: ''.");
    }
    List<ObjectNode> from = addresses(call, mail, "From");
    ObjectNode values = call.object();
    ArrayNode recipients = values.putArray("Recipients");
    for (String kind : List.of("To", "Cc", "Bcc")) {
      ArrayNode those = values.putArray(kind);
      for (ObjectNode address : addresses(call, mail, kind)) {
        those.add(address);
        recipients.add(address.path("Email").asText());
      }
    }
    check(call, mail, recipients);
    String id =
        UUID.nameUUIDFromBytes(call.newId("message").getBytes(StandardCharsets.UTF_8)).toString();
    values.put("MessageID", id).put("From", mail.path("From").asText());
    values.put("Subject", mail.path("Subject").asText(""));
    for (String name : List.of("Tag", "TrackOpens", "TrackLinks", "Metadata", "MessageStream")) {
      if (mail.hasNonNull(name)) {
        values.set(name, mail.get(name));
      }
    }
    mail.path("Attachments").forEach(a -> values.withArray("Attachments").add(a.path("Name")));
    values.put("~html", mail.path("HtmlBody").asText(""));
    values.put("~text", mail.path("TextBody").asText(""));
    values.put("~from", from.getFirst().path("Email").asText());
    values.putArray("~events");
    call.create("message", id, values);
    call.later(DELIVERY, "arrive", call.object().put("message", id));
    ObjectNode answer = call.object();
    for (String kind : List.of("To", "Cc", "Bcc")) {
      if (mail.hasNonNull(kind)) {
        answer.set(kind, mail.get(kind));
      }
    }
    return answer
        .put("SubmittedAt", call.now().truncatedTo(ChronoUnit.SECONDS).toString())
        .put("MessageID", id)
        .put("ErrorCode", 0)
        .put("Message", "OK");
  }

  private static void check(Call call, JsonNode mail, ArrayNode recipients) {
    if (recipients.isEmpty()) {
      throw PostmarkCode.refused(300, "Zero recipients specified");
    }
    if (recipients.size() > MOST_RECIPIENTS) {
      throw PostmarkCode.refused(300, "Too many recipients. At most 50 are allowed.");
    }
    if (mail.path("HtmlBody").asText("").isEmpty() && mail.path("TextBody").asText("").isEmpty()) {
      throw PostmarkCode.refused(300, "Provide either email TextBody or HtmlBody or both.");
    }
    List<String> inactive = new ArrayList<>();
    for (JsonNode recipient : recipients) {
      if (call.find("inactive", recipient.asText().toLowerCase(Locale.ROOT)).isPresent()) {
        inactive.add(recipient.asText());
      }
    }
    if (!inactive.isEmpty()) {
      throw PostmarkCode.refused(
          406,
          "You tried to send to recipient(s) that have been marked as inactive. Found inactive"
              + " addresses: %s. Inactive recipients are ones that have generated a hard bounce,"
                  .formatted(String.join(", ", inactive))
              + " a spam complaint, or a manual suppression.");
    }
  }

  private static List<ObjectNode> addresses(Call call, JsonNode mail, String kind) {
    List<ObjectNode> addresses = new ArrayList<>();
    for (String one : mail.path(kind).asText("").split(",", -1)) {
      if (one.isBlank()) {
        continue;
      }
      Matcher matcher = ADDRESS.matcher(one);
      if (!matcher.matches()) {
        throw PostmarkCode.refused(300, "Invalid '%s' address: '%s'.".formatted(kind, one.strip()));
      }
      addresses.add(call.object().put("Email", matcher.group(2)).put("Name", matcher.group(1)));
    }
    return addresses;
  }

  private static Selection wanted(Call call) {
    Selection all = Selection.newest(Integer.MAX_VALUE);
    if (call.text("tag").isPresent()) {
      all = all.where("Tag", call.text("tag").get());
    }
    for (Map.Entry<String, String> field :
        Map.of("fromemail", "~from", "subject", "Subject").entrySet()) {
      if (call.text(field.getKey()).isPresent()) {
        String value = call.text(field.getKey()).get();
        all = all.where(row -> row.path(field.getValue()).asText().equalsIgnoreCase(value));
      }
    }
    if (call.text("recipient").isPresent()) {
      String value = call.text("recipient").get();
      all =
          all.where(row ->
              row.path("Recipients")
                  .valueStream()
                  .anyMatch(one -> one.asText().equalsIgnoreCase(value)));
    }
    return all;
  }

  private static ObjectNode line(ObjectNode row) {
    return Hidden.without(row);
  }

  private static ObjectNode found(Call call) {
    return call.find("message", call.path("id"))
        .orElseThrow(() -> PostmarkCode.refused(701, "This message was not found."));
  }

  private static Reply details(Call call) {
    ObjectNode row = found(call);
    ObjectNode shown = line(row).deepCopy();
    shown.put("TextBody", row.path("~text").asText());
    shown.put("HtmlBody", row.path("~html").asText());
    shown.put("Body", body(row));
    shown.set("MessageEvents", row.path("~events"));
    return Reply.json(200, shown);
  }

  private static Reply dump(Call call) {
    return Reply.json(200, call.object().put("Body", body(found(call))));
  }

  private static String body(ObjectNode row) {
    return "From: %s\r\nTo: %s\r\nSubject: %s\r\n\r\n%s"
        .formatted(
            row.path("From").asText(),
            String.join(", ", row.path("To").findValuesAsText("Email")),
            row.path("Subject").asText(),
            row.path("~text").asText());
  }
}
