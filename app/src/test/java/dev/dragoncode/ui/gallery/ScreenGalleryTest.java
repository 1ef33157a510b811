package dev.dragoncode.ui.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.service.ConnectionFile;
import dev.dragoncode.service.ReadinessSnapshot;
import dev.dragoncode.service.RecentProject;
import dev.dragoncode.ui.emulators.EmulatorsView;
import dev.dragoncode.ui.emulators.PanelTab;
import dev.dragoncode.ui.fx.Theme;
import dev.dragoncode.ui.readiness.ReadinessViewModel;
import dev.dragoncode.ui.shell.OpeningView;
import dev.dragoncode.ui.shell.ShellView;
import dev.dragoncode.ui.welcome.WelcomeView;
import dev.dragoncode.ui.welcome.WelcomeViewModel;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.MultipleSelectionModel;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Writes every screen and state, dark and light, to target/screens. */
@Execution(ExecutionMode.SAME_THREAD)
class ScreenGalleryTest {

  private static final Path FOLDER = Path.of("target", "screens");
  private static Theme theme;
  private static Stage stage;

  @BeforeAll
  static void openWindow() {
    FxToolkit.start();
    FxToolkit.run(() -> {
      theme = new Theme(Theme.Preference.SYSTEM);
      stage = new Stage();
      stage.setX(0);
      stage.setY(0);
    });
  }

  @AfterAll
  static void closeWindow() {
    FxToolkit.run(stage::close);
  }

  /**
   * Both, for a person to look at; a CI job, where nobody does, sees in one that all of it paints.
   */
  private static Stream<Theme.Preference> themes() {
    boolean looked = System.getenv("CI") == null || Boolean.getBoolean("dragoncode.matrix");
    return looked
        ? Stream.of(Theme.Preference.DARK, Theme.Preference.LIGHT)
        : Stream.of(Theme.Preference.DARK);
  }

