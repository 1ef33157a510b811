package dev.dragoncode.emulators.lifecycle;

import static dev.dragoncode.emulators.engine.EngineDrills.SMALL_DISK;

import dev.dragoncode.emulators.engine.DataSet;
import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.model.EmulatorSpec.Lifecycle;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data of one project's emulators. Data sets are made beside the ones that count and then made
 * to count, all at once, by one write; those that nobody counts on are removed. So a process may be
 * killed at any moment: the data is then either the old or the new.
 *
 * <p>Only the session that has the claim on the project changes anything.
 */
final class StackData {

  private static final Logger LOG = LoggerFactory.getLogger(StackData.class);

  private final Path project;
  private final Path sets;
  private final DataRecords records;
  private final Map<EngineKind, EmulatorEngine> engines = new HashMap<>();

  /**
   * @param home the user's data folder
   */
  StackData(Path project, Path home, List<EmulatorEngine> engines) {
    this.project = project;
    this.sets = new StackFiles(home).data(project);
    this.records = new DataRecords(sets);
    engines.forEach(engine -> this.engines.put(engine.kind(), engine));
  }

  /**
   * What a start is to work on.
   *
   * @param set absent where the emulator keeps nothing on this engine
   * @param fresh whether the start has to make it
   * @param parameters those that the data depends on, as it was made with them
   */
  record Prepared(Optional<DataSet> set, boolean fresh, Map<String, String> parameters) {}

  /**
   * Finds the data to start with, or begins new.
   *
   * @throws ProblemException if the data that is there does not fit the plan
   */
  Prepared begin(PlannedEmulator plan, EmulatorEngine engine, String artifact)
      throws InterruptedException {
    Map<String, String> parameters = ConfigHash.parameters(plan);
    if (plan.spec().data(engine.kind()).isEmpty()) {
      return new Prepared(Optional.empty(), true, parameters);
    }
    boolean lasting = plan.spec().lifecycle() == Lifecycle.PROJECT;
    Optional<KeptData> known = find(plan.id(), engine.kind());
    if (known.isPresent() && known.get().made() && there(known.get(), engine)) {
      Optional<Problem> obstacle = DataFit.obstacle(plan, known.get(), artifact);
      if (obstacle.isPresent()) {
        throw obstacle.get().asException();
      }
      put(List.of(known.get().lasting(lasting)));
      Map<String, String> values = new TreeMap<>(parameters);
      values.putAll(known.get().parameters());
      return new Prepared(Optional.of(set(known.get())), false, values);
    }
    KeptData next =
        new KeptData(
            plan.id(),
            engine.kind(),
            newGeneration(),
            false,
            lasting,
            artifact,
            DataFit.bound(plan, parameters),
            "");
    put(List.of(next));
    if (known.isPresent()) {
      remove(known.get());
    }
    DataSet set = set(next);
    return new Prepared(
        Optional.of(engine.kind() == EngineKind.EMBEDDED ? folder(set) : set), true, parameters);
  }

