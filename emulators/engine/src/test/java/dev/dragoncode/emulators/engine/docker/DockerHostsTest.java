package dev.dragoncode.emulators.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerHostsTest {

  /** sha256 of "team", under which docker keeps that context. */
  private static final String TEAM =
      "ca8b22d0db83a22db163b560b3e4e51527e533d31d067b614a0c33c4d2df8432";

  @TempDir Path temp;
  private Path home = Path.of("/nowhere");

  @BeforeEach
  void makeHome() throws IOException {
    home = Files.createDirectories(temp.resolve("home"));
  }

  @Test
  void theUsersOwnWordComesFirst() {
    DockerHosts.Found found =
        hosts(
                Optional.of("unix:///run/mine.sock"),
                Map.of("DOCKER_HOST", "tcp://127.0.0.1:2375"),
                "Linux")
            .find();

    assertThat(addresses(found)).startsWith("unix:///run/mine.sock", "tcp://127.0.0.1:2375");
    assertThat(found.hosts().getFirst().source()).isEqualTo("the settings");
    assertThat(found.problems()).isEmpty();
  }

  @Test
  void dockerHostWithTlsBringsItsCertificates() throws IOException {
    Path certificates = certificatesIn(temp.resolve("certs"));

    DockerHosts.Found found =
        find(
            Map.of(
                "DOCKER_HOST", "tcp://127.0.0.1:2376",
                "DOCKER_TLS_VERIFY", "1",
                "DOCKER_CERT_PATH", certificates.toString()));

    assertThat(found.hosts().getFirst().certificates()).contains(certificates);
  }

  @Test
  void missingCertificatesAreAProblem() {
    DockerHosts.Found found =
        find(
            Map.of(
                "DOCKER_HOST", "tcp://127.0.0.1:2376",
                "DOCKER_TLS_VERIFY", "1",
                "DOCKER_CERT_PATH", temp.resolve("none").toString()));

    assertThat(found.problems())
        .extracting(Problem::title)
        .containsExactly("The container engine's certificates are missing");
  }

  @Test
  void theCurrentContextIsFollowed() throws IOException {
    context("team", "{\"Host\": \"tcp://127.0.0.1:2376\", \"SkipTLSVerify\": false}", true);
    config("{\"currentContext\": \"team\"}");

    DockerHost host = find(Map.of()).hosts().getFirst();

    assertThat(host.address()).hasToString("tcp://127.0.0.1:2376");
    assertThat(host.source()).isEqualTo("context team");
    assertThat(host.certificates()).isPresent();
  }

  @Test
  void theVariableOverridesTheCurrentContext() throws IOException {
    context("team", "{\"Host\": \"unix:///run/team.sock\"}", false);
    config("{\"currentContext\": \"other\"}");

    assertThat(addresses(find(Map.of("DOCKER_CONTEXT", "team"))))
        .startsWith("unix:///run/team.sock");
  }

  @Test
  void aContextThatIsNotThereIsAProblem() throws IOException {
    config("{\"currentContext\": \"gone\"}");

    assertThat(find(Map.of()).problems())
        .extracting(Problem::title)
        .containsExactly("The Docker context gone does not exist");
  }

  @Test
  void aContextWithoutCertificateChecksIsAProblem() throws IOException {
    context("team", "{\"Host\": \"tcp://127.0.0.1:2376\", \"SkipTLSVerify\": true}", true);
    config("{\"currentContext\": \"team\"}");

    assertThat(find(Map.of()).problems())
        .extracting(Problem::title)
        .containsExactly("The Docker context team trusts any certificate");
  }

  @Test
  void aBrokenConfigurationSaysWhere() throws IOException {
    config("{\n  \"currentContext\": team\n}");

    assertThat(find(Map.of()).problems().getFirst().reason())
        .contains("config.json, line 2, column");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ssh://", "unix:", "nonsense", "tcp://", "fd://", "unix://a b"})
  void anAddressThatCannotBeUsedIsAProblem(String address) {
    assertThat(find(Map.of("DOCKER_HOST", address)).problems())
        .extracting(Problem::title)
        .containsExactly("The container engine's address is not usable");
  }

  @Test
  void desktopAndPodmanSocketsAreFoundWhereTheyAre() throws IOException {
    Path runtime = Files.createDirectories(temp.resolve("run"));
    touch(home.resolve(".docker/run/docker.sock"));
    touch(home.resolve(".rd/docker.sock"));
    touch(runtime.resolve("podman/podman.sock"));

    assertThat(addresses(find(Map.of("XDG_RUNTIME_DIR", runtime.toString()))))
        .containsSubsequence(
            "unix://" + home + "/.docker/run/docker.sock",
            "unix://" + home + "/.rd/docker.sock",
            "unix://" + runtime + "/podman/podman.sock");
  }

  @Test
  void windowsHasNamedPipes() {
    assertThat(addresses(hosts(Optional.empty(), Map.of(), "Windows 11").find()))
        .startsWith("npipe:////./pipe/docker_engine");
  }

  @Test
  void loopbackIsLocalAndOtherMachinesAreNot() {
    assertThat(find(Map.of("DOCKER_HOST", "tcp://localhost")).hosts().getFirst())
        .satisfies(host -> {
          assertThat(host.address()).hasToString("tcp://localhost:2375");
          assertThat(host.local()).isTrue();
        });
    assertThat(find(Map.of("DOCKER_HOST", "tcp://build.example:2376")).hosts().getFirst().where())
        .isEqualTo("build.example");
  }

  private DockerHosts.Found find(Map<String, String> environment) {
    return hosts(Optional.empty(), environment, "Linux").find();
  }

  private DockerHosts hosts(Optional<String> setting, Map<String, String> environment, String os) {
    return new DockerHosts(setting, environment, home, os);
  }

  private static List<String> addresses(DockerHosts.Found found) {
    return found.hosts().stream().map(host -> host.address().toString()).toList();
  }

  private void config(String json) throws IOException {
    Files.createDirectories(home.resolve(".docker"));
    Files.writeString(home.resolve(".docker/config.json"), json);
  }

  private void context(String name, String endpoint, boolean tls) throws IOException {
    assertThat(name).isEqualTo("team");
    Path meta = home.resolve(".docker/contexts/meta").resolve(TEAM);
    Files.createDirectories(meta);
    Files.writeString(
        meta.resolve("meta.json"),
        "{\"Name\": \"team\", \"Metadata\": {}, \"Endpoints\": {\"docker\": " + endpoint + "}}");
    if (tls) {
      certificatesIn(home.resolve(".docker/contexts/tls").resolve(TEAM).resolve("docker"));
    }
  }

  private static Path certificatesIn(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String name : List.of("ca.pem", "cert.pem", "key.pem")) {
      Files.writeString(folder.resolve(name), "");
    }
    return folder;
  }

  private static void touch(Path file) throws IOException {
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, "");
  }
}
