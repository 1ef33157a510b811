package dev.dragoncode.fix;

import dev.dragoncode.change.Bytes;
import dev.dragoncode.change.ChangeSet;
import dev.dragoncode.change.FileEdit;
import dev.dragoncode.project.FileIndex;
import dev.dragoncode.project.FileSource;
import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ParsedFiles;
import dev.dragoncode.project.ProjectFacts;
import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.project.SettingsFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A project as some changes would leave it; ignore rules are those of now. */
final class Changed implements FileSource {

  private final FileSource before;
  private final Map<String, FileEdit> edits;

  private Changed(FileSource before, ChangeSet changes) {
    this.before = before;
    this.edits = changes.edits().stream().collect(Collectors.toMap(FileEdit::path, e -> e));
  }

  /** What would be known of the project. */
  static ProjectFacts facts(ProjectFacts now, ChangeSet changes, LocalDate today) {
    Map<String, IndexedFile> files = new HashMap<>();
    now.index().forEach(file -> files.put(file.path(), file));
    ProjectSettings settings = now.settings();
    for (FileEdit each : changes.edits()) {
      if (each.deletes()) {
        files.remove(each.path());
      } else {
        int size = each.after().map(b -> b.toArray().length).orElse(0);
        files.put(each.path(), new IndexedFile(each.path(), size, 0, false));
      }
      if (each.path().equals(ProjectSettings.FILE)) {
        settings =
            SettingsFile.read(each.afterText(), Path.of(ProjectSettings.FILE), today).settings();
      }
    }
    FileSource source = new Changed(now.index().source(), changes);
    return new ProjectFacts(FileIndex.of(source, files.values()), new ParsedFiles(), settings);
  }

  @Override
  public Path root() {
    return before.root();
  }

  @Override
  public Optional<Path> repository() {
    return before.repository();
  }

  @Override
  public byte[] read(String path) throws IOException {
    FileEdit edit = edits.get(path);
    if (edit == null) {
      return before.read(path);
    }
    return edit.after().map(Bytes::toArray).orElseThrow(() -> new NoSuchFileException(path));
  }

  @Override
  public boolean ignores(String path, boolean folder) {
    return before.ignores(path, folder);
  }

  @Override
  public Optional<Boolean> tracked(String path) {
    return before.tracked(path);
  }

  @Override
  public List<String> tags() {
    return before.tags();
  }

  @Override
  public List<String> hooks() {
    return before.hooks();
  }
}
