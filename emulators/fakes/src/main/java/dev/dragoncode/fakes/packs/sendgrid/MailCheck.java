package dev.dragoncode.fakes.packs.sendgrid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What SendGrid says to a mail that is not as it should be; all of it at once:
 * https://www.twilio.com/docs/sendgrid/api-reference/mail-send/errors.
 */
final class MailCheck {

  private static final String HELP =
      "http://sendgrid.com/docs/API_Reference/Web_API_v3/Mail/errors.html#";

  private static final int MOST_PERSONALIZATIONS = 1_000;
  private static final int MOST_RECIPIENTS = 1_000;
  private static final int MOST_CATEGORIES = 10;
  private static final int MOST_CUSTOM_BYTES = 10_000;

  private static final Pattern ADDRESS =
      Pattern.compile("[^@\\s<>,;:\"()\\[\\]]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?");

  private static final Pattern TEMPLATE =
      Pattern.compile("d-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final ObjectNode mail;
  private final ArrayNode errors = JsonNodeFactory.instance.arrayNode();
  private int recipients;

  private MailCheck(ObjectNode mail) {
    this.mail = mail;
  }

  static boolean isAddress(String text) {
    return ADDRESS.matcher(text).matches() && !text.contains("..");
  }

  /** Refuses a mail that SendGrid would refuse. */
  static void check(ObjectNode mail) {
    MailCheck check = new MailCheck(mail);
    check.sender();
    check.personalizations();
    check.template();
    check.subject();
    check.content();
    check.attachments();
    check.rest();
    if (!check.errors.isEmpty()) {
      throw Refusal.of("invalid").with("errors", check.errors);
    }
  }

  private void add(String field, String help, String message) {
    errors.addObject().put("message", message).put("field", field).put("help", HELP + help);
  }

  private void sender() {
    JsonNode from = mail.path("from");
    if (!from.isObject() || from.path("email").asText("").isEmpty()) {
      add(
          "from.email",
          "message.from",
          "The from object must be provided for every email send. It is an object that requires the"
              + " email parameter, but may also contain a name parameter.  e.g. {\"email\" :"
              + " \"example@example.com\"}  or {\"email\" : \"example@example.com\", \"name\" :"
              + " \"Example Recipient\"}.");
    } else if (!isAddress(from.path("email").asText())) {
      add("from.email", "message.from", "The from email does not contain a valid address.");
    }
    JsonNode reply = mail.path("reply_to");
    if (!reply.isMissingNode() && !isAddress(reply.path("email").asText(""))) {
      add(
          "reply_to.email",
          "message.reply_to",
          "The reply_to email does not contain a valid address.");
    }
  }

  private void personalizations() {
    JsonNode all = mail.path("personalizations");
    if (!all.isArray() || all.isEmpty()) {
      add(
          "personalizations",
          "-Personalizations-Errors",
          "The personalizations field is required and must have at least one personalization.");
      return;
    }
    if (all.size() > MOST_PERSONALIZATIONS) {
      add(
          "personalizations",
          "-Personalizations-Errors",
          ("The personalization block is limited to 1000 personalizations per API request. You have"
                  + " provided %d personalizations. Please consider splitting this into multiple"
                  + " requests and resending your request.")
              .formatted(all.size()));
      return;
    }
    for (int i = 0; i < all.size(); i++) {
      personalization(all.get(i), "personalizations." + i);
    }
    if (recipients > MOST_RECIPIENTS) {
      add(
          "personalizations",
          "-Personalizations-Errors",
          "There is a limit of 1000 total recipients (to + cc + bcc) per request.");
    }
  }

  private void personalization(JsonNode one, String field) {
    if (!one.path("to").isArray() || one.path("to").isEmpty()) {
      add(
          field + ".to",
          "message.personalizations.to",
          "The to array is required for all personalization objects, and must have at least one"
              + " email object with a valid email address.");
    }
    Set<String> seen = new HashSet<>();
    for (String kind : List.of("to", "cc", "bcc")) {
      JsonNode addresses = one.path(kind);
      for (int i = 0; i < addresses.size(); i++) {
        String email = addresses.get(i).path("email").asText("");
        recipients++;
        if (!isAddress(email)) {
          add(
              "%s.%s.%d.email".formatted(field, kind, i),
              "message.personalizations." + kind,
              "Does not contain a valid address.");
        } else if (!seen.add(email.toLowerCase(Locale.ROOT))) {
          add(
              field,
              "message.recipient-errors",
              ("Each email address in the personalization block should be unique between to, cc,"
                      + " and bcc. We found the first duplicate instance of [%s] in the %s.%s"
                      + " field.")
                  .formatted(email, field, kind));
          return;
        }
      }
    }
    if (dynamic() && one.has("substitutions")) {
      add(
          field + ".substitutions",
          "message.personalizations.substitutions",
          "Substitutions may not be used with dynamic templating");
    }
  }

  private boolean dynamic() {
    return mail.path("template_id").asText("").startsWith("d-");
  }

  private boolean templated() {
    return !mail.path("template_id").asText("").isEmpty();
  }

  private void template() {
    String id = mail.path("template_id").asText("");
    if (!id.isEmpty() && !TEMPLATE.matcher(id).matches()) {
      add(
          "template_id",
          "message.template_id",
          "The template_id must be a valid GUID, you provided '%s'.".formatted(id));
    }
  }

  private void subject() {
    JsonNode all = mail.path("personalizations");
    boolean everyOne = all.isArray() && !all.isEmpty();
    for (JsonNode one : all) {
      everyOne &= !one.path("subject").asText("").isEmpty();
    }
    if (mail.path("subject").asText("").isEmpty() && !templated() && !everyOne) {
      add(
          "subject",
          "message.subject",
          "The subject is required. You can get around this requirement if you use a template with"
              + " a subject defined or if every personalization has a subject defined.");
    }
  }

  private void content() {
    JsonNode content = mail.path("content");
    if (!content.isArray() || content.isEmpty()) {
      if (!templated()) {
        add(
            "content",
            "message.content",
            "Unless a valid template_id is provided, the content parameter is required. There must"
                + " be at least one defined content block. We typically suggest both text/plain and"
                + " text/html blocks are included, but only one block is required.");
      }
      return;
    }
    for (int i = 0; i < content.size(); i++) {
      String type = content.get(i).path("type").asText("");
      if (type.isEmpty()) {
        add(
            "content.%d.type".formatted(i),
            "message.content.type",
            "The content type must be a string at least one character in length.");
      }
      JsonNode value = content.get(i).path("value");
      if (!value.isTextual() || value.asText().isEmpty()) {
        add(
            "content.%d.value".formatted(i),
            "message.content.value",
            "The content value must be a string at least one character in length.");
      }
      if (type.equals("text/plain") && i > 0) {
        add(
            "content",
            "message.content",
            "If present, text/plain and text/html may only be provided once, and text/plain must be"
                + " first, followed by text/html, then any other content.");
      }
    }
  }

  private void attachments() {
    JsonNode attachments = mail.path("attachments");
    for (int i = 0; i < attachments.size(); i++) {
      String content = attachments.get(i).path("content").asText("");
      if (content.isEmpty() || !isBase64(content)) {
        add(
            "attachments.%d.content".formatted(i),
            "message.attachments.content",
            "The attachment content must be base64 encoded.");
      }
      if (attachments.get(i).path("filename").asText("").isEmpty()) {
        add(
            "attachments.%d.filename".formatted(i),
            "message.attachments.filename",
            "The attachment filename must be a string at least one character in length.");
      }
    }
  }

  private static boolean isBase64(String text) {
    try {
      return java.util.Base64.getMimeDecoder().decode(text).length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void rest() {
    JsonNode categories = mail.path("categories");
    if (categories.size() > MOST_CATEGORIES) {
      add(
          "categories",
          "message.categories",
          "There cannot be more than 10 categories per email. You have provided %d categories."
              .formatted(categories.size()));
    }
    if (mail.path("custom_args").toString().length() > MOST_CUSTOM_BYTES) {
      add(
          "custom_args",
          "message.custom_args",
          "The overall size of the custom arguments cannot exceed 10000 bytes.");
    }
  }
}
