package dev.dragoncode.service.run;

import dev.dragoncode.run.PlainText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The newest lines that a run has printed. Any thread. */
public final class RunOutput {

  private static final int KEPT = 20_000;

  /** Lines can be long. */
  private static final int KEPT_CHARACTERS = 8 << 20;

  private final Deque<String> lines = new ArrayDeque<>();
  private long printed;
  private long characters;

  /** What came after a line. */
  public record Since(List<String> lines, long next) {}

  synchronized void add(String shown) {
    String line = PlainText.of(shown);
    lines.addLast(line);
    characters += line.length();
    while (lines.size() > KEPT || characters > KEPT_CHARACTERS) {
      characters -= lines.removeFirst().length();
    }
    printed++;
  }

  /**
   * The lines from this number on; those that are too old are left out.
   *
   * @param from 0 for the first, else what was said to be next
   */
  public synchronized Since since(long from) {
    long first = printed - lines.size();
    int skip = Math.clamp(from - first, 0, lines.size());
    return new Since(new ArrayList<>(lines).subList(skip, lines.size()), printed);
  }
}
