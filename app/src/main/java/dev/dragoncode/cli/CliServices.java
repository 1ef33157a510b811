package dev.dragoncode.cli;

import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.emulators.lifecycle.StackControl;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.TrendPoint;
import dev.dragoncode.service.AuditService;
import dev.dragoncode.service.Doctor;
import dev.dragoncode.service.DrillLog;
import dev.dragoncode.service.KnownProjects;
import dev.dragoncode.service.ProjectSession;
import dev.dragoncode.service.ReadinessSnapshot;
import dev.dragoncode.service.SupplyService;
import dev.dragoncode.service.change.FixControl;
import dev.dragoncode.service.fakes.FakeApis;
import dev.dragoncode.service.load.LoadService;
import dev.dragoncode.service.run.HookService;
import dev.dragoncode.service.run.ProbeService;
import dev.dragoncode.service.run.RotationRuns;
import dev.dragoncode.service.run.RunLog;
import dev.dragoncode.service.run.TestService;
import dev.dragoncode.service.scaffold.NewProjects;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What commands need from the rest of the app; each is made when it is first asked for. */
public interface CliServices {

  /**
   * Opens a project folder.
   *
   * @throws dev.dragoncode.problem.ProblemException if it cannot be opened
   */
  ProjectSession open(Path folder);

  /**
   * Reads a project folder once and decides its checklist; nothing is followed or started.
   *
   * @return with a report
   * @throws dev.dragoncode.problem.ProblemException if it cannot be read
   */
  ReadinessSnapshot check(Path folder) throws InterruptedException;

  /**
   * Replaces the text of a project's dragoncode.yaml, in one step, by what the change makes of it.
   *
   * @throws dev.dragoncode.problem.ProblemException if it cannot be read, changed or written
   */
  void changeSettings(Path folder, UnaryOperator<String> change);

  /** The fixes of a project folder, after what a killed process had begun was carried out. */
  FixControl fixes(Path folder);

  /** Makes projects. */
  NewProjects newProjects();

  /** The day, where the user is. */
  LocalDate today();

  /** Where a project stood at the newest so many looks, oldest first. */
  List<TrendPoint> trend(Path folder, int limit);

  /** Runs a project's tests. */
  TestService tests();

  /** Probes a project's service. */
  ProbeService probes();

  /** Makes load on a route. */
  LoadService loads();

  /** Rotates the password of a project's database. */
  RotationRuns rotations();

  /** Runs and installs a project's git hooks. */
  HookService hooks();

  /** The runs that are kept. */
  RunLog runLog();

  /** A store of the project that runs and may be taken away for a while; empty for none. */
  Optional<ProbeService.Store> store(Path folder) throws InterruptedException;

  /** The variables by which a program finds the emulators of a project that run now. */
  Map<String, String> settings(Path folder) throws InterruptedException;

  /** The checks that there are, in the order of the checklist. */
  List<CheckSpec> checks();

  /** From now on this process asks no registry and no repository for anything. */
  void offline();

  /** The emulators that a project can have: the bundled ones, then its own. */
  EmulatorCatalog catalog(Path folder);

  /** The stacks of all projects, as another process may run them. */
  StackControl stacks();

  KnownProjects projects();

  /** The drills that were done. */
  DrillLog drills();

  SupplyService supply();

  /** Audits of packages. */
  AuditService audits();

  Doctor doctor();

  FakeApis fakes();

  /**
   * Opens the window and waits until its user has closed the last one.
   *
   * @param folder the project to open; empty for the last one or the welcome screen
   * @return why there is no window; empty after there was one
   */
  Optional<String> window(Optional<Path> folder);

  /** Calls back when this process is asked to end, before services close. */
  void onShutdown(Runnable callback);
}
