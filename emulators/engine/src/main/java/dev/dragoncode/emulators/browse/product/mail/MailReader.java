package dev.dragoncode.emulators.browse.product.mail;

import dev.dragoncode.emulators.browse.Bounds;
import dev.dragoncode.emulators.browse.Detail;
import dev.dragoncode.emulators.browse.Value;
import dev.dragoncode.emulators.browse.product.MailStore;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;

/** Reads a mail as a person wants to see it out of the bytes that were sent. */
final class MailReader {

  /** Headers that stand above the mail; the others have a view of their own. */
  private static final List<String> SHOWN = List.of("From", "To", "Cc", "Bcc", "Reply-To", "Date");

  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private MailReader() {}

  /** Some work with Jakarta Mail, which looks for its own parts in the thread's class loader. */
  private interface Work<T> {
    T with(MimeMessage mail) throws MessagingException, IOException;
  }

  private static <T> T read(byte[] raw, Work<T> work) throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(MailReader.class.getClassLoader());
    try {
      return work.with(new MimeMessage(null, new ByteArrayInputStream(raw)));
    } catch (MessagingException e) {
      throw new IOException("This is no mail: " + e.getMessage(), e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** What a list says of a mail; no more than its source can be read of a broken one. */
  static MailStore.Entry entry(String id, byte[] raw) {
    try {
      return read(
          raw,
          mail -> {
            Date sent = mail.getSentDate();
            return new MailStore.Entry(
                id,
                header(mail, "Message-ID"),
                header(mail, "From"),
                header(mail, "To"),
                header(mail, "Subject"),
                sent == null ? "" : sent.toInstant().toString(),
                raw.length,
                Math.toIntExact(
                    MailParts.of(mail).files().stream().filter(part -> !part.inline()).count()));
          });
    } catch (IOException e) {
      return new MailStore.Entry(id, "", "", "", String.valueOf(e.getMessage()), "", raw.length, 0);
    }
  }

  /** The mail in full. */
  static Detail detail(byte[] raw) throws IOException {
    return read(
        raw,
        mail -> {
          MailParts parts = MailParts.of(mail);
          List<Detail.View> views = new ArrayList<>();
          if (!parts.html().isEmpty()) {
            views.add(
                new Detail.View.Rich("Mail", new HtmlReader(parts.pictures()).read(parts.html())));
          }
          if (!parts.text().isEmpty()) {
            views.add(new Detail.View.Plain("Text", Value.of(parts.text())));
          }
          views.add(new Detail.View.Plain("Headers", Value.of(headers(mail))));
          views.add(new Detail.View.Plain("Source", Value.of(raw, raw.length)));
          String subject = header(mail, "Subject");
          return new Detail(
              subject.isEmpty() ? "No subject" : subject, "", shown(mail), views, files(parts));
        });
  }

  private static List<Detail.Field> shown(MimeMessage mail) throws MessagingException {
    List<Detail.Field> fields = new ArrayList<>();
    for (String name : SHOWN) {
      String value = header(mail, name);
      if (!value.isEmpty()) {
        fields.add(new Detail.Field(name, "", Value.of(value)));
      }
    }
    return fields;
  }

  private static List<Detail.Attached> files(MailParts parts) {
    return parts.files().stream()
        .map(part -> new Detail.Attached(part.id(), part.name(), part.type(), part.bytes().size()))
        .toList();
  }

  /** The bytes of one of its files. */
  static byte[] attachment(byte[] raw, String id) throws IOException {
    return read(
        raw,
        mail ->
            MailParts.of(mail).files().stream()
                .filter(part -> part.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IOException("The mail has no such file"))
                .bytes()
                .toArray());
  }

  private static String headers(MimeMessage mail) throws MessagingException {
    StringBuilder text = new StringBuilder();
    for (Header header : Collections.list(mail.getAllHeaders())) {
      text.append(header.getName()).append(": ").append(decoded(header.getValue())).append('\n');
      if (text.length() > Bounds.VALUE_CHARS) {
        break;
      }
    }
    return text.toString();
  }

  private static String header(MimeMessage mail, String name) throws MessagingException {
    String value = mail.getHeader(name, ", ");
    return value == null ? "" : decoded(value);
  }

  /** Without folds, and with names in other alphabets as they are meant. */
  static String decoded(String header) {
    String line = MimeUtility.unfold(header).strip();
    try {
      return MimeUtility.decodeText(line);
    } catch (UnsupportedEncodingException e) {
      return line;
    }
  }

  /** A time of ISO 8601 as it is here. */
  static String local(String instant) {
    try {
      return instant.isEmpty()
          ? ""
          : WHEN.format(
              Instant.from(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(instant))
                  .atZone(ZoneId.systemDefault()));
    } catch (DateTimeParseException e) {
      return instant;
    }
  }
}
