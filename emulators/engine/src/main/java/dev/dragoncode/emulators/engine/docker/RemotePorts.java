package dev.dragoncode.emulators.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.io.ssh.Relay;
import dev.dragoncode.io.ssh.SshConnection;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the ports of containers on another machine reachable on this one's loopback interface. A
 * relay outlives the tunnel: where that breaks, the next connection goes through a new one.
 */
final class RemotePorts implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RemotePorts.class);
  private static final Duration QUESTION = Duration.ofSeconds(10);

  private final DockerLink link;
  private final EngineCalls calls;
  private final Map<String, List<Relay>> relays = new ConcurrentHashMap<>();

  RemotePorts(DockerLink link, EngineCalls calls) {
    this.link = link;
    this.calls = calls;
  }

  /**
   * Opens a container's ports here; those that are open stay so.
   *
   * @param inside its ports in the container, by name
   * @throws ProblemException if another program has one of them
   */
  void open(Instance instance, Map<String, Integer> inside) {
    if (relays.containsKey(instance.id())) {
      return;
    }
    List<Relay> opened = new ArrayList<>();
    boolean all = false;
    try {
      for (Map.Entry<String, Integer> port : instance.ports().entrySet()) {
        int container = inside.getOrDefault(port.getKey(), 0);
        InetSocketAddress local =
            new InetSocketAddress(InetAddress.ofLiteral(ContainerRecipe.LOOPBACK), port.getValue());
        opened.add(Relay.at(local, () -> stream(instance.id(), container)));
      }
      relays.put(instance.id(), opened);
      all = true;
    } catch (IOException e) {
      throw Problem.of(
              instance.emulator() + " cannot be reached from this machine",
              "Its ports %s cannot be opened here: %s."
                  .formatted(instance.ports().values(), e.getMessage()),
              Remedy.of("Stop the program that has the port, then start the emulator again."))
          .causedBy(e)
          .asException();
    } finally {
      if (!all) {
        opened.forEach(Relay::close);
      }
    }
  }

  /** Closes what is open for a container. */
  void close(String container) {
    List<Relay> open = relays.remove(container);
    if (open != null) {
      open.forEach(Relay::close);
    }
  }

  @Override
  public void close() {
    List.copyOf(relays.keySet()).forEach(this::close);
  }

  /** Once more through a new tunnel, where the one that is known does not carry any more. */
  private SshConnection.TwoWay stream(String container, int port)
      throws IOException, InterruptedException {
    DockerConnection connection = link.connect();
    try {
      return through(connection, container, port);
    } catch (IOException | RuntimeException e) {
      LOG.debug("{} is not reached through {}", container, connection.host(), e);
      link.checkAfterFailure(connection);
      return through(link.connect(), container, port);
    }
  }

  private SshConnection.TwoWay through(DockerConnection connection, String container, int port)
      throws IOException, InterruptedException {
    int published = calls.within(QUESTION, () -> published(connection.client(), container, port));
    return connection.toPort(published);
  }

  /** The other machine chooses its port anew at each start of the container. */
  private static int published(DockerClient client, String container, int port) throws IOException {
    Ports ports = client.inspectContainerCmd(container).exec().getNetworkSettings().getPorts();
    Ports.Binding[] bindings = ports.getBindings().get(ExposedPort.tcp(port));
    if (bindings == null || bindings.length == 0) {
      throw new IOException("port " + port + " is not published; the container may have ended");
    }
    return Integer.parseInt(bindings[0].getHostPortSpec());
  }
}
