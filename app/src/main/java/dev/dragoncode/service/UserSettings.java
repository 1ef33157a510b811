package dev.dragoncode.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.io.store.UserDatabase;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.snapshot.SnapshotPublisher;
import dev.dragoncode.snapshot.SnapshotSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The user's preferences and the window's place: read once, saved with every change. */
public final class UserSettings {

  private static final Logger LOG = LoggerFactory.getLogger(UserSettings.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final UserDatabase database;
  private final SnapshotPublisher<Preferences> preferences;
  private final Executor later;
  private final AtomicReference<@Nullable WindowPlace> moved = new AtomicReference<>();

  /**
   * @param later runs work off the caller's thread, after a time in which a window may move on
   */
  public UserSettings(UserDatabase database, Executor later) {
    this.database = database;
    this.later = later;
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

  /** Says where a window is now. Returns at once; the last of many places is saved soon after. */
  public void windowMoved(WindowPlace place) {
    if (moved.getAndSet(place) == null) {
      later.execute(this::saveMovedWindow);
    }
  }

  /** Saves where the window was last said to be, if that is not saved yet. */
  public void saveMovedWindow() {
    WindowPlace place = moved.getAndSet(null);
    if (place == null) {
      return;
    }
    try {
      write("window", place);
    } catch (ProblemException e) {
      // the window opens elsewhere next time: not worth a word to the user
      LOG.warn("The window's place could not be saved", e);
    }
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
