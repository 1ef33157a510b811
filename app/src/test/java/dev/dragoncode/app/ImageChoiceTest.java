package dev.dragoncode.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.engine.docker.ImageSources;
import dev.dragoncode.service.DataFolder;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where images come from follows the settings while the app runs. */
class ImageChoiceTest {

  @TempDir Path folder;
  private final Shutdown shutdown = new Shutdown();

  @AfterEach
  void end() {
    shutdown.run();
  }

  @Test
  void aChangedMirrorAndOverrideHoldForTheEnginesThatAreThere() {
    Composition app = app(Map.of());
    Supplier<ImageSources> images = app.engines()::images;
    assertThat(images.get()).isEqualTo(ImageSources.asInCatalog());

    app.settings()
        .change(
            p -> p.withImageMirror("127.0.0.1:5000").withImageOverrides(Map.of("redis", "r:1")));

    assertThat(images.get().mirror()).contains("127.0.0.1:5000");
    assertThat(images.get().overrides()).containsEntry("redis", "r:1");
  }

  @Test
  void theEnvironmentsMirrorStandsAboveTheSetting() {
    Composition app = app(Map.of(ImageSources.MIRROR_VARIABLE, "registry.test"));

    app.settings().change(p -> p.withImageMirror("127.0.0.1:5000"));

    assertThat(app.engines().images().mirror()).contains("registry.test");
  }

  private Composition app(Map<String, String> environment) {
    return new Composition(environment, new DataFolder(folder), shutdown, new JavaFx(true));
  }
}
