package dev.dragoncode.ui.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.model.LogLine;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LogFilterTest {

  private static final List<LogLine> LINES =
      List.of(
          line("redis", LogLine.Level.DEBUG, "ping"),
          line("redis", LogLine.Level.WARN, "memory is low"),
          line("postgresql", LogLine.Level.INFO, "ready to accept connections"),
          line("postgresql", LogLine.Level.ERROR, "relation \"orders\" (a+b) is missing"));

  @Test
  void showsEverythingUnlessTold() {
    assertThat(texts(LogFilter.ALL)).hasSize(4);
  }

  @Test
  void keepsChosenEmulatorsOnly() {
    assertThat(texts(LogFilter.ALL.withSources(Set.of("redis"))))
        .containsExactly("ping", "memory is low");
  }

  @Test
  void keepsALevelAndWhatIsWorse() {
    assertThat(texts(LogFilter.ALL.withLeast(LogLine.Level.WARN)))
        .containsExactly("memory is low", "relation \"orders\" (a+b) is missing");
  }

  @Test
  void readsARegularExpressionWhateverTheCase() {
    assertThat(texts(LogFilter.ALL.withWords("^READY|low$")))
        .containsExactly("memory is low", "ready to accept connections");
  }

  @Test
  void takesABrokenExpressionAsPlainTextAndSaysSo() {
    LogFilter filter = LogFilter.ALL.withWords("(a+b");

    assertThat(filter.fault()).isPresent();
    assertThat(texts(filter)).containsExactly("relation \"orders\" (a+b) is missing");
  }

  private static List<String> texts(LogFilter filter) {
    return LINES.stream().filter(filter.wanted()).map(LogLine::text).toList();
  }

  private static LogLine line(String emulator, LogLine.Level level, String text) {
    return new LogLine(Instant.EPOCH, emulator, level, text);
  }
}
