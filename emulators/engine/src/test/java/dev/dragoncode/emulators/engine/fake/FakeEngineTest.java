package dev.dragoncode.emulators.engine.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.EmulatorEngineContract;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.Liveness;
import dev.dragoncode.emulators.engine.StartListener;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.PullProgress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract on the fake, so that what passes with the fake may be believed. */
class FakeEngineTest extends EmulatorEngineContract {

  private final FakeWorld world = new FakeWorld();

  @Override
  protected EmulatorEngine open() {
    return new FakeEngine(EngineKind.DOCKER, world);
  }

  @Override
  protected void drive(EmulatorSpec spec, Instance instance) {
    // it answers probes alone, which the contract has asked for already
  }

  @Test
  void followsItsScript() throws Exception {
    world.pull("redis", 1_000);
    List<PullProgress> seen = new ArrayList<>();
    Instance instance =
        start(
            request(spec("redis")),
            new StartListener() {
              @Override
              public void pulling(PullProgress progress) {
                seen.add(progress);
              }

              @Override
              public void starting() {}
            });
    assertThat(seen).hasSize(11).endsWith(new PullProgress(1_000, 1_000, "Downloading redis"));

    world.crash("redis", 137, "exit code 137 (killed)");

    assertThat(engine().liveness(instance))
        .isEqualTo(new Liveness.Ended(137, "exit code 137 (killed)"));
    assertThat(engine().use(instance)).isEmpty();
  }
}
