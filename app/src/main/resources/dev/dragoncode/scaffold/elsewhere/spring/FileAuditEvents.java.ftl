package [=packageName].audit;

[#if jackson == 2]
import com.fasterxml.jackson.databind.json.JsonMapper;
[/#if]
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
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
[#if jackson == 3]
import tools.jackson.databind.json.JsonMapper;
[/#if]

/** Adds audit events to a file, a line of JSON each, on the disk before the caller goes on. */
class FileAuditEvents implements AuditEventRepository {

  private final Path file;
  private final JsonMapper json = JsonMapper.builder().build();

  /** Without a trail that can be written to there is no start. */
  FileAuditEvents(Path file) {
    this.file = file.toAbsolutePath();
    try {
      Files.createDirectories(this.file.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException("The audit trail has no folder", e);
    }
    append("");
  }

  @Override
  public void add(AuditEvent event) {
    if (AuditEntry.tells(event)) {
      append(written(AuditEntry.of(event)) + "\n");
    }
  }

  private synchronized void append(String text) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer rest = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException("The audit trail cannot be written", e);
    }
  }

  @Override
  public List<AuditEvent> find(String principal, Instant after, String type) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .map(this::read)
          .filter(entry -> principal == null || entry.actor().equals(principal))
          .filter(entry -> after == null || Instant.parse(entry.at()).isAfter(after))
          .filter(entry -> type == null || entry.action().equals(type))
          .map(FileAuditEvents::event)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The audit trail cannot be read", e);
    }
  }

  private static AuditEvent event(AuditEntry entry) {
    return new AuditEvent(
        Instant.parse(entry.at()),
        entry.actor(),
        entry.action(),
        Map.of(AuditEntry.OBJECT, entry.object(), AuditEntry.OUTCOME, entry.outcome()));
  }
[#if jackson == 2]

  private String written(AuditEntry entry) {
    try {
      return json.writeValueAsString(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private AuditEntry read(String line) {
    try {
      return json.readValue(line, AuditEntry.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
[#else]

  private String written(AuditEntry entry) {
    return json.writeValueAsString(entry);
  }

  private AuditEntry read(String line) {
    return json.readValue(line, AuditEntry.class);
  }
[/#if]
}
