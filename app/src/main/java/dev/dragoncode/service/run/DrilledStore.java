package dev.dragoncode.service.run;

import dev.dragoncode.emulators.lifecycle.StackControl;
import dev.dragoncode.emulators.model.Drill;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.EmulatorState.Ready;
import dev.dragoncode.emulators.model.Endpoint;
import dev.dragoncode.emulators.model.StackTask;
import dev.dragoncode.problem.ProblemException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An emulator of the project that a drill takes away for a while; its session brings it back. */
public final class DrilledStore implements ProbeService.Store {

  private static final Logger LOG = LoggerFactory.getLogger(DrilledStore.class);

  /** Databases first: readiness is about them before it is about a cache. */
  private static final List<String> STORES =
      List.of("postgresql", "mysql", "mariadb", "mongodb", "redis");

  private static final Duration GONE_WITHIN = Duration.ofSeconds(15);
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  private final Path project;
  private final EmulatorSnapshot emulator;
  private final List<Endpoint> endpoints;
  private final StackControl stacks;
  private volatile Thread drill = Thread.ofVirtual().unstarted(() -> {});

  private DrilledStore(
      Path project, EmulatorSnapshot emulator, List<Endpoint> endpoints, StackControl stacks) {
    this.project = project;
    this.emulator = emulator;
    this.endpoints = endpoints;
    this.stacks = stacks;
  }

  /** The store among the project's emulators that are ready; empty where there is none. */
  public static Optional<ProbeService.Store> among(
      Collection<EmulatorSnapshot> emulators, Path project, StackControl stacks) {
    for (String id : STORES) {
      for (EmulatorSnapshot each : emulators) {
        if (each.id().equals(id) && each.state() instanceof Ready ready) {
          return Optional.of(new DrilledStore(project, each, ready.endpoints(), stacks));
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public String name() {
    return emulator.name();
  }

  @Override
  public Set<Integer> ports() {
    return endpoints.stream().map(Endpoint::port).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public boolean takeAway(Duration lasting) throws InterruptedException {
    StackTask task =
        new StackTask.RunDrill(
            UUID.randomUUID().toString(), emulator.id(), Drill.of(Drill.Kind.REFUSE, lasting));
    drill =
        Thread.ofVirtual()
            .name("probe drill")
            .start(() -> {
              try {
                stacks.ask(project, task);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (ProblemException e) {
                LOG.warn("{} could not be taken away: {}", emulator.name(), e.getMessage());
              }
            });
    long deadline = System.nanoTime() + GONE_WITHIN.toNanos();
    while (reached() && drill.isAlive() && System.nanoTime() < deadline) {
      Thread.sleep(LOOK_EVERY);
    }
    return drill.isAlive() && !reached();
  }

  private boolean reached() {
    return endpoints.stream()
        .anyMatch(endpoint -> {
          try (Socket socket = new Socket()) {
            socket.connect(
                new InetSocketAddress(endpoint.host(), endpoint.port()),
                Math.toIntExact(LOOK_EVERY.toMillis()));
            return true;
          } catch (IOException e) {
            return false;
          }
        });
  }

  @Override
  public void awaitBack() throws InterruptedException {
    drill.join();
  }
}
