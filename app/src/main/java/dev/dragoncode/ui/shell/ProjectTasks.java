package dev.dragoncode.ui.shell;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.load.LoadResult;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.run.RunRecord.Kind;
import dev.dragoncode.run.TestRequest;
import dev.dragoncode.run.TestRun;
import dev.dragoncode.service.ProjectSession;
import dev.dragoncode.service.profile.ProfileRequest;
import dev.dragoncode.service.profile.ProjectProfiles;
import dev.dragoncode.service.run.HookService;
import dev.dragoncode.service.run.RunControl;
import dev.dragoncode.service.run.RunLog;
import dev.dragoncode.snapshot.Subscription;
import dev.dragoncode.ui.audit.AuditSheet;
import dev.dragoncode.ui.audit.AuditViewModel;
import dev.dragoncode.ui.load.LoadDetail;
import dev.dragoncode.ui.load.LoadHistories;
import dev.dragoncode.ui.load.LoadSheet;
import dev.dragoncode.ui.load.LoadViewModel;
import dev.dragoncode.ui.profile.ProfileDetail;
import dev.dragoncode.ui.profile.ProfileFileSheet;
import dev.dragoncode.ui.profile.ProfileSheet;
import dev.dragoncode.ui.runs.HooksPane;
import dev.dragoncode.ui.runs.PlainDetail;
import dev.dragoncode.ui.runs.ProbeLook;
import dev.dragoncode.ui.runs.RotateLook;
import dev.dragoncode.ui.runs.RunDetail;
import dev.dragoncode.ui.runs.RunSheet;
import dev.dragoncode.ui.runs.RunsView;
import dev.dragoncode.ui.runs.RunsViewModel;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;

/** What can be run of an open project, its screen and its commands. FX thread. */
final class ProjectTasks implements AutoCloseable {

  /** Runs that are looked through for those beside a load run. */
  private static final int COMPARED = 50;

  private final Workbench workbench;
  private final ProjectWindow window;
  private final ProjectSession session;
  private final ShellViewModel model;
  private final Supplier<ShellView> shell;
  private final AuditViewModel audit;
  private final RunsViewModel runs;
  private final LoadViewModel load;
  private final ProjectProfiles profiles;

  ProjectTasks(
      Workbench workbench,
      ProjectWindow window,
      ProjectSession session,
      ShellViewModel model,
      Supplier<ShellView> shell) {
    this.workbench = workbench;
    this.window = window;
    this.session = session;
    this.model = model;
    this.shell = shell;
    Workbench.Services services = workbench.services();
    audit =
        new AuditViewModel(
            session.audit(), workbench.dispatcher(), services.clock(), model.readiness()::recheck);
    runs =
        new RunsViewModel(
            session.root(),
            session.runs().log(),
            new OfSession(session),
            workbench.dispatcher(),
            services.background(),
            services.clock());
    profiles = services.profiles().apply(session);
    runs.follow(Kind.PROFILE, text("runs.title.PROFILE"), profiles.runs());
    runs.follow(Kind.PROBES, text("runs.title.PROBES"), session.runs().probes());
    runs.follow(Kind.HOOKS, text("runs.title.HOOKS"), session.runs().hooks());
    runs.follow(Kind.ROTATION, text("runs.title.ROTATION"), session.runs().rotations());
    runs.follow(Kind.LOAD, text("runs.title.LOAD"), session.loads().runs(), session.loads()::stop);
    load =
        new LoadViewModel(
            session.loads(), this::beside, workbench.dispatcher(), services.background());
    runs.runningProperty()
        .addListener((property, before, now) ->
            model.launchedProperty().set(now.stream().map(ProjectTasks::job).toList()));
    // what runs on every save was trusted when that was switched on
    runs.onSaveProperty()
        .addListener((property, before, now) -> {
          if (now && !model.trustedProperty().get()) {
            runs.onSaveProperty().set(false);
            onceTrusted(() -> runs.onSaveProperty().set(true));
          }
        });
    model
        .trustedProperty()
        .addListener((property, before, now) -> {
          if (!now) {
            runs.onSaveProperty().set(false);
          }
        });
  }

  private static ShellViewModel.Job job(RunsViewModel.Running run) {
    return new ShellViewModel.Job(
        "run-" + run.kind(), text("job.run", run.title()), -1, run.stop());
  }

  private record OfSession(ProjectSession session) implements RunsViewModel.Tests {
    @Override
    public RunControl<TestRun> control() {
      return session.runs().tests();
    }

    @Override
    public void run(TestRequest request) {
      session.runs().test(request);
    }

    @Override
    public Subscription whenSaved(Runnable saved) {
      return session.whenSaved(saved);
    }
  }

  /** The screen of all runs. The details of further kinds are registered here. */
  Node view() {
    Map<Kind, RunDetail> details = new EnumMap<>(Kind.class);
    details.put(
        Kind.PROFILE,
        new ProfileDetail(
            profiles,
            workbench.dispatcher(),
            workbench.services().background(),
            window::act,
            new PlainDetail(runs, window::act)));
    details.put(Kind.HOOKS, new HooksPane(new OfClone(), runs, window::act));
    details.put(Kind.LOAD, new LoadDetail(load, this::show, window::act));
    List<RunsView.Launch> launches =
        List.of(
            new RunsView.Launch("run-hooks", text("runs.hooks"), this::hooks),
            new RunsView.Launch("run-audit", text("runs.audit"), this::audit),
            new RunsView.Launch("run-profile", text("profile.open"), this::profile),
            new RunsView.Launch("run-load", text("load.button"), this::load));
    return new RunsView(runs, launches, details, window::act);
  }

