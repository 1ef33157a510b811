package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.embedded.EmbeddedEngine;
import dev.dragoncode.emulators.model.EnginePreference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, disabledReason = "looks for processes in /proc")
class EmbeddedFaultTest extends FaultContract {

  @Override
  EnginePreference kind() {
    return EnginePreference.EMBEDDED;
  }

  @Override
  EmulatorEngine openEngine() {
    return new EmbeddedEngine(home);
  }

  @Override
  List<Victim> victims() {
    return List.of(
        app(),
        emulator("a child"),
        new Victim(
            "one process",
            (app, random) -> {
              List<ProcessHandle> all = new ArrayList<>(EmbeddedKillTest.processesIn(home));
              if (!all.isEmpty()) {
                all.get(random.nextInt(all.size())).destroyForcibly();
              }
            }));
  }

  @Override
  Set<String> running() {
    return EmbeddedKillTest.processesIn(home).stream()
        .map(handle -> handle.pid() + " " + handle.info().command().orElse(""))
        .collect(Collectors.toSet());
  }
}
