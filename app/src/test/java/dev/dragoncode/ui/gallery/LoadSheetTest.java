package dev.dragoncode.ui.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.ModalPane;
import com.sun.net.httpserver.HttpServer;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.load.LiveFigures;
import dev.dragoncode.load.LoadPlan;
import dev.dragoncode.load.LoadResult;
import dev.dragoncode.load.LoadSamples;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.run.probe.DeclaredRoute;
import dev.dragoncode.service.load.LoadControl;
import dev.dragoncode.service.load.LoadService;
import dev.dragoncode.service.load.LoadSnapshot;
import dev.dragoncode.service.load.ProjectLoads;
import dev.dragoncode.service.run.Recorders;
import dev.dragoncode.snapshot.SnapshotPublisher;
import dev.dragoncode.snapshot.SnapshotSource;
import dev.dragoncode.ui.fx.Theme;
import dev.dragoncode.ui.fx.UiDispatcher;
import dev.dragoncode.ui.load.LoadHistories;
import dev.dragoncode.ui.load.LoadSheet;
import dev.dragoncode.ui.load.LoadViewModel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.testfx.api.FxRobot;

/** A load run asked for, seen and compared by clicks. */
@EnabledIfSystemProperty(
    named = "dragoncode.matrix",
    matches = "true",
    disabledReason = "a window, a load run of a second, and pictures for a person to look at")
