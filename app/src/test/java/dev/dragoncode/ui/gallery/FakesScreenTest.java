package dev.dragoncode.ui.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.emulators.model.Endpoint;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.fakes.AddedDocuments;
import dev.dragoncode.fakes.packs.Packs;
import dev.dragoncode.fakes.server.FakeServer;
import dev.dragoncode.ui.fx.Theme;
import dev.dragoncode.ui.shell.ShellView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.stage.Stage;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The third-party APIs' screen over a real server of fakes, clicked through and painted. */
class FakesScreenTest {

  private static final Path FOLDER = Path.of("target", "screens");
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final String PETSTORE =
      """
      openapi: 3.0.3
      info: {title: Petstore, version: 1.0.0}
      paths:
        /pets:
          get:
            responses:
              "200":
                description: all
                content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Pet"}}}}
          post:
            requestBody:
              content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
            responses:
              "201":
                description: made
                content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
        /pets/{id}:
          parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
          get:
            responses:
              "200":
                description: one
                content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
      components:
        schemas:
          Pet:
            type: object
            required: [name]
            properties: {id: {type: integer, readOnly: true}, name: {type: string}, tag: {type: string}}
      """;

  @TempDir private Path folder;
  private FakeServer server;
  private int control;
  private HttpClient client;
  private Theme theme;
  private @Nullable Stage stage;
  private @Nullable TestWindow window;

  @BeforeEach
  void serve() throws Exception {
    FxToolkit.start();
    theme = FxToolkit.call(() -> new Theme(Theme.Preference.DARK));
    client = HttpClient.newHttpClient();
    server = new FakeServer("127.0.0.1", Optional.empty(), Optional.empty());
    for (String id : Packs.ids()) {
      server.add(Packs.get(id), 0, Optional.empty());
    }
    new AddedDocuments(server, Optional.of(folder)).takeUp();
    control = server.steer(0);
    ask("POST", "/v1/customers", "email=ada%40example.com&name=Ada");
    ask(
        "POST",
        "/v1/payment_intents",
        "amount=1999&currency=eur&payment_method=pm_card_visa&confirm=true&return_url=http%3A%2F%2Flocalhost");
    ask(
        "POST",
        "/v1/payment_intents",
        "amount=1999&currency=eur&payment_method=pm_card_chargeDeclined&confirm=true&return_url=http%3A%2F%2Flocalhost");
    ask("GET", "/v1/custmers", "");
    ask("POST", "/v1/customers", "emial=ada%40example.com");
    ask("GET", "/v1/payment_intents?limit=3", "");
  }

  @AfterEach
  void stop() {
    // a window that stays would take the keys that other tests type
    FxToolkit.run(() -> {
      if (stage != null) {
        stage.close();
      }
      if (window != null) {
        window.close();
      }
    });
    client.shutdownNow();
    server.close();
  }

