package dev.dragoncode.emulators.engine.kubernetes;

import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.io.ports.LoopbackPorts;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The forwards of this process: from leased loopback ports to pods. */
final class Forwards {

  private static final Logger LOG = LoggerFactory.getLogger(Forwards.class);

  private final Map<String, List<LocalPortForward>> open = new HashMap<>();

  /**
   * Opens a forward for each port unless all of them are open and work.
   *
   * @param targets port names, and where the emulator listens in its pod
   * @throws dev.dragoncode.problem.ProblemException if a port is taken; none is open then
   */
  synchronized void open(
      KubernetesClient client, Instance instance, String name, Map<String, Integer> targets) {
    List<LocalPortForward> known = open.getOrDefault(key(instance), List.of());
    if (!known.isEmpty() && known.stream().allMatch(LocalPortForward::isAlive)) {
      return;
    }
    close(instance);
    List<LocalPortForward> made = new ArrayList<>();
    open.put(key(instance), made);
    boolean whole = false;
    try {
      for (Map.Entry<String, Integer> leased : instance.ports().entrySet()) {
        Integer target = targets.get(leased.getKey());
        if (target == null) {
          continue;
        }
        requireFree(name, leased.getValue());
        made.add(
            client
                .pods()
                .inNamespace(InstanceRecord.namespace(instance))
                .withName(instance.emulator())
                .portForward(target, InetAddress.getLoopbackAddress(), leased.getValue()));
      }
      whole = true;
    } catch (KubernetesClientException | IllegalStateException e) {
      throw KubernetesProblems.notForwarded(name, e).asException();
    } finally {
      if (!whole) {
        close(instance);
      }
    }
  }

  private static void requireFree(String name, int port) {
    if (!LoopbackPorts.free(port)) {
      throw KubernetesProblems.portTaken(name, port).asException();
    }
  }

  synchronized void close(Instance instance) {
    end(open.remove(key(instance)));
  }

  synchronized void closeAll() {
    Iterator<List<LocalPortForward>> each = open.values().iterator();
    while (each.hasNext()) {
      List<LocalPortForward> forwards = each.next();
      each.remove();
      end(forwards);
    }
  }

  private static void end(@Nullable List<LocalPortForward> forwards) {
    if (forwards == null) {
      return;
    }
    for (LocalPortForward forward : forwards) {
      try {
        forward.close();
      } catch (IOException e) {
        LOG.debug("A forward of port {} ended badly", forward.getLocalPort(), e);
      }
    }
  }

  private static String key(Instance instance) {
    return instance.id() + "@" + instance.startedAt();
  }
}
