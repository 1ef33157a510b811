package dev.dragoncode.fakes.packs.postmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.postmarkapp.postmark.Postmark;
import com.postmarkapp.postmark.client.ApiClient;
import com.postmarkapp.postmark.client.Parameters;
import com.postmarkapp.postmark.client.data.model.bounces.Bounce;
import com.postmarkapp.postmark.client.data.model.message.Message;
import com.postmarkapp.postmark.client.data.model.message.MessageResponse;
import com.postmarkapp.postmark.client.data.model.templates.TemplateContent;
import com.postmarkapp.postmark.client.data.model.templates.TemplatedMessage;
import com.postmarkapp.postmark.client.data.model.webhooks.Webhook;
import com.postmarkapp.postmark.client.data.model.webhooks.WebhookTriggers;
import com.postmarkapp.postmark.client.data.model.webhooks.triggers.WebhookTrigger;
import com.postmarkapp.postmark.client.exception.InvalidAPIKeyException;
import com.postmarkapp.postmark.client.exception.InvalidMessageException;
import dev.dragoncode.fakes.Fakes;
import dev.dragoncode.fakes.Listener;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Postmark's own Java client, pointed to the fake. */
public class PostmarkJavaTest {

  private static ApiClient client(Fakes fakes, String token) {
    return Postmark.getApiClient(token, false, fakes.url("postmark").replace("http://", ""));
  }

  private static Message mail(String to) {
    return new Message("shop@example.com", to, "Order 7", "<b>Thanks</b>", "Thanks");
  }

  @Test
  void takesMailAndTellsWhatBecameOfIt() throws Exception {
    try (Fakes fakes = Fakes.serving("postmark");
        Listener listener = new Listener()) {
      ApiClient client = client(fakes, "POSTMARK_API_TEST");
      WebhookTriggers triggers = new WebhookTriggers();
      triggers.setDelivery(new WebhookTrigger(true));
      client.createWebhook(new Webhook(listener.url("/events"), triggers));
      MessageResponse sent = client.deliverMessage(mail("Ann <ann@example.com>"));
      assertThat(sent.getErrorCode()).isZero();
      fakes.control("POST", "/clock/advance", "{\"seconds\": 5}");
      JsonNode told = new ObjectMapper().readTree(listener.next().body());
      assertThat(told.path("MessageID").asText()).isEqualTo(sent.getMessageId());
      assertThat(told.path("RecordType").asText()).isEqualTo("Delivery");
      assertThat(client.getMessageDetails(sent.getMessageId()).getTextBody()).isEqualTo("Thanks");
      assertThat(
              client
                  .getMessages(Parameters.init().build("count", 10).build("offset", 0))
                  .getTotalCount())
          .isEqualTo(1);
    }
  }

  @Test
  void refusesAsPostmarkDoes() throws Exception {
    try (Fakes fakes = Fakes.serving("postmark")) {
      assertThatThrownBy(() -> client(fakes, "guess").getServer())
          .isInstanceOf(InvalidAPIKeyException.class);
      ApiClient client = client(fakes, "0a129aee-e1cd-480d-b08d-4f48548ff48d");
      assertThatThrownBy(() -> client.deliverMessage(mail("nobody")))
          .isInstanceOf(InvalidMessageException.class)
          .hasMessageContaining("Invalid 'To' address");
      List<MessageResponse> batch =
          client.deliverMessage(List.of(mail("ann@example.com"), mail("nobody")));
      assertThat(batch).extracting(MessageResponse::getErrorCode).containsExactly(0, 300);
    }
  }

  @Test
  void sendsNothingToAnAddressThatHasBounced() throws Exception {
    try (Fakes fakes = Fakes.serving("postmark")) {
      ApiClient client = client(fakes, "POSTMARK_API_TEST");
      String dead = "hardbounce@bounce-testing.postmarkapp.com";
      client.deliverMessage(mail(dead));
      fakes.control("POST", "/clock/advance", "{\"seconds\": 5}");
      Bounce bounce =
          client
              .getBounces(Parameters.init().build("count", 10).build("offset", 0))
              .getBounces()
              .getFirst();
      assertThat(bounce.getType()).isEqualTo("HardBounce");
      assertThatThrownBy(() -> client.deliverMessage(mail(dead)))
          .isInstanceOf(InvalidMessageException.class)
          .hasMessageContaining("inactive");
      client.activateBounce(bounce.getId());
      assertThat(client.deliverMessage(mail(dead)).getErrorCode()).isZero();
    }
  }

  @Test
  void fillsTemplates() throws Exception {
    try (Fakes fakes = Fakes.serving("postmark")) {
      ApiClient client = client(fakes, "POSTMARK_API_TEST");
      TemplateContent content = new TemplateContent();
      content.setName("Welcome");
      content.setAlias("welcome");
      content.setSubject("Hi {{name}}");
      content.setTextBody("Dear {{user.first}}");
      int id = client.createTemplate(content).getTemplateId();
      TemplatedMessage message = new TemplatedMessage("shop@example.com", "ann@example.com", id);
      message.setTemplateModel(Map.of("name", "Ann", "user", Map.of("first", "Ann")));
      MessageResponse sent = client.deliverMessageWithTemplate(message);
      assertThat(client.getMessageDetails(sent.getMessageId()).getSubject()).isEqualTo("Hi Ann");
      assertThat(client.getTemplate("welcome").getSubject()).isEqualTo("Hi {{name}}");
      assertThat(client.deleteTemplate(id)).contains("removed");
    }
  }
}
