package dev.dragoncode.emulators.browse.product;

import dev.dragoncode.emulators.browse.Answer;
import dev.dragoncode.emulators.browse.Bounds;
import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.browse.Bytes;
import dev.dragoncode.emulators.browse.Change;
import dev.dragoncode.emulators.browse.DataBrowser;
import dev.dragoncode.emulators.browse.Detail;
import dev.dragoncode.emulators.browse.Page;
import dev.dragoncode.emulators.browse.Place;
import dev.dragoncode.emulators.browse.Value;
import java.io.IOException;
import java.net.URLConnection;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Buckets of S3, their prefixes as folders, and their objects. */
final class S3Browser implements DataBrowser {

  private static final List<Page.Column> COLUMNS =
      List.of(
          new Page.Column("name", ""),
          new Page.Column("size", "bytes"),
          new Page.Column("type", "by name"),
          new Page.Column("modified", ""));

  /** Those that JavaFX shows. */
  private static final Set<String> PICTURES =
      Set.of("image/png", "image/jpeg", "image/gif", "image/bmp");

  private static final byte[] NO_BODY = {};

  private final BrowseTarget target;
  private final AwsCalls calls;
  private final boolean changes;

  S3Browser(BrowseTarget target, AwsCalls calls, boolean changes) {
    this.target = target;
    this.calls = calls;
    this.changes = changes;
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.FIND, Ability.DELETE, Ability.UPLOAD);
  }

  @Override
  public String remark() {
    return "";
  }

  @Override
  public String findPrompt() {
    return "Begins with";
  }

  @Override
  public List<Place> places() throws InterruptedException {
    try {
      return S3Answers.buckets(ok(send("GET", "/", Map.of(), NO_BODY))).stream()
          .limit(Bounds.PLACES)
          .map(bucket -> place(bucket, ""))
          .toList();
    } catch (IOException e) {
      throw Failures.of(target, "Its buckets cannot be listed", e);
    }
  }

  /** A bucket, or what in it begins with a prefix that ends in a slash. */
  private static Place place(String bucket, String prefix) {
    String inner = prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
    String name = prefix.isEmpty() ? bucket : inner.substring(inner.lastIndexOf('/') + 1);
    return new Place(
        bucket + "/" + prefix, name, "", Place.Kind.BUCKET, OptionalLong.empty(), false);
  }

  private static String bucket(Place place) {
    return place.id().substring(0, place.id().indexOf('/'));
  }

  private static String prefix(Place place) {
    return place.id().substring(place.id().indexOf('/') + 1);
  }

  private static List<Place> trail(Place place) {
    String bucket = bucket(place);
    String prefix = prefix(place);
    List<Place> trail = new ArrayList<>();
    trail.add(place(bucket, ""));
    for (int end = prefix.indexOf('/'); end >= 0; end = prefix.indexOf('/', end + 1)) {
      trail.add(place(bucket, prefix.substring(0, end + 1)));
    }
    return trail;
  }

  @Override
  public Page page(Place place, String words, Optional<String> from) throws InterruptedException {
    long start = System.nanoTime();
    String prefix = prefix(place);
    String query =
        "?continuation-token=%s&delimiter=%%2F&encoding-type=url&list-type=2&max-keys=%d&prefix=%s"
            .formatted(
                Addresses.encoded(from.orElse("")), Bounds.ROWS, Addresses.encoded(prefix + words));
    String asked = from.isPresent() ? query : "?" + query.substring(query.indexOf('&') + 1);
    try {
      S3Answers.Listing listing =
          S3Answers.listing(
              ok(send("GET", "/" + Addresses.encoded(bucket(place)) + asked, Map.of(), NO_BODY)));
      List<Page.Row> rows = new ArrayList<>();
      for (String folder : listing.prefixes()) {
        rows.add(folder(place(bucket(place), folder)));
      }
      for (S3Answers.Listed object : listing.objects()) {
        if (!object.key().equals(prefix)) {
          rows.add(object(prefix, object));
        }
      }
      return new Page(
          COLUMNS,
          rows,
          listing.next(),
          OptionalLong.empty(),
          "",
          SqlRows.since(start),
          trail(place));
    } catch (IOException e) {
      throw Failures.of(target, place.name() + " cannot be listed", e);
    }
  }

  private static Page.Row folder(Place place) {
    List<Value> values =
        List.of(Value.of(place.name() + "/"), Value.of(""), Value.of("folder"), Value.of(""));
    return new Page.Row(prefix(place), values, Optional.of(place));
  }

  private static Page.Row object(String prefix, S3Answers.Listed object) {
    String type = URLConnection.guessContentTypeFromName(object.key());
    return new Page.Row(
        object.key(),
        List.of(
            Value.of(object.key().substring(prefix.length())),
            Value.of(String.valueOf(object.size())),
            Value.of(type == null ? "" : type),
            Value.of(object.modified())));
  }

  @Override
  public Detail detail(Place place, Page page, Page.Row row) throws InterruptedException {
    if (row.opens().isPresent()) {
      return Detail.of(row.opens().get().name(), page.columns(), row);
    }
    try {
      HttpResponse<byte[]> head = send("HEAD", address(place, row.id()), Map.of(), NO_BODY);
      ok(head);
      long size = head.headers().firstValueAsLong("content-length").orElse(0);
      String type = head.headers().firstValue("content-type").orElse("");
      String name = row.id().substring(row.id().lastIndexOf('/') + 1);
      return new Detail(
          name,
          "",
          fields(row.id(), head, type, size),
          size == 0 ? List.of() : List.of(view(place, row.id(), type, size)),
          List.of(new Detail.Attached("object", name, type, size)));
    } catch (IOException e) {
      throw Failures.of(target, row.id() + " cannot be read", e);
    }
  }

  private static List<Detail.Field> fields(
      String key, HttpResponse<byte[]> head, String type, long size) {
    List<Detail.Field> fields = new ArrayList<>();
    fields.add(field("key", key));
    fields.add(field("size", size + " bytes"));
    fields.add(field("type", type));
    fields.add(field("modified", head.headers().firstValue("last-modified").orElse("")));
    fields.add(field("etag", head.headers().firstValue("etag").orElse("")));
    head.headers()
        .map()
        .forEach((name, values) -> {
          if (name.startsWith("x-amz-meta-")) {
            fields.add(field(name, String.join(", ", values)));
          }
        });
    return fields.stream().filter(field -> !field.value().text().isEmpty()).toList();
  }

  private static Detail.Field field(String name, String value) {
    return new Detail.Field(name, "", Value.of(value));
  }

  private Detail.View view(Place place, String key, String type, long size)
      throws IOException, InterruptedException {
    boolean picture = PICTURES.contains(type) && size <= Bounds.BYTES;
    long wanted = picture ? size : Math.min(size, Bounds.VALUE_CHARS);
    Map<String, String> range = Map.of("Range", "bytes=0-" + (wanted - 1));
    byte[] bytes = ok(send("GET", address(place, key), range, NO_BODY));
    if (picture) {
      return new Detail.View.Picture("Picture", Bytes.of(bytes));
    }
    Value text = Value.of(bytes, size);
    return new Detail.View.Plain(text.text().startsWith("0x") ? "Bytes" : "Text", text);
  }

  private static String address(Place place, String key) {
    return S3Objects.address(bucket(place), key);
  }

  @Override
  public void save(Place place, Page.Row row, String file, Path to) throws InterruptedException {
    try {
      Path part = Files.createTempFile(to.toAbsolutePath().getParent(), ".", ".part");
      try {
        HttpResponse<Path> answer =
            calls.send(
                "GET",
                address(place, row.id()),
                Map.of(),
                NO_BODY,
                BodyHandlers.limiting(BodyHandlers.ofFile(part), Bounds.FILE_BYTES),
                Bounds.FILE_TIMEOUT);
        if (answer.statusCode() != 200) {
          throw new IOException("it answers " + answer.statusCode());
        }
        Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw Failures.of(target, row.id() + " was not saved", e);
    }
  }

  @Override
  public Answer ask(String text, Optional<String> from) {
    return new Answer.Refused("S3 takes no queries", OptionalInt.empty(), "");
  }

  @Override
  public void change(Change change) throws InterruptedException {
    if (!changes) {
      throw Failures.readOnly();
    }
    try {
      switch (change) {
        case Change.Delete(Place place, Page.Row row) -> {
          if (row.opens().isPresent()) {
            throw Failures.notHere("A folder is gone with its last object");
          }
          ok(send("DELETE", address(place, row.id()), Map.of(), NO_BODY));
        }
        case Change.Upload(Place place, Path file) ->
            new S3Objects(calls).put(bucket(place), prefix(place) + file.getFileName(), file);
        default -> throw Failures.notHere("S3 holds objects");
      }
    } catch (IOException e) {
      throw Failures.of(target, "Nothing was changed", e);
    }
  }

  private HttpResponse<byte[]> send(
      String method, String path, Map<String, String> headers, byte[] body)
      throws IOException, InterruptedException {
    return calls.send(method, path, headers, body, Bounds.BYTES);
  }

  private static byte[] ok(HttpResponse<byte[]> answer) throws IOException {
    return S3Objects.ok(answer);
  }
}
