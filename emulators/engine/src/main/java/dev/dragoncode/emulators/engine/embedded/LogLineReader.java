package dev.dragoncode.emulators.engine.embedded;

import dev.dragoncode.emulators.engine.LogLevels;
import dev.dragoncode.emulators.model.LogLine;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes log lines of bytes: levels and times as servers print them, where they can be told. */
final class LogLineReader {

  /** More than a person reads in a line; stack traces have a line for each frame. */
  private static final int LONGEST_BYTES = 16_384;

  private static final Pattern TIME =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[ T](\\d\\d:\\d\\d:\\d\\d)([.,]\\d{1,9})?( ?UTC|Z)?");
  private static final Pattern CONTROL = Pattern.compile("\\u001B\\[[0-9;]*[A-Za-z]|\\p{Cntrl}");

  private final String emulator;
  private final Consumer<LogLine> consumer;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long dropped;

  LogLineReader(String emulator, Consumer<LogLine> consumer) {
    this.emulator = emulator;
    this.consumer = consumer;
  }

  void add(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      if (next == '\n') {
        flush();
      } else if (line.size() < LONGEST_BYTES) {
        line.write(next);
      } else {
        dropped++;
      }
    }
  }

  /** Bytes of the line that has no end yet. */
  long pendingBytes() {
    return line.size() + dropped;
  }

  /** Hands on what there is, though its line has no end. */
  void flush() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    dropped = 0;
    String clean = CONTROL.matcher(text.replace('\t', ' ')).replaceAll("");
    if (!clean.isBlank()) {
      consumer.accept(new LogLine(time(clean), emulator, LogLevels.guess(text), clean));
    }
  }

  private static Instant time(String text) {
    Matcher time = TIME.matcher(text.substring(0, Math.min(text.length(), 60)));
    if (!time.find()) {
      return Instant.now();
    }
    String fraction = time.group(3) == null ? "" : time.group(3).replace(',', '.');
    try {
      LocalDateTime local = LocalDateTime.parse(time.group(1) + "T" + time.group(2) + fraction);
      return local
          .atZone(time.group(4) == null ? ZoneId.systemDefault() : ZoneOffset.UTC)
          .toInstant();
    } catch (java.time.DateTimeException e) {
      return Instant.now();
    }
  }
}
