package dev.dragoncode.service;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.EngineSupply;
import dev.dragoncode.emulators.engine.EngineSupply.Carried;
import dev.dragoncode.emulators.engine.EngineSupply.Item;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Images and artifacts of emulators for machines without a network. */
public final class SupplyService {

  private final List<EmulatorEngine> engines;

  public SupplyService(List<EmulatorEngine> engines) {
    this.engines = List.copyOf(engines);
  }

  /**
   * What these emulators need of an engine.
   *
   * @throws dev.dragoncode.problem.ProblemException if the engine does not answer
   */
  public List<Item> items(EngineKind kind, List<EmulatorSpec> specs) throws InterruptedException {
    return of(kind).items(specs);
  }

  /**
   * Writes all that these emulators need of an engine into one file, whole or not at all.
   *
   * @throws dev.dragoncode.problem.ProblemException if something cannot be had or written
   */
  public Carried save(
      EngineKind kind, List<EmulatorSpec> specs, Path file, Consumer<PullProgress> progress)
      throws InterruptedException {
    return of(kind).save(specs, file.toAbsolutePath(), progress);
  }

  /**
   * Checks a file that was written so, and takes in what it holds.
   *
   * @throws dev.dragoncode.problem.ProblemException if it is no such file or is damaged
   */
  public Carried load(Path file, Consumer<PullProgress> progress) throws InterruptedException {
    Path absolute = file.toAbsolutePath();
    if (!Files.isRegularFile(absolute)) {
      throw Problem.of(
              "There is no file " + file.getFileName(),
              absolute + " does not exist or is no file.",
              Remedy.of("Write one where a network is: dragoncode images export FILE"))
          .asException();
    }
    for (EmulatorEngine engine : engines) {
      if (engine.supply().isPresent() && engine.supply().get().reads(absolute)) {
        return engine.supply().get().load(absolute, progress);
      }
    }
    throw Problem.of(
            file.getFileName() + " is neither an archive of images nor one of artifacts",
            absolute + " was not written by dragoncode images export, or by docker save.",
            Remedy.of("Write one where a network is: dragoncode images export FILE"))
        .asException();
  }

  private EngineSupply of(EngineKind kind) {
    return engines.stream()
        .filter(engine -> engine.kind() == kind)
        .flatMap(engine -> engine.supply().stream())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Nothing is fetched for " + kind.word()));
  }
}
