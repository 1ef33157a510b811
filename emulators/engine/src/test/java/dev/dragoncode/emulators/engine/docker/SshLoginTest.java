package dev.dragoncode.emulators.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.io.ssh.SshSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in by OpenSSH's own server, and which server is trusted. */
@Timeout(60)
class SshLoginTest {

  @TempDir private Path folder;

  private final List<DockerEngine> engines = new ArrayList<>();
  private @Nullable SshServer ssh;

  @BeforeEach
  void listen() throws Exception {
    DockerWorld.open().close();
    ssh = SshServer.start(folder.resolve("ssh"));
  }

  @AfterEach
  void closeAll() {
    engines.forEach(DockerEngine::close);
    if (ssh != null) {
      ssh.close();
    }
  }

  @Test
  void anUnknownHostIsRefusedWithItsFingerprint() throws Exception {
    Files.writeString(ssh().userFolder().resolve("known_hosts"), "");

    assertUnavailable(
        engine(ssh().settings()), "The key of 127.0.0.1 is not known yet", "fingerprint SHA256:");
  }

  @Test
  void aChangedHostKeyIsRefused() throws Exception {
    String foreign = Files.readString(ssh().userFolder().resolve("id_ed25519.pub"));
    Files.writeString(
        ssh().userFolder().resolve("known_hosts"),
        "[127.0.0.1]:%d %s".formatted(ssh().port(), foreign));

    assertUnavailable(
        engine(ssh().settings()), "The key of 127.0.0.1 has changed", "Somebody may listen in");
  }

  @Test
  void aUserWithoutAKeyIsToldHowToGetIn() throws Exception {
    SshSettings stranger =
        new SshSettings(
            Files.createDirectories(folder.resolve("nobody")),
            ssh().settings().knownHosts(),
            Optional.empty());

    assertUnavailable(
        engine(stranger), "127.0.0.1 does not let you in", "It accepts none of the keys");
  }

  @Test
  void theAgentsKeyOpens() throws Exception {
    Path socket = folder.resolve("agent.sock");
    List<String> said = ssh().run("ssh-agent", "-s", "-a", socket.toString()).output();
    long pid =
        said.stream()
            .filter(line -> line.startsWith("SSH_AGENT_PID="))
            .map(line -> line.replaceAll("\\D+(\\d+).*", "$1"))
            .mapToLong(Long::parseLong)
            .findFirst()
            .orElseThrow();
    try {
      ssh().addToAgent(socket);
      SshSettings withAgent =
          new SshSettings(
              Files.createDirectories(folder.resolve("no-keys")),
              ssh().settings().knownHosts(),
              Optional.of(socket));

      assertThat(engine(withAgent).status().available()).isTrue();
    } finally {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
    }
  }

  @Test
  void aMachineThatIsAwayIsNotReplacedByThisOne() throws Exception {
    ssh().stop();
    List<DockerHost> hosts =
        Stream.concat(
                Stream.of(ssh().host("", ssh().settings())),
                DockerHosts.ofThisMachine(Optional.empty()).find().hosts().stream())
            .toList();

    assertUnavailable(engine(hosts), "The container engine does not answer", ssh().address());
  }

  @Test
  void aSocketThatMayNotBeOpenedIsAProblem() throws Exception {
    DockerHost host = ssh().host("/nowhere/docker.sock", ssh().settings());

    assertUnavailable(engine(List.of(host)), "The container engine does not answer", "docker.sock");
  }

  private static void assertUnavailable(DockerEngine engine, String title, String reason)
      throws InterruptedException {
    assertThat(engine.status())
        .isInstanceOfSatisfying(
            EngineStatus.Unavailable.class,
            unavailable -> {
              assertThat(unavailable.problem().title()).isEqualTo(title);
              assertThat(unavailable.problem().reason()).contains(reason);
              assertThat(unavailable.problem().remedies()).isNotEmpty();
            });
  }

  private DockerEngine engine(SshSettings settings) {
    return engine(List.of(ssh().host("", settings)));
  }

  private DockerEngine engine(List<DockerHost> hosts) {
    DockerEngine engine = ssh().engine(folder.resolve("home"), hosts);
    engines.add(engine);
    return engine;
  }

  private SshServer ssh() {
    if (ssh == null) {
      throw new IllegalStateException("no server");
    }
    return ssh;
  }
}
