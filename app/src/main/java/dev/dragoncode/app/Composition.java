package dev.dragoncode.app;

import dev.dragoncode.cli.CliServices;
import dev.dragoncode.cli.Version;
import dev.dragoncode.emulators.browse.product.ProductBrowsers;
import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.emulators.engine.Availability;
import dev.dragoncode.emulators.engine.embedded.ClientLibraries;
import dev.dragoncode.emulators.lifecycle.EmulatorSupervisor;
import dev.dragoncode.emulators.lifecycle.Session;
import dev.dragoncode.emulators.lifecycle.StackControl;
import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.io.store.UserDatabase;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.TrendPoint;
import dev.dragoncode.readiness.checks.Checks;
import dev.dragoncode.service.AuditService;
import dev.dragoncode.service.DataFolder;
import dev.dragoncode.service.DataService;
import dev.dragoncode.service.Doctor;
import dev.dragoncode.service.DrillLog;
import dev.dragoncode.service.EmulatorService;
import dev.dragoncode.service.ExternalTools;
import dev.dragoncode.service.FolderFixes;
import dev.dragoncode.service.KnownProjects;
import dev.dragoncode.service.ProgramSettings;
import dev.dragoncode.service.ProjectAudit;
import dev.dragoncode.service.ProjectSession;
import dev.dragoncode.service.ProofLog;
import dev.dragoncode.service.ReadinessService;
import dev.dragoncode.service.ReadinessSnapshot;
import dev.dragoncode.service.SharedSettings;
import dev.dragoncode.service.SupplyService;
import dev.dragoncode.service.TerminalWindows;
import dev.dragoncode.service.UserSettings;
import dev.dragoncode.service.VerdictLog;
import dev.dragoncode.service.change.FixControl;
import dev.dragoncode.service.change.FixService;
import dev.dragoncode.service.fakes.FakeApis;
import dev.dragoncode.service.fakes.FakesService;
import dev.dragoncode.service.load.LoadService;
import dev.dragoncode.service.profile.ProfilerService;
import dev.dragoncode.service.profile.ProjectProfiles;
import dev.dragoncode.service.run.DrilledStore;
import dev.dragoncode.service.run.HookService;
import dev.dragoncode.service.run.ProbeService;
import dev.dragoncode.service.run.RotationRuns;
import dev.dragoncode.service.run.RunLog;
import dev.dragoncode.service.run.TestService;
import dev.dragoncode.service.scaffold.NewProjects;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Constructs the services, each when it is first asked for: the only place that does. */
final class Composition implements CliServices {

  /** A window that is dragged is saved once it rests, and no crash loses more than this. */
  private static final Duration PLACE_SAVED_AFTER = Duration.ofMillis(500);

  private final Map<String, String> environment;
  private final DataFolder data;
  private final Shutdown shutdown;
  private final JavaFx javaFx;
  private final Clock clock = Clock.systemUTC();
  private final Session session = Session.ofThisProcess();
  private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
  private final Lazy<UserDatabase> database;
  private final Lazy<RunLog> runs;
  private final Lazy<UserSettings> settings;
  private final Lazy<KnownProjects> projects;
  private final EngineWiring engines;
  private final RunWiring launched;
  private final Lazy<EmulatorCatalog> catalog = new Lazy<>(EmulatorCatalog::bundled);
  private final Lazy<ProductBrowsers> browsers;
  private final ReadinessWiring checked;

  /** Nothing is made yet. */
  Composition(Map<String, String> environment, DataFolder data, Shutdown shutdown, JavaFx javaFx) {
    this.javaFx = javaFx;
    this.environment = environment;
    this.data = data;
    this.shutdown = shutdown;
    database =
        new Lazy<>(() -> {
          UserDatabase opened = new UserDatabase(data.database());
          shutdown.atEnd("user database", opened::close);
          return opened;
        });
    runs = new Lazy<>(() -> new RunLog(database.get(), data.runs()));
    settings =
        new Lazy<>(() -> {
          UserSettings made =
              new UserSettings(
                  database.get(),
                  CompletableFuture.delayedExecutor(
                      PLACE_SAVED_AFTER.toMillis(), TimeUnit.MILLISECONDS, background));
          shutdown.atEnd("the window's place", made::saveMovedWindow);
          return made;
        });
    projects = new Lazy<>(() -> new KnownProjects(database.get(), clock));
    engines =
        new EngineWiring(environment, data, shutdown, () -> settings.get().preferences().latest());
    launched =
        new RunWiring(
            environment,
            data,
            clock,
            runs::get,
            this::proofs,
            this::browsers,
            engines::maven,
            folder -> projects.get().trusted(folder),
            this::stacks);
    checked =
        new ReadinessWiring(
            environment,
            data,
            shutdown,
            clock,
            database::get,
            this::proofs,
            folder -> projects.get().trusted(folder));
    browsers =
        new Lazy<>(() -> new ProductBrowsers(new ClientLibraries(data.path(), engines::maven)));
  }

  private ProductBrowsers browsers() {
    return browsers.get();
  }

  @Override
  public void offline() {
    engines.goOffline();
  }

