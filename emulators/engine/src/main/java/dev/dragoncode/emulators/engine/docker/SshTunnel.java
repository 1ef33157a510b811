package dev.dragoncode.emulators.engine.docker;

import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.io.ssh.Relay;
import dev.dragoncode.io.ssh.SshAddress;
import dev.dragoncode.io.ssh.SshConnection;
import dev.dragoncode.io.ssh.SshSettings;
import java.io.IOException;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to a container engine on another machine: its API through a unix socket that only this
 * user may open, and the ports that it publishes over there on loopback.
 */
final class SshTunnel implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SshTunnel.class);

  private static final String USUAL_SOCKET = "/var/run/docker.sock";

  /** Systems allow 104 to 108 bytes for a socket's path. */
  private static final int LONGEST_PATH = 100;

  private final SshConnection connection;
  private final Relay api;
  private final Path folder;
  private final Path socket;

  private SshTunnel(SshConnection connection, Relay api, Path folder, Path socket) {
    this.connection = connection;
    this.api = api;
    this.folder = folder;
    this.socket = socket;
  }

  /**
   * Connects.
   *
   * @param host an address such as {@code ssh://user@host}, with the socket's path where it is not
   *     the usual one
   * @param home the user's data folder
   */
  static SshTunnel open(DockerHost host, SshSettings settings, Path home) throws IOException {
    URI address = host.address();
    String path = address.getPath();
    String remote = path == null || path.isEmpty() || path.equals("/") ? USUAL_SOCKET : path;
    SshConnection connection = SshConnection.open(SshAddress.of(address), settings);
    Path folder = folder(home);
    boolean open = false;
    try {
      // an engine that may not be used is found out now
      connection.toSocket(remote).close();
      Path socket = folder.resolve("d.sock");
      Relay api = Relay.at(UnixDomainSocketAddress.of(socket), () -> connection.toSocket(remote));
      open = true;
      return new SshTunnel(connection, api, folder, socket);
    } finally {
      if (!open) {
        connection.close();
        PrivateFolders.delete(folder);
      }
    }
  }

  /** Where the engine's API answers on this machine. */
  URI api() {
    return URI.create("unix://" + socket);
  }

  /** A stream to a port that a container publishes over there. */
  SshConnection.TwoWay toPort(int port) throws IOException {
    return connection.toPort(port);
  }

  @Override
  public void close() {
    api.close();
    connection.close();
    try {
      PrivateFolders.delete(folder);
    } catch (IOException e) {
      LOG.debug("{} stays", folder, e);
    }
  }

  private static Path folder(Path home) throws IOException {
    Path tunnels = home.toAbsolutePath().resolve("tunnels");
    String name =
        ProcessHandle.current().pid() + "-" + UUID.randomUUID().toString().substring(0, 8);
    Path folder = tunnels.resolve(name);
    if (folder.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH - 8) {
      return Files.createTempDirectory("dragoncode-tunnel");
    }
    PrivateFolders.create(tunnels);
    removeLeft(tunnels);
    return PrivateFolders.create(folder);
  }

  /** What processes that were killed have left. */
  private static void removeLeft(Path tunnels) throws IOException {
    List<Path> folders;
    try (Stream<Path> all = Files.list(tunnels)) {
      folders = all.filter(folder -> folder.getFileName().toString().matches("\\d+-.*")).toList();
    }
    for (Path left : folders) {
      String pid = left.getFileName().toString().replaceFirst("-.*", "");
      if (ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isEmpty()) {
        PrivateFolders.delete(left);
      }
    }
  }
}
