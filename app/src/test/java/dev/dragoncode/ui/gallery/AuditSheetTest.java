package dev.dragoncode.ui.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.ModalPane;
import com.sun.net.httpserver.HttpServer;
import dev.dragoncode.io.advisories.AdvisoryStore;
import dev.dragoncode.io.advisories.InstalledScanners;
import dev.dragoncode.io.advisories.OsvDump;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.project.locks.MavenGraphs;
import dev.dragoncode.service.AuditService;
import dev.dragoncode.service.ProjectAudit;
import dev.dragoncode.service.run.Recorders;
import dev.dragoncode.ui.audit.AuditSheet;
import dev.dragoncode.ui.audit.AuditViewModel;
import dev.dragoncode.ui.fx.Theme;
import dev.dragoncode.ui.fx.UiDispatcher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The audit's sheet over a real audit, from a machine without advisories to the list. */
@Execution(ExecutionMode.SAME_THREAD)
class AuditSheetTest {

  private static final Path RECORDS =
      Path.of("src/test/resources/dev/dragoncode/advisories").toAbsolutePath();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
  private static final int MOST_PULSES = 500;

  @TempDir Path folder;
  private final AtomicInteger rechecks = new AtomicInteger();
  private AutoCloseable end = () -> {};

  @AfterEach
  void close() throws Exception {
    end.close();
  }

  private static byte[] dump() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes);
        Stream<Path> files = Files.list(RECORDS)) {
      for (Path file : files.sorted().toList()) {
        zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
        Files.copy(file, zip);
      }
    }
    return bytes.toByteArray();
  }

  private Path project() throws IOException {
    Path shop = Files.createDirectories(folder.resolve("shop"));
    Files.writeString(shop.resolve("package.json"), "{\"dependencies\": {\"tables\": \"^1\"}}");
    Files.writeString(
        shop.resolve("package-lock.json"),
        """
        {"lockfileVersion": 3, "packages": {
          "": {"dependencies": {"tables": "^1", "left-out": "1", "minor-thing": "1"}},
          "node_modules/tables": {"version": "1.0.0", "dependencies": {"lodash": "^4"}},
          "node_modules/lodash": {"version": "4.17.20"},
          "node_modules/left-out": {"version": "1.0.0"},
          "node_modules/minor-thing": {"version": "1.1.0"}}}
        """);
    return shop;
  }

  private AuditViewModel model(int port) throws IOException {
    Path store = folder.resolve("advisories");
    AdvisoryStore advisories = new AdvisoryStore(store);
    AuditService service =
        new AuditService(
            advisories,
            store,
            new OsvDump(URI.create("http://127.0.0.1:" + port), store, () -> false, CLOCK),
            MavenGraphs.none(),
            new InstalledScanners(new ProcessRunner(), "", CLOCK),
            Recorders.none(),
            CLOCK);
    ProjectAudit audit = new ProjectAudit(project(), () -> service, "1.0");
    AuditViewModel model =
        FxToolkit.call(
            () -> new AuditViewModel(audit, new UiDispatcher(), CLOCK, rechecks::incrementAndGet));
    AutoCloseable before = end;
    end =
        () -> {
          FxToolkit.run(model::close);
          advisories.close();
          before.close();
        };
    return model;
  }

  @Test
  void fetchesAdvisoriesAndListsWhatTheyConcern() throws Exception {
    FxToolkit.start();
    byte[] body = dump();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/npm/all.zip",
        exchange -> {
          exchange.getResponseHeaders().set("Last-Modified", "Fri, 20 Nov 2026 03:00:00 GMT");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    end = () -> server.stop(0);
    AuditViewModel model = model(server.getAddress().getPort());
    Theme theme = FxToolkit.call(() -> new Theme(Theme.Preference.DARK));
    Stage stage = FxToolkit.call(Stage::new);
    Scene scene =
        FxToolkit.call(() -> {
          ModalPane modal = new ModalPane();
          modal.setId("modal");
          Label behind = new Label("Readiness");
          Scene made = new Scene(new StackPane(behind, modal), 1280, 800);
          theme.apply(made);
          stage.setScene(made);
          stage.show();
          AuditSheet.show(behind, model, action -> {});
          return made;
        });

    until(() -> summary(model).contains("no advisories of npm"));
    FxToolkit.run(() -> ((Button) scene.lookup("#audit-update")).fire());
    until(() -> items(scene) == 3);
    until(() -> rechecks.get() == 1);

    assertThat(summary(model)).contains("lodash@4.17.20", "mended in 4.17.21");
    FxToolkit.settle();
    FxToolkit.picture(scene, Path.of("target/screens/audit-dark.png"));
    FxToolkit.run(() -> theme.preferenceProperty().set(Theme.Preference.LIGHT));
    FxToolkit.settle();
    FxToolkit.picture(scene, Path.of("target/screens/audit-light.png"));
    FxToolkit.run(stage::close);
  }

  private static int items(Scene scene) {
    return ((ListView<?>) scene.lookup("#audit-list")).getItems().size();
  }

  private static String summary(AuditViewModel model) {
    return model.snapshotProperty().get().result().map(r -> r.verdict().summary()).orElse("");
  }

  private static void until(BooleanSupplier condition) {
    for (int i = 0; i < MOST_PULSES && !FxToolkit.call(condition::getAsBoolean); i++) {
      FxToolkit.settle();
    }
    assertThat(FxToolkit.call(condition::getAsBoolean)).isTrue();
  }
}
