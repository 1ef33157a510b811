package dev.dragoncode.service;

import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.emulators.lifecycle.Ending;
import dev.dragoncode.emulators.lifecycle.PlannedEmulator;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.Project;
import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.project.SettingsEdit;
import dev.dragoncode.project.TreeHash;
import dev.dragoncode.project.flags.Flag;
import dev.dragoncode.project.manifest.Need;
import dev.dragoncode.readiness.ReadinessReport;
import dev.dragoncode.service.change.FixControl;
import dev.dragoncode.service.fakes.DeclaredDocuments;
import dev.dragoncode.service.fakes.FakesControl;
import dev.dragoncode.service.fakes.FakesService;
import dev.dragoncode.service.load.ProjectLoads;
import dev.dragoncode.service.run.ProjectRuns;
import dev.dragoncode.snapshot.Subscription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One open project: its checklist and its emulators, which follow its files. */
public final class ProjectSession {

  private static final Logger LOG = LoggerFactory.getLogger(ProjectSession.class);

  private final Path root;
  private final SharedSettings settingsFile;
  private final ReadinessService readiness;
  private final LiveReadiness control;
  private final EmulatorService emulators;
  private final DataControl data;
  private final FakesService fakes;
  private final ProjectRuns runs;
  private final ProjectLoads loads;
  private final AuditControl audit;
  private final FixControl fixes;
  private final EmulatorCatalog catalog;
  private final KnownProjects projects;
  private final Subscription planning;
  private final CompletableFuture<Boolean> planned = new CompletableFuture<>();
  private final CompletableFuture<ReadinessReport> checked = new CompletableFuture<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ReentrantLock closing = new ReentrantLock();
  private volatile List<EmulatorSpec> plannedSpecs = List.of();

  /** Of the last plan; written by whoever follows the folder. */
  private List<Problem> planProblems = List.of();

  private List<Need> plannedNeeds = List.of();
  private ProjectSettings plannedSettings = ProjectSettings.none();

  /**
   * Begins to read the folder.
   *
   * @param root the project's real path
   */
  public ProjectSession(
      Path root,
      ReadinessService readiness,
      EmulatorService emulators,
      DataControl data,
      FakesService fakes,
      ProjectRuns runs,
      ProjectLoads loads,
      AuditControl audit,
      FixControl fixes,
      EmulatorCatalog catalog,
      KnownProjects projects) {
    this.root = root;
    this.readiness = readiness;
    this.emulators = emulators;
    this.data = data;
    this.fakes = fakes;
    this.fixes = fixes;
    this.catalog = catalog;
    this.projects = projects;
    this.settingsFile = new SharedSettings(root);
    this.control = new LiveReadiness(settingsFile, readiness);
    this.runs = runs;
    this.loads = loads;
    this.audit = audit;
    emulators.gate(new TrustGate(root, catalog, projects));
    this.planning = readiness.subscribe(this::follow);
    readiness.start();
  }

  /**
   * The real path of a project folder.
   *
   * @throws ProblemException if it is no folder that can be read
   */
  public static Path realFolder(Path folder) {
    try {
      Path real = folder.toRealPath();
      if (!Files.isDirectory(real)) {
        throw Problem.of(
                real.getFileName() + " is not a folder",
                real + " is a file.",
                Remedy.of("Open the folder that it lies in: " + real.getParent()))
            .asException();
      }
      if (!Files.isReadable(real) || !Files.isExecutable(real)) {
        throw Problem.of(
                "The folder cannot be read",
                "You may not look into " + real + ".",
                Remedy.of("Give yourself the right to read it"))
            .asException();
      }
      return real;
    } catch (IOException e) {
      throw Problem.of(
              "The folder cannot be opened",
              "There is no folder " + folder + ", or it cannot be reached.",
              Remedy.of("Choose another folder"))
          .causedBy(e)
          .asException();
    }
  }

  public Path root() {
    return root;
  }

  /** The folder's name. */
  public String name() {
    return Project.unread(root).name();
  }

  public ReadinessControl readiness() {
    return control;
  }

  public EmulatorControl emulators() {
    return emulators;
  }

  public EmulatorService emulatorService() {
    return emulators;
  }

  public DataControl data() {
    return data;
  }

  public FakesControl fakes() {
    return fakes;
  }

  public AuditControl audit() {
    return audit;
  }

  public ProjectRuns runs() {
    return runs;
  }

  public ProjectLoads loads() {
    return loads;
  }

  public FixControl fixes() {
    return fixes;
  }

  /**
   * Calls back, on a thread of the folder's watcher, whenever a file was written that a run of the
   * project covers; what is ignored, such as build output, does not count.
   */
  public Subscription whenSaved(Runnable saved) {
    AtomicReference<Optional<String>> before =
        new AtomicReference<>(readiness.files().map(TreeHash::stamps));
    return readiness.subscribe(_ -> {
      Optional<String> now = readiness.files().map(TreeHash::stamps);
      Optional<String> then = before.getAndSet(now);
      if (then.isPresent() && !then.equals(now)) {
        saved.run();
      }
    });
  }

  /**
   * Edits the file of a flag, in one step.
   *
   * @throws dev.dragoncode.problem.ProblemException if it cannot be read or written
   */
  public void changeFlag(Flag flag, UnaryOperator<String> edit) {
    FileChange.of(root, Path.of(flag.file()), edit).apply(root);
  }

  public boolean trusted() {
    return projects.trusted(root);
  }

