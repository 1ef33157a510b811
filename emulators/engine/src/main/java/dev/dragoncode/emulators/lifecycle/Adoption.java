package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.Liveness;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.problem.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an earlier session left of this project: an instance that is still wanted as it is gets
 * adopted, any other is stopped.
 */
final class Adoption {

  private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Path project;
  private final Session session;
  private final List<EmulatorEngine> engines;
  private final StackOwnership ownership;
  private final StackData data;
  private final Set<EngineKind> swept = EnumSet.noneOf(EngineKind.class);

  Adoption(
      Path project,
      Session session,
      List<EmulatorEngine> engines,
      StackOwnership ownership,
      StackData data) {
    this.project = project;
    this.session = session;
    this.engines = List.copyOf(engines);
    this.ownership = ownership;
    this.data = data;
  }

  void adopt(List<SupervisedEmulator> emulators, EnginePreference preference)
      throws InterruptedException {
    for (EmulatorEngine engine : engines) {
      try {
        if (engine.status().available()) {
          adopt(engine, emulators, preference);
          sweep(engine, emulators);
        }
      } catch (ProblemException e) {
        LOG.info("What runs on {} is left alone: {}", engine.kind().word(), e.getMessage());
      }
    }
  }

  /** Once in a session, while nothing of it runs but what it has adopted. */
  private void sweep(EmulatorEngine engine, List<SupervisedEmulator> emulators)
      throws InterruptedException {
    Set<String> active =
        emulators.stream()
            .filter(emulator -> emulator.state().active())
            .map(emulator -> emulator.plan().id())
            .collect(Collectors.toSet());
    if (swept.add(engine.kind()) && data.needsSweep(engine, active)) {
      ownership.claim();
      data.sweep(engine, active);
    }
  }

  private void adopt(
      EmulatorEngine engine, List<SupervisedEmulator> emulators, EnginePreference preference)
      throws InterruptedException {
    List<Instance> left =
        engine.instances().stream()
            .filter(instance -> instance.owner().project().equals(project))
            .filter(instance -> !instance.owner().session().equals(session.id()))
            .filter(instance -> emulators.stream().noneMatch(e -> runs(e, instance)))
            .toList();
    if (left.isEmpty()) {
      return;
    }
    ownership.claim();
    for (Instance instance : left) {
      Optional<SupervisedEmulator> wanted =
          emulators.stream()
              .filter(e -> fits(e, instance, preference))
              .filter(e -> !data.unfinished(instance.emulator(), instance.engine()))
              .findFirst();
      if (wanted.isPresent() && engine.liveness(instance) instanceof Liveness.Running) {
        LOG.info("Adopting {}", instance);
        wanted.get().adopt(engine, instance, "it was running already");
      } else {
        LOG.info("Stopping {}, which an earlier session left", instance);
        engine.stop(instance, GRACE);
      }
    }
  }

  private static boolean runs(SupervisedEmulator emulator, Instance instance) {
    return emulator
        .running()
        .filter(running -> running.instance().id().equals(instance.id()))
        .isPresent();
  }

  private static boolean fits(
      SupervisedEmulator emulator, Instance instance, EnginePreference preference) {
    EnginePreference engine = emulator.plan().engine().orElse(preference);
    boolean engineFits = engine.kind().map(kind -> kind == instance.engine()).orElse(true);
    return engineFits
        && emulator.plan().id().equals(instance.emulator())
        && !emulator.state().active()
        && emulator.running().isEmpty()
        && ConfigHash.of(emulator.plan()).equals(instance.owner().configHash());
  }
}
