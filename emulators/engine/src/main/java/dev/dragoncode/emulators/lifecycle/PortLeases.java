package dev.dragoncode.emulators.lifecycle;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.io.ports.LoopbackPorts;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loopback ports for emulators: the same one for the same folder each time, another one for another
 * folder, kept in a file that all processes of the user share.
 */
public final class PortLeases {

  /** Below the ports that systems hand out by themselves, above those of well-known services. */
  static final int FIRST = 20_000;

  static final int COUNT = 10_000;

  /** Prime to the count, so that every port comes up once. */
  private static final int STRIDE = 7;

  /** Leases beyond these are checked for projects that are gone. */
  private static final int TIDY_ABOVE = 500;

  private static final Logger LOG = LoggerFactory.getLogger(PortLeases.class);

  private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private final Path file;
  private final FileGuard guard;

  /**
   * @param home the user's data folder
   */
  public PortLeases(Path home) {
    this.file = home.resolve("ports.json");
    this.guard = new FileGuard(home.resolve("ports.lock"));
  }

  /**
   * A leased port.
   *
   * @param movedFrom the port that was leased before and is taken by another program now
   */
  public record Lease(int port, Optional<Integer> movedFrom) {}

  /** The stable port of an emulator's port in a project; free when this returns. */
  public Lease lease(Path project, String emulator, String portName) {
    String key = project + "|" + emulator + "|" + portName;
    return guard.guard(() -> {
      Map<String, Integer> leases = read();
      Integer before = leases.get(key);
      if (before != null && LoopbackPorts.free(before)) {
        return new Lease(before, Optional.empty());
      }
      tidy(leases);
      int port = choose(key, leases);
      leases.put(key, port);
      AtomicFiles.write(file, json.writeValueAsBytes(leases));
      return new Lease(port, Optional.ofNullable(before));
    });
  }

  /**
   * A port that the user has fixed.
   *
   * @throws dev.dragoncode.problem.ProblemException if another program has it
   */
  public int fixed(String emulator, int port) {
    if (LoopbackPorts.free(port)) {
      return port;
    }
    String holder = LoopbackPorts.holder(port).map(who -> who + " listens there.").orElse("");
    throw Problem.of(
            "Port " + port + " is taken",
            (emulator + " must have it, and another program has it. " + holder).strip(),
            Remedy.of("Stop that program, then start " + emulator + " again."),
            Remedy.of(
                "Take the port out of dragoncode.yaml; a free one is then leased to "
                    + emulator
                    + "."))
        .asException();
  }

  private static int choose(String key, Map<String, Integer> leases) {
    Set<Integer> taken = new HashSet<>(leases.values());
    int start = (int) (Long.parseLong(ConfigHash.sha256(key).substring(0, 8), 16) % COUNT);
    for (int i = 0; i < COUNT; i++) {
      int port = FIRST + (start + i * STRIDE) % COUNT;
      if (!taken.contains(port) && LoopbackPorts.free(port)) {
        return port;
      }
    }
    throw Problem.of(
            "No port is free",
            "Every port from %d to %d is leased or taken.".formatted(FIRST, FIRST + COUNT - 1),
            Remedy.of("Stop programs that listen there."))
        .asException();
  }

  private static void tidy(Map<String, Integer> leases) {
    if (leases.size() > TIDY_ABOVE) {
      leases
          .keySet()
          .removeIf(key -> !Files.isDirectory(Path.of(key.substring(0, key.indexOf('|')))));
    }
  }

  private Map<String, Integer> read() {
    if (!Files.exists(file)) {
      return new TreeMap<>();
    }
    try {
      return json.readValue(file.toFile(), new TypeReference<TreeMap<String, Integer>>() {});
    } catch (IOException e) {
      LOG.warn("The leases in {} are unreadable; ports are leased anew", file, e);
      return new TreeMap<>();
    }
  }
}
