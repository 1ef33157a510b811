package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.Neighbour;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.Dependency;
import dev.dragoncode.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What the emulators see of their stack. */
final class StackView implements Surroundings.Stack {

  private final Dependencies dependencies;
  private final StackOwnership ownership;
  private final Runnable changed;
  private volatile Function<PlannedEmulator, Optional<Problem>> gate = plan -> Optional.empty();
  private volatile boolean warm;

  /**
   * @param changed publishes what has changed
   */
  StackView(Dependencies dependencies, StackOwnership ownership, Runnable changed) {
    this.dependencies = dependencies;
    this.ownership = ownership;
    this.changed = changed;
  }

  void gate(Function<PlannedEmulator, Optional<Problem>> asked) {
    gate = asked;
  }

  void warm(boolean outlives) {
    warm = outlives;
  }

  @Override
  public void changed() {
    changed.run();
  }

  @Override
  public void claim() {
    ownership.claim();
  }

  @Override
  public void permit(PlannedEmulator plan) {
    Optional<Problem> obstacle = gate.apply(plan);
    if (obstacle.isPresent()) {
      throw obstacle.get().asException();
    }
  }

  @Override
  public boolean warm() {
    return warm;
  }

  @Override
  public Set<String> unmet(List<Dependency> on) {
    return dependencies.unmet(on);
  }

  @Override
  public void await(EmulatorSpec dependent) throws InterruptedException {
    dependencies.await(dependent);
  }

  @Override
  public List<Neighbour> neighbours(EmulatorSpec spec) {
    return spec.job() ? dependencies.running(spec.dependsOn()) : List.of();
  }

  @Override
  public boolean oneShot(String id) {
    return dependencies.oneShot(id);
  }
}
