package dev.dragoncode.emulators.browse.product;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dragoncode.emulators.browse.Bounds;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * GreenMail's API, under /api/user. It has a mailbox for each recipient and gives its mails whole,
 * all at once.
 */
final class GreenmailStore implements MailStore {

  /** All mails of a mailbox, which come in one answer. */
  private static final long BOX_BYTES = 4L * Bounds.BYTES;

  private final URI api;
  private final Reader reader;

  GreenmailStore(URI api, Reader reader) {
    this.api = api;
    this.reader = reader;
  }

  @Override
  public List<Box> boxes() throws IOException, InterruptedException {
    List<Box> boxes = new ArrayList<>();
    List<Entry> all = new ArrayList<>();
    for (String user : users()) {
      List<Entry> mails = mails(user);
      all.addAll(mails);
      boxes.add(new Box(user, OptionalLong.of(mails.size())));
    }
    boxes.addFirst(new Box(ALL, OptionalLong.of(distinct(all).size())));
    return boxes;
  }

  private List<String> users() throws IOException, InterruptedException {
    List<String> users = new ArrayList<>();
    for (JsonNode user : MailStore.json(get("/api/user"), Bounds.BYTES)) {
      users.add(user.path("email").asText());
    }
    return users.stream().sorted().limit(Bounds.PLACES).toList();
  }

  private List<Entry> mails(String user) throws IOException, InterruptedException {
    List<Entry> mails = new ArrayList<>();
    for (JsonNode mail : box(user)) {
      String id = user + "\n" + mail.path("uid").asText();
      mails.add(reader.entry(id, source(mail)));
    }
    return mails;
  }

  private JsonNode box(String user) throws IOException, InterruptedException {
    return MailStore.json(
        get("/api/user/" + Addresses.encoded(user) + "/messages/INBOX"), BOX_BYTES);
  }

  /** The API writes each byte of a mail as one letter. */
  private static byte[] source(JsonNode mail) {
    return mail.path("mimeMessage").asText().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A mail to several recipients lies in the mailbox of each. */
  private static List<Entry> distinct(List<Entry> mails) {
    Set<String> seen = new HashSet<>();
    return mails.stream()
        .filter(mail -> {
          return mail.messageId().isEmpty() || seen.add(mail.messageId());
        })
        .toList();
  }

  @Override
  public Listing list(String box, String words, int from) throws IOException, InterruptedException {
    List<Entry> all = new ArrayList<>();
    for (String user : box.equals(ALL) ? users() : List.of(box)) {
      all.addAll(mails(user));
    }
    String wanted = words.strip().toLowerCase(Locale.ROOT);
    List<Entry> entries =
        distinct(all).stream()
            .filter(entry -> holds(entry, wanted))
            .sorted(Comparator.comparing(Entry::sent).reversed())
            .toList();
    return new Listing(entries.stream().skip(from).limit(Bounds.ROWS).toList(), entries.size());
  }

  private static boolean holds(Entry mail, String words) {
    return words.isEmpty()
        || Stream.of(mail.from(), mail.to(), mail.subject())
            .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(words));
  }

  @Override
  public byte[] raw(String id) throws IOException, InterruptedException {
    String box = id.substring(0, id.indexOf('\n'));
    String uid = id.substring(id.indexOf('\n') + 1);
    for (JsonNode mail : box(box)) {
      if (mail.path("uid").asText().equals(uid)) {
        return source(mail);
      }
    }
    throw new IOException("the mail is no longer there");
  }

  @Override
  public boolean deletesOne() {
    return false;
  }

  @Override
  public void delete(String id) {
    throw new UnsupportedOperationException("GreenMail deletes all mails or none");
  }

  @Override
  public void clear() throws IOException, InterruptedException {
    MailStore.ok(
        HttpRequest.newBuilder(api.resolve("/api/mail/purge"))
            .POST(BodyPublishers.noBody())
            .build(),
        Bounds.BYTES);
  }

  private HttpRequest get(String path) {
    return HttpRequest.newBuilder(api.resolve(path)).build();
  }
}
