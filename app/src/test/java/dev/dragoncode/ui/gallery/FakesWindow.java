package dev.dragoncode.ui.gallery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The window with the tab of the third-party APIs over a real server of all fakes, which has been
 * asked six times, and the hands of who clicks and types there.
 */
final class FakesWindow implements AutoCloseable {

  private static final Path FOLDER = Path.of("target", "screens");
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FakeServer server;
  private final int control;
  private final HttpClient client;
  private final Theme theme;
  private @Nullable Stage stage;
  private @Nullable TestWindow window;
  private @Nullable Scene scene;

  /**
   * Serves all fakes.
   *
   * @param folder where documents that are added are kept
   */
  FakesWindow(Path folder) throws Exception {
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

  /** Asks the fake Stripe as its client does. */
  String ask(String method, String path, String body) throws Exception {
    String url = server.pack("stripe").orElseThrow().url();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Authorization", "Bearer sk_test_dragoncode")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  /** Sends JSON to any address; the answer's status. */
  int post(String url, String json) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
  }

  FakeServer server() {
    return server;
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

  /** Opens the window on the tab, and waits until it shows so many requests. */
  void open(int requests) {
    TestWindow opened =
        FxToolkit.call(() -> new TestWindow(stack(), SampleReadiness.checked(false)));
    window = opened;
    Stage shown = FxToolkit.call(Stage::new);
    stage = shown;
    scene =
        FxToolkit.call(() -> {
          theme.preferenceProperty().set(Theme.Preference.DARK);
          Scene made = new Scene(opened.shell(), 1280, 800);
          theme.apply(made);
          shown.setX(0);
          shown.setY(0);
          shown.setScene(made);
          shown.show();
          opened.shell().open(ShellView.Screens.EMULATORS);
          return made;
        });
    FxToolkit.settle();
    fire("#tab-fakes");
    await(() -> list("#fakes-requests").getItems().size() == requests);
  }

  private Parent root() {
    if (scene == null) {
      throw new IllegalStateException("open() comes first");
    }
    return scene.getRoot();
  }

  /** Whether there is such a node. */
  boolean has(String selector) {
    return root().lookup(selector) != null;
  }

  /** What is there in any case. */
  <T extends Node> T find(String selector, Class<T> type) {
    Node found = root().lookup(selector);
    if (found == null) {
      throw new AssertionError("There is no " + selector);
    }
    return type.cast(found);
  }

  /** All such nodes. */
  Set<Node> all(String selector) {
    return root().lookupAll(selector);
  }

  ListView<?> list(String selector) {
    return find(selector, ListView.class);
  }

  /** What a text area says. */
  String text(String selector) {
    return find(selector, TextArea.class).getText();
  }

  void rewrite(String selector, UnaryOperator<String> change) {
    FxToolkit.run(() -> {
      TextArea area = find(selector, TextArea.class);
      area.setText(change.apply(area.getText()));
    });
  }

  void write(String selector, String text) {
    FxToolkit.run(() -> find(selector, TextArea.class).setText(text));
  }

  void type(String selector, String text) {
    FxToolkit.run(() -> find(selector, TextField.class).setText(text));
  }

  void select(String list, int index) {
    FxToolkit.run(() -> list(list).getSelectionModel().select(index));
  }

  void fire(String selector) {
    FxToolkit.run(() -> find(selector, ButtonBase.class).fire());
  }

  /** Presses the first button of a selector that is seen. */
  void press(String selector) {
    FxToolkit.run(() ->
        root().lookupAll(selector).stream()
            .filter(ButtonBase.class::isInstance)
            .filter(node -> node.isVisible() && node.getScene() != null)
            .map(ButtonBase.class::cast)
            .findFirst()
            .orElseThrow(() -> new AssertionError("There is no " + selector))
            .fire());
  }

  /** Chooses an item of a menu. */
  void choose(String menu, int index) {
    FxToolkit.run(() -> find(menu, MenuButton.class).getItems().get(index).fire());
  }

  /** Drags a file onto a node and lets it go there; whether it was taken. */
  boolean drop(Path file, String selector) {
    return FxToolkit.call(() -> new Dragged(file).onto(find(selector, Node.class)));
  }

  /** Paints it, light and dark. */
  void picture(String name) {
    Scene painted = root().getScene();
    for (Theme.Preference one : List.of(Theme.Preference.LIGHT, Theme.Preference.DARK)) {
      FxToolkit.run(() -> theme.preferenceProperty().set(one));
      FxToolkit.settle();
      String suffix = one.name().toLowerCase(Locale.ROOT);
      FxToolkit.picture(painted, FOLDER.resolve("third-party-apis" + name + "-" + suffix + ".png"));
    }
  }

  /** What the server has as Stripe's disturbance of webhooks. */
  JsonNode disturbance(String field) {
    try {
      HttpRequest pack =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/packs/stripe".formatted(control)))
              .build();
      return JSON.readTree(client.send(pack, HttpResponse.BodyHandlers.ofString()).body())
          .path("webhooks")
          .path(field);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the fake Stripe answers now. */
  String asked(String path) {
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

  /** Lets time pass until it is so, as a person who looks would. */
  void await(BooleanSupplier wanted) {
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

  @Override
  public void close() {
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
}
