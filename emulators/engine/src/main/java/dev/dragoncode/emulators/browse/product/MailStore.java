package dev.dragoncode.emulators.browse.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.emulators.browse.BrowseTarget;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.OptionalLong;

/** The mails that a mail server holds, as its own HTTP API tells of them. */
public sealed interface MailStore permits MailpitStore, GreenmailStore {

  /** Every mail, whoever it is for. */
  String ALL = "";

  /** Where mails lie. */
  record Box(String name, OptionalLong mails) {}

  /**
   * One mail in a list.
   *
   * @param messageId what mail programs know it by; may be empty
   * @param sent when it came, or what it says itself, as ISO 8601; may be empty
   * @param size in bytes
   */
  record Entry(
      String id,
      String messageId,
      String from,
      String to,
      String subject,
      String sent,
      long size,
      int attachments) {}

  /** Reads what a list says of a mail out of the mail itself. */
  interface Reader {
    Entry entry(String id, byte[] raw);
  }

  /**
   * Some mails, the newest first.
   *
   * @param total of all that match
   */
  record Listing(List<Entry> mails, long total) {}

  /** The store behind this port, which is asked what it is. */
  static MailStore of(BrowseTarget target, int port, Reader reader)
      throws IOException, InterruptedException {
    URI api = URI.create("http://" + target.host() + ":" + port);
    HttpResponse<byte[]> info =
        Http.send(HttpRequest.newBuilder(api.resolve("/api/v1/info")).build());
    return info.statusCode() == 200 ? new MailpitStore(api) : new GreenmailStore(api, reader);
  }

  List<Box> boxes() throws IOException, InterruptedException;

  /**
   * Mails of a box.
   *
   * @param words that they hold; empty for all
   * @param from how many are left out
   */
  Listing list(String box, String words, int from) throws IOException, InterruptedException;

  /** A mail as it was sent. */
  byte[] raw(String id) throws IOException, InterruptedException;

  /** Whether it can delete one mail, and not only all of them. */
  boolean deletesOne();

  void delete(String id) throws IOException, InterruptedException;

  /** Deletes all mails. */
  void clear() throws IOException, InterruptedException;

  /** The answer's JSON. */
  static JsonNode json(HttpRequest request, long bytes) throws IOException, InterruptedException {
    return new ObjectMapper().readTree(ok(request, bytes));
  }

  static byte[] ok(HttpRequest request, long bytes) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = Http.send(request, bytes);
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(request.uri().getPath() + " answers " + answer.statusCode());
    }
    return answer.body();
  }
}
