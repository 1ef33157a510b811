package dev.dragoncode.fakes.packs.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.exception.ApiException;
import com.twilio.http.NetworkHttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.security.RequestValidator;
import com.twilio.type.PhoneNumber;
import dev.dragoncode.fakes.Fakes;
import dev.dragoncode.fakes.Listener;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Twilio's own Java client, unchanged but for the host, against the fake. */
public class TwilioJavaTest {

  private static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
  private static final String TOKEN = "a-token";
  private static final PhoneNumber SENDER = new PhoneNumber("+15005550006");
  private static final PhoneNumber RECEIVER = new PhoneNumber("+12025550100");

  private Fakes fakes;
  private TwilioRestClient twilio;

  /** The vendor's client, sent to another host. */
  private static final class Redirected extends NetworkHttpClient {
    private final String url;

    Redirected(String url) {
      this.url = url;
    }

    @Override
    public Response makeRequest(Request request) {
      Request other =
          new Request(request.getMethod(), request.getUrl().replace("https://api.twilio.com", url));
      other.setAuth(request.getUsername(), request.getPassword());
      if (request.getContentType() != null) {
        other.setContentType(request.getContentType());
      }
      request.getQueryParams().forEach((n, all) -> all.forEach(v -> other.addQueryParam(n, v)));
      request.getPostParams().forEach((n, all) -> all.forEach(v -> other.addPostParam(n, v)));
      request.getHeaderParams().forEach((n, all) -> all.forEach(v -> other.addHeaderParam(n, v)));
      return super.makeRequest(other);
    }
  }

  @BeforeEach
  void serve() {
    fakes = Fakes.serving("twilio");
    fakes.stopClock();
    twilio = client(ACCOUNT, TOKEN);
  }

  @AfterEach
  void stop() {
    fakes.close();
  }

  private TwilioRestClient client(String account, String token) {
    return new TwilioRestClient.Builder(account, token)
        .httpClient(new Redirected(fakes.url("twilio")))
        .build();
  }

  private Message send(PhoneNumber to, String body) {
    return Message.creator(to, SENDER, body).create(twilio);
  }

  @Test
  void deliversByTheClockAndTellsItSigned() throws IOException, InterruptedException {
    try (Listener listener = new Listener()) {
      String hook = listener.url("/status?order=7");
      Message message =
          Message.creator(RECEIVER, SENDER, "Your order is on its way")
              .setStatusCallback(URI.create(hook))
              .create(twilio);
      assertThat(message.getStatus()).isEqualTo(Message.Status.QUEUED);
      assertThat(message.getSid()).matches("SM[0-9a-f]{32}");
      fakes.pass(3);
      for (String status : new String[] {"sent", "delivered"}) {
        Listener.Message told = listener.next();
        Map<String, String> values = form(told.body());
        assertThat(values).containsEntry("MessageStatus", status);
        assertThat(values).containsEntry("MessageSid", message.getSid());
        String signature = told.header("x-twilio-signature");
        assertThat(new RequestValidator(TOKEN).validate(hook, values, signature)).isTrue();
        assertThat(new RequestValidator("other").validate(hook, values, signature)).isFalse();
      }
      Message now = Message.fetcher(message.getSid()).fetch(twilio);
      assertThat(now.getStatus()).isEqualTo(Message.Status.DELIVERED);
      assertThat(now.getDateSent()).isNotNull();
      assertThat(now.getPrice()).isEqualTo("-0.00750");
    }
  }

  @Test
  void leavesAFailedCallbackAtItsAnswer() throws IOException, InterruptedException {
    try (Listener listener = new Listener()) {
      listener.answer(500);
      Message.creator(RECEIVER, SENDER, "Hi")
          .setStatusCallback(URI.create(listener.url("/status")))
          .create(twilio);
      fakes.pass(3_600);
      assertThat(fakes.attempts("twilio")).containsExactly(1, 1);
    }
  }

  @Test
  void iteratesOverAllPagesOfOneReceiver() {
    for (int i = 0; i < 23; i++) {
      send(i % 2 == 0 ? RECEIVER : new PhoneNumber("+12025550111"), "Text " + i);
    }
    Set<String> seen = new HashSet<>();
    for (Message message : Message.reader().setTo(RECEIVER).setPageSize(5L).read(twilio)) {
      assertThat(message.getTo()).isEqualTo(RECEIVER.toString());
      seen.add(message.getSid());
    }
    assertThat(seen).hasSize(12);
  }

  @Test
  void refusesMagicNumbersWithTwiliosErrors() {
    assertThatThrownBy(() -> send(new PhoneNumber("+15005550004"), "Hi"))
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> {
              assertThat(e.getCode()).isEqualTo(21610);
              assertThat(e.getStatusCode()).isEqualTo(400);
              assertThat(e.getMoreInfo()).endsWith("/errors/21610");
            });
    assertThatThrownBy(
            () -> Message.creator(RECEIVER, new PhoneNumber("+15005550007"), "Hi").create(twilio))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.getCode()).isEqualTo(21606));
  }

  @Test
  void refusesAnotherAccountAndAnEmptyToken() {
    TwilioRestClient stranger =
        new TwilioRestClient.Builder("ACffffffffffffffffffffffffffffffff", "x")
            .accountSid(ACCOUNT)
            .httpClient(new Redirected(fakes.url("twilio")))
            .build();
    for (TwilioRestClient wrong : new TwilioRestClient[] {stranger, client("nobody", "x")}) {
      assertThatThrownBy(() -> Message.creator(RECEIVER, SENDER, "Hi").create(wrong))
          .isInstanceOfSatisfying(
              ApiException.class,
              e -> {
                assertThat(e.getStatusCode()).isEqualTo(401);
                assertThat(e.getCode()).isEqualTo(20003);
              });
    }
  }

  @Test
  void redactsAndDeletesOnlyWhatIsDone() throws InterruptedException {
    String sid = send(RECEIVER, "Secret").getSid();
    assertThatThrownBy(() -> Message.deleter(sid).delete(twilio))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.getStatusCode()).isEqualTo(409));
    fakes.pass(3);
    assertThat(Message.updater(sid).setBody("").update(twilio).getBody()).isEmpty();
    assertThat(Message.deleter(sid).delete(twilio)).isTrue();
    assertThatThrownBy(() -> Message.fetcher(sid).fetch(twilio))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.getCode()).isEqualTo(20404));
  }

  private static Map<String, String> form(String body) {
    Map<String, String> values = new TreeMap<>();
    for (String pair : body.split("&", -1)) {
      String[] both = pair.split("=", -1);
      values.put(both[0], URLDecoder.decode(both[1], StandardCharsets.UTF_8));
    }
    return values;
  }
}
