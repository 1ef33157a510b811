package dev.dragoncode.service;

import dev.dragoncode.io.files.RegularFiles;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.project.FileIndex;
import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.project.SettingsFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** dragoncode.yaml as last read, with the last settings that were good. */
final class SettingsState {

  private final ProjectSettings used;
  private final List<Problem> problems;
  private final @Nullable Path file;
  private final String text;
  private final LocalDate day;

  private SettingsState(
      ProjectSettings used,
      List<Problem> problems,
      @Nullable Path file,
      String text,
      LocalDate day) {
    this.used = used;
    this.problems = problems;
    this.file = file;
    this.text = text;
    this.day = day;
  }

  static SettingsState none() {
    return new SettingsState(ProjectSettings.none(), List.of(), null, "", LocalDate.EPOCH);
  }

  /** What is in force. */
  ProjectSettings used() {
    return used;
  }

  List<Problem> problems() {
    return problems;
  }

  /** The state after the file has changed. */
  SettingsState read(ProjectFolder folder, Clock clock) {
    Path path = folder.root().resolve(ProjectSettings.FILE);
    Optional<String> now = text(folder.root(), path);
    LocalDate today = LocalDate.now(clock);
    return now.map(found -> parsed(path, found, today))
        .orElseGet(() -> new SettingsState(ProjectSettings.none(), List.of(), path, "", today));
  }

  /** The state as time goes by: waivers expire overnight. */
  SettingsState keep(Clock clock) {
    LocalDate today = LocalDate.now(clock);
    return file == null || text.isEmpty() || today.equals(day) ? this : parsed(file, text, today);
  }

  private SettingsState parsed(Path path, String found, LocalDate today) {
    SettingsFile.Result result = SettingsFile.read(found, path, today);
    return new SettingsState(
        result.readable() ? result.settings() : used, result.problems(), path, found, today);
  }

  private static Optional<String> text(Path root, Path path) {
    try {
      return Optional.of(
          new String(
              RegularFiles.readWithin(root, path, FileIndex.MAX_TEXT_BYTES),
              StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("");
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SettingsState that
        && used.equals(that.used)
        && text.equals(that.text)
        && day.equals(that.day);
  }

  @Override
  public int hashCode() {
    return Objects.hash(used, text, day);
  }
}
