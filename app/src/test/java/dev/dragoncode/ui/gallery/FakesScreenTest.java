package dev.dragoncode.ui.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.input.Clipboard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The third-party APIs' screen over a real server of fakes, clicked through and painted. */
@Execution(ExecutionMode.SAME_THREAD)
class FakesScreenTest {

  @TempDir private Path folder;
  private FakesWindow screen;

  @BeforeEach
  void serve() throws Exception {
    screen = new FakesWindow(folder);
  }

  @AfterEach
  void stop() {
    screen.close();
  }

  @Test
  void showsRequestsAndPlaysFaults() throws Exception {
    screen.open(6);
    screen.select("#fakes-requests", 3);
    screen.await(
        () -> screen.text("#fakes-content").contains("payment_method=pm_card_chargeDeclined"));
    assertThat(screen.text("#fakes-content")).doesNotContain("sk_test_dragoncode");
    screen.picture("");

    screen.fire("#fakes-part-state");
    assertThat(screen.text("#fakes-content")).contains("+ payment_intent");
    screen.fire("#fakes-part-response");
    assertThat(screen.text("#fakes-content")).contains("card_declined");
    screen.select("#fakes-requests", 2);
    screen.fire("#fakes-part-validation");
    screen.await(() -> screen.text("#fakes-content").contains("“custmers”, not “customers”"));
    screen.picture("-why-not");
    screen.select("#fakes-requests", 1);
    screen.await(() -> screen.text("#fakes-content").contains("emial"));

    screen.type("#fakes-filter", "custmers");
    assertThat(screen.list("#fakes-requests").getItems()).hasSize(1);
    screen.type("#fakes-filter", "");

    screen.fire("#fakes-curl");
    screen.await(() -> clipboard().contains("curl") && clipboard().contains("$API_KEY"));
    screen.choose("#fakes-test", 0);
    screen.await(() -> clipboard().contains("@Test"));
    screen.choose("#fakes-test", 1);
    screen.await(() -> clipboard().contains("node:test"));
    screen.fire("#fakes-replay");
    screen.await(() -> screen.list("#fakes-requests").getItems().size() == 7);

    FxToolkit.run(() -> screen.find("#fakes-latency", Slider.class).setValue(120));
    FxToolkit.run(() -> screen.find("#fakes-errors", Slider.class).setValue(10));
    screen.await(() -> screen.server().pack("stripe").orElseThrow().faults().size() == 2);
    screen.await(() ->
        screen.all(".fake-card .faint").stream()
            .anyMatch(n -> ((Labeled) n).getText().startsWith("fault")));
    screen.picture("-faults");

    screen.press(".fakes-tab-webhooks");
    screen.await(() -> screen.has(".fakes-list .empty-pane"));
    screen.picture("-webhooks-empty");
    screen.fire("#fakes-reset");
    screen.picture("-reset");
    assertThat(screen.server().snapshot().toString()).contains("ada@example.com");
    screen.fire("#forget-yes");
    screen.await(() -> !screen.server().snapshot().toString().contains("ada@example.com"));
  }

  @Test
  void sendsEventsAgainTwiceLateReversedAndForged() throws Exception {
    try (StripeHook hook = new StripeHook()) {
      String made =
          screen.ask(
              "POST",
              "/v1/webhook_endpoints",
              "url=%s&enabled_events[]=*"
                  .formatted(URLEncoder.encode(hook.url(), StandardCharsets.UTF_8)));
      String secret = new ObjectMapper().readTree(made).path("secret").asText();
      screen.ask("POST", "/v1/customers", "email=grace%40example.com");
      screen.ask("POST", "/v1/customers", "email=edsger%40example.com");
      hook.awaitCount(2);
      screen.open(9);
      screen.press(".fakes-tab-webhooks");
      screen.await(() -> screen.list("#bench-deliveries").getItems().size() == 2);
      ListView<?> endpoints = screen.list("#bench-endpoints");
      assertThat(endpoints.getItems()).hasSize(1);
      assertThat(endpoints.getItems().toString())
          .contains(hook.url(), "secret=whsec_", "****")
          .doesNotContain(secret);
      screen.select("#bench-deliveries", 1);
      screen.await(() -> screen.text("#bench-content").contains("stripe-signature: t="));
      assertThat(screen.text("#bench-content")).contains("200", "→ thanks");
      screen.picture("-webhooks");
      screen.fire("#bench-part-message");
      assertThat(screen.text("#bench-content")).contains("grace@example.com");
      screen.fire("#bench-part-attempts");

      screen.fire("#bench-resend");
      hook.awaitCount(3);
      screen.fire("#bench-twice");
      hook.awaitCount(5);
      assertThat(hook.signed(4, secret)).isTrue();
      screen.fire("#bench-wrong");
      hook.awaitCount(6);
      assertThat(hook.signed(5, secret)).isFalse();
      screen.await(() -> screen.text("#bench-content").contains("signed wrongly"));
      FxToolkit.run(() -> screen.list("#bench-deliveries").getSelectionModel().selectAll());
      screen.fire("#bench-reversed");
      hook.awaitCount(8);
      assertThat(hook.body(6)).contains("edsger");
      assertThat(hook.body(7)).contains("grace");
      screen.choose("#bench-later", 2);
      screen.await(
          () -> screen.server().webhooks().list().stream().allMatch(d -> d.next().isPresent()));

      screen.fire("#bench-forged");
      screen.await(() -> screen.disturbance("forged").asBoolean());
      FxToolkit.run(() -> copies().setValue(3));
      screen.await(() -> screen.disturbance("copies").asInt() == 3);
      int before = hook.count();
      screen.ask("POST", "/v1/customers", "email=alan%40example.com");
      hook.awaitCount(before + 3);
      assertThat(hook.signed(before, secret)).isFalse();
      screen.picture("-webhooks-disturbed");

      screen.press("#bench-endpoints .btn");
      screen.await(() -> screen.text("#state-json").contains("whsec_"));
    }
  }

