package dev.dragoncode.service;

import dev.dragoncode.io.advisories.OsvDump;
import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.project.locks.Ecosystem;
import dev.dragoncode.service.AuditSnapshot.State;
import dev.dragoncode.snapshot.SnapshotPublisher;
import dev.dragoncode.snapshot.SnapshotSource;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs one thing after the other for a project's audit, each on a virtual thread of its own. */
public final class ProjectAudit implements AuditControl {

  private static final long MIB = 1 << 20;

  private final Path project;
  private final Supplier<AuditService> service;
  private final String version;
  private final SnapshotPublisher<AuditSnapshot> publisher =
      new SnapshotPublisher<>(new AuditSnapshot(new State.Idle(), Optional.empty()));
  private @Nullable Thread running;

  /**
   * @param project its real path
   * @param service made when it is first needed
   * @param version of this program, for the bill of materials
   */
  public ProjectAudit(Path project, Supplier<AuditService> service, String version) {
    this.project = project;
    this.service = service;
    this.version = version;
  }

  private interface Work {
    Optional<AuditService.Result> run() throws InterruptedException;
  }

  @Override
  public SnapshotSource<AuditSnapshot> audits() {
    return publisher;
  }

  @Override
  public void audit() {
    start("Looking at the packages", this::now);
  }

  @Override
  public void update() {
    start(
        "Looking for the ecosystems in use",
        () -> {
          Set<Ecosystem> used = service.get().ecosystems(project);
          service.get().update(used, new Told());
          working("Looking at the packages", -1);
          return now();
        });
  }

  @Override
  public void writeSbom(Path file) {
    Optional<AuditService.Result> result = publisher.latest().result();
    if (result.isPresent()) {
      start(
          "Writing " + file.getFileName(),
          () -> {
            AtomicFiles.writeString(file, result.get().sbom(version));
            return result;
          });
    }
  }

  @Override
  public synchronized void cancel() {
    if (running != null) {
      running.interrupt();
    }
  }

  private Optional<AuditService.Result> now() throws InterruptedException {
    return Optional.of(service.get().audit(project));
  }

  /** What is asked for while something goes on is left out: its button is off. */
  private synchronized void start(String what, Work work) {
    if (running != null && running.isAlive()) {
      return;
    }
    working(what, -1);
    running =
        Thread.ofVirtual()
            .name("audit")
            .start(() -> {
              State after = new State.Idle();
              Optional<AuditService.Result> result = Optional.empty();
              try {
                result = work.run();
              } catch (ProblemException e) {
                after = new State.Failed(e.problem());
              } catch (InterruptedException e) {
                // the user's wish; what was there before stays
                Thread.currentThread().interrupt();
              }
              end(after, result);
            });
  }

  private void end(State after, Optional<AuditService.Result> result) {
    publisher.update(old -> new AuditSnapshot(after, result.or(old::result)));
  }

  private void working(String what, double part) {
    publisher.update(old -> new AuditSnapshot(new State.Working(what, part), old.result()));
  }

  /** Tells how far the fetching is. */
  private final class Told implements OsvDump.Progress {
    @Override
    public void fetched(Ecosystem ecosystem, long bytes, long total) {
      working(
          total > 0
              ? "%s: %d of %d MiB".formatted(ecosystem.word(), bytes / MIB, total / MIB)
              : "%s: %d MiB".formatted(ecosystem.word(), bytes / MIB),
          total > 0 ? (double) bytes / total : -1);
    }

    @Override
    public void read(Ecosystem ecosystem, int records) {
      working("%s: %,d advisories".formatted(ecosystem.word(), records), -1);
    }
  }
}
