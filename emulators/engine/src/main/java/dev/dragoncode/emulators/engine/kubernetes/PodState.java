package dev.dragoncode.emulators.engine.kubernetes;

import dev.dragoncode.emulators.engine.Liveness;
import dev.dragoncode.emulators.model.ResourceUse;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.ContainerMetrics;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.PodMetrics;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads what the cluster says of a pod. */
final class PodState {

  private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

  private PodState() {}

  static Liveness of(Pod pod) {
    PodStatus status = pod.getStatus();
    String phase = status == null ? "" : Objects.requireNonNullElse(status.getPhase(), "");
    if (!phase.equals("Failed") && !phase.equals("Succeeded")) {
      return new Liveness.Running();
    }
    Optional<ContainerStateTerminated> ended =
        containers(pod).stream()
            .flatMap(each -> Optional.ofNullable(each.getState()).stream())
            .flatMap(state -> Optional.ofNullable(state.getTerminated()).stream())
            .findFirst();
    if (ended.isEmpty()) {
      String why = Objects.requireNonNullElse(status.getReason(), phase);
      return new Liveness.Ended(-1, "the cluster ended it: " + why);
    }
    int code = Objects.requireNonNullElse(ended.get().getExitCode(), -1);
    String reason = Objects.requireNonNullElse(ended.get().getReason(), "");
    boolean plain = reason.isEmpty() || reason.equals("Error") || reason.equals("Completed");
    return new Liveness.Ended(code, "exit code " + code + (plain ? "" : " (" + reason + ")"));
  }

  static boolean running(Pod pod) {
    return pod.getStatus() != null && "Running".equals(pod.getStatus().getPhase());
  }

  /** Why a container does not run yet, as the cluster words it. */
  static Optional<ContainerStateWaiting> waiting(Pod pod) {
    return containers(pod).stream()
        .flatMap(each -> Optional.ofNullable(each.getState()).stream())
        .flatMap(state -> Optional.ofNullable(state.getWaiting()).stream())
        .findFirst();
  }

  /** Why no node takes the pod; empty where one does. */
  static Optional<String> unschedulable(Pod pod) {
    List<PodCondition> conditions =
        pod.getStatus() == null ? List.of() : pod.getStatus().getConditions();
    return conditions.stream()
        .filter(each -> "PodScheduled".equals(each.getType()))
        .filter(each -> "False".equals(each.getStatus()))
        .map(each -> Objects.requireNonNullElse(each.getMessage(), "No node takes it."))
        .findFirst();
  }

  static Optional<ResourceUse> use(PodMetrics metrics) {
    if (metrics == null || metrics.getContainers() == null || metrics.getContainers().isEmpty()) {
      return Optional.empty();
    }
    BigDecimal cores = BigDecimal.ZERO;
    BigDecimal bytes = BigDecimal.ZERO;
    for (ContainerMetrics each : metrics.getContainers()) {
      cores = cores.add(amount(each, "cpu"));
      bytes = bytes.add(amount(each, "memory"));
    }
    return Optional.of(new ResourceUse(cores.multiply(PERCENT).doubleValue(), bytes.longValue()));
  }

  private static BigDecimal amount(ContainerMetrics metrics, String what) {
    Quantity quantity = metrics.getUsage().get(what);
    return quantity == null ? BigDecimal.ZERO : Quantity.getAmountInBytes(quantity);
  }

  private static List<ContainerStatus> containers(Pod pod) {
    return pod.getStatus() == null || pod.getStatus().getContainerStatuses() == null
        ? List.of()
        : pod.getStatus().getContainerStatuses();
  }
}
