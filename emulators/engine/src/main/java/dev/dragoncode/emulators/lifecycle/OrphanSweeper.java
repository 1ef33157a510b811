package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.Liveness;
import dev.dragoncode.problem.ProblemException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops what dead sessions left on this machine. Instances of living sessions, and those left
 * running on purpose, stay as they are.
 */
public final class OrphanSweeper {

  private static final Logger LOG = LoggerFactory.getLogger(OrphanSweeper.class);
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** A run's folder is empty only between being made and being used. */
  private static final Duration EMPTY_FOR = Duration.ofMinutes(10);

  private final Path home;
  private final List<EmulatorEngine> engines;
  private final StackFiles files;
  private final StackRecords records;

  /**
   * @param home the user's data folder
   */
  public OrphanSweeper(Path home, List<EmulatorEngine> engines) {
    this.home = home;
    this.engines = List.copyOf(engines);
    this.files = new StackFiles(home);
    this.records = new StackRecords(home);
  }

  /** Looks through every engine that answers, and returns what was stopped. */
  public List<Instance> sweep() throws InterruptedException {
    return sweep(Set.of());
  }

  /**
   * The same, but leaves alone the projects that are about to be opened: there the supervisor
   * adopts what fits and stops the rest.
   */
  public List<Instance> sweep(Set<Path> except) throws InterruptedException {
    Set<Path> kept = except.stream().map(StackFiles::real).collect(Collectors.toSet());
    List<Instance> stopped = new ArrayList<>();
    boolean all = true;
    for (EmulatorEngine engine : engines) {
      try {
        if (engine.status().available()) {
          sweep(engine, kept, stopped);
        } else {
          all = false;
        }
      } catch (ProblemException e) {
        LOG.info("{} was not swept: {}", engine.kind().word(), e.getMessage());
        all = false;
      }
    }
    if (all) {
      removeRecords(kept);
    }
    removeEmptyRuns();
    return stopped;
  }

  private void sweep(EmulatorEngine engine, Set<Path> kept, List<Instance> stopped)
      throws InterruptedException {
    Map<Path, List<Instance>> orphans =
        engine.instances().stream()
            .filter(instance -> !instance.owner().ownerAlive())
            .filter(instance -> !kept.contains(instance.owner().project()))
            .collect(Collectors.groupingBy(instance -> instance.owner().project()));
    for (Map.Entry<Path, List<Instance>> entry : orphans.entrySet()) {
      Path project = entry.getKey();
      // a living session may have adopted them; then it holds the claim
      Optional<ProjectClaim> claim =
          ProjectClaim.take(files.claim(project), Session.ofThisProcess());
      if (claim.isEmpty()) {
        continue;
      }
      try (ProjectClaim _ = claim.get()) {
        sweep(engine, project, entry.getValue(), stopped);
      }
    }
  }

  private void sweep(
      EmulatorEngine engine, Path project, List<Instance> instances, List<Instance> stopped)
      throws InterruptedException {
    boolean left = records.read(project).filter(StackRecord::left).isPresent();
    for (Instance instance : instances) {
      boolean wanted =
          (left || instance.owner().warm()) && !StartMode.drilled(instance.owner().configHash());
      if (wanted && engine.liveness(instance) instanceof Liveness.Running) {
        DrillLimits.lift(engine, instance);
        continue;
      }
      LOG.info("Stopping {}, which a dead session left", instance);
      engine.stop(instance, GRACE);
      stopped.add(instance);
    }
    if (!left) {
      new StackData(project, home, engines).sweep(engine, remaining(engine, project));
      records.remove(project);
    }
  }

  /** Emulators of a project that were meant to stay. */
  private static Set<String> remaining(EmulatorEngine engine, Path project)
      throws InterruptedException {
    return engine.instances().stream()
        .filter(instance -> instance.owner().project().equals(project))
        .map(Instance::emulator)
        .collect(Collectors.toSet());
  }

  /** A session may die before it has started anything; its record then has no instance. */
  private void removeRecords(Set<Path> kept) {
    for (StackRecord record : records.all()) {
      Path project = record.project();
      if (record.left() || record.owned() || kept.contains(project)) {
        continue;
      }
      Optional<ProjectClaim> claim =
          ProjectClaim.take(files.claim(project), Session.ofThisProcess());
      if (claim.isPresent()) {
        try (ProjectClaim _ = claim.get()) {
          records.remove(project);
        }
      }
    }
  }

  /** A session may die right after it has made a run's folder. */
  private void removeEmptyRuns() {
    Path runs = home.resolve("runs");
    if (!Files.isDirectory(runs)) {
      return;
    }
    Instant before = Instant.now().minus(EMPTY_FOR);
    try (Stream<Path> folders = Files.list(runs)) {
      for (Path folder : folders.toList()) {
        if (Files.getLastModifiedTime(folder).toInstant().isBefore(before)) {
          removeIfEmpty(folder);
        }
      }
    } catch (IOException e) {
      LOG.info("The folders of runs cannot be looked through", e);
    }
  }

  private static void removeIfEmpty(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      LOG.trace("{} is in use", folder, e);
    }
  }
}
