package dev.dragoncode.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a program that is launched is told of the emulators that run, as environment variables. */
public final class ProgramSettings {

  /**
   * Spring Boot reads properties from here; they outrank the application's files and yield to what
   * a test sets by itself.
   */
  private static final String SPRING = "SPRING_APPLICATION_JSON";

  private ProgramSettings() {}

  /** The variables of those that run, in all dialects at once; empty where none does. */
  public static Map<String, String> of(Collection<EmulatorSnapshot> emulators) {
    List<EmulatorSnapshot> running = emulators.stream().filter(e -> e.state().active()).toList();
    Map<String, String> all = new HashMap<>();
    all.putAll(ConnectionSettings.variables(running, Dialect.NODE));
    all.putAll(ConnectionSettings.variables(running, Dialect.DOTENV));
    Map<String, String> spring = ConnectionSettings.variables(running, Dialect.SPRING);
    if (!spring.isEmpty()) {
      all.put(SPRING, json(spring));
    }
    return all;
  }

  private static String json(Map<String, String> properties) {
    try {
      return new ObjectMapper().writeValueAsString(properties);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Properties are plain text", e);
    }
  }
}
