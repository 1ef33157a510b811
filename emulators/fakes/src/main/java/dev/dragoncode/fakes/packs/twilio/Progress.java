package dev.dragoncode.fakes.packs.twilio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Alphabets;
import dev.dragoncode.fakes.pack.Outgoing;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.pack.Signatures;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A message's way to its receiver, and the callbacks that tell of it:
 * https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks.
 */
final class Progress {

  /** The state in which a message is made is not told; this is what may follow. */
  private static final String TASK = "progress";

  private static final List<String> OVER =
      List.of("sent", "delivered", "undelivered", "failed", "canceled", "received", "read");

  private Progress() {}

  static void setUp(Setup setup) {
    setup.later(TASK, Progress::step);
    setup.signer(Progress::sign);
  }

  static boolean isOver(String status) {
    return OVER.contains(status);
  }

  static String first(Draft draft) {
    if (draft.delay().isPresent()) {
      return "scheduled";
    }
    return draft.service().isEmpty() ? "queued" : "accepted";
  }

  static void begin(Scene scene, ObjectNode message, Draft draft) {
    Duration wait = draft.delay().orElse(Duration.ZERO);
    boolean service = !draft.service().isEmpty();
    later(scene, message, service ? "queued" : "sent", wait);
  }

  private static void later(Scene scene, ObjectNode message, String status, Duration more) {
    ObjectNode details = message.objectNode();
    details.put("sid", message.path("sid").asText()).put("status", status);
    Duration wait = Duration.ofMillis(scene.value(status + "_after").asLong());
    scene.later(wait.plus(more), TASK, details);
  }

  private static void step(Scene scene, ObjectNode details) {
    String sid = details.path("sid").asText();
    String status = details.path("status").asText();
    Optional<ObjectNode> known = scene.find("message", sid);
    if (known.isEmpty() || known.get().path("status").asText().equals("canceled")) {
      return;
    }
    ObjectNode message = scene.change("message", sid, copy -> reach(scene, copy, status));
    tell(scene, message);
    if (status.equals("queued")) {
      later(scene, message, "sent", Duration.ZERO);
    } else if (status.equals("sent")) {
      later(scene, message, "delivered", Duration.ZERO);
    }
  }

  private static void reach(Scene scene, ObjectNode message, String status) {
    message.put("status", status).put("date_updated", TwilioCode.date(scene.now()));
    if (status.equals("queued") && message.path("from").isNull()) {
      String from = message.path("~from").asText();
      message.put("from", from.isEmpty() ? "+15005550006" : from);
      message.put("num_segments", Segments.of(message.path("body").asText()));
    }
    if (status.equals("sent")) {
      message.put("date_sent", TwilioCode.date(scene.now()));
      message.put("~sent", scene.now().getEpochSecond());
      BigDecimal price =
          new BigDecimal(scene.value("price").asText())
              .multiply(new BigDecimal(message.path("num_segments").asText()));
      message.put("price", "-" + price.toPlainString());
    }
  }

  private static void tell(Scene scene, ObjectNode message) {
    String url = message.path("~callback").asText("");
    if (url.isEmpty()) {
      return;
    }
    String sid = message.path("sid").asText();
    String account = message.path("account_sid").asText();
    String status = message.path("status").asText();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("AccountSid", account);
    values.put("ApiVersion", "2010-04-01");
    values.put("From", message.path("from").asText(""));
    values.put("MessageSid", sid);
    values.put("MessageStatus", status);
    if (!message.path("messaging_service_sid").isNull()) {
      values.put("MessagingServiceSid", message.path("messaging_service_sid").asText());
    }
    values.put("SmsSid", sid);
    values.put("SmsStatus", status);
    values.put("To", message.path("to").asText());
    String token =
        scene.find("account", account).map(row -> row.path("~token").asText()).orElse("");
    scene.post(
        new Outgoing(
            "message." + status,
            sid,
            // behind # stand settings of the connection, which are not sent
            url.replaceFirst("#.*$", ""),
            token.isEmpty() ? scene.pack().connect().getOrDefault("TWILIO_AUTH_TOKEN", "") : token,
            "application/x-www-form-urlencoded; charset=utf-8",
            Map.of(
                "user-agent",
                "TwilioProxy/1.1",
                "accept",
                "*/*",
                "i-twilio-idempotency-token",
                scene.random(Alphabets.HEX, 32)),
            form(values)));
  }

  private static String form(Map<String, String> values) {
    StringBuilder text = new StringBuilder();
    values.forEach((name, value) ->
        text.append(text.isEmpty() ? "" : "&")
            .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return text.toString();
  }

  /** https://www.twilio.com/docs/usage/security#validating-requests. */
  private static Map<String, String> sign(Outgoing message, Instant now) {
    Map<String, String> sorted = new TreeMap<>();
    for (String pair : message.body().split("&", -1)) {
      int equals = pair.indexOf('=');
      sorted.put(
          URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    StringBuilder text = new StringBuilder(message.url());
    sorted.forEach((name, value) -> text.append(name).append(value));
    return Map.of(
        "x-twilio-signature", Signatures.hmacSha1Base64(message.secret(), text.toString()));
  }
}
