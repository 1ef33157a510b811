package dev.dragoncode.io.ssh;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a user's SSH configuration is.
 *
 * @param folder with config, known_hosts and keys, such as {@code ~/.ssh}
 * @param knownHosts files of host keys that are trusted, those of the whole machine included
 * @param agent the socket of the user's key agent
 */
public record SshSettings(Path folder, List<Path> knownHosts, Optional<Path> agent) {

  /** The variable that names the agent's socket. */
  static final String AGENT = "SSH_AUTH_SOCK";

  public SshSettings {
    knownHosts = List.copyOf(knownHosts);
  }

  /** A user's own, in the places where OpenSSH looks. */
  public static SshSettings of(Path home, Map<String, String> environment) {
    Path folder = home.resolve(".ssh");
    return new SshSettings(
        folder,
        List.of(
            folder.resolve("known_hosts"),
            folder.resolve("known_hosts2"),
            Path.of("/etc/ssh/ssh_known_hosts")),
        Optional.ofNullable(environment.get(AGENT)).filter(s -> !s.isBlank()).map(Path::of));
  }
}
