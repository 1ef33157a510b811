package dev.dragoncode.emulators.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What of a running emulator a person can see.
 *
 * @param page its own page in a browser, by back end, with placeholders as in a connection
 *     variable; a cluster's is that of containers
 * @param levels regular expressions for lines whose level is not told by how most products log; the
 *     first that is found in a line counts, in this order
 */
public record Observe(Map<EngineKind, String> page, Map<LogLine.Level, Pattern> levels) {

  /** Nothing beside its log. */
  public static final Observe NOTHING = new Observe(Map.of(), Map.of());

  public Observe {
    page = Map.copyOf(page);
    levels = new LinkedHashMap<>(levels);
  }

  /** The address of its page on this back end. */
  public Optional<String> page(EngineKind kind) {
    return Optional.ofNullable(page.get(kind == EngineKind.EMBEDDED ? kind : EngineKind.DOCKER));
  }

  /** The line with the level that the entry gives it. */
  public LogLine judge(LogLine line) {
    for (Map.Entry<LogLine.Level, Pattern> level : levels.entrySet()) {
      if (level.getValue().matcher(line.text()).find()) {
        return new LogLine(line.at(), line.emulator(), level.getKey(), line.text());
      }
    }
    return line;
  }
}
