package dev.dragoncode.emulators.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.emulators.engine.EngineSupply;
import dev.dragoncode.emulators.engine.EngineSupply.Carried;
import dev.dragoncode.emulators.engine.EngineSupply.Item;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.problem.ProblemException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Images written to a file and read from it again, on a real engine. */
@Timeout(180)
class ImageArchivesTest {

  private static final EmulatorSpec REDIS = EmulatorCatalog.bundled().find("redis").orElseThrow();

  /** A layer that is more than the rest of the archive's texts. */
  private static final int LAYER_BYTES = 3 << 20;

  @TempDir private Path folder;

  private final List<PullProgress> seen = new CopyOnWriteArrayList<>();

  @Test
  void whatWasExportedIsImportedAgain() throws Exception {
    Path file = folder.resolve("images.tar");
    try (RandomImage image = RandomImage.push(LAYER_BYTES);
        DockerEngine engine = engine(Map.of("redis", image.name()), Optional.empty())) {
      assertThat(supply(engine).items(List.of(REDIS)))
          .containsExactly(new Item("redis", image.name(), false, 0, ""));

      Carried saved = supply(engine).save(List.of(REDIS), file, seen::add);

      Item held = saved.items().getFirst();
      assertThat(held.here()).isTrue();
      assertThat(held.content()).startsWith("sha256:");
      assertThat(saved.bytes()).isEqualTo(Files.size(file)).isGreaterThan(LAYER_BYTES);
      assertThat(saved.notes())
          .containsExactly(
              image.name()
                  + " stands in for Redis by your settings: set the same image override over"
                  + " there.");
      assertThat(onlyFileIn(folder)).isEqualTo(file);
      assertThat(seen).extracting(PullProgress::what).contains("Writing images.tar");
      String id = image.client().inspectImageCmd(image.name()).exec().getId();
      image.remove();

      Carried loaded = supply(engine).load(file, seen::add);

      assertThat(loaded.items()).extracting(Item::artifact).containsExactly(image.name());
      assertThat(image.client().inspectImageCmd(image.name()).exec().getId()).isEqualTo(id);
      assertThat(supply(engine).items(List.of(REDIS)).getFirst().here()).isTrue();
    }
  }

  @Test
  void imagesOfAMirrorGetTheCatalogsNamesAndTheEngineIsAsBefore() throws Exception {
    Path file = folder.resolve("images.tar");
    DockerWorld.open().close();
    try (DockerEngine engine = engine(Map.of(), Optional.of(DockerWorld.requireMirror()));
        DockerConnection docker = DockerWorld.connect()) {
      boolean before = ImageSupply.inspect(docker.client(), "redis:8.4").isPresent();

      supply(engine).save(List.of(REDIS), file, seen::add);

      assertThat(SavedImages.check(file, read -> {}))
          .containsExactly(new SavedImages.SavedImage(List.of("redis:8.4")));
      assertThat(ImageSupply.inspect(docker.client(), "redis:8.4").isPresent()).isEqualTo(before);
    }
  }

  @Test
  void aDamagedArchiveIsRefusedAndNothingIsTakenIn() throws Exception {
    Path file = folder.resolve("images.tar");
    try (RandomImage image = RandomImage.push(LAYER_BYTES);
        DockerEngine engine = engine(Map.of("redis", image.name()), Optional.empty())) {
      supply(engine).save(List.of(REDIS), file, seen::add);
      image.remove();
      try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
        bytes.seek(randomBytes(file));
        bytes.write(new byte[64]);
      }

      assertRefused(engine, file, "is damaged");

      Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), LAYER_BYTES));
      assertRefused(engine, file, "it is no whole tar archive");
      assertThat(ImageSupply.inspect(image.client(), image.name())).isEmpty();
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsAProblemAndLeavesNothing() throws Exception {
    Path file = folder.resolve("missing").resolve("images.tar");
    DockerWorld.open().close();
    try (DockerEngine engine = engine(Map.of(), Optional.of(DockerWorld.requireMirror()))) {
      assertThatThrownBy(() -> supply(engine).save(List.of(REDIS), file, seen::add))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("Its folder does not exist");
    }
  }

  private static void assertRefused(DockerEngine engine, Path file, String reason) {
    assertThatThrownBy(() -> supply(engine).load(file, progress -> {}))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().title())
                  .isEqualTo("images.tar is no archive of images that can be loaded");
              assertThat(e.problem().reason()).contains(reason).endsWith("Nothing was taken in.");
            });
  }

  /** Somewhere in the layer of random bytes: a place that no other layer has so much of. */
  private static long randomBytes(Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    for (int at = 0; at < all.length - 4_096; at += 4_096) {
      int zeros = 0;
      for (int i = at; i < at + 4_096; i++) {
        zeros += all[i] == 0 ? 1 : 0;
      }
      if (zeros < 40) {
        return at + 1_024L;
      }
    }
    throw new AssertionError("no random bytes in " + file);
  }

  private static Path onlyFileIn(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.reduce((a, b) -> Path.of(a + " and " + b)).orElseThrow();
    }
  }

  private static EngineSupply supply(DockerEngine engine) {
    return engine.supply().orElseThrow();
  }

  private static DockerEngine engine(Map<String, String> overrides, Optional<String> mirror) {
    return DockerWorld.engine(
        DockerHosts.ofThisMachine(Optional.empty())::find, new ImageSources(mirror, overrides));
  }
}
