package dev.dragoncode.emulators.model;

import java.util.List;

/** What must answer before an emulator counts as ready. All of a spec's probes must pass. */
public sealed interface Probe {

  /** A TCP connection is accepted. */
  record Tcp(String port) implements Probe {}

  /** GET answers with this status. */
  record Http(String port, String path, int status) implements Probe {}

  /** A line of the log matches the regular expression. */
  record Log(String regex) implements Probe {}

  /**
   * The product's own protocol answers. Where the spec has the parameters {@code user}, {@code
   * password} and {@code database}, the probe introduces itself with them as far as that leaves no
   * error in the product's log.
   *
   * @param name {@code postgresql}, {@code mysql}, {@code mongodb}, {@code redis}, {@code amqp},
   *     {@code amqp-1.0}, {@code kafka}, {@code mqtt} or {@code smtp}
   */
  record Protocol(String name, String port) implements Probe {}

  /** A command inside the container ends with exit code 0. */
  record Exec(List<String> command) implements Probe {
    public Exec {
      command = List.copyOf(command);
    }
  }

  /** The check that the container's image brings along says that it is healthy. */
  record Health() implements Probe {}

  /** One of these passes. */
  record Any(List<Probe> probes) implements Probe {
    public Any {
      probes = List.copyOf(probes);
    }
  }

  /** Whether only a container can be asked this: an embedded engine has no inside. */
  default boolean ofContainers() {
    return switch (this) {
      case Exec _, Health _ -> true;
      case Any(List<Probe> probes) -> probes.stream().allMatch(Probe::ofContainers);
      case Tcp _, Http _, Log _, Protocol _ -> false;
    };
  }
}
