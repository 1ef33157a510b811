package dev.dragoncode.app;

import dev.dragoncode.emulators.browse.product.ProductBrowsers;
import dev.dragoncode.emulators.engine.embedded.ClientLibraries;
import dev.dragoncode.emulators.engine.embedded.MavenSettings;
import dev.dragoncode.emulators.lifecycle.StackControl;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.io.profiler.AsyncProfiler;
import dev.dragoncode.io.profiler.JvmProfiler;
import dev.dragoncode.io.profiler.NodeProfiler;
import dev.dragoncode.project.ReadProject;
import dev.dragoncode.readiness.Proof;
import dev.dragoncode.service.DataFolder;
import dev.dragoncode.service.EmulatorService;
import dev.dragoncode.service.ProgramSettings;
import dev.dragoncode.service.ProjectSession;
import dev.dragoncode.service.ProofLog;
import dev.dragoncode.service.ReadFolder;
import dev.dragoncode.service.ReadinessService;
import dev.dragoncode.service.SharedSettings;
import dev.dragoncode.service.load.LoadService;
import dev.dragoncode.service.load.ProjectLoads;
import dev.dragoncode.service.profile.ProfileBaseline;
import dev.dragoncode.service.profile.ProfilerService;
import dev.dragoncode.service.profile.ProjectProfiles;
import dev.dragoncode.service.rotate.RotationService;
import dev.dragoncode.service.run.DrilledStore;
import dev.dragoncode.service.run.HookService;
import dev.dragoncode.service.run.ProbeService;
import dev.dragoncode.service.run.ProjectRuns;
import dev.dragoncode.service.run.RotationRuns;
import dev.dragoncode.service.run.RunLog;
import dev.dragoncode.service.run.RunRecorder;
import dev.dragoncode.service.run.TestService;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What is launched for projects, from window and command line, and what keeps it. */
final class RunWiring {

  private final Map<String, String> environment;
  private final DataFolder data;
  private final Clock clock;
  private final Supplier<RunLog> log;
  private final Supplier<ProofLog> proofs;
  private final Supplier<ProductBrowsers> browsers;
  private final Supplier<MavenSettings> maven;
  private final Predicate<Path> trusted;
  private final Supplier<StackControl> stacks;

  RunWiring(
      Map<String, String> environment,
      DataFolder data,
      Clock clock,
      Supplier<RunLog> log,
      Supplier<ProofLog> proofs,
      Supplier<ProductBrowsers> browsers,
      Supplier<MavenSettings> maven,
      Predicate<Path> trusted,
      Supplier<StackControl> stacks) {
    this.environment = environment;
    this.data = data;
    this.clock = clock;
    this.log = log;
    this.proofs = proofs;
    this.browsers = browsers;
    this.maven = maven;
    this.trusted = trusted;
    this.stacks = stacks;
  }

  TestService tests() {
    return new TestService(new ProcessRunner(), this::read, this::keep, recorder(), clock);
  }

  ProbeService probes() {
    return new ProbeService(new ProcessRunner(), this::read, this::keep, recorder(), clock);
  }

  LoadService loads() {
    return new LoadService(
        new ProcessRunner(),
        this::read,
        folder -> new SharedSettings(folder).read(LocalDate.now(clock)),
        log,
        recorder(),
        baseline()::loaded,
        clock);
  }

  RotationRuns rotations() {
    return new RotationRuns(
        new RotationService(login -> browsers.get().connect(login), this::read, this::keep, clock),
        recorder());
  }

  ProfilerService profiler() {
    ProcessRunner processes = new ProcessRunner();
    ClientLibraries libraries = new ClientLibraries(data.path(), maven);
    return new ProfilerService(
        processes,
        new JvmProfiler(processes, new AsyncProfiler(data.path(), libraries::files)),
        new NodeProfiler(processes),
        this::read,
        loads(),
        recorder(),
        log,
        baseline());
  }

  /** Told of profiles and of load runs: both together prove something. */
  private ProfileBaseline baseline() {
    return new ProfileBaseline(log, this::read, this::keep);
  }

  ProjectProfiles profiles(ProjectSession session) {
    return new ProjectProfiles(
        session.root(),
        profiler(),
        log,
        session::trusted,
        () -> ProgramSettings.of(session.emulators().stack().latest().emulators()),
        this::read,
        session.readiness()::recheck,
        clock);
  }

  HookService hooks() {
    return new HookService(new ProcessRunner(), this::read, recorder(), environment);
  }

  RunRecorder recorder() {
    return new RunRecorder(log, ReadFolder::commit, environment, clock);
  }

  /** All that can be launched for an open project. */
  ProjectRuns runs(Path root, EmulatorService emulators, ReadinessService readiness) {
    return new ProjectRuns(
        root,
        tests(),
        probes(),
        rotations(),
        hooks(),
        new ProjectRuns.Surroundings(
            () -> trusted.test(root),
            () -> emulators.stack().latest().emulators(),
            () -> ProgramSettings.of(emulators.stack().latest().emulators()),
            () -> DrilledStore.among(emulators.stack().latest().emulators(), root, stacks.get()),
            readiness::proved,
            log),
        clock);
  }

  /** Load runs of an open project. */
  ProjectLoads loads(Path root, EmulatorService emulators) {
    return new ProjectLoads(
        root,
        loads(),
        () -> trusted.test(root),
        () -> ProgramSettings.of(emulators.stack().latest().emulators()),
        clock);
  }

  private ReadProject read(Path folder) {
    return ReadFolder.of(folder, clock);
  }

  private void keep(Path project, Proof proof) {
    proofs.get().keep(project, proof);
  }
}
