package dev.dragoncode.emulators.engine.docker;

import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import dev.dragoncode.emulators.engine.LogLevels;
import dev.dragoncode.emulators.model.LogLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts log frames together into lines. The engine sends what a program writes in frames, each with
 * its time in front; a line may come in several frames, and a frame may hold several lines.
 */
final class FrameLines {

  /** Longer lines are cut: programs that print no line ends must not fill memory. */
  static final int LONGEST_LINE = 16_384;

  private static final String CUT = " …";

  private static final Pattern TIME =
      Pattern.compile(
          "^(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:Z|[+-]\\d\\d:\\d\\d)) ");

  /** Colours and cursor movements. */
  private static final Pattern ESCAPES =
      Pattern.compile("\\x1b(?:\\[[0-9;?]*[ -/]*[@-~]|[@-Z\\\\-_])");

  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\\t]]");

  private final String emulator;
  private final Consumer<LogLine> lines;
  private final Map<StreamType, Partial> partials = new EnumMap<>(StreamType.class);

  FrameLines(String emulator, Consumer<LogLine> lines) {
    this.emulator = emulator;
    this.lines = lines;
  }

  void accept(Frame frame) {
    Partial partial = partials.computeIfAbsent(frame.getStreamType(), type -> new Partial());
    String text = new String(frame.getPayload(), StandardCharsets.UTF_8);
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      partial.add(text.substring(from, end < 0 ? text.length() : end));
      if (end < 0) {
        return;
      }
      partial.end();
      from = end + 1;
    }
  }

  /** Hands on what came without a line end; nothing more will come. */
  void finish() {
    partials.values().forEach(Partial::finish);
  }

  /** A line that has begun. */
  private final class Partial {

    private final StringBuilder text = new StringBuilder();
    private @Nullable Instant at;
    private boolean cut;

    void add(String piece) {
      String rest = piece;
      Matcher time = TIME.matcher(piece);
      if (time.find()) {
        rest = piece.substring(time.end());
        at = at == null ? parse(time.group(1)) : at;
      }
      int room = LONGEST_LINE - text.length();
      cut |= rest.length() > room;
      text.append(rest, 0, Math.min(room, rest.length()));
    }

    void end() {
      String line = ESCAPES.matcher(text).replaceAll("");
      line = CONTROLS.matcher(line).replaceAll("") + (cut ? CUT : "");
      Instant when = at == null ? Instant.now() : at;
      text.setLength(0);
      at = null;
      cut = false;
      lines.accept(new LogLine(when, emulator, LogLevels.guess(line), line));
    }

    void finish() {
      if (!text.isEmpty()) {
        end();
      }
    }

    private @Nullable Instant parse(String time) {
      try {
        return OffsetDateTime.parse(time).toInstant();
      } catch (DateTimeParseException e) {
        return null;
      }
    }
  }
}
