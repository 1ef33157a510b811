package dev.dragoncode.emulators.engine.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes all that belongs to one emulator of a project; the record of it goes last. */
final class PodRemoval {

  private static final Logger LOG = LoggerFactory.getLogger(PodRemoval.class);

  /** On top of the grace, for the node to say that the pod has gone. */
  private static final Duration NODE = Duration.ofSeconds(30);

  private final KubernetesClient client;

  PodRemoval(KubernetesClient client) {
    this.client = client;
  }

  /** What is gone already is no failure. */
  void run(String namespace, String emulator, Duration grace) throws InterruptedException {
    PodResource pod = client.pods().inNamespace(namespace).withName(emulator);
    if (pod.get() != null) {
      pod.withGracePeriod(grace.toSeconds()).delete();
      CompletableFuture<List<Pod>> gone =
          pod.informOnCondition(pods -> pods.stream().noneMatch(Objects::nonNull));
      try {
        gone.get(grace.plus(NODE).toSeconds(), TimeUnit.SECONDS);
      } catch (TimeoutException | ExecutionException e) {
        LOG.warn("Pod {} of {} is still going: {}", emulator, namespace, e.toString());
      } finally {
        gone.cancel(true);
      }
    }
    client.services().inNamespace(namespace).withName(emulator).delete();
    client.configMaps().inNamespace(namespace).withName(PodRecipe.filesName(emulator)).delete();
    client.secrets().inNamespace(namespace).withName(PodRecipe.settingsName(emulator)).delete();
    client.secrets().inNamespace(namespace).withName(InstanceRecord.name(emulator)).delete();
  }
}
