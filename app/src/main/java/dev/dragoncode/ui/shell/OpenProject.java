package dev.dragoncode.ui.shell;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.service.Preferences;
import dev.dragoncode.service.ProjectSession;
import dev.dragoncode.snapshot.Subscription;
import dev.dragoncode.ui.emulators.DataTabViewModel;
import dev.dragoncode.ui.emulators.EmulatorActions;
import dev.dragoncode.ui.emulators.EmulatorsView;
import dev.dragoncode.ui.emulators.EmulatorsViewModel;
import dev.dragoncode.ui.fakes.FakesView;
import dev.dragoncode.ui.fakes.FakesViewModel;
import dev.dragoncode.ui.flags.FlagsView;
import dev.dragoncode.ui.flags.FlagsViewModel;
import dev.dragoncode.ui.overview.OverviewView;
import dev.dragoncode.ui.overview.OverviewViewModel;
import dev.dragoncode.ui.readiness.FixSheet;
import dev.dragoncode.ui.readiness.FixViewModel;
import dev.dragoncode.ui.readiness.ReadinessView;
import dev.dragoncode.ui.readiness.ReadinessViewModel;
import dev.dragoncode.ui.settings.SettingsView;
import dev.dragoncode.ui.settings.SettingsViewModel;
import java.nio.file.Path;

/** A project in a window: its session, its screens, its commands. FX thread. */
public final class OpenProject implements OverviewView.Navigation {

  private final Workbench workbench;
  private final ProjectWindow window;
  private final ProjectSession session;
  private final EmulatorsViewModel emulators;
  private final DataTabViewModel data;
  private final FakesViewModel fakes;
  private final ReadinessViewModel readiness;
  private final FixViewModel fixes;
  private final ProjectChanges changes;
  private final ProjectTasks tasks;
  private final ShellViewModel model;
  private final ShellView shell;
  private final SupplyJobs supply;
  private final Commands commands = new Commands();
  private Subscription preferences = () -> {};
  private boolean wasReady;

  OpenProject(Workbench workbench, ProjectWindow window, ProjectSession session) {
    this.workbench = workbench;
    this.window = window;
    this.session = session;
    Workbench.Services services = workbench.services();
    emulators =
        new EmulatorsViewModel(session.emulators(), workbench.dispatcher(), services.clock());
    data =
        new DataTabViewModel(
            session.data(),
            emulators.stackProperty(),
            workbench.dispatcher(),
            services.background());
    fakes =
        new FakesViewModel(
            session.fakes(), workbench.dispatcher(), services.background(), emulators::startAll);
    readiness =
        new ReadinessViewModel(session.readiness(), workbench.dispatcher(), services.background());
    fixes = new FixViewModel(session.fixes(), workbench.dispatcher(), services.background());
    changes = new ProjectChanges(workbench, window, session, fixes, readiness, () -> shell());
    model = new ShellViewModel(session.name(), emulators, readiness, services.clock());
    model.trustedProperty().set(session.trusted());
    supply = new SupplyJobs(workbench, window, session, model);
    tasks = new ProjectTasks(workbench, window, session, model, () -> shell());
    addCommands();
    shell =
        new ShellView(
            model,
            commands,
            ProjectWindow.icon(48),
            path -> window.openFile(Path.of(path), 0),
            this::askTrust);
    EmulatorActions emulatorActions =
        new ProjectEmulators(workbench, window, session, supply, this::editSettings);
    OverviewViewModel overview =
        new OverviewViewModel(
            readiness, emulators, id -> fixes.fix(id).isPresent(), services.clock());
    shell.register(ShellView.Screens.OVERVIEW, () -> new OverviewView(overview, this, window::act));
    shell.register(
        ShellView.Screens.READINESS, () -> new ReadinessView(readiness, fixes, window::act));
    shell.register(
        ShellView.Screens.EMULATORS,
        () ->
            new EmulatorTabs(
                new EmulatorsView(emulators, data, window::act, emulatorActions),
                new FakesView(fakes, window::act)));
    FlagsViewModel flags =
        new FlagsViewModel(readiness.snapshotProperty(), services.clock(), changes::edit);
    shell.register(
        ShellView.Screens.FLAGS,
        () -> new FlagsView(flags, window::act, () -> changes.add("flags")));
    shell.register(ShellView.Screens.RUNS, tasks::view);
    shell.register(
        ShellView.Screens.SETTINGS,
        () ->
            new SettingsView(
                new SettingsViewModel(services.settings(), services.projects(), services.data())));
    emulators.stackProperty().addListener((property, before, now) -> announce(now));
    emulators.onShell(this::openShell);
    emulators.onPage(page -> window.act(new Remedy.OpenLink(page)));
  }

