package dev.dragoncode.emulators.engine.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import dev.dragoncode.emulators.engine.Liveness;
import java.util.Objects;

/** Says in words how a container is. */
final class ContainerState {

  /** Exit codes above this are 128 and the number of the signal that ended the process. */
  private static final int SIGNALS = 128;

  private static final int KILL = 9;

  private ContainerState() {}

  static Liveness of(InspectContainerResponse container) {
    InspectContainerResponse.ContainerState state = container.getState();
    if (Boolean.TRUE.equals(state.getRunning())) {
      return new Liveness.Running();
    }
    if ("created".equals(state.getStatus())) {
      return new Liveness.Ended(-1, "it was made and never started");
    }
    long code = Objects.requireNonNullElse(state.getExitCodeLong(), -1L);
    return new Liveness.Ended((int) code, reason((int) code, state));
  }

  private static String reason(int code, InspectContainerResponse.ContainerState state) {
    if (Boolean.TRUE.equals(state.getOOMKilled())) {
      return "exit code " + code + " (killed: out of memory)";
    }
    if (state.getError() != null && !state.getError().isBlank()) {
      return state.getError();
    }
    if (code == SIGNALS + KILL) {
      return "exit code " + code + " (killed)";
    }
    if (code > SIGNALS) {
      return "exit code " + code + " (signal " + (code - SIGNALS) + ")";
    }
    return "exit code " + code;
  }
}