  @ParameterizedTest
  @MethodSource("themes")
  void rendersEveryScreenInEveryState(Theme.Preference preference) {
    FxToolkit.run(() -> theme.preferenceProperty().set(preference));
    welcome("welcome", SampleWorld.recents(), w -> {});
    welcome("welcome-empty", List.of(), w -> {});
    welcome(
        "welcome-problem",
        SampleWorld.recents(),
        w ->
            w.show(
                Problem.of(
                    "The folder cannot be opened",
                    "/home/dev/gone does not exist.",
                    Remedy.of("Choose another folder")),
                action -> {}));
    show("opening", FxToolkit.call(() -> new OpeningView("shop-api", TestWindow.mark())), () -> {});
    shell("overview", SampleWorld.allReady(), SampleReadiness.checked(false), w -> {});
    shell(
        "overview-not-started", SampleWorld.notStarted(), SampleReadiness.checked(false), w -> {});
    shell("overview-loading", SampleWorld.notStarted(), SampleReadiness.checking(), w -> {});
    shell("overview-empty", SampleWorld.none(), SampleReadiness.checked(false), w -> {});
    shell("overview-problem", SampleWorld.broken(), SampleReadiness.checked(true), w -> {});
    place("readiness", SampleReadiness.checked(false), ShellView.Screens.READINESS);
    shell(
        "readiness-gap",
        SampleWorld.allReady(),
        SampleReadiness.checked(false),
        w -> {
          w.shell().open(ShellView.Screens.READINESS);
          w.readiness().choose(Phase.HARDEN);
        });
    shell(
        "readiness-filtered",
        SampleWorld.allReady(),
        SampleReadiness.checked(false),
        w -> {
          w.shell().open(ShellView.Screens.READINESS);
          w.readiness().show(ReadinessViewModel.Filter.GAPS);
        });
    shell(
        "readiness-history",
        SampleWorld.allReady(),
        SampleReadiness.checked(false),
        w -> w.shell().open(ShellView.Screens.READINESS),
        List.of(w -> ((Button) w.shell().lookup("#history")).fire()));
    shell(
        "readiness-fix",
        SampleWorld.allReady(),
        SampleReadiness.checked(false),
        w -> {
          w.shell().open(ShellView.Screens.READINESS);
          w.readiness().reveal("PRD-NONROOT");
        },
        List.of(w -> ((Button) w.shell().lookup("#fix")).fire()));
    place("readiness-loading", SampleReadiness.checking(), ShellView.Screens.READINESS);
    place("readiness-problem", SampleReadiness.unreadable(), ShellView.Screens.READINESS);
    emulators("emulators", SampleWorld.allReady());
    emulators("emulators-catalog", SampleCatalog.stack());
    emulators("emulators-starting", SampleWorld.starting());
    emulators("emulators-not-started", SampleWorld.notStarted());
    emulators("emulators-problem", SampleWorld.broken());
    emulators("emulators-empty", SampleWorld.none());
    unmet("emulators-unmet", SampleWorld.allReady(), ShellView.Screens.EMULATORS);
    unmet("emulators-unmet-empty", SampleWorld.none(), ShellView.Screens.EMULATORS);
    unmet("overview-unmet", SampleWorld.allReady(), ShellView.Screens.OVERVIEW);
    emulators("emulators-seeds-changed", SampleWorld.reseeding());
    shell(
        "emulators-reset",
        SampleWorld.reseeding(),
        SampleReadiness.checked(false),
        w -> w.shell().open(ShellView.Screens.EMULATORS),
        List.of(w ->
            w.shell().lookup("#emulator-postgresql").lookupAll(".button").stream()
                .map(Button.class::cast)
                .filter(button -> button.getText().startsWith("Seeds"))
                .forEach(Button::fire)));
    data("data", SampleWorld.allReady(), List.of(w -> places(w).select(2)));
    data("data-row", SampleWorld.allReady(), List.of(w -> places(w).select(2), row(1)));
    data("data-choose", SampleWorld.allReady(), List.of());
    data(
        "data-refused",
        SampleWorld.allReady(),
        List.of(w -> {
          ((TextArea) w.shell().lookup("#data-query")).setText("SELECT stat\nFROM orders");
          ((Button) w.shell().lookup("#data-run")).fire();
        }));
    data("data-problem", SampleWorld.allReady(), List.of(choose(2)));
    data("data-stopped", SampleWorld.notStarted(), List.of());
    Consumer<TestWindow> firstPlace = w -> places(w).select(0);
    data("data-mails", StillData.holders(), List.of(firstPlace));
    data("data-mail", StillData.holders(), List.of(firstPlace, row(0)));
    data("data-objects", StillData.holders(), List.of(choose(1), firstPlace));
    data("data-object", StillData.holders(), List.of(choose(1), firstPlace, row(1)));
    data("data-nothing", StillData.holders(), List.of(choose(2)));
    shell(
        "emulators-details",
        SampleWorld.broken(),
        SampleReadiness.checked(false),
        w -> {
          w.shell().open(ShellView.Screens.EMULATORS);
          w.emulators().explain("postgresql");
        });
    shell(
        "emulators-details-pull",
        SampleWorld.starting(),
        SampleReadiness.checked(false),
        w -> {
          w.shell().open(ShellView.Screens.EMULATORS);
          w.emulators().explain("redis");
        });
    emulators("emulators-drill-on", SampleWorld.drilled());
    shell(
        "emulators-details-drills",
        SampleWorld.allReady(),
        SampleReadiness.checked(false),
        w -> {
          w.shell().open(ShellView.Screens.EMULATORS);
          w.emulators().explain("redis");
        });
    drill("emulators-drill", "#drill-kill");
    drill("emulators-drill-slow", "#drill-slow");
    onEmulators("emulators-add", EmulatorsView::offer);
    onEmulators("emulators-snapshots", EmulatorsView::showSnapshots);
    onEmulators("emulators-connect", view -> view.preview(ConnectionFile.DOTENV));
    place("flags", SampleReadiness.checked(false), ShellView.Screens.FLAGS);
    place("flags-empty", SampleReadiness.checking(), ShellView.Screens.FLAGS);
    runs("runs", SampleRuns.Look.CONTENT);
    runs("runs-empty", SampleRuns.Look.EMPTY);
    runs("runs-loading", SampleRuns.Look.LOADING);
    runs("runs-problem", SampleRuns.Look.PROBLEM);
    runs("runs-running", SampleRuns.Look.RUNNING);
    runs("runs-coverage", SampleRuns.Look.CONTENT, w -> press(w, "#tab-coverage"));
    runs("runs-history", SampleRuns.Look.CONTENT, w -> press(w, "#tab-history"));
    runs("runs-compare", SampleRuns.Look.CONTENT, w -> press(w, "#tab-compare"));
    runs(
        "runs-compare-audits",
        SampleRuns.Look.CONTENT,
        List.of(w -> chooseRun(w, 3), w -> press(w, "#compare")));
    runs("runs-hooks", SampleRuns.Look.CONTENT, w -> chooseRun(w, 4));
    place("settings", SampleReadiness.checked(false), ShellView.Screens.SETTINGS);
    shell(
        "palette",
        SampleWorld.allReady(),
        SampleReadiness.checked(false),
        w -> w.shell().openPalette());
    shell("trust", SampleWorld.allReady(), SampleReadiness.checked(false), TestWindow::askTrust);
    FxToolkit.awaitPictures();
    assertThat(FOLDER.resolve("overview-" + suffix() + ".png")).isNotEmptyFile();
  }

  /** The Data tab; each act begins once the one before is seen. */
  private static void data(String name, StackSnapshot stack, List<Consumer<TestWindow>> acts) {
    shell(
        name,
        stack,
        SampleReadiness.checked(false),
        w -> {
          w.shell().open(ShellView.Screens.EMULATORS);
          w.data().tabProperty().set(PanelTab.DATA);
        },
        acts);
  }

  private static Consumer<TestWindow> choose(int emulator) {
    return w ->
        ((ComboBox<?>) w.shell().lookup("#data-emulator")).getSelectionModel().select(emulator);
  }