  public void setTrusted(boolean trusted) {
    if (trusted) {
      projects.trust(root);
    } else {
      projects.distrust(root);
    }
    // what it takes a program to read, such as a chart, may be read now
    readiness.recheck();
  }

  /**
   * Waits until it is known which emulators the project needs.
   *
   * @throws ProblemException if the folder cannot be read
   */
  public void awaitPlan() throws InterruptedException {
    await(planned);
  }

  /** What the project's emulators are, as its settings have them. */
  public List<EmulatorSpec> plannedSpecs() {
    return plannedSpecs;
  }

  /**
   * Waits for the first complete report.
   *
   * @throws ProblemException if the folder cannot be read
   */
  public ReadinessReport awaitReport() throws InterruptedException {
    return await(checked);
  }

  private static <T> T await(CompletableFuture<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProblemException problem) {
        throw problem;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** The whole catalog, with the project's own entries. */
  public List<OfferedEmulator> offeredEmulators() {
    return catalog.entries().values().stream()
        .map(spec ->
            OfferedEmulator.of(spec, emulators.stack().latest().emulator(spec.id()).isPresent()))
        .toList();
  }

  /**
   * What files of the project become that are to take the connection settings. Writes nothing.
   *
   * @throws ProblemException if there are no settings yet or a file could only be changed with loss
   */
  public List<FileChange> connectionChanges(ConnectionFile kind) {
    return new ConnectionFiles(readiness.latest().project(), emulators.stack().latest().emulators())
        .changes(kind);
  }

  /**
   * Writes files of the project, each in one step.
   *
   * @throws ProblemException if one has changed meanwhile or cannot be written
   */
  public void apply(List<FileChange> changes) {
    changes.forEach(change -> change.apply(root));
  }

  /**
   * Writes into dragoncode.yaml that the project wants an emulator; the plan follows the file.
   *
   * @throws ProblemException if the file cannot be changed
   */
  public void addEmulator(String id) {
    settingsFile.change(text -> SettingsEdit.addEmulator(text, id));
  }

  /** The same, that it does not want it. */
  public void removeEmulator(String id) {
    settingsFile.change(text -> SettingsEdit.removeEmulator(text, id));
  }

  /** Makes an empty dragoncode.yaml where the project has none. */
  public void ensureSettingsFile() {
    settingsFile.ensure(
        """
        # What the team shares about this project: goal, emulators, service levels, waivers.
        # emulators:
        #   postgresql: {}
        """);
  }

  private void follow(ReadinessSnapshot snapshot) {
    switch (snapshot.state()) {
      case ReadinessSnapshot.State.Live _ -> {
        plan(snapshot);
        snapshot.report().ifPresent(report -> remember(snapshot, report));
      }
      case ReadinessSnapshot.State.Failed(Problem problem) -> {
        planned.completeExceptionally(problem.asException());
        checked.completeExceptionally(problem.asException());
      }
      case ReadinessSnapshot.State.Loading _ -> {}
    }
  }

  private void plan(ReadinessSnapshot snapshot) {
    boolean first = !planned.isDone();
    if (!first
        && snapshot.needs().equals(plannedNeeds)
        && snapshot.settings().emulators().equals(plannedSettings.emulators())) {
      reportProblems(snapshot);
      return;
    }
    plannedNeeds = snapshot.needs();
    plannedSettings = snapshot.settings();
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (Need need : snapshot.needs()) {
      found.put(need.id(), need.reasons().stream().map(Need.Reason::text).toList());
    }
    EmulatorPlanner.Plan plan = EmulatorPlanner.plan(catalog, found, snapshot.settings());
    List<DeclaredDocuments.Planned> served =
        plan.emulators().stream().map(each -> DeclaredDocuments.of(each, root)).toList();
    List<PlannedEmulator> all = served.stream().map(DeclaredDocuments.Planned::emulator).toList();
    planProblems =
        Stream.concat(
                plan.problems().stream(), served.stream().flatMap(each -> each.problems().stream()))
            .toList();
    reportProblems(snapshot);
    plannedSpecs = all.stream().map(PlannedEmulator::spec).toList();
    emulators.plan(all);
    planned.complete(true);
  }

  private void reportProblems(ReadinessSnapshot snapshot) {
    Stream<Problem> unread =
        snapshot.report().stream().flatMap(report -> report.settingsProblems().stream());
    emulators.report(Stream.concat(unread, planProblems.stream()).toList());
  }

  private void remember(ReadinessSnapshot snapshot, ReadinessReport report) {
    checked.complete(report);
    try {
      projects.checked(root, snapshot.project().label(), report.tally().score());
    } catch (ProblemException e) {
      LOG.warn("The score is not kept: {}", e.getMessage());
    }
  }

  /** Closes as the user has set it for windows. */
  public void close(Preferences.OnClose onClose) {
    close(onClose == Preferences.OnClose.KEEP ? Ending.LEAVE_RUNNING : Ending.STOP);
  }

  /**
   * Ends following the folder, and stops or leaves the emulators. Whoever closes it a second time
   * waits for the first: at a signal the process would end while the emulators are being stopped.
   */
  public void close(Ending ending) {
    closing.lock();
    try {
      if (!closed.compareAndSet(false, true)) {
        return;
      }
      planning.close();
      fakes.close();
      runs.close();
      loads.close();
      readiness.close();
      emulators.close(ending);
    } finally {
      closing.unlock();
    }
  }
}
