package dev.dragoncode.ui.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.emulators.model.Endpoint;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.fakes.packs.Packs;
import dev.dragoncode.fakes.server.FakeServer;
import dev.dragoncode.ui.fx.Theme;
import dev.dragoncode.ui.shell.ShellView;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The third-party APIs' screen over a real server of fakes, clicked through and painted. */
class FakesScreenTest {

  private static final Path FOLDER = Path.of("target", "screens");
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private FakeServer server;
  private int control;
  private HttpClient client;
  private @Nullable Stage stage;
  private @Nullable TestWindow window;

  @BeforeEach
  void serve() throws Exception {
    FxToolkit.start();
    client = HttpClient.newHttpClient();
    server = new FakeServer("127.0.0.1", Optional.empty(), Optional.empty());
    for (String id : Packs.ids()) {
      server.add(Packs.get(id), 0, Optional.empty());
    }
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

  private void ask(String method, String path, String body) throws Exception {
    String url = server.pack("stripe").orElseThrow().url();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Authorization", "Bearer sk_test_dragoncode")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    client.send(request, HttpResponse.BodyHandlers.discarding());
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

  @ParameterizedTest
  @EnumSource(
      value = Theme.Preference.class,
      names = {"DARK", "LIGHT"})
  void showsRequestsAndPlaysFaults(Theme.Preference preference) throws Exception {
    String suffix = preference == Theme.Preference.DARK ? "dark" : "light";
    window = FxToolkit.call(() -> new TestWindow(stack(), SampleWorld.checked(false)));
    stage = FxToolkit.call(Stage::new);
    Scene scene =
        FxToolkit.call(() -> {
          Theme theme = new Theme(preference);
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
    await(() -> list(scene).getItems().size() == 6);
    FxToolkit.run(() -> list(scene).getSelectionModel().select(3));
    await(() -> content(scene).contains("payment_method=pm_card_chargeDeclined"));
    assertThat(content(scene)).doesNotContain("sk_test_dragoncode");
    FxToolkit.settle();
    FxToolkit.picture(scene, FOLDER.resolve("third-party-apis-" + suffix + ".png"));

    FxToolkit.run(() -> find(scene, "#fakes-part-state", ToggleButton.class).fire());
    assertThat(content(scene)).contains("+ payment_intent");
    FxToolkit.run(() -> list(scene).getSelectionModel().select(2));
    FxToolkit.run(() -> find(scene, "#fakes-part-validation", ToggleButton.class).fire());
    await(() -> content(scene).contains("“custmers”, not “customers”"));
    FxToolkit.picture(scene, FOLDER.resolve("third-party-apis-why-not-" + suffix + ".png"));

    FxToolkit.run(() -> find(scene, "#fakes-latency", Slider.class).setValue(120));
    FxToolkit.run(() -> find(scene, "#fakes-errors", Slider.class).setValue(10));
    await(() -> server.pack("stripe").orElseThrow().faults().size() == 2);
    FxToolkit.settle();
    FxToolkit.picture(scene, FOLDER.resolve("third-party-apis-faults-" + suffix + ".png"));

    FxToolkit.run(() -> find(scene, "#fakes-reset", Button.class).fire());
    await(() -> !server.snapshot().toString().contains("ada@example.com"));
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

  private String content(Scene scene) {
    return find(scene, "#fakes-content", TextArea.class).getText();
  }

  /** Lets time pass until it is so, as a person who looks would. */
  private static void await(BooleanSupplier wanted) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!FxToolkit.call(wanted::getAsBoolean)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("It did not come about");
      }
      FxToolkit.settle();
    }
  }
}
