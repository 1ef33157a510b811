package dev.dragoncode.app;

import static dev.dragoncode.ui.fx.Texts.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.ui.gallery.FxToolkit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Looks into a real embedded PostgreSQL by clicking and typing. */
@Execution(ExecutionMode.SAME_THREAD)
class EmulatorsScreenTest {

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
  void showsRowsAnswersQueriesAndChangesOnlyWhenAsked() throws Exception {
    try (DrivenWindow window = new DrivenWindow(folder, shutdown, "postgresql")) {
      window.startEmulators(1);
      try (Connection user = connect(window);
          Statement statement = user.createStatement()) {
        statement.execute("CREATE TABLE dragons (id int PRIMARY KEY, name text)");
        statement.execute("INSERT INTO dragons VALUES (1, 'Fafnir'), (2, 'Smaug')");
      }

      window.click(".tab-data");
      window.waitFor("the table's name", () -> window.labels().contains("dragons"));
      window.click("#data-places .list-cell");
      window.waitFor("two rows", () -> window.rows() == 2);
      assertThat(window.labels()).anyMatch(text -> text.startsWith("Rows 1–2 of 2"));

      ask(window, "SELECT name FROM dragons WHERE id = 2");
      window.waitFor("one row", () -> window.rows() == 1);
      ask(window, "SELECT nme FROM dragons");
      window.waitFor(
          "the error's place",
          () ->
              window.labels().stream()
                  .anyMatch(t -> t.endsWith("does not exist · line 1, column 8")));
      window.picture("data");

      ask(window, "DELETE FROM dragons");
      window.waitFor(
          "the refusal",
          () -> window.labels().stream().anyMatch(t -> t.contains("read-only transaction")));
      window.click("#data-changes");
      ask(window, "DELETE FROM dragons WHERE id = 1");
      window.waitForLabel("1 row was changed");
    }
  }

  @Test
  void namesWhatTheCatalogLacksUntilTheFileIsMended() throws Exception {
    String unknown = "There is no emulator \"postgres\"";
    try (DrivenWindow window = new DrivenWindow(folder, shutdown, "postgres")) {
      window.waitForLabel(unknown);
      window.click("#rail-emulators");
      window.waitForLabel(unknown);
      Files.writeString(
          folder.resolve("small").resolve("dragoncode.yaml"), "emulators:\n  postgresql: {}\n");
      window.waitFor(
          "the card in the problem's place",
          () ->
              window.labels().contains("PostgreSQL")
                  && window.labels().stream().noneMatch(t -> t.startsWith(unknown)));
    }
  }

  @Test
  void savesAndPutsBackTheStacksDataWhileTheWindowStaysOpen() throws Exception {
    try (DrivenWindow window = new DrivenWindow(folder, shutdown, "postgresql")) {
      window.startEmulators(1);
      execute(window, "CREATE TABLE dragons AS SELECT 'Fafnir' AS name");

      window.click("#emulators-snapshots");
      window.click("#snapshot-save");
      window.waitForLabel("Saved as");
      window.waitForHealthy(1);
      execute(window, "DROP TABLE dragons");

      window.click(".snapshot-row .btn");
      window.waitFor(
          "what will be lost",
          () ->
              window.labels().stream()
                  .anyMatch(t -> t.contains("replaces the data of PostgreSQL")));
      window.click("#snapshot-yes");
      window.waitFor(
          "the end", () -> window.labels().stream().anyMatch(t -> t.endsWith("is restored.")));
      window.waitForHealthy(1);
      window.picture("snapshots");

      execute(window, "INSERT INTO dragons SELECT name FROM dragons");
    }
  }

  @Test
  void drillsAnEmulatorFromItsCardsMenuAndRemembersIt() throws Exception {
    try (DrivenWindow window = new DrivenWindow(folder, shutdown, "redis")) {
      window.startEmulators(1);
      window.chooseFromMenu(".emulator-card", text("emulator.drill"));
      window.click("#drill-pause");
      window.type("#drill-seconds", "0");
      assertThat(disabled(window)).as("no time at all").isTrue();
      window.picture("drill");
      window.type("#drill-seconds", "2");
      assertThat(disabled(window)).isFalse();
      window.click("#drill-go");
      String left = "s left";
      window.waitFor(
          "the tag",
          () ->
              window.labels().stream()
                  .anyMatch(t -> t.startsWith("Drill: paused") && t.endsWith(left)));
      window.waitFor("its end", () -> window.labels().stream().noneMatch(t -> t.endsWith(left)));
      window.waitForHealthy(1);

      window.chooseFromMenu(".emulator-card", text("emulator.details"));
      window.waitFor(
          "the record",
          () ->
              window.labels().stream()
                  .anyMatch(t -> t.contains("paused for 2 s") && t.contains("to the end")));
      window.picture("drilled");
    }
  }

  private static boolean disabled(DrivenWindow window) {
    return FxToolkit.call(() -> Objects.requireNonNull(window.node("#drill-go")).isDisabled());
  }

  private static void execute(DrivenWindow window, String sql) throws SQLException {
    try (Connection user = connect(window);
        Statement statement = user.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connect(DrivenWindow window) throws SQLException {
    Map<String, String> spring = window.variables("postgresql", Dialect.SPRING);
    return DriverManager.getConnection(
        spring.get("spring.datasource.url"),
        spring.get("spring.datasource.username"),
        spring.get("spring.datasource.password"));
  }

  private static void ask(DrivenWindow window, String query) {
    window.type("#data-query", query, KeyCode.CONTROL, KeyCode.ENTER);
  }
}