  public ProjectSession session() {
    return session;
  }

  ShellView shell() {
    return shell;
  }

  Commands commands() {
    return commands;
  }

  void start() {
    preferences =
        workbench
            .dispatcher()
            .follow(
                workbench.services().settings().preferences(),
                p -> session.emulators().prefer(p.engine()));
    shell.open(ShellView.Screens.OVERVIEW);
  }

  private void addCommands() {
    commands.add(
        Command.of("emulators.start", text("emulators.start"), "Shortcut+R", emulators::startAll)
            .when(emulators::canStartAll));
    commands.add(
        Command.of("emulators.stop", text("emulators.stop"), "Shortcut+Shift+R", emulators::stopAll)
            .when(emulators::anyActive));
    commands.add(
        Command.of("readiness.recheck", text("readiness.recheck"), "F5", readiness::recheck));
    go("go.overview", "rail.OVERVIEW", "Shortcut+1", ShellView.Screens.OVERVIEW);
    go("go.readiness", "rail.READINESS", "Shortcut+2", ShellView.Screens.READINESS);
    go("go.emulators", "rail.EMULATORS", "Shortcut+3", ShellView.Screens.EMULATORS);
    go("go.flags", "rail.FLAGS", "Shortcut+4", ShellView.Screens.FLAGS);
    go("go.runs", "rail.RUNS", "Shortcut+5", ShellView.Screens.RUNS);
    go("go.settings", "rail.SETTINGS", "Shortcut+Comma", ShellView.Screens.SETTINGS);
    commands.add(
        Command.of("palette", text("command.palette"), "Shortcut+K", () -> shell().openPalette()));
    commands.add(
        Command.of("project.new", text("new.command"), "Shortcut+Shift+N", window::newProject));
    changes.addCommands(commands);
    tasks.addCommands(commands);
    commands.add(
        Command.of("project.open", text("welcome.open"), "Shortcut+O", window::chooseFolder));
    commands.add(
        Command.of(
            "window.new",
            text("command.newWindow"),
            "Shortcut+N",
            () -> workbench.open(java.util.Optional.empty())));
    commands.add(
        Command.of("project.leave", text("command.leave"), "Shortcut+W", window::leaveProject));
    commands.add(Command.of("project.trust", text("command.trust"), "", this::askTrust));
    commands.add(Command.of("project.edit", text("emulators.empty.edit"), "", this::editSettings));
    commands.add(
        Command.of("supply.export", text("supply.export"), "", () -> supply().export())
            .when(() -> supply().idle() && !emulators.emulators().isEmpty()));
    commands.add(
        Command.of("supply.import", text("supply.import"), "", () -> supply().take())
            .when(() -> supply().idle()));
    commands.add(Command.of("project.terminal", text("command.terminal"), "", this::openTerminal));
    for (EnginePreference engine : EnginePreference.values()) {
      commands.add(
          Command.of(
              "engine." + engine.name().toLowerCase(java.util.Locale.ROOT),
              text("command.engine." + engine.name()),
              "",
              () -> change(p -> p.withEngine(engine))));
    }
    commands.add(Command.of("zoom.in", text("command.zoomIn"), "Shortcut+Plus", () -> zoom(1.1)));
    commands.add(
        Command.of("zoom.in2", text("command.zoomIn"), "Shortcut+Equals", () -> zoom(1.1))
            .hidden());
    commands.add(
        Command.of("zoom.out", text("command.zoomOut"), "Shortcut+Minus", () -> zoom(1 / 1.1)));
    commands.add(
        Command.of(
            "zoom.reset",
            text("command.zoomReset"),
            "Shortcut+0",
            () -> change(p -> p.withZoom(1))));
  }

