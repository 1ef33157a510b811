package dev.dragoncode.app;

import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.io.advisories.AdvisoryStore;
import dev.dragoncode.io.advisories.InstalledScanners;
import dev.dragoncode.io.advisories.OsvDump;
import dev.dragoncode.io.charts.InstalledHelm;
import dev.dragoncode.io.git.CommittedSecrets;
import dev.dragoncode.io.maven.LocalMavenGraphs;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.io.process.SearchPath;
import dev.dragoncode.io.store.UserDatabase;
import dev.dragoncode.project.secrets.SecretFinder;
import dev.dragoncode.readiness.checks.Checks;
import dev.dragoncode.readiness.checks.Outside;
import dev.dragoncode.service.AuditService;
import dev.dragoncode.service.DataFolder;
import dev.dragoncode.service.HistoryLog;
import dev.dragoncode.service.ProjectMemory;
import dev.dragoncode.service.ProofBook;
import dev.dragoncode.service.ProofLog;
import dev.dragoncode.service.ReadinessService;
import dev.dragoncode.service.ReadinessSnapshot;
import dev.dragoncode.service.VerdictLog;
import dev.dragoncode.service.run.RunRecorder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The checklist of projects, and what it asks for that lies outside them. */
final class ReadinessWiring {

  /** A window shows what it knows meanwhile; the reading goes on. */
  private static final Duration HISTORY_IN_WINDOW = Duration.ofSeconds(5);

  /** A command has one answer to give. */
  private static final Duration HISTORY_IN_COMMAND = Duration.ofMinutes(5);

  private final Map<String, String> environment;
  private final DataFolder data;
  private final Clock clock;
  private final Supplier<UserDatabase> database;
  private final Supplier<ProofLog> proofs;
  private final Predicate<Path> trusted;
  private final Lazy<AdvisoryStore> advisories;
  private final Lazy<Outside> outside;

  /** Nothing is made yet. */
  ReadinessWiring(
      Map<String, String> environment,
      DataFolder data,
      Shutdown shutdown,
      Clock clock,
      Supplier<UserDatabase> database,
      Supplier<ProofLog> proofs,
      Predicate<Path> trusted) {
    this.environment = environment;
    this.data = data;
    this.clock = clock;
    this.database = database;
    this.proofs = proofs;
    this.trusted = trusted;
    advisories =
        new Lazy<>(() -> {
          AdvisoryStore opened = new AdvisoryStore(data.advisories());
          shutdown.atEnd("advisories", opened::close);
          return opened;
        });
    outside =
        new Lazy<>(() ->
            new Outside(
                advisories.get(),
                new LocalMavenGraphs(Optional.empty()),
                new CommittedSecrets(HISTORY_IN_WINDOW, histories())));
  }

  /** One that follows an open project. */
  ReadinessService following(Path root, EmulatorCatalog known) {
    return readiness(root, known, outside.get());
  }

  /** Reads a project once, its whole git history included. */
  ReadinessSnapshot once(Path folder, EmulatorCatalog known) throws InterruptedException {
    Outside around = outside.get().with(new CommittedSecrets(HISTORY_IN_COMMAND, histories()));
    try (ReadinessService readiness = readiness(folder, known, around)) {
      return readiness.once();
    }
  }

  /**
   * Audits of projects.
   *
   * @param offline whether nothing may be fetched, whenever that is asked
   */
  AuditService audits(BooleanSupplier offline, RunRecorder recorder) {
    Outside known = outside.get();
    URI home =
        Optional.ofNullable(environment.get(OsvDump.VARIABLE))
            .filter(v -> !v.isBlank())
            .map(URI::create)
            .orElse(OsvDump.HOME);
    return new AuditService(
        known.advisories(),
        data.advisories(),
        new OsvDump(home, data.advisories(), offline, clock),
        known.maven(),
        new InstalledScanners(new ProcessRunner(), searchPath(), clock),
        recorder,
        clock);
  }

  private HistoryLog histories() {
    return new HistoryLog(database, SecretFinder.rules());
  }

  private ReadinessService readiness(Path root, EmulatorCatalog known, Outside around) {
    return new ReadinessService(
        root,
        (time, pool) -> Checks.evaluator(time, pool, around),
        known.entries().values().stream().map(Rule::new).toList(),
        clock,
        Optional.of(
            new ProjectMemory(
                root,
                new ProofBook(root, proofs, clock),
                () -> new VerdictLog(database.get()),
                Checks.rules())),
        new InstalledHelm(new ProcessRunner(), searchPath(), () -> trusted.test(root)));
  }

  private SearchPath searchPath() {
    return new SearchPath(environment.getOrDefault("PATH", ""));
  }
}
