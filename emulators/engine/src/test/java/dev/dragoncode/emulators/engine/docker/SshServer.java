package dev.dragoncode.emulators.engine.docker;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dragoncode.io.ports.LoopbackPorts;
import dev.dragoncode.io.process.Command;
import dev.dragoncode.io.process.ProcessResult;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.io.process.RunningProcess;
import dev.dragoncode.io.ssh.SshSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** OpenSSH's own server on a loopback port, with keys of its own, for this user alone. */
final class SshServer implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final ProcessRunner processes = new ProcessRunner();
  private final Path folder;
  private final Path sshd;
  private final int port;
  private @Nullable RunningProcess server;

  private SshServer(Path folder, Path sshd, int port) {
    this.folder = folder;
    this.sshd = sshd;
    this.port = port;
  }

  /** Starts one; skips the test where OpenSSH's server is not installed. */
  static SshServer start(Path folder) throws IOException, InterruptedException {
    Optional<Path> sshd =
        Stream.of(System.getenv().getOrDefault("DRAGONCODE_SSHD", "/usr/sbin/sshd"))
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(sshd.isPresent(), "OpenSSH's server is not installed");
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    SshServer made = new SshServer(Files.createDirectories(folder), sshd.get(), port);
    made.makeKeys();
    made.start();
    return made;
  }

  String address() {
    return "ssh://%s@127.0.0.1:%d".formatted(System.getProperty("user.name"), port);
  }

  int port() {
    return port;
  }

  /** A user whose key is let in and who knows this host. */
  SshSettings settings() {
    return new SshSettings(
        userFolder(), List.of(userFolder().resolve("known_hosts")), Optional.empty());
  }

  /**
   * The engine behind it, for a user.
   *
   * @param socket the path of its socket; empty for the usual one
   */
  DockerHost host(String socket, SshSettings user) {
    return new DockerHost(
        URI.create(address() + socket), Optional.empty(), "the test", true, Optional.of(user));
  }

  /** An engine object for these hosts. */
  DockerEngine engine(Path home, List<DockerHost> hosts) {
    return new DockerEngine(
        () -> new DockerHosts.Found(hosts, List.of()),
        folder,
        () -> ImageSources.from(System.getenv()),
        (helper, registry) -> Optional.empty(),
        home);
  }

  Path userFolder() {
    return folder.resolve("user");
  }

  /** Begins to listen. */
  void start() throws InterruptedException {
    server =
        processes.start(
            Command.of(sshd.toString(), "-D", "-e", "-f", folder.resolve("sshd_config").toString()),
            line -> {});
    awaitListening(true);
  }

  /** Listens no more; every session ends. */
  void stop() throws InterruptedException {
    if (server != null) {
      cut();
      server.stopTree(Duration.ZERO);
      server = null;
      awaitListening(false);
    }
  }

  /** Breaks every session, as a network does that goes away. */
  void cut() {
    sessions().forEach(ProcessHandle::destroyForcibly);
  }

  List<ProcessHandle> sessions() {
    return server == null ? List.of() : server.handle().descendants().toList();
  }

  /** Gives the user's key to an agent. */
  void addToAgent(Path socket) throws InterruptedException {
    run(
        Command.of("ssh-add", userFolder().resolve("id_ed25519").toString())
            .with(Map.of("SSH_AUTH_SOCK", socket.toString())));
  }

  /** Runs a program of OpenSSH's to its end. */
  ProcessResult run(String... line) throws InterruptedException {
    return run(Command.of(line));
  }

  private ProcessResult run(Command command) throws InterruptedException {
    ProcessResult result = processes.run(command, LIMIT);
    if (!result.succeeded()) {
      throw new AssertionError(command + ": " + result);
    }
    return result;
  }

  @Override
  public void close() {
    try {
      stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void makeKeys() throws IOException, InterruptedException {
    Path user = Files.createDirectories(userFolder());
    Path key = user.resolve("id_ed25519");
    Path hostKey = folder.resolve("host_key");
    Path rsa = folder.resolve("host_rsa");
    for (Path made : List.of(key, hostKey)) {
      run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", made.toString());
    }
    run("ssh-keygen", "-q", "-t", "rsa", "-N", "", "-f", rsa.toString());
    Path authorized = folder.resolve("authorized_keys");
    Files.copy(user.resolve("id_ed25519.pub"), authorized);
    Files.setPosixFilePermissions(authorized, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(
        user.resolve("known_hosts"),
        "[127.0.0.1]:%d %s".formatted(port, Files.readString(folder.resolve("host_key.pub"))));
    Files.writeString(
        folder.resolve("sshd_config"),
        """
        ListenAddress 127.0.0.1
        Port %d
        HostKey %s
        HostKey %s
        AuthorizedKeysFile %s
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        PermitRootLogin prohibit-password
        StrictModes no
        UsePAM no
        PidFile none
        """
            .formatted(port, rsa, hostKey, authorized));
    if ("root".equals(System.getProperty("user.name"))) {
      Files.createDirectories(Path.of("/run/sshd"));
    }
  }

  private void awaitListening(boolean wanted) throws InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (LoopbackPorts.free(port) == wanted) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("sshd is not " + (wanted ? "up" : "down"));
      }
      Thread.sleep(20);
    }
  }
}
