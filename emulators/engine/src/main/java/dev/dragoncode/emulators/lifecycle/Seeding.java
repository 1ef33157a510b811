package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.seed.SeedFile;
import dev.dragoncode.emulators.seed.SeedFiles;
import dev.dragoncode.emulators.seed.Seeder;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills fresh data from the project's seeds, once, and notices that these have changed since. They
 * are never applied to data that is there already.
 */
final class Seeding {

  private static final Logger LOG = LoggerFactory.getLogger(Seeding.class);

  private final Path project;
  private final StackData data;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private volatile Optional<Seeder> seeder = Optional.empty();

  /** What a list of files hashes to, for as long as sizes and times stay. */
  private record Known(String look, String hash) {}

  Seeding(Path project, StackData data) {
    this.project = project;
    this.data = data;
  }

  void seeder(Seeder applies) {
    seeder = Optional.of(applies);
  }

  /**
   * Applies the seeds of a plan to an emulator whose data is fresh.
   *
   * @param step hears what is applied, for a person
   * @return a hash of the seeds
   * @throws ProblemException if one is not there or is refused
   */
  String apply(RunningEmulator running, List<String> seeds, Consumer<String> step)
      throws InterruptedException {
    List<SeedFile> files = SeedFiles.find(project, seeds);
    String hash = SeedFiles.hash(files);
    for (SeedFile file : files) {
      step.accept(file.name() + " is being applied");
      Seeder with = seeder.orElseThrow(() -> noSeeder(running).asException());
      String done = with.seed(running.browse(), file);
      step.accept("Seeded from %s: %s".formatted(file.name(), done));
    }
    return hash;
  }

  /**
   * Whether the seeds are others than those that the data was filled from.
   *
   * @param applied the hash of this run's seeds, for an emulator that keeps nothing
   */
  boolean changed(
      PlannedEmulator plan, Optional<RunningEmulator> running, Optional<String> applied) {
    Optional<String> made =
        data.all().stream()
            .filter(each -> each.emulator().equals(plan.id()) && each.made())
            .filter(
                each -> running.map(now -> now.instance().engine() == each.engine()).orElse(true))
            .map(KeptData::seeds)
            .findFirst()
            .or(() -> applied);
    if (made.isEmpty()) {
      return false;
    }
    try {
      return !made.get().equals(hash(plan));
    } catch (ProblemException e) {
      LOG.debug("The seeds of {} cannot be compared", plan.id(), e);
      return false;
    }
  }

  private String hash(PlannedEmulator plan) {
    List<SeedFile> files = SeedFiles.find(project, plan.seeds());
    StringBuilder look = new StringBuilder();
    for (SeedFile file : files) {
      try {
        look.append(file.name())
            .append('|')
            .append(Files.size(file.path()))
            .append('|')
            .append(Files.getLastModifiedTime(file.path()))
            .append('|');
      } catch (IOException e) {
        LOG.debug("{} cannot be looked at", file.path(), e);
      }
    }
    Known before = known.get(plan.id());
    if (before != null && before.look().contentEquals(look)) {
      return before.hash();
    }
    String hash = SeedFiles.hash(files);
    known.put(plan.id(), new Known(look.toString(), hash));
    return hash;
  }

  private static Problem noSeeder(RunningEmulator running) {
    return Problem.of(
        running.spec().name() + " cannot be seeded here",
        "This program brings no client for it along.",
        Remedy.of("Take its seeds out of dragoncode.yaml."));
  }
}
