package dev.dragoncode.io.ports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackPortsTest {

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "0.0.0.0"})
  void aPortWhereAServerListensIsTaken(String address) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName(address))) {
      assertThat(LoopbackPorts.free(server.getLocalPort())).isFalse();
    }
  }

  @Test
  void aPortIsFreeAgainOnceItsServerHasGone() throws IOException {
    int port;
    try (ServerSocket server = new ServerSocket(0)) {
      port = server.getLocalPort();
    }
    assertThat(LoopbackPorts.free(port)).isTrue();
  }

  @Test
  void freePortsDiffer() {
    Map<String, Integer> free = LoopbackPorts.anyFree(Map.of("http", 1, "amqp", 1, "grpc", 1));

    assertThat(free.values()).doesNotHaveDuplicates().allMatch(LoopbackPorts::free);
  }

  /** What is open while a process starts is that process's, too, for a moment. */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "starts a program of Unix")
  void aProcessThatStartsMeanwhileTakesNoPort() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    int port = LoopbackPorts.anyFree();
    try (ExecutorService starters = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 2).forEach(_ -> starters.execute(() -> startUntil(over)));
      try {
        List<Boolean> seen =
            IntStream.range(0, 2_000).mapToObj(_ -> LoopbackPorts.free(port)).toList();
        assertThat(seen).containsOnly(true);
      } finally {
        over.set(true);
      }
    }
  }

  private static void startUntil(AtomicBoolean over) {
    try {
      while (!over.get()) {
        new ProcessBuilder("true").start().waitFor();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
