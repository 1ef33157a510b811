package dev.dragoncode.fakes.packs.sendgrid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.state.Selection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was sent: for programs as SendGrid tells it
 * (https://www.twilio.com/docs/sendgrid/api-reference/e-mail-activity), and for people as a page.
 */
final class Activity {

  private static final int USUAL = 10;
  private static final int MOST = 1_000;
  private static final int MOST_ON_PAGE = 200;

  private static final Pattern CONDITION =
      Pattern.compile(
          "\\s*(from_email|to_email|subject|status|msg_id|template_id)\\s*(!?=)\\s*\"([^\"]*)\"\\s*");

  private static final List<String> SHOWN =
      List.of(
          "from_email",
          "msg_id",
          "subject",
          "to_email",
          "status",
          "opens_count",
          "clicks_count",
          "last_event_time");

  private Activity() {}

  static void setUp(Setup setup) {
    setup.operation("message.list", Activity::list);
    setup.operation("message.retrieve", Activity::one);
    setup.operation("mails.page", Activity::page);
    setup.operation("mails.one", Activity::mail);
  }

  private static Reply list(Call call) {
    int limit = Math.clamp(call.input().path("limit").asInt(USUAL), 1, MOST);
    Selection selection = Selection.newest(limit);
    Optional<String> query = call.text("query");
    if (query.isPresent()) {
      for (String part : query.get().split("(?i)\\s+AND\\s+", -1)) {
        Matcher condition = CONDITION.matcher(part);
        if (!condition.matches()) {
          throw SendgridCode.invalid("query", "invalid query: " + part);
        }
        String field = condition.group(1);
        String value = condition.group(3);
        boolean equal = condition.group(2).equals("=");
        selection =
            field.equals("to_email") && equal
                ? selection.where(field, value)
                : selection.where(row -> row.path(field).asText().equals(value) == equal);
      }
    }
    ObjectNode body = call.object();
    ArrayNode messages = body.putArray("messages");
    call.list("message", selection)
        .rows()
        .forEach(row -> {
          ObjectNode shown = messages.addObject();
          SHOWN.forEach(field -> shown.set(field, row.path(field)));
        });
    return Reply.json(200, body);
  }

  private static Reply one(Call call) {
    ObjectNode row = call.get("message", call.path("id"));
    ObjectNode shown = call.object();
    for (String field :
        List.of("from_email", "msg_id", "subject", "to_email", "status", "template_id")) {
      shown.set(field, row.path(field));
    }
    shown.set("events", row.path("~events"));
    return Reply.json(200, shown);
  }

  private static Reply page(Call call) {
    StringBuilder rows = new StringBuilder();
    for (ObjectNode row : call.list("message", Selection.newest(MOST_ON_PAGE)).rows()) {
      rows.append("<tr>");
      for (String field : List.of("last_event_time", "from_email", "to_email", "status")) {
        rows.append("<td>").append(escaped(row.path(field).asText())).append("</td>");
      }
      rows.append("<td><a href=\"/mails/")
          .append(escaped(row.path("msg_id").asText()))
          .append("\">")
          .append(escaped(row.path("subject").asText()))
          .append("</a></td></tr>");
    }
    return html(
        "Sent mails",
        "<h1>Sent mails</h1><table><tr><th>Time<th>From<th>To<th>Status<th>Subject</tr>"
            + rows
            + "</table>");
  }

  private static Reply mail(Call call) {
    Optional<ObjectNode> found = call.find("message", call.path("id"));
    if (found.isEmpty()) {
      throw Refusal.of("not_found");
    }
    ObjectNode row = found.get();
    StringBuilder events = new StringBuilder();
    for (JsonNode event : row.path("~events")) {
      events
          .append("<li>")
          .append(escaped(event.path("processed").asText()))
          .append(' ')
          .append(escaped(event.path("event_name").asText()))
          .append(' ')
          .append(escaped(event.path("reason").asText("")))
          .append("</li>");
    }
    return html(
        row.path("subject").asText(),
        """
        <p><a href="/mails">Sent mails</a></p><h1>%s</h1><p>From %s to %s</p><ul>%s</ul>
        <pre>%s</pre><iframe sandbox srcdoc="%s"></iframe>
        """
            .formatted(
                escaped(row.path("subject").asText()),
                escaped(row.path("from_email").asText()),
                escaped(row.path("to_email").asText()),
                events,
                escaped(row.path("~plain").asText()),
                escaped(row.path("~html").asText())));
  }

  private static Reply html(String title, String body) {
    return Reply.text(
        200,
        "text/html",
        """
        <!doctype html><meta charset="utf-8"><title>%s</title>
        <style>body{font:15px system-ui;max-width:70rem;margin:2rem auto}td,th{text-align:left;padding:.3rem .8rem}
        iframe{width:100%%;height:24rem;border:1px solid #ccc}pre{white-space:pre-wrap}</style>
        <body>%s</body>
        """
            .formatted(escaped(title), body));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
