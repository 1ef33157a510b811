package dev.dragoncode.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.ui.gallery.FxToolkit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Looks into a real GreenMail and a real S3Proxy by clicking and typing. */
@Execution(ExecutionMode.SAME_THREAD)
class DataScreenTest {

  private static final String MAIL =
      """
      From: Shop <shop@example.org>
      To: ada@example.org
      Subject: Your order
      Date: Thu, 26 Nov 2026 10:00:00 +0000
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary=cut

      --cut
      Content-Type: text/html; charset=UTF-8

      <h1>Thank you</h1><script>alert(1)</script><p>It is <b>on its way</b>.</p>
      <img src="https://example.org/spy.gif">
      --cut
      Content-Type: text/csv; name=bill.csv
      Content-Disposition: attachment; filename=bill.csv

      dragon;29
      --cut--
      """;

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
  void showsMailsAndObjectsAndDeletesThemOnlyWhenAsked() throws Exception {
    try (DrivenWindow window = new DrivenWindow(folder, shutdown, "mailpit", "s3", "oidc")) {
      window.startEmulators(3);
      send(window.variables("mailpit", Dialect.DOTENV));
      window.click(".tab-data");
      readsAMail(window);
      deletesMails(window);
      goesIntoFolders(window);
      choose(window, "oidc");
      window.waitForLabel("OpenID Connect shows nothing here");
    }
  }

  private static void readsAMail(DrivenWindow window) {
    choose(window, "mailpit");
    window.waitFor("the mailbox", () -> window.labels().contains("ada@example.org"));
    window.click("#data-places .list-cell");
    window.waitFor("the mail", () -> window.rows() == 1);
    window.click("#data-table .table-row-cell");
    window.waitForLabel("Your order");
    assertThat(letters(window))
        .contains("Thank you", "on its way")
        .noneMatch(t -> t.contains("alert"));
    assertThat(window.labels()).contains("bill.csv", "1 picture from elsewhere was not loaded.");
    window.picture("mail");
    window.type("#data-find", "nothing like it", KeyCode.ENTER);
    window.waitFor("no mail", () -> window.rows() == 0);
    window.type("#data-find", "order", KeyCode.ENTER);
    window.waitFor("the mail again", () -> window.rows() == 1);
  }

  private static void deletesMails(DrivenWindow window) {
    window.click("#data-clear");
    assertThat(window.rows()).as("it is off").isEqualTo(1);
    window.click("#data-changes");
    window.click("#data-clear");
    window.waitForLabel("Delete all of “All mails”?");
    window.click("#data-clear-yes");
    window.waitFor("no mail", () -> window.rows() == 0);
  }

  private void goesIntoFolders(DrivenWindow window) throws IOException {
    // what S3Proxy serves lies in a folder; another is kept for the next start
    List<Path> buckets = buckets();
    for (Path bucket : buckets) {
      Files.createDirectories(bucket.resolve("tales/old"));
      Files.writeString(bucket.resolve("tales/old/fafnir.txt"), "He sleeps on gold.");
    }
    choose(window, "s3");
    window.waitFor("the bucket", () -> window.labels().contains("app"));
    window.click("#data-places .list-cell");
    window.waitFor("the folder", () -> window.rows() == 1);
    window.doubleClick("#data-table .table-row-cell");
    window.waitFor("the folder's content", () -> trail(window).equals(List.of("app", "tales")));
    window.click("#data-table .table-row-cell");
    window.press(KeyCode.ENTER);
    window.waitFor("the object", () -> trail(window).equals(List.of("app", "tales", "old")));
    window.click("#data-table .table-row-cell");
    window.waitForLabel("He sleeps on gold.");
    window.picture("object");
    window.click("#data-changes");
    window.click("#data-delete");
    window.waitFor("nothing", () -> window.rows() == 0);
    assertThat(buckets).anyMatch(bucket -> Files.notExists(bucket.resolve("tales/old/fafnir.txt")));
  }

  private static List<String> trail(DrivenWindow window) {
    return FxToolkit.call(() ->
        window.stage().getScene().getRoot().lookupAll("#data-trail .button").stream()
            .map(step -> ((Button) step).getText())
            .toList());
  }

  private List<Path> buckets() throws IOException {
    try (var files = Files.walk(folder.resolve("home"))) {
      return files.filter(path -> path.endsWith("objects/app")).toList();
    }
  }

  private static void choose(DrivenWindow window, String emulator) {
    FxToolkit.run(() -> {
      if (window.node("#data-emulator") instanceof ComboBox<?> box) {
        int index =
            box.getItems().stream()
                .map(String::valueOf)
                .toList()
                .indexOf(
                    box.getItems().stream()
                        .map(String::valueOf)
                        .filter(choice -> choice.contains("id=" + emulator))
                        .findFirst()
                        .orElseThrow());
        box.getSelectionModel().select(index);
      }
    });
    FxToolkit.settle();
  }

  private static List<String> letters(DrivenWindow window) {
    return FxToolkit.call(() ->
        window.stage().getScene().getRoot().lookupAll(".rich-letters").stream()
            .map(node -> ((Text) node).getText())
            .toList());
  }

  /** By SMTP, as any program would. */
  private static void send(Map<String, String> variables) throws IOException {
    String host = variables.get("SMTP_HOST");
    try (Socket socket = new Socket(host, Integer.parseInt(variables.get("SMTP_PORT")));
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        PrintWriter out =
            new PrintWriter(
                new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8))) {
      expect(in, "220");
      for (String command :
          List.of("HELO test", "MAIL FROM:<shop@example.org>", "RCPT TO:<ada@example.org>")) {
        say(out, command);
        expect(in, "250");
      }
      say(out, "DATA");
      expect(in, "354");
      say(out, MAIL.replace("\n", "\r\n") + ".");
      expect(in, "250");
    }
  }

  private static void say(PrintWriter out, String line) {
    out.print(line + "\r\n");
    out.flush();
  }

  private static void expect(BufferedReader in, String code) throws IOException {
    assertThat(in.readLine()).startsWith(code);
  }
}
