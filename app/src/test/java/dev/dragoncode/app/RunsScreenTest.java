package dev.dragoncode.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.dragoncode.ui.gallery.FxToolkit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.ListView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Runs of a real project in a real window, from the first to one that a saved file began. */
@Execution(ExecutionMode.SAME_THREAD)
class RunsScreenTest {

  private static final String PASSED =
      "<testsuite name='shop.ATest'><testcase name='adds' classname='shop.ATest' time='0.01'/></testsuite>";
  private static final String FAILED =
      "<testsuite name='shop.BTest'><testcase name='sums' classname='shop.BTest' time='0.02'><failure"
          + " message='expected: 2'>expected: 2\n but was: 3\n\n at"
          + " shop.BTest.sums(BTest.java:1)</failure></testcase></testsuite>";

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
  void testsAreSeenWhileTheyRunAndStoppedAndRunAgainByASave() throws Exception {
    Path project = project("sleep 300");
    try (DrivenWindow window = new DrivenWindow(folder, project, "dark", shutdown)) {
      window.click("#rail-runs");
      window.waitForLabel("Nothing was run yet");
      window.click("#run-first");
      window.click("#trust-yes");
      window.waitForLabel("shop.ATest");
      assertThat(window.labels()).contains("running", "Tests · running");
      window.picture("runs-live");
      window.click("#run-cancel");
      window.waitForLabel("stopped");

      project("true");
      window.click("#run-tests");
      window.waitForLabel("sums");
      window.waitForLabel("Expected −, actual +");
      window.click("#filter-failed");
      window.waitFor("only the failed one", () -> !window.labels().contains("adds"));
      window.picture("runs-failed");
      window.click("#tab-output");
      window.waitFor("the output", () -> window.node("#run-output") != null);
      window.click("#tab-tests");

      // beside the one that was stopped, which had no second test yet
      window.click("#tab-compare");
      window.waitForLabel("Newly failing (1)");
      window.waitForLabel("shop.BTest · expected: 2");
      window.picture("runs-compared");
      window.click("#comparison .copy-link");
      window.waitForLabel("Expected −, actual +");

      window.click("#on-save");
      int before = rows(window);
      Files.writeString(project.resolve("src/Other.java"), "class Other {}");
      window.waitFor("a run by itself", () -> rows(window) > before);
      window.click("#on-save");
      // what is still being written would come back into the folder that is taken away
      window.waitFor("its end", () -> !window.labels().contains("Tests · running"));
    }
  }

  @Test
  void aLoadRunGoesOnWithoutItsSheetAndIsStoppedFromTheList() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try (DrivenWindow window = new DrivenWindow(folder, project("true"), "dark", shutdown)) {
      window.click("#rail-runs");
      window.waitForLabel("Nothing was run yet");
      window.click("#run-load");
      window.type("#load-where .text-input", "/");
      window.type("#load-port", String.valueOf(server.getAddress().getPort()));
      window.click("#load-begin");
      window.waitForLabel("GET http://127.0.0.1");
      window.click("#load-close");

      window.waitForLabel("Load · running");
      window.click("#runs-list .list-cell");
      window.waitForLabel("answers a second");
      window.picture("runs-load");
      window.click("#run-cancel");
      window.waitForLabel("stopped");
      assertThat(window.labels()).doesNotContain("Load · running");
    } finally {
      server.stop(0);
    }
  }

  private static int rows(DrivenWindow window) {
    return FxToolkit.call(
        () -> window.node("#runs-list") instanceof ListView<?> list ? list.getItems().size() : 0);
  }

  /** One whose runner writes a report, does something, and writes another. */
  private Path project(String between) throws IOException {
    Path shop = folder.resolve("shop");
    Files.createDirectories(shop.resolve("src"));
    Files.writeString(shop.resolve("dragoncode.yaml"), "commands:\n  test: ./run-tests\n");
    Files.writeString(shop.resolve(".gitignore"), "/target/\n");
    Files.writeString(shop.resolve("src/BTest.java"), "class BTest {}");
    Path script = shop.resolve("run-tests");
    Files.writeString(
        script,
        "#!/bin/sh\nmkdir -p target/surefire-reports\ncat > target/surefire-reports/TEST-a.xml"
            + " <<'E'\n"
            + PASSED
            + "\nE\necho begun\n"
            + between
            + "\ncat > target/surefire-reports/TEST-b.xml <<'E'\n"
            + FAILED
            + "\nE\nexit 1\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return shop;
  }
}
