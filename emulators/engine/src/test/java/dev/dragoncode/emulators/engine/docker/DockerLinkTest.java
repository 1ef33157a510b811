package dev.dragoncode.emulators.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.emulators.engine.Availability;
import dev.dragoncode.emulators.model.EngineStatus;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Finding an engine and agreeing with it, without a container in sight. */
@Timeout(60)
class DockerLinkTest {

  @TempDir Path home;
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"1.12, 1.41, v1.41", "1.24, 1.43, v1.43", "1.24, 1.44, v1.44", "1.44, 1.54, v1.44"})
  void speaksTheNewestVersionThatBothKnow(String oldest, String newest, String spoken)
      throws Exception {
    EngineServer server = keep(EngineServer.speaking(oldest, newest));
    DockerEngine engine = engine(Optional.of(server.address()), Map.of());

    assertThat(engine.status()).isEqualTo(new EngineStatus.Available("Podman", "99.1", "local"));
    assertThat(engine.instances()).isEmpty();

    assertThat(server.paths())
        .containsExactly("/_ping", "/version", "/" + spoken + "/containers/json");
  }

  @Test
  void anEngineThatRefusesAllOurVersionsIsTooNew() throws Exception {
    EngineServer server = keep(EngineServer.speaking("1.50", "1.60"));

    assertUnavailable(
        engine(Optional.of(server.address()), Map.of()),
        "This container engine is too new",
        "speaks API 1.50 and newer");
  }

  @Test
  void anEngineFromLongAgoIsTooOld() throws Exception {
    EngineServer server = keep(EngineServer.speaking("1.12", "1.40"));

    assertUnavailable(
        engine(Optional.of(server.address()), Map.of()),
        "This container engine is too old",
        "speaks API 1.40");
  }

  @Test
  void theNextCandidateIsTakenWhenTheFirstIsDead() throws Exception {
    EngineServer server = keep(EngineServer.speaking("1.12", "1.41"));
    String dead = "unix://" + home.resolve("gone.sock");

    DockerEngine engine = engine(Optional.of(dead), Map.of("DOCKER_HOST", server.address()));

    assertThat(engine.status().available()).isTrue();
  }

  @Test
  void aHostThatHangsIsGivenUpWithinTwoSeconds() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      DockerEngine engine =
          engine(Optional.of("tcp://127.0.0.1:" + silent.getLocalPort()), Map.of());
      long before = System.nanoTime();

      assertUnavailable(engine, "The container engine does not answer", "no answer within");

      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void anEngineThatComesAndGoesIsSeenEachTime() throws Exception {
    EngineServer first = EngineServer.speaking("1.12", "1.41");
    int port = first.port();
    first.close();
    DockerEngine engine = engine(Optional.of("tcp://127.0.0.1:" + port), Map.of());

    assertThat(engine.status().available()).isFalse();
    EngineServer second = EngineServer.at(port, "1.12", "1.41");
    assertThat(engine.status().available()).isTrue();
    second.close();
    assertThat(engine.status().available()).isFalse();
    keep(EngineServer.at(port, "1.12", "1.44"));
    assertThat(engine.status().available()).isTrue();
  }

  @Test
  void anEngineThatRestartsIsNotReplacedByAnother() throws Exception {
    EngineServer mine = EngineServer.speaking("1.12", "1.41");
    EngineServer other = keep(EngineServer.speaking("1.12", "1.41"));
    DockerEngine engine =
        engine(Optional.of(mine.address()), Map.of("DOCKER_HOST", other.address()));
    assertThat(engine.status().available()).isTrue();

    mine.close();
    assertThat(engine.status().available()).isFalse();
    assertThat(other.paths()).doesNotContain("/version");

    keep(EngineServer.at(mine.port(), "1.12", "1.41"));
    assertThat(engine.status().available()).isTrue();
  }

  @Test
  void noEngineAtAllSaysWhatToInstall() throws Exception {
    DockerEngine engine = engine(new DockerHosts.Found(List.of(), List.of()));

    assertUnavailable(engine, "No container engine is running", "No socket of Docker");
    assertThat(engine.availability(EmulatorCatalog.bundled().find("redis").orElseThrow()))
        .isInstanceOfSatisfying(
            Availability.Impossible.class,
            impossible -> assertThat(impossible.why()).isEqualTo("no container engine answers"));
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

  /** An engine that sees the named hosts alone, not this machine's own. */
  private DockerEngine engine(Optional<String> setting, Map<String, String> environment) {
    DockerHosts.Found all = new DockerHosts(setting, environment, home, "Linux").find();
    List<DockerHost> named = all.hosts().stream().filter(DockerHost::named).toList();
    return engine(new DockerHosts.Found(named, all.problems()));
  }

  private DockerEngine engine(DockerHosts.Found found) {
    return keep(
        new DockerEngine(
            () -> found,
            home,
            ImageSources::asInCatalog,
            (name, registry) -> Optional.empty(),
            home));
  }

  private <T extends AutoCloseable> T keep(T closeable) {
    open.addFirst(closeable);
    return closeable;
  }
}
