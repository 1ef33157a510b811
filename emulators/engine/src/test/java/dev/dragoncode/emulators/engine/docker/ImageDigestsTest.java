package dev.dragoncode.emulators.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.model.ImageDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of an image's content. */
class ImageDigestsTest {

  private static final Instant FIRST = Instant.parse("2026-11-01T10:00:00Z");
  private static final Instant LATER = Instant.parse("2026-11-20T10:00:00Z");
  private static final String OLD = "sha256:" + "a".repeat(64);
  private static final String NEW = "sha256:" + "b".repeat(64);

  @TempDir private Path home;

  @Test
  void theFirstDigestIsTakenDownAndTheSameOneSaysNothing() {
    assertThat(at(FIRST).see("redis:8.4", OLD)).isEmpty();
    assertThat(at(LATER).see("redis:8.4", OLD)).isEmpty();

    assertThat(at(LATER).find("redis:8.4")).contains(new ImageDigest(OLD, FIRST, Optional.empty()));
    assertThat(at(LATER).find("redis:8.2")).isEmpty();
  }

  @Test
  void aMovedTagIsSaidPlainly() {
    at(FIRST).see("redis:8.4", OLD);

    assertThat(at(LATER).see("redis:8.4", NEW))
        .contains(
            "redis:8.4 is another image than before: sha256:bbbbbbbbbbbb now, sha256:aaaaaaaaaaaa"
                + " until then");

    assertThat(at(LATER).find("redis:8.4"))
        .contains(new ImageDigest(NEW, LATER, Optional.of(new ImageDigest.Before(OLD, FIRST))));
  }

  @Test
  void aDamagedRecordIsMadeAnew() throws IOException {
    at(FIRST).see("redis:8.4", OLD);
    try (Stream<Path> files = Files.list(home.resolve("images"))) {
      Files.writeString(files.findFirst().orElseThrow(), "{\"digest\": 1");
    }

    assertThat(at(LATER).find("redis:8.4")).isEmpty();
    assertThat(at(LATER).see("redis:8.4", NEW)).isEmpty();
    assertThat(at(LATER).find("redis:8.4")).contains(new ImageDigest(NEW, LATER, Optional.empty()));
  }

  @Test
  void ofSeveralRegistriesTheImagesOwnCounts() {
    List<String> digests = List.of("127.0.0.1:5000/library/redis@" + NEW, "redis@" + OLD);

    assertThat(ImageDigests.of("redis:8.4", digests)).contains(OLD);
    assertThat(ImageDigests.of("docker.io/library/redis", digests)).contains(OLD);
    assertThat(ImageDigests.of("127.0.0.1:5000/library/redis:8.4", digests)).contains(NEW);
    assertThat(ImageDigests.of("ghcr.io/redis/redis:8.4", digests)).isEmpty();
    assertThat(ImageDigests.of("redis:8.4", List.of("<none>"))).isEmpty();
  }

  private ImageDigests at(Instant now) {
    return new ImageDigests(home, Clock.fixed(now, ZoneOffset.UTC));
  }
}
