package dev.dragoncode.ui.gallery;

import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.fix.Fixes;
import dev.dragoncode.io.store.UserDatabase;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.TrendPoint;
import dev.dragoncode.service.DataFolder;
import dev.dragoncode.service.EmulatorControl;
import dev.dragoncode.service.KnownProjects;
import dev.dragoncode.service.ReadinessControl;
import dev.dragoncode.service.ReadinessSnapshot;
import dev.dragoncode.service.UserSettings;
import dev.dragoncode.service.fakes.FakesService;
import dev.dragoncode.snapshot.SnapshotPublisher;
import dev.dragoncode.snapshot.SnapshotSource;
import dev.dragoncode.ui.emulators.DataTabViewModel;
import dev.dragoncode.ui.emulators.EmulatorsView;
import dev.dragoncode.ui.emulators.EmulatorsViewModel;
import dev.dragoncode.ui.fakes.FakesView;
import dev.dragoncode.ui.fakes.FakesViewModel;
import dev.dragoncode.ui.flags.FlagsView;
import dev.dragoncode.ui.flags.FlagsViewModel;
import dev.dragoncode.ui.fx.UiDispatcher;
import dev.dragoncode.ui.overview.OverviewView;
import dev.dragoncode.ui.overview.OverviewViewModel;
import dev.dragoncode.ui.readiness.FixViewModel;
import dev.dragoncode.ui.readiness.ReadinessView;
import dev.dragoncode.ui.readiness.ReadinessViewModel;
import dev.dragoncode.ui.settings.SettingsView;
import dev.dragoncode.ui.settings.SettingsViewModel;
import dev.dragoncode.ui.shell.Command;
import dev.dragoncode.ui.shell.Commands;
import dev.dragoncode.ui.shell.EmulatorTabs;
import dev.dragoncode.ui.shell.ShellView;
import dev.dragoncode.ui.shell.ShellViewModel;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import javafx.scene.image.Image;

/** A window over given snapshots, whose commands do nothing. */
final class TestWindow implements AutoCloseable {

  private final EmulatorsViewModel emulators;
  private final DataTabViewModel data;
  private final FakesService fakesService;
  private final FakesViewModel fakes;
  private final ReadinessViewModel readiness;
  private final ShellView shell;
  private SampleRuns.Look runs = SampleRuns.Look.CONTENT;

  TestWindow(StackSnapshot stack, ReadinessSnapshot checked) {
    this(new StillEmulators(stack), checked);
  }

  TestWindow(EmulatorControl control, ReadinessSnapshot checked) {
    UiDispatcher dispatcher = new UiDispatcher();
    InstantSource clock = InstantSource.fixed(SampleWorld.NOW);
    emulators = new EmulatorsViewModel(control, dispatcher, clock);
    data =
        new DataTabViewModel(new StillData(), emulators.stackProperty(), dispatcher, Runnable::run);
    fakesService = new FakesService(control.stack(), document -> 0);
    fakes =
        new FakesViewModel(
            fakesService, dispatcher, Executors.newVirtualThreadPerTaskExecutor(), () -> {});
    readiness = new ReadinessViewModel(new StillReadiness(checked), dispatcher, Runnable::run);
    ShellViewModel model = new ShellViewModel("shop-api", emulators, readiness, clock);
    model.trustedProperty().set(true);
    Commands commands = new Commands();
    commands.add(Command.of("emulators.start", "Start emulators", "Shortcut+R", () -> {}));
    commands.add(Command.of("readiness.recheck", "Check again", "F5", () -> {}));
    commands.add(Command.of("project.open", "Open folder…", "Shortcut+O", () -> {}));
    shell = new ShellView(model, commands, mark(), path -> {}, () -> {});
    OverviewViewModel overview =
        new OverviewViewModel(readiness, emulators, id -> Fixes.of(id).isPresent(), clock);
    shell.register(
        ShellView.Screens.OVERVIEW,
        () -> new OverviewView(overview, new NoNavigation(), action -> {}));
    FixViewModel fixes = new FixViewModel(new StillFixes(), dispatcher, Runnable::run);
    shell.register(
        ShellView.Screens.READINESS, () -> new ReadinessView(readiness, fixes, action -> {}));
    shell.register(
        ShellView.Screens.EMULATORS,
        () ->
            new EmulatorTabs(
                new EmulatorsView(emulators, data, action -> {}, new SampleActions()),
                new FakesView(fakes, action -> {})));
    shell.register(
        ShellView.Screens.FLAGS,
        () ->
            new FlagsView(
                new FlagsViewModel(readiness.snapshotProperty(), clock, (flag, edit, failed) -> {}),
                action -> {},
                () -> {}));
    shell.register(ShellView.Screens.RUNS, () -> SampleRuns.view(runs));
    shell.register(ShellView.Screens.SETTINGS, TestWindow::settings);
    shell.open(ShellView.Screens.OVERVIEW);
  }

  private static SettingsView settings() {
    UserDatabase database = new UserDatabase(Path.of("target", "gallery", "dragoncode.db"));
    return new SettingsView(
        new SettingsViewModel(
            new UserSettings(database, Runnable::run),
            new KnownProjects(database, InstantSource.fixed(SampleWorld.NOW)),
            new DataFolder(Path.of("target", "gallery"))));
  }

  static Optional<Image> mark() {
    return Optional.ofNullable(
            TestWindow.class.getResourceAsStream("/dev/dragoncode/icons/dragoncode-128.png"))
        .map(Image::new);
  }

  ShellView shell() {
    return shell;
  }

  /** Opens the runs in one of their states. */
  void runs(SampleRuns.Look look) {
    runs = look;
    shell.open(ShellView.Screens.RUNS);
  }

  EmulatorsViewModel emulators() {
    return emulators;
  }

  DataTabViewModel data() {
    return data;
  }

  ReadinessViewModel readiness() {
    return readiness;
  }

  void askTrust() {
    shell.askTrust(Path.of("/home/dev/code/shop-api"), answer -> {});
  }

  @Override
  public void close() {
    emulators.close();
    data.close();
    fakes.close();
    fakesService.close();
    readiness.close();
  }

  private record NoNavigation() implements OverviewView.Navigation {
    @Override
    public void openReadiness(dev.dragoncode.readiness.Phase phase) {}

    @Override
    public void openCheck(String id) {}

    @Override
    public void openFix(String id) {}

    @Override
    public void openEmulators() {}

    @Override
    public void openInEditor() {}

    @Override
    public void removeEmulator(String id) {}
  }

  private record StillReadiness(ReadinessSnapshot snapshot) implements ReadinessControl {
    @Override
    public SnapshotSource<ReadinessSnapshot> readiness() {
      return new SnapshotPublisher<>(snapshot);
    }

    @Override
    public void recheck() {}

    @Override
    public List<ExcerptLine> excerpt(Evidence evidence, int around) {
      return List.of(
          new ExcerptLine(30, "  @PostMapping(\"/orders\")", false),
          new ExcerptLine(
              31, "  ResponseEntity<Order> create(@RequestBody NewOrder order) {", true),
          new ExcerptLine(32, "    return ResponseEntity.ok(orders.place(order));", false));
    }

    @Override
    public List<TrendPoint> trend(int limit) {
      return SampleTrend.points();
    }

    @Override
    public void waive(String check, String reason, String owner, LocalDate until) {}

    @Override
    public List<String> findFiles(String words, int limit) {
      return List.of();
    }
  }
}
