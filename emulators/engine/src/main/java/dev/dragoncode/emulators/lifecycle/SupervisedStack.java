package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.Dependency;
import dev.dragoncode.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * What the emulators see of their stack.
 *
 * @param publishes to be called after each change
 * @param gate what keeps an emulator from starting
 * @param outlives whether what is started is meant to outlive this session
 */
record SupervisedStack(
    Runnable publishes,
    StackOwnership ownership,
    Dependencies dependencies,
    Function<EmulatorSpec, Optional<Problem>> gate,
    BooleanSupplier outlives)
    implements Surroundings.Stack {

  @Override
  public void changed() {
    publishes.run();
  }

  @Override
  public void claim() {
    ownership.claim();
  }

  @Override
  public void permit(EmulatorSpec spec) {
    Optional<Problem> obstacle = gate.apply(spec);
    if (obstacle.isPresent()) {
      throw obstacle.get().asException();
    }
  }

  @Override
  public boolean warm() {
    return outlives.getAsBoolean();
  }

  @Override
  public Set<String> unmet(List<Dependency> on) {
    return dependencies.unmet(on);
  }

  @Override
  public void await(String dependent, List<Dependency> on) throws InterruptedException {
    dependencies.await(dependent, on);
  }

  @Override
  public boolean oneShot(String id) {
    return dependencies.oneShot(id);
  }
}
