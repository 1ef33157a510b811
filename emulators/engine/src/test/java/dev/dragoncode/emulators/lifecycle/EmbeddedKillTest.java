package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.embedded.EmbeddedEngine;
import dev.dragoncode.emulators.model.EnginePreference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, disabledReason = "looks for processes in /proc")
class EmbeddedKillTest extends KillContract {

  @Override
  EnginePreference kind() {
    return EnginePreference.EMBEDDED;
  }

  @Override
  EmulatorEngine openEngine() {
    return new EmbeddedEngine(home);
  }

  /**
   * Every process that works in this test's data folder, but for those that write a start cache
   * (AotTrainer): they end by themselves, whoever watches.
   */
  @Override
  Set<String> running() {
    return processesIn(home).stream()
        .filter(handle -> !handle.info().commandLine().orElse("").contains("AOTCacheOutput"))
        .map(handle -> handle.pid() + " " + handle.info().command().orElse(""))
        .collect(Collectors.toSet());
  }

  static List<ProcessHandle> processesIn(Path folder) {
    return ProcessHandle.allProcesses()
        .filter(ProcessHandle::isAlive)
        .filter(handle -> folderOf(handle).startsWith(folder.toString()))
        .toList();
  }

  private static String folderOf(ProcessHandle handle) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(handle.pid()), "cwd"))
          .toString();
    } catch (IOException e) {
      return "";
    }
  }
}