  private String ask(String method, String path, String body) throws Exception {
    String url = server.pack("stripe").orElseThrow().url();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Authorization", "Bearer sk_test_dragoncode")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private StackSnapshot stack() {
    List<Endpoint> endpoints = List.of(new Endpoint("control", "127.0.0.1", control));
    EmulatorSnapshot fakes =
        new EmulatorSnapshot(
            "fakes",
            "Third-party APIs",
            "fth-globe",
            new EmulatorState.Ready(endpoints, SampleWorld.NOW),
            Optional.empty(),
            Optional.empty(),
            endpoints,
            Map.of(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of());
    StackSnapshot sample = SampleWorld.allReady();
    List<EmulatorSnapshot> all = new ArrayList<>(sample.emulators());
    all.add(fakes);
    return new StackSnapshot(2, sample.docker(), sample.preference(), all);
  }

  private Scene open(int requests) {
    window = FxToolkit.call(() -> new TestWindow(stack(), SampleWorld.checked(false)));
    stage = FxToolkit.call(Stage::new);
    Scene scene =
        FxToolkit.call(() -> {
          theme.preferenceProperty().set(Theme.Preference.DARK);
          Scene made = new Scene(window.shell(), 1280, 800);
          theme.apply(made);
          stage.setX(0);
          stage.setY(0);
          stage.setScene(made);
          stage.show();
          window.shell().open(ShellView.Screens.EMULATORS);
          return made;
        });
    FxToolkit.settle();
    FxToolkit.run(() -> find(scene, "#tab-fakes", ToggleButton.class).fire());
    await(() -> list(scene).getItems().size() == requests);
    return scene;
  }

  private void picture(Scene scene, String name) {
    for (Theme.Preference one : List.of(Theme.Preference.LIGHT, Theme.Preference.DARK)) {
      FxToolkit.run(() -> theme.preferenceProperty().set(one));
      FxToolkit.settle();
      String suffix = one.name().toLowerCase(Locale.ROOT);
      FxToolkit.picture(scene, FOLDER.resolve("third-party-apis" + name + "-" + suffix + ".png"));
    }
  }

  @Test
  void showsRequestsAndPlaysFaults() throws Exception {
    Scene scene = open(6);
    FxToolkit.run(() -> list(scene).getSelectionModel().select(3));
    await(() -> content(scene).contains("payment_method=pm_card_chargeDeclined"));
    assertThat(content(scene)).doesNotContain("sk_test_dragoncode");
    picture(scene, "");

    FxToolkit.run(() -> find(scene, "#fakes-part-state", ToggleButton.class).fire());
    assertThat(content(scene)).contains("+ payment_intent");
    FxToolkit.run(() -> find(scene, "#fakes-part-response", ToggleButton.class).fire());
    assertThat(content(scene)).contains("card_declined");
    FxToolkit.run(() -> list(scene).getSelectionModel().select(2));
    FxToolkit.run(() -> find(scene, "#fakes-part-validation", ToggleButton.class).fire());
    await(() -> content(scene).contains("“custmers”, not “customers”"));
    picture(scene, "-why-not");
    FxToolkit.run(() -> list(scene).getSelectionModel().select(1));
    await(() -> content(scene).contains("emial"));

    FxToolkit.run(() -> type(scene, "#fakes-filter", "custmers"));
    assertThat(list(scene).getItems()).hasSize(1);
    FxToolkit.run(() -> type(scene, "#fakes-filter", ""));

    FxToolkit.run(() -> find(scene, "#fakes-curl", Button.class).fire());
    await(() -> clipboard().contains("curl") && clipboard().contains("$API_KEY"));
    FxToolkit.run(() -> item(find(scene, "#fakes-test", MenuButton.class), 0).fire());
    await(() -> clipboard().contains("@Test"));
    FxToolkit.run(() -> item(find(scene, "#fakes-test", MenuButton.class), 1).fire());
    await(() -> clipboard().contains("node:test"));
    FxToolkit.run(() -> find(scene, "#fakes-replay", Button.class).fire());
    await(() -> list(scene).getItems().size() == 7);

    FxToolkit.run(() -> find(scene, "#fakes-latency", Slider.class).setValue(120));
    FxToolkit.run(() -> find(scene, "#fakes-errors", Slider.class).setValue(10));
    await(() -> server.pack("stripe").orElseThrow().faults().size() == 2);
    await(() ->
        window.shell().lookupAll(".fake-card .faint").stream()
            .anyMatch(n -> ((Labeled) n).getText().startsWith("fault")));
    picture(scene, "-faults");

    FxToolkit.run(() -> press(scene, ".fakes-tab-webhooks"));
    await(() -> scene.lookup(".fakes-list .empty-pane") != null);
    picture(scene, "-webhooks-empty");
    FxToolkit.run(() -> find(scene, "#fakes-reset", Button.class).fire());
    picture(scene, "-reset");
    assertThat(server.snapshot().toString()).contains("ada@example.com");
    FxToolkit.run(() -> find(scene, "#forget-yes", Button.class).fire());
    await(() -> !server.snapshot().toString().contains("ada@example.com"));
  }

  @Test
  void sendsEventsAgainTwiceLateReversedAndForged() throws Exception {
    try (Hook hook = new Hook()) {
      String made =
          ask(
              "POST",
              "/v1/webhook_endpoints",
              "url=%s&enabled_events[]=*"
                  .formatted(URLEncoder.encode(hook.url(), StandardCharsets.UTF_8)));
      String secret = new ObjectMapper().readTree(made).path("secret").asText();
      ask("POST", "/v1/customers", "email=grace%40example.com");
      ask("POST", "/v1/customers", "email=edsger%40example.com");
      hook.awaitCount(2);
      Scene scene = open(9);
      FxToolkit.run(() -> press(scene, ".fakes-tab-webhooks"));
      await(() -> deliveries(scene).getItems().size() == 2);
      ListView<?> endpoints = find(scene, "#bench-endpoints", ListView.class);
      assertThat(endpoints.getItems()).hasSize(1);
      assertThat(endpoints.getItems().toString())
          .contains(hook.url(), "secret=whsec_", "****")
          .doesNotContain(secret);
      FxToolkit.run(() -> deliveries(scene).getSelectionModel().select(1));
      await(() -> bench(scene).contains("stripe-signature: t="));
      assertThat(bench(scene)).contains("200", "→ thanks");
      picture(scene, "-webhooks");
      FxToolkit.run(() -> find(scene, "#bench-part-message", ToggleButton.class).fire());
      assertThat(bench(scene)).contains("grace@example.com");
      FxToolkit.run(() -> find(scene, "#bench-part-attempts", ToggleButton.class).fire());

      FxToolkit.run(() -> find(scene, "#bench-resend", Button.class).fire());
      hook.awaitCount(3);
      FxToolkit.run(() -> find(scene, "#bench-twice", Button.class).fire());
      hook.awaitCount(5);
      assertThat(hook.signed(4, secret)).isTrue();
      FxToolkit.run(() -> find(scene, "#bench-wrong", Button.class).fire());
      hook.awaitCount(6);
      assertThat(hook.signed(5, secret)).isFalse();
      await(() -> bench(scene).contains("signed wrongly"));
      FxToolkit.run(() -> deliveries(scene).getSelectionModel().selectAll());
      FxToolkit.run(() -> find(scene, "#bench-reversed", Button.class).fire());
      hook.awaitCount(8);
      assertThat(hook.body(6)).contains("edsger");
      assertThat(hook.body(7)).contains("grace");
      FxToolkit.run(() -> item(find(scene, "#bench-later", MenuButton.class), 2).fire());
      await(() -> server.webhooks().list().stream().allMatch(d -> d.next().isPresent()));

      FxToolkit.run(() -> find(scene, "#bench-forged", CheckBox.class).fire());
      await(() -> disturbance("forged").asBoolean());
      FxToolkit.run(() -> copies(scene).setValue(3));
      await(() -> disturbance("copies").asInt() == 3);
      int before = hook.count();
      ask("POST", "/v1/customers", "email=alan%40example.com");
      hook.awaitCount(before + 3);
      assertThat(hook.signed(before, secret)).isFalse();
      picture(scene, "-webhooks-disturbed");

      FxToolkit.run(() -> press(scene, "#bench-endpoints .btn"));
      await(() -> json(scene).contains("whsec_"));
    }
  }

  @Test
  void editsWhatAFakeKeeps() throws Exception {
    StringBuilder seed = new StringBuilder("customer:\n");
    for (int i = 1; i <= 5_000; i++) {
      seed.append("  - {id: cus_seed%05d, email: c%d@example.com}\n".formatted(i, i));
    }
    Path file = Files.writeString(folder.resolve("rows.yaml"), seed);
    Scene scene = open(6);
    FxToolkit.run(() -> press(scene, ".fakes-tab-state"));
    await(() -> rows(scene).getItems().size() == 1);
    FxToolkit.run(() -> find(scene, "#state-seed", Button.class).fire());
    FxToolkit.run(() -> type(scene, "#file-named", folder.resolve("none.yaml").toString()));
    FxToolkit.run(() -> find(scene, "#file-yes", Button.class).fire());
    await(() -> scene.lookup(".dialog-sheet .problem-pane") != null);
    FxToolkit.run(() -> type(scene, "#file-named", file.toString()));
    FxToolkit.run(() -> find(scene, "#file-yes", Button.class).fire());
    await(() -> rows(scene).getItems().size() == 100);
    FxToolkit.run(() -> find(scene, "#state-older", Button.class).fire());
    await(() -> rows(scene).getItems().getFirst().toString().contains("cus_seed04900"));
    FxToolkit.run(() -> type(scene, "#state-filter", "C4711@EXAMPLE.COM"));
    await(() -> rows(scene).getItems().size() == 1);
    FxToolkit.run(() -> rows(scene).getSelectionModel().select(0));
    await(() -> json(scene).contains("c4711@example.com"));
    picture(scene, "-state");

    FxToolkit.run(() -> draft(scene).setText(json(scene).replace("\"cus_seed04711\"", "3")));
    FxToolkit.run(() -> find(scene, "#state-save", Button.class).fire());
    await(() -> scene.lookup(".fakes-detail .problem-pane") != null);
    picture(scene, "-state-refused");
    FxToolkit.run(() -> find(scene, "#state-revert", Button.class).fire());
    FxToolkit.run(() -> draft(scene).setText(json(scene).replace("c4711@", "carol@")));
    FxToolkit.run(() -> find(scene, "#state-save", Button.class).fire());
    await(() -> asked("/v1/customers/cus_seed04711").contains("carol@example.com"));
    FxToolkit.run(() -> type(scene, "#state-filter", "carol"));
    await(() ->
        rows(scene).getItems().size() == 1
            && find(scene, "#state-save", Button.class).isDisabled());
    FxToolkit.run(() -> rows(scene).getSelectionModel().select(0));
    FxToolkit.run(() -> find(scene, "#state-delete", Button.class).fire());
    await(() -> asked("/v1/customers/cus_seed04711").contains("resource_missing"));
    await(() -> find(scene, "#state-undo", Button.class).isVisible());
    FxToolkit.run(() -> find(scene, "#state-undo", Button.class).fire());
    await(() -> asked("/v1/customers/cus_seed04711").contains("carol@example.com"));
    FxToolkit.run(() -> find(scene, "#state-new", Button.class).fire());
    await(() -> json(scene).contains("\"email\" : null"));
    FxToolkit.run(() -> draft(scene).setText("{\"id\": \"cus_mine\", \"name\": \"Mine\"}"));
    FxToolkit.run(() -> find(scene, "#state-save", Button.class).fire());
    await(() -> asked("/v1/customers/cus_mine").contains("Mine"));

    FxToolkit.run(() -> find(scene, "#state-reset", Button.class).fire());
    FxToolkit.run(() -> find(scene, "#forget-yes", Button.class).fire());
    await(() -> asked("/v1/customers/cus_mine").contains("resource_missing"));
  }

  @Test
  void addsAnApiFromADocumentAndRemovesIt() throws Exception {
    Path document = Files.writeString(folder.resolve("petstore.yaml"), PETSTORE);
    Path broken = Files.writeString(folder.resolve("broken.yaml"), "openapi: 3.0.3\npaths: [\n");
    Scene scene = open(6);
    FxToolkit.run(() -> find(scene, "#fakes-add", Button.class).fire());
    FxToolkit.run(() -> type(scene, "#file-named", broken.toString()));
    FxToolkit.run(() -> find(scene, "#file-yes", Button.class).fire());
    await(() -> scene.lookup(".dialog-sheet .problem-pane") != null);
    picture(scene, "-openapi-refused");
    FxToolkit.run(() -> type(scene, "#file-named", document.toString()));
    FxToolkit.run(() -> find(scene, "#file-yes", Button.class).fire());
    await(() -> scene.lookup("#fake-petstore") != null);
    String url = server.pack("petstore").orElseThrow().url();
    HttpRequest pet =
        HttpRequest.newBuilder(URI.create(url + "/pets"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"Rex\"}"))
            .build();
    assertThat(client.send(pet, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(201);
    await(() -> list(scene).getItems().size() == 7);
    FxToolkit.run(() -> list(scene).getSelectionModel().select(0));
    await(() -> content(scene).contains("Rex"));
    picture(scene, "-openapi");

    FxToolkit.run(() -> find(scene, "#fakes-remove", Button.class).fire());
    FxToolkit.run(() -> find(scene, "#forget-yes", Button.class).fire());
    await(() -> scene.lookup("#fake-petstore") == null);
    assertThat(server.pack("petstore")).isEmpty();
  }

  private static <T extends Node> T find(Scene scene, String selector, Class<T> type) {
    Node found = scene.lookup(selector);
    if (found == null) {
      throw new AssertionError("There is no " + selector);
    }
    return type.cast(found);
  }

  private ListView<?> list(Scene scene) {
    return find(scene, "#fakes-requests", ListView.class);
  }

  private static ListView<?> deliveries(Scene scene) {
    return find(scene, "#bench-deliveries", ListView.class);
  }

  private static ListView<?> rows(Scene scene) {
    return find(scene, "#state-rows", ListView.class);
  }

  private static String bench(Scene scene) {
    return find(scene, "#bench-content", TextArea.class).getText();
  }

  private static TextArea draft(Scene scene) {
    return find(scene, "#state-json", TextArea.class);
  }

  private static String json(Scene scene) {
    return draft(scene).getText();
  }

  @SuppressWarnings("unchecked")
  private static ComboBox<Integer> copies(Scene scene) {
    return find(scene, "#bench-copies", ComboBox.class);
  }

  private static void type(Scene scene, String selector, String text) {
    find(scene, selector, TextField.class).setText(text);
  }

  /** Presses the first button of a selector that is seen. */
  private static void press(Scene scene, String selector) {
    scene.getRoot().lookupAll(selector).stream()
        .filter(ButtonBase.class::isInstance)
        .filter(node -> node.isVisible() && node.getScene() != null)
        .map(ButtonBase.class::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError("There is no " + selector))
        .fire();
  }

  private static MenuItem item(MenuButton menu, int index) {
    return menu.getItems().get(index);
  }

  private static String clipboard() {
    return String.valueOf(Clipboard.getSystemClipboard().getString());
  }

  private JsonNode disturbance(String field) {
    try {
      HttpRequest pack =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/packs/stripe".formatted(control)))
              .build();
      return new ObjectMapper()
          .readTree(client.send(pack, HttpResponse.BodyHandlers.ofString()).body())
          .path("webhooks")
          .path(field);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String asked(String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server.pack("stripe").orElseThrow().url() + path))
              .header("Authorization", "Bearer sk_test_dragoncode")
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A program that listens to Stripe's events and checks their signatures. */
  private static final class Hook implements AutoCloseable {
    private final HttpServer listener;
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> signatures = new CopyOnWriteArrayList<>();
    private final Semaphore came = new Semaphore(0);
    private int awaited;

    Hook() throws IOException {
      listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 20);
      listener.createContext(
          "/",
          exchange -> {
            signatures.add(exchange.getRequestHeaders().getFirst("Stripe-Signature"));
            bodies.add(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] thanks = "thanks".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, thanks.length);
            exchange.getResponseBody().write(thanks);
            exchange.close();
            came.release();
          });
      listener.start();
    }

    String url() {
      return "http://127.0.0.1:%d/stripe/events".formatted(listener.getAddress().getPort());
    }

    int count() {
      return awaited;
    }

    void awaitCount(int count) throws InterruptedException {
      assertThat(came.tryAcquire(count - awaited, LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      awaited = count;
    }

    String body(int index) {
      return bodies.get(index);
    }

    /** Checks it as Stripe's documentation says that a program has to. */
    boolean signed(int index, String secret) throws GeneralSecurityException {
      String[] parts = signatures.get(index).split("[=,]", -1);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      String signed = parts[1] + "." + bodies.get(index);
      byte[] wanted = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(wanted).equals(parts[3]);
    }

    @Override
    public void close() {
      listener.stop(0);
    }
  }

  private String content(Scene scene) {
    return find(scene, "#fakes-content", TextArea.class).getText();
  }

  /** Lets time pass until it is so, as a person who looks would. */
  private static void await(BooleanSupplier wanted) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!FxToolkit.call(() -> came(wanted))) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("It did not come about");
      }
      FxToolkit.settle();
    }
  }

  /** What is not there yet may still come. */
  private static boolean came(BooleanSupplier wanted) {
    try {
      return wanted.getAsBoolean();
    } catch (AssertionError notYet) {
      return false;
    }
  }
}
