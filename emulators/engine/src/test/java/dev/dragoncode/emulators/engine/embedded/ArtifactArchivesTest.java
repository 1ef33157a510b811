package dev.dragoncode.emulators.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.emulators.engine.EngineSupply.Carried;
import dev.dragoncode.emulators.engine.EngineSupply.Item;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.io.files.Sha256;
import dev.dragoncode.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Artifacts written to a file and read from it where there is no repository. */
@Timeout(180)
class ArtifactArchivesTest {

  private static final EmulatorSpec REDIS = EmulatorCatalog.bundled().find("redis").orElseThrow();

  @TempDir private Path folder;

  @Test
  void whatWasExportedServesWithoutAnyRepository() throws Exception {
    Path file = folder.resolve("artifacts.zip");
    Carried saved = here().save(List.of(REDIS), file, progress -> {});
    ArtifactArchives there = withoutNetwork();
    assertThat(there.reads(file)).isTrue();
    assertThat(there.items(List.of(REDIS))).extracting(Item::here).containsExactly(false);

    Carried loaded = there.load(file, progress -> {});

    assertThat(loaded.items()).isEqualTo(saved.items());
    assertThat(loaded.notes()).anySatisfy(note -> assertThat(note).startsWith("Not included"));
    assertThat(there.items(List.of(REDIS))).isEqualTo(saved.items());
    List<Coordinates> wanted =
        Coordinates.of(REDIS.embedded().orElseThrow().artifacts(), Platform.current());
    List<ResolvedFile> files = artifacts("there", offline()).resolve(wanted, progress -> {});
    assertThat(files)
        .isNotEmpty()
        .allSatisfy(found -> {
          assertThat(found.path()).startsWith(folder.resolve("there")).isRegularFile();
          assertThat(Sha256.of(found.path())).isEqualTo(found.sha256());
        });
  }

  @Test
  void aDamagedArchiveIsRefusedAndNothingIsTakenIn() throws Exception {
    Path file = folder.resolve("artifacts.zip");
    here().save(List.of(REDIS), file, progress -> {});
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(() -> withoutNetwork().load(file, progress -> {}))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("artifacts.zip is no archive of artifacts that can be loaded");
    assertThat(folder.resolve("there")).doesNotExist();
  }

  @Test
  void anArchiveOfAnotherPlatformIsRefused() throws Exception {
    Path file = folder.resolve("artifacts.zip");
    here().save(List.of(REDIS), file, progress -> {});
    ArtifactArchives mac =
        new ArtifactArchives(
            folder.resolve("there"),
            artifacts("there", offline()),
            new Platform("darwin", "arm64v8"));

    assertThatThrownBy(() -> mac.load(file, progress -> {}))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("it is for machines of " + Platform.current().word());
  }

  private ArtifactArchives here() {
    return new ArtifactArchives(
        folder.resolve("here"), artifacts("here", MavenSettings.ofUser()), Platform.current());
  }

  private ArtifactArchives withoutNetwork() {
    return new ArtifactArchives(
        folder.resolve("there"), artifacts("there", offline()), Platform.current());
  }

  private MavenSettings offline() {
    return new MavenSettings(
        Optional.empty(), Optional.of(folder.resolve("empty-repository")), true);
  }

  private MavenArtifacts artifacts(String engines, MavenSettings settings) {
    return new MavenArtifacts(folder.resolve(engines), () -> settings);
  }
}
