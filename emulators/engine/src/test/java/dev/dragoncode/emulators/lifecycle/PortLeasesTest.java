package dev.dragoncode.emulators.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.emulators.lifecycle.PortLeases.Lease;
import dev.dragoncode.problem.ProblemException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortLeasesTest {

  @TempDir Path home;

  @Test
  void aFolderKeepsItsPortAndAnotherFolderGetsAnother() {
    Lease first = new PortLeases(home).lease(Path.of("/a"), "redis", "redis");

    assertThat(first.port()).isBetween(20_000, 29_999);
    assertThat(new PortLeases(home).lease(Path.of("/a"), "redis", "redis")).isEqualTo(first);
    assertThat(new PortLeases(home).lease(Path.of("/b"), "redis", "redis").port())
        .isNotEqualTo(first.port());
  }

  @Test
  void aTakenPortGetsANewLeaseThatIsKept() throws Exception {
    PortLeases leases = new PortLeases(home);
    int before = leases.lease(Path.of("/a"), "redis", "redis").port();
    Lease moved;
    try (ServerSocket other = new ServerSocket(before, 1, InetAddress.getLoopbackAddress())) {
      assertThat(other.isBound()).isTrue();
      moved = leases.lease(Path.of("/a"), "redis", "redis");
    }

    assertThat(moved.movedFrom()).hasValue(before);
    assertThat(moved.port()).isNotEqualTo(before);
    assertThat(leases.lease(Path.of("/a"), "redis", "redis"))
        .isEqualTo(new Lease(moved.port(), Optional.empty()));
  }

  @Test
  void aTakenFixedPortNamesWhoHasIt() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> new PortLeases(home).fixed("Redis", other.getLocalPort()))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> {
                assertThat(e.problem().title()).contains(String.valueOf(other.getLocalPort()));
                assertThat(e.problem().remedies()).hasSize(2);
              });
    }
  }

  @Test
  void leasesMadeAtTheSameTimeAreDifferent() throws Exception {
    List<Future<Lease>> futures = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 40; i++) {
        Path project = Path.of("/project-" + i);
        futures.add(threads.submit(() -> new PortLeases(home).lease(project, "redis", "redis")));
      }
    }
    Set<Integer> ports = new HashSet<>();
    for (Future<Lease> future : futures) {
      ports.add(future.get().port());
    }
    assertThat(ports).hasSize(40);
  }

  @Test
  void damagedLeasesAreMadeAnew() throws Exception {
    Files.writeString(home.resolve("ports.json"), "{ not json");

    assertThat(new PortLeases(home).lease(Path.of("/a"), "redis", "redis").port()).isPositive();
  }
}
