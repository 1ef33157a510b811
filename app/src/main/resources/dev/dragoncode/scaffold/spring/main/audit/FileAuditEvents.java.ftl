package [=project.packageName].audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Adds audit events to a file or stream, a line of JSON each, kept before the caller goes on. */
@Repository
class FileAuditEvents implements AuditEventRepository {

  private final Path file;
  private final JsonMapper json;

  FileAuditEvents(@Value("${audit.file}") Path file, JsonMapper json) {
    this.file = file;
    this.json = json;
  }

  /** A line of the file. */
  record Line(Instant at, String actor, String action, Map<String, Object> data) {}

  @Override
  public synchronized void add(AuditEvent event) {
    Line line =
        new Line(event.getTimestamp(), event.getPrincipal(), event.getType(), event.getData());
    byte[] bytes = (json.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      if (Files.isRegularFile(file)) {
        channel.force(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The audit trail cannot be written", e);
    }
  }

  @Override
  public List<AuditEvent> find(
      @Nullable String principal, @Nullable Instant after, @Nullable String type) {
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .map(line -> json.readValue(line, Line.class))
          .filter(line -> principal == null || line.actor().equals(principal))
          .filter(line -> after == null || line.at().isAfter(after))
          .filter(line -> type == null || line.action().equals(type))
          .map(line -> new AuditEvent(line.at(), line.actor(), line.action(), line.data()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
