package dev.dragoncode.emulators.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.emulators.model.EmulatorSpec;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageSourcesTest {

  private final EmulatorSpec redis = EmulatorCatalog.bundled().find("redis").orElseThrow();

  @ParameterizedTest
  @CsvSource({
    "postgres:18.1, docker.io, library/postgres, :18.1, postgres:18.1",
    "postgres, docker.io, library/postgres, :latest, postgres:latest",
    "docker.io/library/postgres:18.1, docker.io, library/postgres, :18.1, postgres:18.1",
    "wiremock/wiremock:3.13.2, docker.io, wiremock/wiremock, :3.13.2, wiremock/wiremock:3.13.2",
    "127.0.0.1:5000/a/b:1, 127.0.0.1:5000, a/b, :1, 127.0.0.1:5000/a/b:1",
    "localhost/a, localhost, a, :latest, localhost/a:latest",
    "ghcr.io/a/b@sha256:12, ghcr.io, a/b, @sha256:12, ghcr.io/a/b@sha256:12",
    "ghcr.io/a/b:1@sha256:12, ghcr.io, a/b, :1@sha256:12, ghcr.io/a/b:1@sha256:12",
  })
  void readsReferences(
      String text, String registry, String repository, String suffix, String reference) {
    ImageName name = ImageName.parse(text);

    assertThat(name).isEqualTo(new ImageName(registry, repository, suffix));
    assertThat(name.reference()).isEqualTo(reference);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:5000, redis:8.4, 127.0.0.1:5000/library/redis:8.4",
    "mirror.example/hub/, redis:8.4, mirror.example/hub/library/redis:8.4",
    "127.0.0.1:5000, wiremock/wiremock:3.13.2, 127.0.0.1:5000/wiremock/wiremock:3.13.2",
    "127.0.0.1:5000, ghcr.io/a/b:1, ghcr.io/a/b:1",
    "' ', redis:8.4, redis:8.4",
  })
  void aMirrorServesDockerHubsImages(String mirror, String image, String remote) {
    assertThat(new ImageSources(Optional.of(mirror), Map.of()).remote(redis, image))
        .isEqualTo(remote);
  }

  @Test
  void withAMirrorTheImageMayStillBeLocalUnderItsOwnName() {
    ImageSources sources = ImageSources.from(Map.of("DRAGONCODE_IMAGE_MIRROR", "127.0.0.1:5000"));

    assertThat(sources.local(redis, "redis:8.4"))
        .containsExactly("127.0.0.1:5000/library/redis:8.4", "redis:8.4");
  }

  @Test
  void anOverrideIsTakenAsItIs() {
    ImageSources byId =
        new ImageSources(Optional.of("127.0.0.1:5000"), Map.of("redis", "valkey/valkey:9"));
    ImageSources byImage = new ImageSources(Optional.empty(), Map.of("redis:8.4", "mine:1"));

    assertThat(byId.remote(redis, "redis:8.4")).isEqualTo("valkey/valkey:9");
    assertThat(byId.local(redis, "redis:8.4")).containsExactly("valkey/valkey:9");
    assertThat(byImage.remote(redis, "redis:8.4")).isEqualTo("mine:1");
  }
}
