package dev.dragoncode.io.ssh;

import java.net.URI;
import java.util.Optional;

/**
 * A machine that is reached over SSH.
 *
 * @param user empty for what the configuration says, else this machine's own user
 * @param port empty for what the configuration says, else 22
 */
public record SshAddress(Optional<String> user, String host, Optional<Integer> port) {

  public static final int USUAL_PORT = 22;

  /** Of an address such as {@code ssh://user@host:22/path}. */
  public static SshAddress of(URI address) {
    return new SshAddress(
        Optional.ofNullable(address.getUserInfo()).filter(user -> !user.isEmpty()),
        address.getHost(),
        Optional.of(address.getPort()).filter(port -> port > 0));
  }

  /** As {@code ssh} takes it. */
  @Override
  public String toString() {
    return port.map(p -> "-p " + p + " ").orElse("") + user.map(u -> u + "@").orElse("") + host;
  }
}
