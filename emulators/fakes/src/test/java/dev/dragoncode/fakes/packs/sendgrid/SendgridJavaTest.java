package dev.dragoncode.fakes.packs.sendgrid;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sendgrid.Client;
import com.sendgrid.Method;
import com.sendgrid.Request;
import com.sendgrid.Response;
import com.sendgrid.SendGrid;
import com.sendgrid.helpers.eventwebhook.EventWebhook;
import com.sendgrid.helpers.eventwebhook.EventWebhookHeader;
import com.sendgrid.helpers.mail.Mail;
import com.sendgrid.helpers.mail.objects.Content;
import com.sendgrid.helpers.mail.objects.Email;
import dev.dragoncode.fakes.Fakes;
import dev.dragoncode.fakes.Listener;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Security;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SendGrid's own Java client, unchanged but for the host, against the fake. */
public class SendgridJavaTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Fakes fakes;
  private SendGrid sendgrid;

  @BeforeAll
  static void knowTheCipherProvider() {
    // SendGrid's verifier asks for Bouncy Castle by name
    Security.addProvider(new BouncyCastleProvider());
  }

  @BeforeEach
  void serve() {
    fakes = Fakes.serving("sendgrid");
    fakes.stopClock();
    sendgrid = client("SG.some.key");
  }

  @AfterEach
  void stop() {
    fakes.close();
  }

  private SendGrid client(String key) {
    // the client of the vendor's own tests speaks http
    SendGrid made = new SendGrid(key, new Client(true));
    made.setHost(fakes.url("sendgrid").replace("http://", ""));
    return made;
  }

  private Response ask(SendGrid by, Method method, String endpoint, String body)
      throws IOException {
    Request request = new Request();
    request.setMethod(method);
    request.setEndpoint(endpoint);
    request.setBody(body);
    return by.api(request);
  }

  private Response send(SendGrid by, String to) throws IOException {
    Mail mail =
        new Mail(
            new Email("shop@example.com"),
            "Order 7",
            new Email(to),
            new Content("text/plain", "Thank you"));
    return ask(by, Method.POST, "mail/send", mail.build());
  }

  private void listenTo(Listener listener) throws IOException {
    ask(
        sendgrid,
        Method.PATCH,
        "user/webhooks/event/settings",
        """
        {"enabled": true, "url": "%s", "processed": true, "delivered": true, "bounce": true}
        """
            .formatted(listener.url("/events")));
  }

  @Test
  void signsEventsSoThatSendGridsOwnVerifierTakesThem()
      throws IOException, InterruptedException, GeneralSecurityException {
    try (Listener listener = new Listener()) {
      listenTo(listener);
      Response taken = send(sendgrid, "ann@example.com");
      assertThat(taken.getStatusCode()).isEqualTo(202);
      assertThat(taken.getBody()).isEmpty();
      String key =
          JSON.readTree(
                  ask(sendgrid, Method.GET, "user/webhooks/event/settings/signed", "").getBody())
              .path("public_key")
              .asText();
      fakes.pass(3);
      EventWebhook verifier = new EventWebhook();
      for (String event : new String[] {"processed", "delivered"}) {
        Listener.Message message = listener.next();
        assertThat(JSON.readTree(message.body()).get(0).path("event").asText()).isEqualTo(event);
        String signature = message.header(EventWebhookHeader.SIGNATURE.toString());
        String time = message.header(EventWebhookHeader.TIMESTAMP.toString());
        var publicKey = verifier.ConvertPublicKeyToECDSA(key);
        assertThat(verifier.VerifySignature(publicKey, message.body(), signature, time)).isTrue();
        assertThat(verifier.VerifySignature(publicKey, message.body() + "x", signature, time))
            .isFalse();
      }
    }
  }

  @Test
  void sendsAgainForADayWhatNobodyTook() throws IOException, InterruptedException {
    try (Listener listener = new Listener()) {
      listenTo(listener);
      listener.answer(503);
      send(sendgrid, "ann@example.com");
      fakes.pass(60);
      listener.answer(200);
      fakes.pass(3_600);
      assertThat(fakes.attempts("sendgrid")).isNotEmpty().allMatch(attempts -> attempts > 1);
    }
  }

  @Test
  void dropsWhatBouncedBeforeUntilItIsTakenOffTheList() throws IOException, InterruptedException {
    send(sendgrid, "bounce@example.com");
    fakes.pass(3);
    send(sendgrid, "bounce@example.com");
    fakes.pass(3);
    JsonNode bounces =
        JSON.readTree(ask(sendgrid, Method.GET, "suppression/bounces", "").getBody());
    assertThat(bounces).hasSize(1);
    assertThat(bounces.get(0).path("status").asText()).isEqualTo("5.1.1");
    Response gone =
        ask(
            sendgrid,
            Method.DELETE,
            "suppression/bounces",
            "{\"emails\":[\"bounce@example.com\"]}");
    assertThat(gone.getStatusCode()).isEqualTo(204);
    assertThat(ask(sendgrid, Method.GET, "suppression/bounces", "").getBody()).isEqualTo("[]");
  }

  @Test
  void refusesWithSendGridsErrors() throws IOException {
    Response invalid = send(sendgrid, "nonsense");
    assertThat(invalid.getStatusCode()).isEqualTo(400);
    JsonNode error = JSON.readTree(invalid.getBody()).path("errors").get(0);
    assertThat(error.path("field").asText()).isEqualTo("personalizations.0.to.0.email");
    assertThat(error.path("help").asText()).contains("message.personalizations.to");
    Response stranger = send(client("nobody"), "ann@example.com");
    assertThat(stranger.getStatusCode()).isEqualTo(401);
    assertThat(ask(sendgrid, Method.POST, "mail/send", "{").getStatusCode()).isEqualTo(400);
  }
}
