package dev.dragoncode.emulators.engine.docker;

import dev.dragoncode.io.ssh.SshSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a container engine may answer.
 *
 * @param address {@code unix}, {@code npipe}, {@code tcp} or {@code ssh}
 * @param certificates a folder with ca.pem, cert.pem and key.pem, for TLS
 * @param source what names it, for a person: "DOCKER_HOST", "context desktop-linux", "the usual
 *     place"
 * @param named whether the user named it, so that a failure is worth telling
 * @param ssh the user's SSH configuration, for {@code ssh}
 */
record DockerHost(
    URI address,
    Optional<Path> certificates,
    String source,
    boolean named,
    Optional<SshSettings> ssh) {

  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]", "::1");

  /** A host that is not reached over SSH. */
  DockerHost(URI address, Optional<Path> certificates, String source, boolean named) {
    this(address, certificates, source, named, Optional.empty());
  }

  /** Whether its published ports are on this machine's own loopback interface. */
  boolean local() {
    return !overSsh() && (!"tcp".equals(address.getScheme()) || LOOPBACK.contains(host()));
  }

  /** Whether a tunnel leads there. */
  boolean overSsh() {
    return "ssh".equals(address.getScheme());
  }

  /** Whether the ports that it publishes can be reached from here. */
  boolean reachable() {
    return local() || overSsh();
  }

  /** For a person: "local", or the other machine's name. */
  String where() {
    return local() ? "local" : host();
  }

  /** The socket's file, where it is one. */
  Optional<Path> socket() {
    return "unix".equals(address.getScheme())
        ? Optional.of(Path.of(address.getPath()))
        : Optional.empty();
  }

  private String host() {
    String host = address.getHost();
    return host == null ? "" : host.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return address + " (" + source + ")";
  }
}