  private void go(String id, String title, String keys, ShellView.Screens screen) {
    commands.add(Command.of(id, text("command.go", text(title)), keys, () -> shell().open(screen)));
  }

  private void zoom(double factor) {
    change(p -> p.withZoom(p.zoom() * factor));
  }

  private void change(java.util.function.UnaryOperator<Preferences> change) {
    workbench.inBackground(window, () -> workbench.services().settings().change(change));
  }

  private void askTrust() {
    shell.askTrust(
        session.root(),
        trusted -> {
          model.trustedProperty().set(trusted);
          workbench.inBackground(window, () -> session.setTrusted(trusted));
        });
  }

  private void editSettings() {
    workbench.inBackground(
        window,
        () -> {
          session.ensureSettingsFile();
          workbench.dispatcher().run(() -> window.openFile(Path.of(ProjectSettings.FILE), 1));
        });
  }

  private void openTerminal() {
    workbench.inBackground(
        window,
        () ->
            workbench
                .services()
                .tools()
                .openTerminal(
                    workbench.services().settings().preferences().latest(), session.root()));
  }

  /** Opens a terminal inside an emulator's container. */
  private void openShell(EmulatorSnapshot emulator) {
    if (emulator.choice().filter(choice -> choice.kind() == EngineKind.EMBEDDED).isPresent()) {
      window.notice(
          Problem.of(
              text("shell.noContainer", emulator.name()),
              text("shell.noContainerWhy"),
              emulator
                  .client()
                  .map(line -> Remedy.of(text("shell.client", line)))
                  .orElseGet(() -> Remedy.of(text("shell.variables")))));
      return;
    }
    workbench.inBackground(
        window,
        () ->
            workbench
                .services()
                .tools()
                .openShell(
                    workbench.services().settings().preferences().latest(),
                    session.root(),
                    emulator.id()));
  }

  private SupplyJobs supply() {
    return supply;
  }

  /** Tells a user who looks elsewhere that everything is ready. */
  private void announce(StackSnapshot stack) {
    boolean ready =
        !stack.emulators().isEmpty() && stack.emulators().stream().allMatch(e -> e.state().done());
    if (ready && !wasReady && !window.stage().isFocused() && window.stage().isShowing()) {
      window.announce(text("notice.ready"), emulators.summary());
    }
    wasReady = ready;
  }

  @Override
  public void openReadiness(Phase phase) {
    readiness.choose(phase);
    shell.open(ShellView.Screens.READINESS);
  }

  @Override
  public void openCheck(String id) {
    shell.open(ShellView.Screens.READINESS);
    readiness.reveal(id);
  }

  @Override
  public void openFix(String id) {
    openCheck(id);
    readiness
        .finding(id)
        .ifPresent(finding -> FixSheet.show(shell, fixes, readiness, finding.check()));
  }

  @Override
  public void openEmulators() {
    shell.open(ShellView.Screens.EMULATORS);
  }

  @Override
  public void openInEditor() {
    window.openFile(session.root(), 0);
  }

  @Override
  public void removeEmulator(String id) {
    workbench.inBackground(window, () -> session.removeEmulator(id));
  }

  /** Ends what the project runs, away from the FX thread, then calls back on it. */
  void close(Runnable then) {
    preferences.close();
    emulators.close();
    data.close();
    fakes.close();
    readiness.close();
    tasks.close();
    fixes.close();
    Preferences.OnClose onClose = workbench.services().settings().preferences().latest().onClose();
    workbench
        .services()
        .background()
        .execute(() -> {
          try {
            session.close(onClose);
          } finally {
            workbench.dispatcher().run(then);
          }
        });
  }
}
