package dev.dragoncode.emulators.engine.kubernetes;

import dev.dragoncode.emulators.engine.Liveness;
import dev.dragoncode.emulators.engine.StartListener;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.problem.Problem;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits until a pod runs, and says why one never will. */
final class PodWait {

  /** A node may have to pull the image first; the cluster tells nothing of how far it is. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final Set<String> NO_IMAGE =
      Set.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull");
  private static final Set<String> NEVER =
      Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");

  private final KubernetesClient client;
  private final EmulatorSpec spec;
  private final String image;

  PodWait(KubernetesClient client, EmulatorSpec spec, String image) {
    this.client = client;
    this.spec = spec;
    this.image = image;
  }

  void untilRunning(String namespace, StartListener listener) throws InterruptedException {
    CompletableFuture<List<Pod>> decided =
        client
            .pods()
            .inNamespace(namespace)
            .withName(spec.id())
            .informOnCondition(pods -> {
              for (Pod pod : pods) {
                if (PodState.waiting(pod).isPresent()) {
                  listener.pulling(new PullProgress(0, 0, image + " on the cluster's node"));
                }
              }
              return pods.stream()
                  .anyMatch(pod -> PodState.running(pod) || problem(pod).isPresent());
            });
    try {
      Pod pod = decided.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).getFirst();
      Optional<Problem> problem = problem(pod);
      if (problem.isPresent()) {
        throw problem.get().asException();
      }
    } catch (TimeoutException e) {
      throw KubernetesProblems.noRoom(
              spec, "It did not run within " + PATIENCE.toMinutes() + " minutes.")
          .asException();
    } catch (ExecutionException e) {
      throw Problem.of(
              spec.name() + " could not be watched in the cluster", String.valueOf(e.getCause()))
          .causedBy(e)
          .asException();
    } finally {
      decided.cancel(true);
    }
  }

  private Optional<Problem> problem(Pod pod) {
    if (PodState.of(pod) instanceof Liveness.Ended ended) {
      return Optional.of(KubernetesProblems.endedEarly(spec, "It ended with " + ended.reason()));
    }
    Optional<ContainerStateWaiting> waiting = PodState.waiting(pod);
    String reason = waiting.map(ContainerStateWaiting::getReason).orElse("");
    String said =
        waiting.map(each -> Objects.requireNonNullElse(each.getMessage(), reason)).orElse("");
    if (NO_IMAGE.contains(reason)) {
      return Optional.of(KubernetesProblems.imageMissing(spec, image, said));
    }
    if (NEVER.contains(reason)) {
      return Optional.of(KubernetesProblems.endedEarly(spec, said));
    }
    return PodState.unschedulable(pod).map(why -> KubernetesProblems.noRoom(spec, why));
  }
}
