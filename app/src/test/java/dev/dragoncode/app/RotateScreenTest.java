package dev.dragoncode.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.browse.product.ProductBrowsers;
import dev.dragoncode.emulators.browse.product.SqlLogin;
import dev.dragoncode.emulators.engine.embedded.ClientLibraries;
import dev.dragoncode.emulators.engine.embedded.MavenSettings;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.ui.gallery.FxToolkit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A password is rotated by clicks, under a program that works all the time. */
@Execution(ExecutionMode.SAME_THREAD)
@EnabledIfSystemProperty(
    named = "dragoncode.matrix",
    matches = "true",
    disabledReason = "starts two emulators")
class RotateScreenTest {

  @TempDir Path folder;
  private final Shutdown shutdown = new Shutdown();

  @BeforeAll
  static void startJavaFx() {
    FxToolkit.start();
  }

  @AfterEach
  void endEverything() {
    shutdown.run();
  }

  @Test
  void saysWhoIsMissingThenThatTheServiceFollowed() throws Exception {
    Path project = Files.createDirectories(folder.resolve("shop-api"));
    Files.writeString(
        project.resolve("dragoncode.yaml"), "emulators:\n  postgresql: {}\n  vault: {}\n");
    ProductBrowsers browsers =
        new ProductBrowsers(new ClientLibraries(folder.resolve("home"), MavenSettings::ofUser));
    try (DrivenWindow window =
        new DrivenWindow(folder, project, "dark", shutdown).patient(Duration.ofMinutes(2))) {
      window.startEmulators(2);
      window.command("Rotate database password");
      window.waitForLabel("No program uses the login");
      window.picture("rotate-nobody");
      window.click("#run-close");

      Map<String, String> variables = new HashMap<>(window.variables("postgresql", Dialect.DOTENV));
      variables.putAll(window.variables("vault", Dialect.DOTENV));
      SqlLogin owner = RotateCommandTest.owner(variables);
      RotateCommandTest.make(browsers, owner);
      try (FollowingService service = FollowingService.start(browsers::connect, owner, variables)) {
        window.command("Rotate database password");
        window.waitForLabel("shop_api_a took over");
        window.picture("rotated");
        assertThat(service.login().user()).isEqualTo("shop_api_a");
        assertThat(service.failures()).isEmpty();
        assertThat(String.join(" ", window.labels())).doesNotContain(service.login().password());
      }
    }
  }
}
