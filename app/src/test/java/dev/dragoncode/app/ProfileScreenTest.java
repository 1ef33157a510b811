package dev.dragoncode.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.ui.gallery.FxToolkit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A real service, started, loaded and recorded by clicks, and what the checklist makes of it. */
@Execution(ExecutionMode.SAME_THREAD)
@EnabledIfSystemProperty(
    named = "dragoncode.matrix",
    matches = "true",
    disabledReason = "it fetches a profiler and records for seconds")
class ProfileScreenTest {

  private static final String SERVICE =
      """
      import com.sun.net.httpserver.HttpServer;
      import java.net.*;
      public class Shop {
        public static void main(String[] a) throws Exception {
          var port = Integer.parseInt(System.getenv("PORT"));
          var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
          server.createContext("/", exchange -> {
            byte[] answer = Long.toString(priced()).getBytes();
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
          });
          server.start();
          System.out.println("listening on " + port);
        }
        static long priced() { long h = 7; for (int i = 0; i < 3_000_000; i++) h = h * 31 + i ^ (h >>> 7); return h; }
      }
      """;

  @TempDir Path folder;
  private final Shutdown shutdown = new Shutdown();

  @BeforeAll
  static void startJavaFx() {
    FxToolkit.start();
  }

  @AfterEach
  void end() {
    shutdown.run();
  }

  @Test
  void aServiceIsStartedLoadedRecordedAndJudged() throws Exception {
    try (DrivenWindow window =
        new DrivenWindow(folder, project(), "dark", shutdown).patient(Duration.ofMinutes(2))) {
      window.click("#rail-runs");
      window.waitForLabel("Nothing was run yet");
      window.click("#run-profile");
      window.clickText("Start the project's service");
      window.type("#profile-route", "/orders");
      window.type("#profile-rate", "50");
      window.type("#profile-seconds .text-field", "4");
      window.picture("profile-ask");
      window.click("#profile-start");
      window.click("#trust-yes");

      window.waitFor("a flame graph", () -> window.node("#flame-graph") != null);
      window.waitForLabel("Load");
      assertThat(window.labels()).contains("CPU profile");
      window.picture("profile-recorded");

      window.reveal("STG-PROFILE");
      window.waitFor(
          "its verdict", () -> window.labels().stream().anyMatch(t -> t.contains("under load: ")));
      window.picture("profile-judged");
    }
  }

  private Path project() throws IOException {
    Path shop = Files.createDirectories(folder.resolve("shop"));
    Files.writeString(shop.resolve("Shop.java"), SERVICE);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Files.writeString(
        shop.resolve("dragoncode.yaml"), "commands:\n  run: " + java + " Shop.java\n");
    return shop;
  }
}
