package dev.dragoncode.service;

import dev.dragoncode.io.advisories.InstalledScanners;
import dev.dragoncode.io.advisories.OsvDump;
import dev.dragoncode.io.advisories.OsvImport;
import dev.dragoncode.project.FileIndex;
import dev.dragoncode.project.ParsedFiles;
import dev.dragoncode.project.ProjectFacts;
import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.TreeHash;
import dev.dragoncode.project.locks.Ecosystem;
import dev.dragoncode.project.locks.MavenGraphs;
import dev.dragoncode.project.locks.PackageGraph;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.advisories.AdvisorySource;
import dev.dragoncode.readiness.advisories.Audit;
import dev.dragoncode.readiness.advisories.AuditVerdict;
import dev.dragoncode.readiness.advisories.IgnoredVulns;
import dev.dragoncode.readiness.advisories.SbomJson;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.service.run.RunRecorder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Holds a project's packages against the advisories of this machine, and brings those up to date.
 */
public final class AuditService {

  private final AdvisorySource advisories;
  private final Path folder;
  private final OsvDump dump;
  private final MavenGraphs maven;
  private final InstalledScanners scanners;
  private final RunRecorder recorder;
  private final Clock clock;

  /**
   * @param folder of the advisories
   * @param recorder keeps each audit
   */
  public AuditService(
      AdvisorySource advisories,
      Path folder,
      OsvDump dump,
      MavenGraphs maven,
      InstalledScanners scanners,
      RunRecorder recorder,
      Clock clock) {
    this.recorder = recorder;
    this.advisories = advisories;
    this.folder = folder;
    this.dump = dump;
    this.maven = maven;
    this.scanners = scanners;
    this.clock = clock;
  }

  /**
   * A project's audit.
   *
   * @param project its name
   * @param scanners other programs that were asked, too
   * @param notes what they could not say
   */
  public record Result(
      String project,
      Audit audit,
      Verdict verdict,
      List<String> scanners,
      List<String> notes,
      Instant at) {

    public Result {
      scanners = List.copyOf(scanners);
      notes = List.copyOf(notes);
    }

    /** The bill of materials, by this version of the program. */
    public String sbom(String version) {
      return SbomJson.render(project, audit, version, at);
    }
  }

  /** Which ecosystems a project takes packages from. */
  public Set<Ecosystem> ecosystems(Path project) {
    Set<Ecosystem> used = EnumSet.noneOf(Ecosystem.class);
    for (PackageGraph graph : Audit.graphs(view(project), MavenGraphs.none())) {
      used.add(graph.ecosystem());
    }
    return used;
  }

  /**
   * Fetches the newest advisories.
   *
   * @return what was read of each
   * @throws dev.dragoncode.problem.ProblemException if they cannot be had
   */
  public List<OsvImport.Result> update(Set<Ecosystem> wanted, OsvDump.Progress progress)
      throws InterruptedException {
    List<OsvImport.Result> results = new ArrayList<>();
    for (Ecosystem each : wanted) {
      results.add(dump.fetch(each, progress));
    }
    return results;
  }

  /**
   * Takes advisories from files of OSV's schema in place of those that are there.
   *
   * @param sources folders and zip files
   * @throws dev.dragoncode.problem.ProblemException if they cannot be read
   */
  public OsvImport.Result load(List<Path> sources, OsvImport.Progress progress)
      throws InterruptedException {
    try (OsvImport load =
        new OsvImport(folder, EnumSet.allOf(Ecosystem.class), clock.instant(), progress)) {
      for (Path source : sources) {
        load.read(source);
      }
      return load.complete(Optional.empty());
    }
  }

  /**
   * Audits a project folder with what is on this machine; no other program is asked.
   *
   * @throws dev.dragoncode.problem.ProblemException if it cannot be read
   */
  public Result audit(Path project) throws InterruptedException {
    return recorded(project, notes -> result(project, List.of(), notes));
  }

  /**
   * Audits a project folder, and asks the scanners that are installed.
   *
   * @param offline whether they may ask no server
   * @throws dev.dragoncode.problem.ProblemException if the folder cannot be read
   */
  public Result auditWithScanners(Path project, boolean offline) throws InterruptedException {
    return recorded(project, notes -> result(project, scanners.ask(project, offline), notes));
  }

  private Result recorded(Path project, RunRecorder.Work<Result> work) throws InterruptedException {
    return recorder.record(
        project,
        RunRecord.Kind.AUDIT,
        "Dependency audit",
        work,
        result ->
            new RunRecorder.Ended(
                switch (result.verdict().status()) {
                  case PASS, NA -> RunRecord.Outcome.PASSED;
                  case FAIL -> RunRecord.Outcome.FAILED;
                  default -> RunRecord.Outcome.NOTHING;
                },
                result.audit().packages() + " packages · " + result.verdict().summary(),
                AuditJson.of(result)));
  }

  private Result result(
      Path project, List<InstalledScanners.Answer> answers, RunRecorder.Notes run) {
    run.command("dragoncode audit");
    FileIndex index = ProjectFolder.walk(project, _ -> {}).index();
    run.tree(new TreeHash().contents(index));
    ProjectView view = view(index);
    IgnoredVulns ignored = IgnoredVulns.of(view, LocalDate.now(clock));
    Audit audit = Audit.of(Audit.graphs(view, maven), advisories, ignored);
    List<String> asked = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (InstalledScanners.Answer each : answers) {
      if (each.failure().isEmpty()) {
        asked.add(each.scanner());
        audit = audit.with(each.found(), each.asOf(), ignored);
      } else {
        notes.add(each.scanner() + " said nothing: " + each.failure());
      }
    }
    Instant now = clock.instant();
    return new Result(
        String.valueOf(view.root().getFileName()),
        audit,
        AuditVerdict.of(audit, view, now),
        asked,
        notes,
        now);
  }

  private static ProjectView view(Path project) {
    return view(ProjectFolder.walk(project, _ -> {}).index());
  }

  private static ProjectView view(FileIndex index) {
    return new ProjectFacts(index, new ParsedFiles(), ProjectSettings.none()).view();
  }
}
