package dev.dragoncode.emulators.browse.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.emulators.browse.Change;
import dev.dragoncode.emulators.browse.DataBrowser;
import dev.dragoncode.emulators.browse.Detail;
import dev.dragoncode.emulators.browse.Page;
import dev.dragoncode.emulators.browse.Place;
import dev.dragoncode.emulators.browse.RichText;
import dev.dragoncode.emulators.browse.RichText.Block;
import dev.dragoncode.emulators.browse.RichText.Kind;
import dev.dragoncode.emulators.browse.RichText.Style;
import dev.dragoncode.emulators.browse.Value;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.problem.ProblemException;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Looks into a real GreenMail, to which Jakarta Mail sent mails. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class MailBrowserTest {

  private static final String HTML =
      """
      <html><head><style>p { color: red }</style><script>alert(1)</script></head>
      <body onload="alert(2)">
      <div style="display: none">preview</div>
      <h1>The hoard</h1>
      <p>Dear <b>Smaug</b>,<br>come and <a href="https://example.org/count?a=1&amp;b=2">count it</a>
      or <a href="javascript:alert(3)">not</a>.</p>
      <ul><li>rings</li><li>cups<ol><li>one</li></ol></li></ul>
      <img src="https://spy.example.org/pixel.gif" width="1" height="1">
      <img src="https://example.org/logo.png" alt="Logo">
      <img src="cid:ring@hoard" alt="A ring">
      <table><tr><th>Item</th><th>Gold</th></tr><tr><td>Ring</td><td>9</td></tr></table>
      <iframe src="https://example.org"></iframe><form action="https://example.org"><input></form>
      <blockquote>So <i>be</i> it.</blockquote>
      </body></html>
      """;

  @TempDir Path folder;

  @Test
  void showsMailsAsTheyAreMeantAndFetchesNothing() throws Exception {
    try (BrowseBench bench = new BrowseBench(EngineKind.EMBEDDED, "mailpit", folder)) {
      DataBrowser browser = bench.reading();
      assertThat(browser.places()).extracting(Place::name).containsExactly("All mails");
      send(bench, plain());
      send(bench, rich());

      assertThat(browser.places())
          .extracting(place -> place.name() + " " + place.size().orElse(-1))
          .containsExactly("All mails 2", "fafnir@example.org 2", "smaug@example.org 1");
      Place all = browser.places().getFirst();
      Page page = browser.page(all, "", Optional.empty());
      assertThat(page.rows()).hasSize(2);
      assertThat(page.rows().getFirst().values().stream().map(Value::text).skip(1).limit(4))
          .containsExactly(
              "Fáfnir <knight@example.org>",
              "fafnir@example.org, smaug@example.org",
              "Gold – all of it",
              "1");
      assertThat(browser.page(all, "PLAIN", Optional.empty()).rows()).hasSize(1);
      showsEachView(browser, all, page);
      savesAttachments(browser, all, page);
      deletesWhenAsked(bench, all);
    }
  }

  private static void showsEachView(DataBrowser browser, Place all, Page page) throws Exception {
    Detail plain = browser.detail(all, page, page.rows().getLast());
    assertThat(plain.title()).isEqualTo("Plain words");
    assertThat(plain.views().getFirst())
        .isEqualTo(new Detail.View.Plain("Text", Value.of("Come.")));

    Detail rich = browser.detail(all, page, page.rows().getFirst());
    assertThat(rich.fields()).extracting(Detail.Field::name).contains("From", "To", "Date");
    assertThat(rich.views())
        .extracting(Detail.View::name)
        .containsExactly("Mail", "Text", "Headers", "Source");
    RichText text = ((Detail.View.Rich) rich.views().getFirst()).text();
    assertThat(text.note()).isEqualTo("2 pictures from elsewhere were not loaded.");
    List<Block> blocks = text.blocks();
    assertThat(blocks.getFirst())
        .isInstanceOfSatisfying(
            Block.Paragraph.class, heading -> assertThat(heading.kind()).isEqualTo(Kind.HEADING));
    assertThat(blocks)
        .extracting(MailBrowserTest::said)
        .containsExactly(
            "The hoard",
            "Dear Smaug,\ncome and count it or not.",
            "rings",
            "cups",
            "one",
            "[Logo]",
            "(A ring)",
            "Item|Gold / Ring|9",
            "So be it.");
    Block.Paragraph letter = (Block.Paragraph) blocks.get(1);
    assertThat(letter.spans())
        .filteredOn(span -> !span.link().isEmpty())
        .extracting(RichText.Span::link)
        .containsExactly("https://example.org/count?a=1&b=2");
    assertThat(letter.spans())
        .filteredOn(span -> span.styles().contains(Style.BOLD))
        .extracting(RichText.Span::text)
        .containsExactly("Smaug");
  }

  private static String said(Block block) {
    return switch (block) {
      case Block.Paragraph paragraph ->
          paragraph.spans().stream().map(RichText.Span::text).collect(Collectors.joining());
      case Block.Table table ->
          table.rows().stream()
              .map(row ->
                  row.stream()
                      .map(cell ->
                          cell.stream().map(RichText.Span::text).collect(Collectors.joining()))
                      .collect(Collectors.joining("|")))
              .collect(Collectors.joining(" / "));
      case Block.Picture picture -> "(" + picture.instead() + ")";
      case Block.Rule _ -> "--";
    };
  }

  private void savesAttachments(DataBrowser browser, Place all, Page page) throws Exception {
    Page.Row row = page.rows().getFirst();
    Detail detail = browser.detail(all, page, row);
    assertThat(detail.files())
        .extracting(file -> file.name() + " " + file.type() + " " + file.size())
        .containsExactly("ring.png image/png 4", "Rechnung_März.csv text/csv 10");
    Path saved = folder.resolve("saved.csv");
    browser.save(all, row, detail.files().getLast().id(), saved);
    assertThat(saved).hasContent("Ring;9 €");
  }

  private static void deletesWhenAsked(BrowseBench bench, Place all) throws Exception {
    assertThatThrownBy(() -> bench.reading().change(new Change.Clear(all)))
        .isInstanceOf(ProblemException.class);
    assertThat(bench.reading().abilities())
        .contains(DataBrowser.Ability.CLEAR)
        .doesNotContain(DataBrowser.Ability.DELETE);
    bench.changing().change(new Change.Clear(all));
    assertThat(bench.reading().page(all, "", Optional.empty()).rows()).isEmpty();
  }

  private static MimeMessage plain() throws Exception {
    MimeMessage mail = mail("fafnir@example.org");
    mail.setSubject("Plain words");
    mail.setSentDate(Date.from(Instant.parse("2026-11-26T10:00:00Z")));
    mail.setText("Come.\r\n");
    return mail;
  }

  private static MimeMessage rich() throws Exception {
    MimeMessage mail = mail("fafnir@example.org", "smaug@example.org");
    mail.setSubject("Gold – all of it", "UTF-8");
    mail.setSentDate(Date.from(Instant.parse("2026-11-26T11:30:00Z")));
    MimeBodyPart text = new MimeBodyPart();
    text.setText("Come and count it.", "UTF-8");
    MimeBodyPart html = new MimeBodyPart();
    html.setText(HTML, "UTF-8", "html");
    MimeMultipart either = new MimeMultipart("alternative", text, html);
    MimeBodyPart letter = new MimeBodyPart();
    letter.setContent(either);
    MimeBodyPart ring = file("ring.png", "image/png", new byte[] {1, 2, 3, 4});
    ring.setContentID("<ring@hoard>");
    ring.setDisposition("inline");
    MimeBodyPart bill =
        file("Rechnung/März.csv", "text/csv", "Ring;9 €".getBytes(StandardCharsets.UTF_8));
    mail.setContent(new MimeMultipart("mixed", letter, ring, bill));
    return mail;
  }

  private static MimeBodyPart file(String name, String type, byte[] bytes) throws Exception {
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(
        new jakarta.activation.DataHandler(
            new jakarta.mail.util.ByteArrayDataSource(new ByteArrayInputStream(bytes), type)));
    part.setFileName(name);
    return part;
  }

  private static MimeMessage mail(String... recipients) throws Exception {
    MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()));
    mail.setFrom(new InternetAddress("knight@example.org", "Fáfnir", "UTF-8"));
    for (String recipient : recipients) {
      mail.addRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
    }
    return mail;
  }

  private static void send(BrowseBench bench, MimeMessage mail) throws Exception {
    Map<String, String> spring = bench.variables(Dialect.SPRING);
    Properties properties = new Properties();
    properties.put("mail.smtp.host", spring.get("spring.mail.host"));
    properties.put("mail.smtp.port", spring.get("spring.mail.port"));
    try (Transport transport = Session.getInstance(properties).getTransport("smtp")) {
      mail.saveChanges();
      transport.connect();
      transport.sendMessage(mail, mail.getAllRecipients());
    }
  }
}