  @Test
  void editsWhatAFakeKeeps() throws Exception {
    StringBuilder seed = new StringBuilder("customer:\n");
    for (int i = 1; i <= 5_000; i++) {
      seed.append("  - {id: cus_seed%05d, email: c%d@example.com}\n".formatted(i, i));
    }
    Path file = Files.writeString(folder.resolve("rows.yaml"), seed);
    screen.open(6);
    screen.press(".fakes-tab-state");
    screen.await(() -> screen.list("#state-rows").getItems().size() == 1);
    screen.fire("#state-seed");
    screen.type("#file-named", folder.resolve("none.yaml").toString());
    screen.fire("#file-yes");
    screen.await(() -> screen.has(".dialog-sheet .problem-pane"));
    screen.type("#file-named", file.toString());
    screen.fire("#file-yes");
    screen.await(() -> screen.list("#state-rows").getItems().size() == 100);
    screen.fire("#state-older");
    screen.await(() ->
        screen.list("#state-rows").getItems().getFirst().toString().contains("cus_seed04900"));
    screen.type("#state-filter", "C4711@EXAMPLE.COM");
    screen.await(() -> screen.list("#state-rows").getItems().size() == 1);
    screen.select("#state-rows", 0);
    screen.await(() -> screen.text("#state-json").contains("c4711@example.com"));
    screen.picture("-state");

    screen.rewrite("#state-json", json -> json.replace("\"cus_seed04711\"", "3"));
    screen.fire("#state-save");
    screen.await(() -> screen.has(".fakes-detail .problem-pane"));
    screen.picture("-state-refused");
    screen.fire("#state-revert");
    screen.rewrite("#state-json", json -> json.replace("c4711@", "carol@"));
    screen.fire("#state-save");
    screen.await(() -> screen.asked("/v1/customers/cus_seed04711").contains("carol@example.com"));
    screen.type("#state-filter", "carol");
    screen.await(() ->
        screen.list("#state-rows").getItems().size() == 1
            && screen.find("#state-save", Button.class).isDisabled());
    screen.select("#state-rows", 0);
    screen.fire("#state-delete");
    screen.await(() -> screen.asked("/v1/customers/cus_seed04711").contains("resource_missing"));
    screen.await(() -> screen.find("#state-undo", Button.class).isVisible());
    screen.fire("#state-undo");
    screen.await(() -> screen.asked("/v1/customers/cus_seed04711").contains("carol@example.com"));
    screen.fire("#state-new");
    screen.await(() -> screen.text("#state-json").contains("\"email\" : null"));
    screen.write("#state-json", "{\"id\": \"cus_mine\", \"name\": \"Mine\"}");
    screen.fire("#state-save");
    screen.await(() -> screen.asked("/v1/customers/cus_mine").contains("Mine"));

    screen.fire("#state-reset");
    screen.fire("#forget-yes");
    screen.await(() -> screen.asked("/v1/customers/cus_mine").contains("resource_missing"));
  }

  private static String clipboard() {
    return String.valueOf(Clipboard.getSystemClipboard().getString());
  }

  @SuppressWarnings("unchecked")
  private ComboBox<Integer> copies() {
    return screen.find("#bench-copies", ComboBox.class);
  }
}
