package dev.dragoncode.service;

import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the connection variables of emulators as a program or a shell reads them. */
public final class ConnectionSettings {

  private ConnectionSettings() {}

  /** The variables of all the emulators in a dialect; a later emulator never replaces a name. */
  public static Map<String, String> variables(
      Collection<EmulatorSnapshot> emulators, Dialect dialect) {
    Map<String, String> all = new LinkedHashMap<>();
    for (EmulatorSnapshot emulator : emulators) {
      emulator.variables(dialect).forEach(all::putIfAbsent);
    }
    return all;
  }

  /**
   * Lines of {@code KEY=value}: for {@link Dialect#DOTENV} and {@link Dialect#NODE} quoted where a
   * {@code .env} reader needs it, for {@link Dialect#SPRING} escaped as a properties file.
   */
  public static String format(Collection<EmulatorSnapshot> emulators, Dialect dialect) {
    return lines(emulators, dialect).values().stream()
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  /** The same, each line by its key. */
  static Map<String, String> lines(Collection<EmulatorSnapshot> emulators, Dialect dialect) {
    Map<String, String> lines = new LinkedHashMap<>();
    variables(emulators, dialect)
        .forEach((key, value) -> lines.put(key, key + "=" + escape(value, dialect)));
    return lines;
  }

  private static String escape(String value, Dialect dialect) {
    if (dialect == Dialect.SPRING) {
      return value.replace("\\", "\\\\").replace("\n", "\\n");
    }
    return value.matches("[\\w:/@.,+=%?&*~^-]*")
        ? value
        : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