@Execution(ExecutionMode.SAME_THREAD)
class LoadSheetTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private final AtomicReference<RunRecord> opened = new AtomicReference<>();
  private Stage stage;
  private Scene scene;
  private Theme theme;
  private Label behind;

  @BeforeEach
  void open() {
    FxToolkit.start();
    FxToolkit.run(() -> {
      theme = new Theme(Theme.Preference.DARK);
      ModalPane modal = new ModalPane();
      modal.setId("modal");
      behind = new Label("Runs");
      scene = new Scene(new StackPane(behind, modal), 1280, 800);
      theme.apply(scene);
      stage = new Stage();
      stage.setX(0);
      stage.setY(0);
      stage.setScene(scene);
      stage.show();
    });
  }

  @AfterEach
  void close() {
    FxToolkit.run(stage::close);
  }

  @Test
  void aRouteIsLoadedAndItsFiguresAreShown() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    LoadService service =
        new LoadService(
            new ProcessRunner(),
            _ -> {
              throw new IllegalStateException("its files are not needed");
            },
            _ -> ProjectSettings.none(),
            () -> {
              throw Problem.of("Nothing is kept", "There is no database.").asException();
            },
            Recorders.none(),
            (_, _) -> {},
            Clock.systemUTC());
    try (ProjectLoads loads =
        new ProjectLoads(folder, service, () -> true, Map::of, InstantSource.system())) {
      show(new Declaring(loads), List.of(), List.of());
      assertThat(disabled("#load-begin")).isTrue();
      type("#load-where .text-field", "GET /orders/{id}");
      assertThat(texts()).anyMatch(words -> words.startsWith("The project's service is started"));
      type("#load-port", "99999");
      assertThat(disabled("#load-begin")).isTrue();
      type("#load-port", Integer.toString(server.getAddress().getPort()));
      type("#load-rate", "100");
      type("#load-seconds", "1");
      type("#load-warmup", "0");
      picture("load-ask");
      click("#load-begin");
      waitFor(() -> shown("#load-again"));

      assertThat(texts())
          .contains("all as expected")
          .anyMatch(t -> t.startsWith("GET /orders/1 ·"));
      assertThat(texts()).contains("204: 100");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void anotherMachineIsAskedAbout() {
    show(new Still(new LoadSnapshot.State.Idle()), List.of(), List.of());

    type("#load-where .text-field", "http://shop.example.org/orders");

    assertThat(disabled("#load-begin")).isTrue();
    assertThat(texts()).contains("Yes, shop.example.org is mine to load");
    click("#load-confirm");
    assertThat(disabled("#load-begin")).isFalse();
  }

  @Test
  void aResultStandsBesideItsPromisesAnEarlierRunAndAProfile() {
    LoadResult result = LoadSamples.stalled();
    RunRecord earlier = LoadSamples.earlier();
    RunRecord profile = LoadSamples.profile(result);
    show(
        new Still(new LoadSnapshot.State.Ended(result)),
        List.of(earlier),
        List.of(profile, LoadSamples.profile(LoadSamples.later(result))));
    click("#load-close");
    show(
        new Still(new LoadSnapshot.State.Running(result.asked()), LoadSamples.live(result)),
        List.of(),
        List.of());
    assertThat(texts()).contains("in flight", "200/s");
    picture("load-runs");
    click("#load-close");

    StillEnded control = new StillEnded(result);
    show(control, List.of(earlier), List.of(profile));
    control.end();
    waitFor(() -> shown("#load-compare"));
    FxToolkit.run(() -> ((ComboBox<?>) find("#load-compare")).getSelectionModel().select(0));
    FxToolkit.settle();

    assertThat(texts()).contains("missed", "met", "before", "profile");
    picture("load-result");
    click(".load-pane .btn");
    assertThat(opened.get()).isEqualTo(profile);
  }

  private void show(LoadControl control, List<RunRecord> loads, List<RunRecord> profiles) {
    FxToolkit.run(() ->
        LoadSheet.show(
            behind,
            new LoadViewModel(
                control,
                result -> LoadHistories.of(result, loads, profiles),
                new UiDispatcher(),
                Runnable::run),
            new LoadSheet.Opener() {
              @Override
              public void onceTrusted(Runnable work) {
                work.run();
              }

              @Override
              public void show(RunRecord run) {
                opened.set(run);
              }

              @Override
              public void act(Remedy.Action action) {}
            }));
    FxToolkit.settle();
  }

  private void type(String selector, String words) {
    click(selector);
    FxToolkit.run(
        () -> ((TextInputControl) find(selector)).replaceText(0, length(selector), words));
    FxToolkit.settle();
  }

  private int length(String selector) {
    return ((TextInputControl) find(selector)).getLength();
  }

  private Node find(String selector) {
    return Optional.ofNullable(scene.getRoot().lookup(selector)).orElseThrow();
  }

  private void click(String selector) {
    robot.clickOn(
        FxToolkit.call(() -> {
          Node node = find(selector);
          Bounds bounds = node.localToScreen(node.getBoundsInLocal());
          return new Point2D(bounds.getCenterX(), bounds.getCenterY());
        }));
    FxToolkit.settle();
  }

  private boolean disabled(String selector) {
    return FxToolkit.call(() -> find(selector).isDisabled());
  }

  private boolean shown(String selector) {
    return FxToolkit.call(() -> {
      Node node = scene.getRoot().lookup(selector);
      return node != null && node.isVisible();
    });
  }

  private List<String> texts() {
    return FxToolkit.call(() ->
        Stream.of(".label", ".check-box", ".status-tag")
            .flatMap(style -> scene.getRoot().lookupAll(style).stream())
            .filter(Node::isVisible)
            .filter(Labeled.class::isInstance)
            .map(each -> ((Labeled) each).getText())
            .toList());
  }

  private void waitFor(BooleanSupplier there) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!there.getAsBoolean()) {
      assertThat(System.nanoTime()).as(() -> "time is up: " + texts()).isLessThan(end);
      FxToolkit.settle();
    }
  }

  /** For a person to look at. */
  private void picture(String name) {
    for (Theme.Preference preference : List.of(Theme.Preference.LIGHT, Theme.Preference.DARK)) {
      FxToolkit.run(() -> theme.preferenceProperty().set(preference));
      FxToolkit.settle();
      String file = name + "-" + preference.name().toLowerCase(java.util.Locale.ROOT) + ".png";
      FxToolkit.picture(scene, Path.of("target/screens").resolve(file));
    }
  }

  /** A real one, whose project declares two routes. */
  private record Declaring(LoadControl real) implements LoadControl {
    @Override
    public SnapshotSource<LoadSnapshot> loads() {
      return real.loads();
    }

    @Override
    public Known known() {
      return new Known(
          List.of(
              new DeclaredRoute("GET", "/orders/{id}", "Orders.java", 10),
              new DeclaredRoute("POST", "/orders", "Orders.java", 20)),
          List.of());
    }

    @Override
    public void start(LoadPlan plan) {
      real.start(plan);
    }

    @Override
    public void startWithService(LoadPlan plan) {
      real.startWithService(plan);
    }

    @Override
    public void stop() {
      real.stop();
    }
  }

  /** A run that does not move. */
  private static class Still implements LoadControl {
    final SnapshotPublisher<LoadSnapshot> snapshots;

    Still(LoadSnapshot.State state) {
      this(state, List.of());
    }

    Still(LoadSnapshot.State state, List<LiveFigures> figures) {
      snapshots = new SnapshotPublisher<>(new LoadSnapshot(1, state, figures));
    }

    @Override
    public SnapshotSource<LoadSnapshot> loads() {
      return snapshots;
    }

    @Override
    public Known known() {
      return new Known(List.of(), List.of());
    }

    @Override
    public void start(LoadPlan plan) {}

    @Override
    public void startWithService(LoadPlan plan) {}

    @Override
    public void stop() {}
  }

  /** A run that goes on until the test ends it. */
  private static final class StillEnded extends Still {
    private final LoadResult result;

    StillEnded(LoadResult result) {
      super(new LoadSnapshot.State.Running(result.asked()));
      this.result = result;
    }

    void end() {
      snapshots.update(old ->
          new LoadSnapshot(old.version() + 1, new LoadSnapshot.State.Ended(result), old.figures()));
    }
  }
}
