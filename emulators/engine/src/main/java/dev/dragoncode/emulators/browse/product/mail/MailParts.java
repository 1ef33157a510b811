package dev.dragoncode.emulators.browse.product.mail;

import dev.dragoncode.emulators.browse.Bounds;
import dev.dragoncode.emulators.browse.Bytes;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a mail is made of: its text, the same in HTML, and files. */
final class MailParts {

  /** Parts in parts: a mail nested deeper was made to harm. */
  private static final int DEPTH = 20;

  private static final int FILES = 200;

  private String text = "";
  private String html = "";
  private final List<File> files = new ArrayList<>();
  private final Map<String, Bytes> pictures = new HashMap<>();

  private MailParts() {}

  /**
   * A file in a mail.
   *
   * @param inline whether it belongs into the text, as its pictures do
   */
  record File(String id, String name, String type, Bytes bytes, boolean inline) {}

  static MailParts of(MimeMessage mail) throws MessagingException, IOException {
    MailParts parts = new MailParts();
    parts.add(mail, 0);
    return parts;
  }

  String text() {
    return text;
  }

  String html() {
    return html;
  }

  List<File> files() {
    return files;
  }

  /** Pictures that the HTML may name, by content id. */
  Map<String, Bytes> pictures() {
    return pictures;
  }

  private void add(MimePart part, int depth) throws MessagingException, IOException {
    if (depth > DEPTH) {
      return;
    }
    if (part.isMimeType("multipart/*")) {
      MimeMultipart several = new MimeMultipart(part.getDataHandler().getDataSource());
      for (int i = 0; i < several.getCount(); i++) {
        if (several.getBodyPart(i) instanceof MimeBodyPart inner) {
          add(inner, depth + 1);
        }
      }
      return;
    }
    boolean attached = Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
    if (!attached && text.isEmpty() && part.isMimeType("text/plain")) {
      text = letters(part);
    } else if (!attached && html.isEmpty() && part.isMimeType("text/html")) {
      html = letters(part);
    } else {
      file(part);
    }
  }

  private void file(MimePart part) throws MessagingException, IOException {
    if (files.size() >= FILES) {
      return;
    }
    Bytes bytes = Bytes.of(bytes(part));
    String contentId =
        part.getContentID() == null ? "" : part.getContentID().replaceAll("[<>]", "");
    boolean picture = part.isMimeType("image/*");
    if (picture && !contentId.isEmpty()) {
      pictures.put(contentId, bytes);
    }
    String id = String.valueOf(files.size());
    String given = name(part);
    String type = type(part).getBaseType().toLowerCase(Locale.ROOT);
    String name = given.isEmpty() ? "part-" + (files.size() + 1) + ending(type) : given;
    boolean inline =
        !contentId.isEmpty() && !Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
    files.add(new File(id, name, type, bytes, inline));
  }

  private static String ending(String type) {
    return type.equals("message/rfc822") ? ".eml" : "";
  }

  /** As it may be called on a disk: no path, no control characters. */
  private static String name(MimePart part) {
    try {
      String name = part.getFileName();
      return name == null
          ? ""
          : MailReader.decoded(name).replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_").strip();
    } catch (MessagingException e) {
      return ""; // it names it in a way that cannot be read
    }
  }

  private static ContentType type(MimePart part) throws MessagingException {
    try {
      return new ContentType(part.getContentType());
    } catch (ParseException e) {
      return new ContentType("application", "octet-stream", null);
    }
  }

  private static byte[] bytes(MimePart part) throws MessagingException, IOException {
    try (InputStream in = part.getInputStream()) {
      return in.readNBytes(Bounds.BYTES);
    }
  }

  private static String letters(MimePart part) throws MessagingException, IOException {
    return new String(bytes(part), charset(type(part).getParameter("charset")));
  }

  private static Charset charset(@Nullable String name) {
    if (name == null) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(MimeUtility.javaCharset(name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }
}