  void addCommands(Commands commands) {
    commands.add(Command.of("tests.run", text("tests.run"), "Shortcut+T", this::runTests));
    commands.add(Command.of("audit.open", text("audit.title"), "", this::audit));
    commands.add(Command.of("load.open", text("load.command"), "", this::load));
    commands.add(Command.of("load.last", text("load.last"), "", this::lastLoad));
    commands.add(Command.of("profile.open", text("profile.open"), "", this::profile));
    commands.add(Command.of("profile.openFile", text("profile.openFile"), "", this::openProfile));
    commands.add(Command.of("hooks.run", text("hooks.run"), "", this::hooks));
    commands.add(Command.of("probes.run", text("probes.run"), "", this::probe));
    commands.add(
        Command.of("rotate.run", text("rotate.run"), "", this::rotate)
            .when(model.emulators()::anyActive));
  }

  private void runTests() {
    onceTrusted(() -> {
      shell.get().open(ShellView.Screens.RUNS);
      runs.runTests();
    });
  }

  private void profile() {
    ProfileSheet.show(
        shell.get(),
        profiles::programs,
        workbench.dispatcher(),
        workbench.services().background(),
        request -> {
          if (request.launches()) {
            onceTrusted(() -> profile(request));
          } else {
            profile(request);
          }
        },
        this::openProfile);
  }

  private void openProfile() {
    ProfileFileSheet.choose(
        shell.get(),
        file ->
            ProfileFileSheet.show(
                shell.get(),
                file,
                profiles,
                workbench.dispatcher(),
                workbench.services().background(),
                window::act));
  }

  private void profile(ProfileRequest request) {
    shell.get().open(ShellView.Screens.RUNS);
    profiles.start(request);
    runs.choose(Kind.PROFILE.name());
  }

  private void hooks() {
    onceTrusted(() -> {
      shell.get().open(ShellView.Screens.RUNS);
      session.runs().hooks().start();
      runs.show(Kind.HOOKS);
    });
  }

  private final class OfClone implements HooksPane.Hooks {
    @Override
    public void state(Consumer<HookService.State> show) {
      workbench.inBackground(
          window,
          () -> {
            HookService.State state = session.runs().hookService().state(session.root());
            workbench.dispatcher().run(() -> show.accept(state));
          });
    }

    @Override
    public void install(boolean on, Runnable done) {
      onceTrusted(() ->
          workbench.inBackground(
              window,
              () -> {
                HookService hooks = session.runs().hookService();
                var _ = on ? hooks.install(session.root()) : hooks.uninstall(session.root());
                workbench.dispatcher().run(done);
              }));
    }
  }

  private void probe() {
    onceTrusted(() ->
        RunSheet.show(
            shell.get(),
            session.runs().probes(),
            new ProbeLook(model.readiness()::title),
            workbench.dispatcher(),
            window::act,
            workbench.services().clock()));
  }

  private void load() {
    LoadSheet.show(shell.get(), load, new LoadOpener());
  }

  /** The newest load run, beside its promises and the profile of the same time. */
  private void lastLoad() {
    workbench.inBackground(
        window,
        () ->
            session.runs().log().get().of(session.root(), Kind.LOAD, 1).stream()
                .findFirst()
                .ifPresentOrElse(
                    run -> workbench.dispatcher().run(() -> show(run)),
                    () -> workbench.dispatcher().run(this::load)));
  }

  private void show(RunRecord run) {
    shell.get().open(ShellView.Screens.RUNS);
    runs.choose(run.id());
  }

  private LoadViewModel.RunsBeside beside(LoadResult result) {
    RunLog log = session.runs().log().get();
    return LoadHistories.of(
        result,
        log.of(session.root(), Kind.LOAD, COMPARED),
        log.of(session.root(), Kind.PROFILE, COMPARED));
  }

  private final class LoadOpener implements LoadSheet.Opener {
    @Override
    public void onceTrusted(Runnable work) {
      ProjectTasks.this.onceTrusted(work);
    }

    @Override
    public void show(RunRecord run) {
      ProjectTasks.this.show(run);
    }

    @Override
    public void act(Remedy.Action action) {
      window.act(action);
    }
  }

  private void rotate() {
    RunSheet.show(
        shell.get(),
        session.runs().rotations(),
        new RotateLook(),
        workbench.dispatcher(),
        window::act,
        workbench.services().clock());
  }

  private void audit() {
    AuditSheet.show(shell.get(), audit, window::act);
  }

  /** Does it where what is in the folder may run; asks about that first where it is not known. */
  private void onceTrusted(Runnable work) {
    if (model.trustedProperty().get()) {
      work.run();
      return;
    }
    shell
        .get()
        .askTrust(
            session.root(),
            trusted -> {
              model.trustedProperty().set(trusted);
              workbench.inBackground(
                  window,
                  () -> {
                    session.setTrusted(trusted);
                    if (trusted) {
                      workbench.dispatcher().run(work);
                    }
                  });
            });
  }

  @Override
  public void close() {
    audit.close();
    runs.close();
    profiles.close();
  }
}
