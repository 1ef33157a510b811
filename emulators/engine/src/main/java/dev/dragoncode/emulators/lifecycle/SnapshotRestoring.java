package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.DataSet;
import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.model.EmulatorSpec.Lifecycle;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a snapshot back: first everything is checked, then new data sets are made beside those in
 * use, and only then the emulators stop for a moment while, by one write, the new sets count.
 */
final class SnapshotRestoring {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotRestoring.class);

  private final Surroundings around;
  private final SavedStacks saved;
  private final Quiet quiet;
  private final Consumer<String> step;

  SnapshotRestoring(Surroundings around, SavedStacks saved, Quiet quiet, Consumer<String> step) {
    this.around = around;
    this.saved = saved;
    this.quiet = quiet;
    this.step = step;
  }

  /** Data to put back, and the set that it becomes. */
  private record Part(
      SupervisedEmulator emulator, SavedData saved, KeptData next, EmulatorEngine engine) {}

  /** Restores a snapshot; answers what of the stack it did not touch. */
  List<String> restore(String name) throws InterruptedException {
    SavedStacks.Opened snapshot = saved.open(name);
    step.accept("The snapshot is being checked");
    quiet.settle();
    List<String> notes = new ArrayList<>();
    List<Part> parts = parts(snapshot, notes);
    if (parts.isEmpty()) {
      throw Problem.of(
              "The snapshot “" + name + "” holds nothing for this project",
              String.join(" ", notes),
              Remedy.of("Choose another snapshot."))
          .asException();
    }
    for (Part part : parts) {
      requireWhole(name, part, snapshot.folder().resolve(part.saved().folder()));
    }
    step.accept("The data is being put back");
    make(snapshot, parts);
    step.accept("The emulators are being stopped for a moment");
    notes.addAll(
        quiet.duringChange(
            parts.stream().map(Part::emulator).distinct().toList(),
            () -> around.data().replace(parts.stream().map(Part::next).toList())));
    return notes;
  }

  private List<Part> parts(SavedStacks.Opened snapshot, List<String> notes)
      throws InterruptedException {
    List<Part> parts = new ArrayList<>();
    for (SavedData data : snapshot.parts()) {
      String id = data.data().emulator();
      Optional<SupervisedEmulator> emulator =
          quiet.emulators().stream().filter(each -> each.plan().id().equals(id)).findFirst();
      if (emulator.isEmpty()) {
        notes.add(id + " was not restored: this project does not have it any more.");
        continue;
      }
      parts.add(part(snapshot, data, emulator.get()));
    }
    for (SupervisedEmulator emulator : quiet.emulators()) {
      if (parts.stream().noneMatch(part -> part.emulator() == emulator)) {
        notes.add(emulator.plan().spec().name() + " is as it was: it is not in the snapshot.");
      }
    }
    return parts;
  }

  private Part part(SavedStacks.Opened snapshot, SavedData data, SupervisedEmulator emulator)
      throws InterruptedException {
    PlannedEmulator plan = emulator.plan();
    EngineKind kind = data.data().engine();
    requireSameEngine(snapshot, emulator, kind);
    EmulatorEngine engine =
        around
            .engines()
            .engine(kind)
            .orElseThrow(() -> otherEngine(snapshot, plan, kind, "is not there").asException());
    if (engine.status() instanceof EngineStatus.Unavailable(Problem problem)) {
      throw problem.asException();
    }
    Optional<Problem> obstacle =
        DataFit.obstacle(plan, data.data(), EmulatorStart.artifact(plan.spec(), kind));
    if (obstacle.isPresent()) {
      throw obstacle.get().asException();
    }
    KeptData old = data.data();
    KeptData next =
        new KeptData(
            old.emulator(),
            kind,
            StackData.newGeneration(),
            true,
            plan.spec().lifecycle() == Lifecycle.PROJECT,
            old.artifact(),
            old.parameters(),
            old.seeds());
    return new Part(emulator, data, next, engine);
  }

  /** What runs on one engine cannot use the other's data, and would not see it put back. */
  private static void requireSameEngine(
      SavedStacks.Opened snapshot, SupervisedEmulator emulator, EngineKind kind) {
    Optional<EngineKind> now =
        emulator
            .running()
            .map(running -> running.instance().engine())
            .or(() -> emulator.plan().engine().flatMap(EnginePreference::kind));
    boolean alsoSaved =
        now.isPresent()
            && snapshot.parts().stream()
                .map(SavedData::data)
                .anyMatch(data ->
                    data.emulator().equals(emulator.plan().id()) && data.engine() == now.get());
    if (now.isPresent() && now.get() != kind && !alsoSaved) {
      throw otherEngine(snapshot, emulator.plan(), kind, "is not what it runs on now")
          .asException();
    }
  }

  private static Problem otherEngine(
      SavedStacks.Opened snapshot, PlannedEmulator plan, EngineKind kind, String what) {
    return Problem.of(
        "The snapshot “%s” is for another engine".formatted(snapshot.shown().name()),
        "It holds the data of %s from the engine “%s”, which %s; one engine's files are of no use to another."
            .formatted(plan.spec().name(), kind.word(), what),
        Remedy.of(
            "Stop %s, start it with --engine %s, and restore again."
                .formatted(plan.spec().name(), kind.word())),
        Remedy.of("Choose a snapshot that was taken on the engine in use."));
  }

  private static void requireWhole(String name, Part part, Path folder)
      throws InterruptedException {
    try {
      if (Fingerprint.of(folder).equals(part.saved().content())) {
        return;
      }
    } catch (IOException e) {
      LOG.info("{} cannot be read", folder, e);
    }
    throw Problem.of(
            "The snapshot “" + name + "” is damaged",
            "The files of %s are not those that were saved. Nothing was changed."
                .formatted(part.emulator().plan().spec().name()),
            Remedy.of("Choose another snapshot."),
            Remedy.of("Delete it: dragoncode snapshot delete " + name))
        .asException();
  }

  private void make(SavedStacks.Opened snapshot, List<Part> parts) throws InterruptedException {
    List<DataCopies.Copy> copies = new ArrayList<>();
    for (Part part : parts) {
      copies.add(() ->
          part.engine()
              .data()
              .copyIn(
                  snapshot.folder().resolve(part.saved().folder()),
                  around.data().set(part.next()),
                  part.emulator().plan().spec(),
                  part.next().artifact()));
    }
    try {
      DataCopies.all(copies);
    } catch (ProblemException e) {
      for (Part part : parts) {
        DataSet begun = around.data().set(part.next());
        part.engine().data().remove(begun);
      }
      throw e;
    }
  }
}
