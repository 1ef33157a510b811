package dev.dragoncode.fakes.packs.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dragoncode.fakes.pack.Call;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A message as the caller wants it, checked as Twilio checks it:
 * https://www.twilio.com/docs/api/errors.
 *
 * @param from the sender; empty where the messaging service picks one
 * @param service the messaging service; empty for none
 * @param media how many pictures go along
 * @param delay how long it is kept before it goes out
 */
record Draft(
    String to, String from, String service, String body, int media, Optional<Duration> delay) {

  /** https://www.twilio.com/docs/api/errors/21617. */
  private static final int LONGEST_BODY = 1_600;

  /** https://www.twilio.com/docs/api/errors/35114. */
  private static final Duration SOONEST = Duration.ofMinutes(5);

  private static final Duration LATEST = Duration.ofDays(35);

  private static final Pattern NUMBER = Pattern.compile("\\+[1-9]\\d{6,14}");
  private static final Pattern ADDRESS =
      Pattern.compile("(whatsapp:\\+?\\d+|messenger:.+|rcs:.+|channel:.+)");

  /** Short codes and names, https://www.twilio.com/docs/glossary/what-alphanumeric-sender-id. */
  private static final Pattern SENDER =
      Pattern.compile("\\d{3,8}|(?=.*[A-Za-z])[A-Za-z0-9 &+_-]{1,11}");

  static Draft of(Call call) {
    String to =
        call.text("To")
            .orElseThrow(() -> TwilioCode.invalid(21604, "A 'To' phone number is required."));
    String given = call.text("From").orElse("");
    String service = call.text("MessagingServiceSid").orElse(given.startsWith("MG") ? given : "");
    String from = given.startsWith("MG") ? "" : given;
    if (from.isEmpty() && service.isEmpty()) {
      throw TwilioCode.invalid(21603, "A 'From' phone number is required.");
    }
    String body = call.text("Body").orElse("");
    int media = media(call.input().path("MediaUrl"));
    if (body.isEmpty() && media == 0 && call.text("ContentSid").isEmpty()) {
      throw TwilioCode.invalid(21602, "Message body is required.");
    }
    if (body.length() > LONGEST_BODY) {
      throw TwilioCode.invalid(
          21617, "The concatenated message body exceeds the 1600 character limit.");
    }
    numbers(call, to, from);
    callback(call);
    return new Draft(to, from, service, body, media, scheduled(call, service));
  }

  private static int media(JsonNode urls) {
    if (urls.isArray()) {
      return urls.size();
    }
    return urls.isTextual() && !urls.asText().isEmpty() ? 1 : 0;
  }

  private static void numbers(Call call, String to, String from) {
    magic(call, "from", from, from);
    magic(call, "to", to, from);
    if (!NUMBER.matcher(to).matches() && !ADDRESS.matcher(to).matches()) {
      throw TwilioCode.invalid(
          21211, "The 'To' number %s is not a valid phone number.".formatted(to));
    }
    if (!from.isEmpty()
        && !NUMBER.matcher(from).matches()
        && !ADDRESS.matcher(from).matches()
        && !SENDER.matcher(from).matches()) {
      throw TwilioCode.invalid(
          21212,
          "The 'From' number %s is not a valid phone number, shortcode, or alphanumeric sender ID."
              .formatted(from));
    }
    if (to.equals(from)) {
      throw TwilioCode.invalid(
          21266, "'To' and 'From' number cannot be the same: %s".formatted(to));
    }
  }

  private static void magic(Call call, String side, String number, String from) {
    JsonNode found = call.value(side).path(number);
    if (!found.isMissingNode()) {
      throw TwilioCode.invalid(
          found.path("code").asInt(),
          found.path("message").asText().replace("{number}", number).replace("{from}", from));
    }
  }

  /** https://www.twilio.com/docs/api/errors/21609. */
  private static void callback(Call call) {
    Optional<String> url = call.text("StatusCallback");
    if (url.isPresent() && !url.get().matches("https?://[^\\s/]+.*")) {
      throw TwilioCode.invalid(
          21609, "The 'StatusCallback' URL %s is not a valid URL.".formatted(url.get()));
    }
  }

  private static Optional<Duration> scheduled(Call call, String service) {
    if (call.text("ScheduleType").isEmpty()) {
      return Optional.empty();
    }
    if (service.isEmpty()) {
      throw TwilioCode.invalid(35118, "MessagingServiceSid is required to schedule a message");
    }
    String at =
        call.text("SendAt")
            .orElseThrow(() -> TwilioCode.invalid(35111, "SendAt timestamp is missing"));
    try {
      Duration wait = Duration.between(call.now(), Instant.parse(at));
      if (wait.compareTo(SOONEST) >= 0 && wait.compareTo(LATEST) <= 0) {
        return Optional.of(wait);
      }
    } catch (DateTimeParseException e) {
      throw TwilioCode.invalid(35115, "Scheduling does not support this timestamp");
    }
    throw TwilioCode.invalid(
        35114,
        "SendAt time must be between 300 seconds and 35 days (3024000 seconds) in the future,"
            + " inclusive.");
  }
}
