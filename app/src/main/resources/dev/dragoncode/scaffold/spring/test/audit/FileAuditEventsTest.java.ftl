package [=project.packageName].audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.audit.AuditEvent;
import tools.jackson.databind.json.JsonMapper;

class FileAuditEventsTest {

  private static final AuditEvent EVENT =
      new AuditEvent(
          Instant.parse("2026-01-02T03:04:05Z"), "ada", "it.created", Map.of("object", "7"));

  @TempDir Path folder;

  @Test
  void findsAfterARestartWhatWasWritten() {
    events("audit.jsonl").add(EVENT);
    FileAuditEvents restarted = events("audit.jsonl");

    assertThat(restarted.find("ada", null, "it.created"))
        .singleElement()
        .usingRecursiveComparison()
        .isEqualTo(EVENT);
    assertThat(restarted.find("bob", null, null)).isEmpty();
    assertThat(restarted.find(null, EVENT.getTimestamp(), null)).isEmpty();
  }

  @Test
  void findsNothingWhereNothingWasWritten() {
    assertThat(events("audit.jsonl").find(null, null, null)).isEmpty();
  }

  @Test
  void failsWhereNothingCanBeWritten() {
    FileAuditEvents events = events("missing/audit.jsonl");
    assertThatThrownBy(() -> events.add(EVENT)).isInstanceOf(UncheckedIOException.class);
  }

  private FileAuditEvents events(String file) {
    return new FileAuditEvents(folder.resolve(file), JsonMapper.shared());
  }
}
