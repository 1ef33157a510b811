package dev.dragoncode.fakes.packs.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.app_backend.SlackSignature;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.methods.response.conversations.ConversationsHistoryResponse;
import com.slack.api.model.Message;
import dev.dragoncode.fakes.Fakes;
import dev.dragoncode.fakes.Listener;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Slack's own Java client, unchanged but for its prefix of methods, against the fake. */
public class SlackJavaTest {

  private static final String GENERAL = "C0GENERAL01";
  private static final String ALICE = "U0ALICE0001";
  private static final String SECRET = "8f742231b10e8888abcd99e5f4c185a5";

  private Fakes fakes;
  private Slack client;
  private MethodsClient slack;

  @BeforeEach
  void serve() {
    fakes = Fakes.serving("slack");
    fakes.stopClock();
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(fakes.url("slack") + "/api/");
    client = Slack.getInstance(config);
    slack = client.methods("xoxb-some-token");
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    fakes.close();
  }

  private String say(String text) throws IOException, SlackApiException {
    ChatPostMessageResponse posted = slack.chatPostMessage(r -> r.channel(GENERAL).text(text));
    assertThat(posted.isOk()).isTrue();
    return posted.getTs();
  }

  @Test
  void walksThroughTheHistoryOnce() throws IOException, SlackApiException, InterruptedException {
    for (int i = 0; i < 23; i++) {
      say("Message " + i);
      fakes.pass(1);
    }
    Set<String> seen = new HashSet<>();
    String cursor = "";
    do {
      String from = cursor;
      ConversationsHistoryResponse page =
          slack.conversationsHistory(r -> r.channel(GENERAL).limit(10).cursor(from));
      page.getMessages().stream().map(Message::getTs).forEach(seen::add);
      cursor = page.isHasMore() ? page.getResponseMetadata().getNextCursor() : "";
    } while (!cursor.isEmpty());
    assertThat(seen).hasSize(23);
  }

  @Test
  void findsWhatCameSinceAlsoWhenTheClockGoesBack() throws IOException, SlackApiException {
    String seen = say("Before");
    fakes.moveClockTo(fakes.now().minusSeconds(3_600));
    say("After");
    assertThat(
            slack.conversationsHistory(r -> r.channel(GENERAL).oldest(seen)).getMessages().stream()
                .map(Message::getText))
        .containsExactly("After");
    assertThat(
            slack
                .conversationsHistory(r -> r.channel(GENERAL).latest(seen).inclusive(true))
                .getMessages()
                .stream()
                .map(Message::getText))
        .containsExactly("Before");
  }

  @Test
  void answersInThreads() throws IOException, SlackApiException {
    String parent = say("Who is there?");
    slack.chatPostMessage(r -> r.channel(GENERAL).threadTs(parent).text("Me"));
    assertThat(
            slack.conversationsReplies(r -> r.channel(GENERAL).ts(parent)).getMessages().stream()
                .map(Message::getText))
        .containsExactly("Who is there?", "Me");
    assertThat(slack.conversationsHistory(r -> r.channel(GENERAL)).getMessages())
        .singleElement()
        .satisfies(message -> assertThat(message.getReplyCount()).isEqualTo(1));
  }

  @Test
  void refusesAsSlackDoes() throws IOException, SlackApiException {
    assertThat(client.methods("nonsense").authTest(r -> r).getError()).isEqualTo("invalid_auth");
    assertThat(client.methods("").authTest(r -> r).getError()).isIn("not_authed", "invalid_auth");
    assertThat(slack.chatPostMessage(r -> r.channel("C0NOWHERE").text("x")).getError())
        .isEqualTo("channel_not_found");
    assertThat(slack.usersInfo(r -> r.user("U0NOBODY")).getError()).isEqualTo("user_not_found");
    assertThat(slack.usersLookupByEmail(r -> r.email("bob@example.com")).getUser().getName())
        .isEqualTo("bob");
  }

  @Test
  void sendsSignedEventsToAnAddressThatProvedItself()
      throws IOException, SlackApiException, InterruptedException {
    try (Listener listener = new Listener()) {
      slack.appsManifestUpdate(r ->
          r.appId("A0DRAGON01")
              .manifestAsString(
                  """
                  {"display_information": {"name": "x"}, "settings": {"event_subscriptions":
                    {"request_url": "%s", "bot_events": ["message.channels"]}}}
                  """
                      .formatted(listener.url("/slack/events"))));
      fakes.pass(1);
      Listener.Message handshake = listener.next();
      assertThat(handshake.body()).contains("url_verification");
      assertThat(
              new SlackSignature.Verifier(new SlackSignature.Generator(SECRET))
                  .isValid(
                      handshake.header("x-slack-request-timestamp"),
                      handshake.body(),
                      handshake.header("x-slack-signature")))
          .isTrue();
      // this listener gives no challenge back
      say("Hello");
      fakes.pass(600);
      assertThat(listener.quiet()).isTrue();
    }
  }

  @Test
  void reactsAndSchedules() throws IOException, SlackApiException, InterruptedException {
    String ts = say("Done");
    assertThat(slack.reactionsAdd(r -> r.channel(GENERAL).timestamp(ts).name("tada")).isOk())
        .isTrue();
    assertThat(
            slack
                .reactionsGet(r -> r.channel(GENERAL).timestamp(ts))
                .getMessage()
                .getReactions()
                .getFirst()
                .getUsers())
        .hasSize(1);
    int at = (int) fakes.now().getEpochSecond() + 30;
    slack.chatScheduleMessage(r -> r.channel(ALICE).text("Later").postAt(at));
    String direct =
        slack.conversationsOpen(r -> r.users(java.util.List.of(ALICE))).getChannel().getId();
    assertThat(slack.conversationsHistory(r -> r.channel(direct)).getMessages()).isEmpty();
    fakes.pass(31);
    assertThat(slack.conversationsHistory(r -> r.channel(direct)).getMessages()).hasSize(1);
  }

  @Test
  void limitsWithRetryAfter() throws IOException, SlackApiException, InterruptedException {
    fakes.control("POST", "/packs/slack/limits", "{\"on\": true}");
    say("First");
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> say("Second"))
        .isInstanceOfSatisfying(
            SlackApiException.class,
            e -> {
              assertThat(e.getResponse().code()).isEqualTo(429);
              assertThat(e.getResponse().header("Retry-After")).isEqualTo("1");
            });
  }
}
