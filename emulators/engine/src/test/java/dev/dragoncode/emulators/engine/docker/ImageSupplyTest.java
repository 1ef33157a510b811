package dev.dragoncode.emulators.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.emulators.engine.Availability;
import dev.dragoncode.emulators.engine.StartListener;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.ImageDigest;
import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where images come from, on a real engine with a real registry. */
@Timeout(120)
class ImageSupplyTest {

  private static final EmulatorSpec REDIS = EmulatorCatalog.bundled().find("redis").orElseThrow();
  private static final String IMAGE = REDIS.container().orElseThrow().image();

  @TempDir private Path home;

  private final EngineCalls calls = new EngineCalls();
  private final RegistryCheck registries = new RegistryCheck(calls);
  private final List<PullProgress> pulled = new CopyOnWriteArrayList<>();
  private final List<String> noticed = new CopyOnWriteArrayList<>();
  private @Nullable DockerConnection docker;

  @BeforeEach
  void connect() throws Exception {
    DockerWorld.open().close();
    docker = DockerWorld.connect();
  }

  @AfterEach
  void disconnect() {
    if (docker != null) {
      docker.close();
    }
    registries.close();
    calls.close();
  }

  @Test
  void offlineNoRegistryIsAskedAndTheProblemNamesTheImage() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (ServerSocket registry = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> count(registry, asked));
      String image = "127.0.0.1:" + registry.getLocalPort() + "/library/redis:8.4";
      ImageSupply offline = supply(image, true);

      assertThat(offline.availability(REDIS, IMAGE, docker()))
          .isInstanceOfSatisfying(
              Availability.Impossible.class,
              no -> {
                assertThat(no.why()).isEqualTo("offline, and its image is not on this machine");
                assertThat(no.problem().reason()).contains(image);
                assertThat(no.problem().remedies())
                    .extracting(Remedy::text)
                    .anySatisfy(remedy ->
                        assertThat(remedy)
                            .contains("dragoncode images export images.tar redis")
                            .contains("dragoncode images import images.tar"));
              });
      assertThatThrownBy(() -> provide(offline))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("DragonCode is offline");
    }
    assertThat(asked).hasValue(0);
    assertThat(pulled).isEmpty();
  }

  @Test
  void offlineALocalImageServes() throws Exception {
    try (RandomImage image = RandomImage.push(1_024)) {
      provide(supply(image.name(), false));
      pulled.clear();
      ImageSupply offline = supply(image.name(), true);

      assertThat(offline.availability(REDIS, IMAGE, docker()))
          .isEqualTo(new Availability.Possible("image is local"));
      assertThat(provide(offline)).isEqualTo(image.name());
      assertThat(pulled).isEmpty();
    }
  }

  @Test
  void theFirstPullIsTakenDownAndAMovedTagIsNoticed() throws Exception {
    try (RandomImage image = RandomImage.push(1_024)) {
      ImageSupply supply = supply(image.name(), false);

      provide(supply);
      ImageDigest first = supply.digest(image.name()).orElseThrow();
      provide(supply);
      assertThat(first.digest()).matches("sha256:[0-9a-f]{64}");
      assertThat(supply.digest(image.name())).contains(first);
      assertThat(noticed).isEmpty();

      image.pushAgain();
      provide(supply);

      ImageDigest second = supply.digest(image.name()).orElseThrow();
      assertThat(second.digest()).isNotEqualTo(first.digest());
      assertThat(second.before()).contains(new ImageDigest.Before(first.digest(), first.since()));
      assertThat(noticed)
          .singleElement()
          .satisfies(words ->
              assertThat(words)
                  .startsWith(image.name() + " is another image than before: ")
                  .contains(second.digest().substring(0, 19), first.digest().substring(0, 19)));
    }
  }

  @Test
  void whereTheFirstRegistryDoesNotAnswerAMirrorOfTheEntryIsAsked() throws Exception {
    String silent = "127.0.0.1:9/library/redis:8.4";
    ImageSupply plain = supply(() -> ImageSources.asInCatalog());
    try (RandomImage image = RandomImage.push(1_024)) {
      EmulatorSpec spec = DockerWorld.from(REDIS, silent, image.name());

      assertThat(plain.availability(spec, silent, docker()))
          .isEqualTo(
              new Availability.Possible(ImageName.parse(image.name()).registry() + " answers"));
      assertThat(provide(plain, spec, silent)).isEqualTo(image.name());
      assertThat(noticed).containsExactly("127.0.0.1:9 failed, so " + image.name() + " is asked");
      pulled.clear();
      assertThat(provide(plain, spec, silent)).as("now local").isEqualTo(image.name());
      assertThat(pulled).isEmpty();
    }
    EmulatorSpec alone = DockerWorld.from(REDIS, silent);
    assertThatThrownBy(() -> provide(plain, alone, silent))
        .hasMessageContaining("connection refused");
  }

  private static void count(ServerSocket registry, AtomicInteger asked) {
    while (!registry.isClosed()) {
      try (Socket _ = registry.accept()) {
        asked.incrementAndGet();
      } catch (java.io.IOException e) {
        return; // the test is over
      }
    }
  }

  private String provide(ImageSupply supply) throws InterruptedException {
    return provide(supply, REDIS, IMAGE);
  }

  private String provide(ImageSupply supply, EmulatorSpec spec, String image)
      throws InterruptedException {
    return supply.provide(
        spec,
        image,
        docker(),
        new StartListener() {
          @Override
          public void pulling(PullProgress progress) {
            pulled.add(progress);
          }

          @Override
          public void starting() {}

          @Override
          public void noticed(String what) {
            noticed.add(what);
          }
        });
  }

  private ImageSupply supply(String image, boolean offline) {
    return supply(() -> new ImageSources(Optional.empty(), Map.of("redis", image), offline));
  }

  private ImageSupply supply(Supplier<ImageSources> sources) {
    return new ImageSupply(
        sources,
        registries,
        new RegistryCredentials(home, (helper, registry) -> Optional.empty()),
        new ImageDigests(home, Clock.systemUTC()),
        calls,
        new ImageBuild(home));
  }

  private DockerConnection docker() {
    if (docker == null) {
      throw new IllegalStateException("not connected");
    }
    return docker;
  }
}