  @Override
  public ProjectSession open(Path folder) {
    Path root = ProjectSession.realFolder(folder);
    background.execute(() -> engines.sweep(root));
    EmulatorCatalog known = catalog.get().withProject(root);
    ReadinessService readiness = checked.following(root, known);
    EmulatorSupervisor supervisor =
        new EmulatorSupervisor(root, data.path(), session, engines.all(), clock);
    // the clients are fetched, and their code read, only once something is seeded
    supervisor.seeder((target, file) -> browsers.get().seeder().seed(target, file));
    EmulatorService emulators =
        new EmulatorService(
            supervisor,
            settings.get().preferences().latest().engine(),
            root,
            drills(),
            session.id());
    ProjectSession opened =
        new ProjectSession(
            root,
            readiness,
            emulators,
            new DataService(supervisor, browsers.get()),
            new FakesService(
                emulators.stack(), document -> FakeApis.port(data.path(), root, document)),
            launched.runs(root, emulators, readiness),
            launched.loads(root, emulators),
            new ProjectAudit(root, this::audits, Version.number()),
            fixes(root),
            known,
            projects.get());
    projects.get().opened(root, opened.name());
    // At a signal there is no window to close it: JavaFX ends its own threads at the same time.
    shutdown.first(
        root.toString(), () -> opened.close(settings.get().preferences().latest().onClose()));
    return opened;
  }

  @Override
  public List<TrendPoint> trend(Path folder, int limit) {
    return new VerdictLog(database.get()).of(folder, limit).reversed();
  }

  @Override
  public TestService tests() {
    return launched.tests();
  }

  @Override
  public ProbeService probes() {
    return launched.probes();
  }

  @Override
  public LoadService loads() {
    return launched.loads();
  }

  @Override
  public RotationRuns rotations() {
    return launched.rotations();
  }

  @Override
  public ProfilerService profiler() {
    return launched.profiler();
  }

  /** The profiles of an open project. */
  ProjectProfiles profiles(ProjectSession session) {
    return launched.profiles(session);
  }

  @Override
  public HookService hooks() {
    return launched.hooks();
  }

  @Override
  public RunLog runLog() {
    return runs.get();
  }

  @Override
  public Optional<ProbeService.Store> store(Path folder) throws InterruptedException {
    return DrilledStore.among(
        stacks().status(folder).map(StackSnapshot::emulators).orElse(List.of()), folder, stacks());
  }

  @Override
  public Map<String, String> settings(Path folder) throws InterruptedException {
    return ProgramSettings.of(
        stacks().status(folder).map(StackSnapshot::emulators).orElse(List.of()));
  }

  private ProofLog proofs() {
    return new ProofLog(database.get());
  }

  @Override
  public void changeSettings(Path folder, UnaryOperator<String> change) {
    new SharedSettings(folder).change(change);
  }

  @Override
  public FixControl fixes(Path folder) {
    FixService fixes = FolderFixes.of(folder, data.path(), clock);
    fixes.start();
    return fixes;
  }

  @Override
  public NewProjects newProjects() {
    return new NewProjects(data.path(), clock);
  }

  @Override
  public LocalDate today() {
    return LocalDate.now(clock);
  }

  @Override
  public List<CheckSpec> checks() {
    return Checks.all().stream().map(Check::spec).toList();
  }

  @Override
  public ReadinessSnapshot check(Path folder) throws InterruptedException {
    return checked.once(folder, catalog(folder));
  }

  @Override
  public EmulatorCatalog catalog(Path folder) {
    return catalog.get().withProject(folder);
  }

  @Override
  public StackControl stacks() {
    return new StackControl(data.path(), engines.all());
  }

  @Override
  public KnownProjects projects() {
    return projects.get();
  }

  @Override
  public DrillLog drills() {
    return new DrillLog(database.get());
  }

  @Override
  public SupplyService supply() {
    return new SupplyService(engines.all());
  }

  @Override
  public AuditService audits() {
    return checked.audits(engines::offline, launched.recorder());
  }

  @Override
  public Doctor doctor() {
    return new Doctor(engines.all(), data.path(), environment);
  }

  @Override
  public FakeApis fakes() {
    return new FakeApis(data.path());
  }

  @Override
  public Optional<String> window(Optional<Path> folder) {
    return new WindowWiring(this, javaFx).run(folder);
  }

  @Override
  public void onShutdown(Runnable callback) {
    shutdown.first("command", callback);
  }

  UserSettings settings() {
    return settings.get();
  }

  DataFolder data() {
    return data;
  }

  Clock clock() {
    return clock;
  }

  ExecutorService background() {
    return background;
  }

  ExternalTools tools() {
    String os = System.getProperty("os.name", "");
    ProcessRunner processes = new ProcessRunner();
    return new ExternalTools(
        processes,
        os,
        new TerminalWindows(
            processes, os, environment, TerminalWindows.self(Main.class.getName()), data.path()));
  }

  /** Whether the bundled emulator with this id could start in a container now. */
  Availability containerAvailability(String id) throws InterruptedException {
    return engines.all().getFirst().availability(catalog.get().find(id).orElseThrow());
  }

  EngineWiring engines() {
    return engines;
  }

  EngineStatus containerEngine() throws InterruptedException {
    return engines.all().getFirst().status();
  }
}
