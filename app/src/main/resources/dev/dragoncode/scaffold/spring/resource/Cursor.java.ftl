package [=project.packageName].[=resource.packageName];

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.UUID;

/** A place in the list, newest first: what comes after it is older, or as old with a smaller id. */
record Cursor(Instant createdAt, UUID id) implements Comparable<Cursor> {

  private static final Comparator<Cursor> NEWEST_FIRST =
      Comparator.comparing(Cursor::createdAt).thenComparing(Cursor::id).reversed();

  /**
   * Reads what {@link #text()} wrote.
   *
   * @throws IllegalArgumentException if a client has made it up
   */
  public static Cursor of(String text) {
    byte[] decoded = Base64.getUrlDecoder().decode(text);
    String[] parts = new String(decoded, StandardCharsets.UTF_8).split(" ", 2);
    try {
      return new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[parts.length - 1]));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("Not a cursor", e);
    }
  }

  static Cursor at([=resource.type] item) {
    return new Cursor(item.createdAt(), item.id());
  }

  String text() {
    byte[] plain = (createdAt + " " + id).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
  }

  @Override
  public int compareTo(Cursor other) {
    return NEWEST_FIRST.compare(this, other);
  }
}
