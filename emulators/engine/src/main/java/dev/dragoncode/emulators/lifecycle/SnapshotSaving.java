package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Takes a snapshot: stops what has data, copies, starts it again, checks, shows the snapshot. */
final class SnapshotSaving {

  private final Surroundings around;
  private final SavedStacks saved;
  private final Quiet quiet;
  private final Consumer<String> step;

  SnapshotSaving(Surroundings around, SavedStacks saved, Quiet quiet, Consumer<String> step) {
    this.around = around;
    this.saved = saved;
    this.quiet = quiet;
    this.step = step;
  }

  /** Data to copy. */
  private record Part(SupervisedEmulator emulator, KeptData data, EmulatorEngine engine) {}

  /** Saves all data; answers why some was left out. */
  List<String> save(String name) throws InterruptedException {
    Path hidden = saved.begin(name);
    try {
      step.accept("Waiting until the emulators are ready");
      quiet.settle();
      List<Part> parts = parts();
      List<String> leftOut = leftOut(parts);
      if (parts.isEmpty()) {
        throw nothing(leftOut).asException();
      }
      step.accept("The emulators are being stopped for a moment");
      List<SupervisedEmulator> which = parts.stream().map(Part::emulator).distinct().toList();
      List<String> down = quiet.during(which, () -> copy(parts, hidden));
      step.accept("The snapshot is being checked");
      saved.finish(hidden, name, contents(parts, hidden), leftOut, around.clock().instant());
      return Stream.concat(leftOut.stream(), down.stream()).toList();
    } finally {
      saved.discard(hidden);
    }
  }

  private List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (KeptData data : around.data().all()) {
      Optional<SupervisedEmulator> emulator =
          quiet.emulators().stream()
              .filter(each -> each.plan().id().equals(data.emulator()))
              .filter(each -> !each.plan().spec().data(data.engine()).isEmpty())
              .findFirst();
      Optional<EmulatorEngine> engine = around.engines().engine(data.engine());
      if (data.made() && emulator.isPresent() && engine.isPresent()) {
        parts.add(new Part(emulator.get(), data, engine.get()));
      }
    }
    parts.sort(Comparator.comparing(part -> part.data().emulator()));
    return parts;
  }

  private List<String> leftOut(List<Part> parts) {
    List<String> leftOut = new ArrayList<>();
    for (SupervisedEmulator emulator : quiet.emulators()) {
      if (parts.stream().noneMatch(part -> part.emulator() == emulator)) {
        EmulatorSpec spec = emulator.plan().spec();
        boolean keepsNothing =
            emulator
                .running()
                .filter(running -> spec.data(running.instance().engine()).isEmpty())
                .isPresent();
        leftOut.add(
            keepsNothing
                ? spec.name() + " is not in it: it keeps nothing on disk."
                : spec.name() + " is not in it: it has no data yet.");
      }
    }
    return leftOut;
  }

  private static Problem nothing(List<String> leftOut) {
    return Problem.of(
        "There is nothing to save",
        leftOut.isEmpty() ? "This project has no emulators." : String.join(" ", leftOut),
        Remedy.of("Start the emulators first: dragoncode up"));
  }

  private void copy(List<Part> parts, Path hidden) throws InterruptedException {
    step.accept("The data is being copied");
    List<DataCopies.Copy> copies = new ArrayList<>();
    for (Part part : parts) {
      copies.add(() -> {
        Path folder = create(hidden.resolve(part(part).folder()));
        part.engine()
            .data()
            .copyOut(
                around.data().set(part.data()),
                part.emulator().plan().spec(),
                part.data().artifact(),
                folder);
      });
    }
    DataCopies.all(copies);
  }

  private static Path create(Path folder) {
    try {
      return PrivateFolders.create(folder);
    } catch (IOException e) {
      throw FileGuard.unusable(folder, e).asException();
    }
  }

  private static SavedData part(Part part) {
    return new SavedData(
        part.data(), ConfigHash.of(part.emulator().plan()), new Fingerprint(0, ""));
  }

  private static List<SavedData> contents(List<Part> parts, Path hidden)
      throws InterruptedException {
    List<SavedData> contents = new ArrayList<>();
    for (Part part : parts) {
      SavedData unmeasured = part(part);
      Path folder = hidden.resolve(unmeasured.folder());
      try {
        contents.add(new SavedData(part.data(), unmeasured.configHash(), Fingerprint.of(folder)));
      } catch (IOException e) {
        throw FileGuard.unusable(folder, e).asException();
      }
    }
    return contents;
  }
}
