package dev.dragoncode.emulators.engine.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import dev.dragoncode.emulators.model.LogLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameLinesTest {

  private static final String TIME = "2026-11-22T18:00:00.123456789Z ";

  private final List<LogLine> lines = new ArrayList<>();
  private final FrameLines frames = new FrameLines("redis", lines::add);

  @Test
  void aFrameIsALineWithItsTime() {
    out(TIME + "ready\n");

    assertThat(lines)
        .containsExactly(
            new LogLine(
                Instant.parse("2026-11-22T18:00:00.123456789Z"),
                "redis",
                LogLine.Level.INFO,
                "ready"));
  }

  @Test
  void aLineInSeveralFramesIsOneLine() {
    out(TIME + "first ");
    out(TIME + "second\n");

    assertThat(texts()).containsExactly("first second");
  }

  @Test
  void severalLinesInAFrameAreSeveral() {
    out(TIME + "one\n2026-11-22T19:00:00+01:00 two\n");

    assertThat(texts()).containsExactly("one", "two");
    assertThat(lines.get(1).at()).isEqualTo(Instant.parse("2026-11-22T18:00:00Z"));
  }

  @Test
  void theTwoStreamsDoNotMix() {
    out(TIME + "half a ");
    frames.accept(new Frame(StreamType.STDERR, (TIME + "ERROR other\n").getBytes(UTF_8)));
    out(TIME + "line\n");

    assertThat(texts()).containsExactly("ERROR other", "half a line");
    assertThat(lines.getFirst().level()).isEqualTo(LogLine.Level.ERROR);
  }

  @Test
  void coloursAndControlCharactersGo() {
    out(TIME + "\u001b[1;31mred\u001b[0m\talert\u0007\r\n");

    assertThat(texts()).containsExactly("red\talert");
  }

  @Test
  void endlessLinesAreCut() {
    for (int i = 0; i < 100; i++) {
      out(TIME + "x".repeat(1_000));
    }
    out("\n");

    assertThat(texts().getFirst()).hasSize(FrameLines.LONGEST_LINE + 2).endsWith("x …");
  }

  @Test
  void theLastLineNeedsNoEnd() {
    out(TIME + "goodbye");
    frames.finish();

    assertThat(texts()).containsExactly("goodbye");
  }

  private void out(String text) {
    frames.accept(new Frame(StreamType.STDOUT, text.getBytes(UTF_8)));
  }

  private List<String> texts() {
    return lines.stream().map(LogLine::text).toList();
  }
}