  private static Consumer<TestWindow> row(int index) {
    return w -> ((TableView<?>) w.shell().lookup("#data-table")).getSelectionModel().select(index);
  }

  private static MultipleSelectionModel<?> places(TestWindow window) {
    return ((ListView<?>) window.shell().lookup("#data-places")).getSelectionModel();
  }

  /** A name in dragoncode.yaml that the catalog lacks. */
  private static void unmet(String name, StackSnapshot stack, ShellView.Screens screen) {
    Problem unknown =
        Problem.of(
            "There is no emulator \"postgres\"",
            "dragoncode.yaml, line 11: the catalog has artemis, dynamodb, flagd, kafka, mariadb,"
                + " mongodb, mqtt, mysql, nats, otel-collector, postgresql, rabbitmq, redis.",
            Remedy.of("Correct the name", new Remedy.OpenFile(Path.of("dragoncode.yaml"), 11)),
            Remedy.of("Describe it in .dragoncode/emulators/postgres.yaml"));
    TestWindow window =
        FxToolkit.call(() ->
            new TestWindow(
                new StillEmulators(stack, List.of(unknown)), SampleReadiness.checked(false)));
    show(name, window.shell(), () -> window.shell().open(screen));
    FxToolkit.run(window::close);
  }

  private static void emulators(String name, StackSnapshot stack) {
    shell(
        name,
        stack,
        SampleReadiness.checked(false),
        w -> w.shell().open(ShellView.Screens.EMULATORS));
  }

  private static void onEmulators(String name, Consumer<EmulatorsView> act) {
    shell(
        name,
        SampleWorld.allReady(),
        SampleReadiness.checked(false),
        w -> {
          w.shell().open(ShellView.Screens.EMULATORS);
          act.accept((EmulatorsView) w.shell().lookup(".emulators"));
        });
  }

  private static void drill(String name, String kind) {
    shell(
        name,
        SampleWorld.drilled(),
        SampleReadiness.checked(false),
        w -> {
          w.shell().open(ShellView.Screens.EMULATORS);
          w.emulators().drilledProperty().set("redis");
        },
        List.of(w -> ((RadioButton) w.shell().lookup(kind)).fire()));
  }

  private static void place(String name, ReadinessSnapshot snapshot, ShellView.Screens screen) {
    shell(name, SampleWorld.allReady(), snapshot, w -> w.shell().open(screen));
  }

  private static void runs(String name, SampleRuns.Look look) {
    runs(name, look, List.of());
  }

  private static void runs(String name, SampleRuns.Look look, Consumer<TestWindow> later) {
    runs(name, look, List.of(later));
  }

  private static void runs(String name, SampleRuns.Look look, List<Consumer<TestWindow>> later) {
    shell(name, SampleWorld.allReady(), SampleReadiness.checked(false), w -> w.runs(look), later);
  }

  private static void chooseRun(TestWindow window, int index) {
    ((ListView<?>) window.shell().lookup("#runs-list")).getSelectionModel().select(index);
  }

  private static void press(TestWindow window, String id) {
    ((ToggleButton) window.shell().lookup(id)).fire();
  }

  private static void shell(
      String name, StackSnapshot stack, ReadinessSnapshot readiness, Consumer<TestWindow> act) {
    shell(name, stack, readiness, act, List.of());
  }

  private static void shell(
      String name,
      StackSnapshot stack,
      ReadinessSnapshot readiness,
      Consumer<TestWindow> act,
      List<Consumer<TestWindow>> later) {
    TestWindow window = FxToolkit.call(() -> new TestWindow(stack, readiness));
    show(
        name,
        window.shell(),
        Stream.concat(Stream.of(act), later.stream())
            .<Runnable>map(each -> () -> each.accept(window))
            .toArray(Runnable[]::new));
    FxToolkit.run(window::close);
  }

  private static void welcome(String name, List<RecentProject> recent, Consumer<WelcomeView> act) {
    WelcomeViewModel model =
        new WelcomeViewModel(Path.of("/home/dev"), path -> {}, path -> {}, () -> {});
    WelcomeView view =
        FxToolkit.call(() -> {
          model.recent().setAll(recent);
          model.dockerProperty().set(new EngineStatus.Available("Docker", "28.2", "local"));
          return new WelcomeView(model, TestWindow.mark());
        });
    show(name, view, () -> act.accept(view));
  }

  private static void show(String name, Parent root, Runnable... acts) {
    Scene scene =
        FxToolkit.call(() -> {
          Scene made = new Scene(root, 1280, 800);
          theme.apply(made);
          stage.setScene(made);
          stage.show();
          return made;
        });
    FxToolkit.settle();
    for (Runnable act : acts) {
      FxToolkit.run(act);
      FxToolkit.settle();
      FxToolkit.settle();
    }
    FxToolkit.pictureLater(scene, FOLDER.resolve(name + "-" + suffix() + ".png"));
    assertThat(FxToolkit.call(() -> FxToolkit.clipped(root)))
        .as("texts cut off on " + name)
        .isEmpty();
  }

  private static String suffix() {
    return theme.tokensProperty().get().dark() ? "dark" : "light";
  }
}
