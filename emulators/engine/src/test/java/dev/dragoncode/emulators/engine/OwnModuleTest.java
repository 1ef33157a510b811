package dev.dragoncode.emulators.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of the app's jars a module of ours gets for its own JVM or image. */
class OwnModuleTest {

  @TempDir private Path folder;

  @Test
  void findsItsJarsByTheManifestOfTheInstalledApp() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(Attributes.Name.CLASS_PATH, "dragoncode-fakes-1.jar asm-9.9.1.jar picocli-4.jar");
    Path app = folder.resolve("dragoncode.jar");
    new JarOutputStream(Files.newOutputStream(app), manifest).close();
    // the app has a newer asm than the module asked for
    assertThat(new OwnModule("lib/asm-9.7.1.jar", folder).libraries(app.toString()))
        .containsExactly(folder.resolve("dragoncode-fakes-1.jar"), folder.resolve("asm-9.9.1.jar"));
  }
}