  static String newGeneration() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  }

  private static DataSet folder(DataSet set) {
    try {
      PrivateFolders.create(set.folder());
      return set;
    } catch (IOException e) {
      throw FileGuard.unusable(set.folder(), e).asException();
    }
  }

  private boolean there(KeptData data, EmulatorEngine engine) throws InterruptedException {
    return engine.data().sets(project, sets).contains(set(data));
  }

  DataSet set(KeptData data) {
    return DataSet.in(sets, project, data.emulator(), data.generation());
  }

  /** The data that counts, whichever engine it is on. */
  synchronized List<KeptData> all() {
    return List.copyOf(records.read().values());
  }

  Optional<KeptData> find(String emulator, EngineKind engine) {
    return all().stream()
        .filter(data -> data.emulator().equals(emulator) && data.engine() == engine)
        .findFirst();
  }

  /** The engines that have data of an emulator which a start would go on with. */
  Set<EngineKind> engines(String emulator) {
    return all().stream()
        .filter(data -> data.emulator().equals(emulator) && data.made())
        .map(KeptData::engine)
        .collect(Collectors.toSet());
  }

  /** Whether a start was cut short before its data was complete. */
  boolean unfinished(String emulator, EngineKind engine) {
    return find(emulator, engine).filter(data -> !data.made()).isPresent();
  }

  /**
   * The emulator was ready with its data: from now on it counts.
   *
   * @param seeds a hash of what fresh data was filled from; of no matter for data that was there
   */
  void ready(String emulator, EngineKind engine, String artifact, String seeds) {
    Optional<KeptData> data = find(emulator, engine);
    if (data.isPresent() && !(data.get().made() && data.get().artifact().equals(artifact))) {
      put(List.of(data.get().asMade(artifact, data.get().made() ? data.get().seeds() : seeds)));
    }
  }

  /** The emulator was stopped: what is for the session only, or was never finished, goes. */
  void stopped(String emulator) throws InterruptedException {
    drop(data -> data.emulator().equals(emulator) && !(data.made() && data.lasting()));
  }

  /** A start failed: what it had begun goes. */
  void failed(String emulator) throws InterruptedException {
    drop(data -> data.emulator().equals(emulator) && !data.made());
  }

  /** What is for the session only goes. */
  void endSession() throws InterruptedException {
    drop(data -> !data.lasting() || !data.made());
  }

  /** Fresh data for these emulators, from their next start on. None of them runs. */
  void reset(Collection<String> emulators) throws InterruptedException {
    drop(data -> emulators.contains(data.emulator()));
  }

  /** Makes these count, all at once, and removes those that they replace. */
  void replace(List<KeptData> next) throws InterruptedException {
    List<KeptData> replaced = put(next);
    for (KeptData old : replaced) {
      remove(old);
    }
  }

  private synchronized List<KeptData> put(List<KeptData> next) {
    Map<String, KeptData> all = records.read();
    Map<String, KeptData> changed = new LinkedHashMap<>(all);
    List<KeptData> replaced = new ArrayList<>();
    for (KeptData data : next) {
      KeptData old = changed.put(data.key(), data);
      if (old != null && !old.generation().equals(data.generation())) {
        replaced.add(old);
      }
    }
    if (!changed.equals(all)) {
      records.write(changed);
    }
    return replaced;
  }

  private void drop(Predicate<KeptData> which) throws InterruptedException {
    for (KeptData data : forget(which)) {
      remove(data);
    }
  }

  private synchronized List<KeptData> forget(Predicate<KeptData> which) {
    Map<String, KeptData> all = records.read();
    List<KeptData> dropped = all.values().stream().filter(which).toList();
    if (!dropped.isEmpty()) {
      all.values().removeIf(which);
      records.write(all);
    }
    return dropped;
  }

  /** What counts no more is in nobody's way: if it cannot be removed now, a later sweep does it. */
  private void remove(KeptData data) throws InterruptedException {
    EmulatorEngine engine = engines.get(data.engine());
    if (engine == null) {
      return;
    }
    try {
      engine.data().remove(set(data));
      PrivateFolders.delete(set(data).folder());
    } catch (ProblemException | IOException e) {
      LOG.info("Data of {} that counts no more stays: {}", data.emulator(), e.getMessage());
    }
  }

  /** Removes the copies that drills have made of an emulator's data. */
  void dropSmallDisks(String emulator) throws InterruptedException {
    for (EmulatorEngine engine : engines.values()) {
      for (DataSet set : engine.data().sets(project, sets)) {
        if (set.emulator().equals(emulator) && set.generation().startsWith(SMALL_DISK)) {
          engine.data().remove(set);
        }
      }
    }
  }

  /** Sets on this engine that do not count: left by processes that were killed. */
  List<DataSet> leftovers(EmulatorEngine engine) throws InterruptedException {
    if (!Files.isDirectory(sets)) {
      return List.of();
    }
    Set<String> counting = new TreeSet<>();
    all().forEach(data -> counting.add(data.generation()));
    return engine.data().sets(project, sets).stream()
        .filter(set -> !counting.contains(set.generation()))
        .toList();
  }

  /** Removes what does not count and what was for a session that has ended. */
  void sweep(EmulatorEngine engine, Set<String> running) throws InterruptedException {
    drop(data ->
        data.engine() == engine.kind()
            && !running.contains(data.emulator())
            && !(data.made() && data.lasting()));
    for (DataSet left : leftovers(engine)) {
      LOG.info("Removing {}, data that nothing uses", left.name());
      engine.data().remove(left);
    }
  }

  /** Whether a sweep would find anything. */
  boolean needsSweep(EmulatorEngine engine, Set<String> running) throws InterruptedException {
    return !leftovers(engine).isEmpty()
        || all().stream()
            .anyMatch(data ->
                data.engine() == engine.kind()
                    && !running.contains(data.emulator())
                    && !(data.made() && data.lasting()));
  }
}
