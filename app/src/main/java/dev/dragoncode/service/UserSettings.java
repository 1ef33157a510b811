package dev.dragoncode.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.io.store.UserDatabase;
import dev.dragoncode.snapshot.SnapshotPublisher;
import dev.dragoncode.snapshot.SnapshotSource;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The user's preferences and the window's place: read once, saved with every change. */
public final class UserSettings {

  private static final Logger LOG = LoggerFactory.getLogger(UserSettings.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final UserDatabase database;
  private final SnapshotPublisher<Preferences> preferences;

  public UserSettings(UserDatabase database) {
    this.database = database;
    this.preferences =
        new SnapshotPublisher<>(
            read("preferences", Preferences.class).orElseGet(Preferences::defaults));
  }

  /** Where a window was. Pixels of the virtual screen. */
  public record WindowPlace(double x, double y, double width, double height, boolean maximized) {}

  public SnapshotSource<Preferences> preferences() {
    return preferences;
  }

  /**
   * Changes and saves the preferences.
   *
   * @throws dev.dragoncode.problem.ProblemException if they cannot be saved; the change holds until
   *     the app ends
   */
  public void change(UnaryOperator<Preferences> change) {
    write("preferences", preferences.update(change));
  }

  public Optional<WindowPlace> windowPlace() {
    return read("window", WindowPlace.class);
  }

  public void saveWindowPlace(WindowPlace place) {
    write("window", place);
  }

  /** Size of the user's database, bytes. */
  public long size() {
    return database.size();
  }

  private <T> Optional<T> read(String name, Class<T> type) {
    return database
        .query("SELECT value FROM preference WHERE name = ?", row -> row.getString(1), name)
        .stream()
        .findFirst()
        .flatMap(json -> parse(name, json, type));
  }

  private static <T> Optional<T> parse(String name, String json, Class<T> type) {
    try {
      return Optional.of(JSON.readValue(json, type));
    } catch (JsonProcessingException e) {
      LOG.warn("The saved {} cannot be read and are set back: {}", name, e.getOriginalMessage());
      return Optional.empty();
    }
  }

  private void write(String name, Object value) {
    try {
      database.update(
          "INSERT INTO preference (name, value) VALUES (?, ?)"
              + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
          name,
          JSON.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Unwritable " + name, e);
    }
  }
}
