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
import dev.dragoncode.readiness.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.ignore.IgnoreNode;

/** A fixture of a check, read into memory, and what becomes of it. */
final class FixtureProject implements FileSource {

  static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  private final Map<String, byte[]> files;
  private final IgnoreNode ignored = new IgnoreNode();
  private final ProjectFacts facts;

  private FixtureProject(Map<String, byte[]> files) {
    this.files = files;
    try {
      ignored.parse(new ByteArrayInputStream(files.getOrDefault(".gitignore", new byte[0])));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.facts = known();
  }

  /** Reads a folder; a leading underscore stands for a dot. */
  static FixtureProject read(Path folder) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        StringBuilder path = new StringBuilder();
        for (Path part : folder.relativize(each)) {
          String name = part.toString();
          boolean hidden = name.startsWith("_") && !name.startsWith("__");
          path.append(path.isEmpty() ? "" : "/").append(hidden ? "." + name.substring(1) : name);
        }
        files.put(path.toString(), Files.readAllBytes(each));
      }
    }
    return new FixtureProject(files);
  }

  /** The project after some changes. */
  FixtureProject after(ChangeSet changes) {
    Map<String, byte[]> next = new TreeMap<>(files);
    for (FileEdit each : changes.edits()) {
      each.after()
          .map(Bytes::toArray)
          .ifPresentOrElse(b -> next.put(each.path(), b), () -> next.remove(each.path()));
    }
    return new FixtureProject(next);
  }

  ProjectFacts facts() {
    return facts;
  }

  private ProjectFacts known() {
    List<IndexedFile> all =
        files.entrySet().stream()
            .map(e ->
                new IndexedFile(e.getKey(), e.getValue().length, 0, ignores(e.getKey(), false)))
            .toList();
    return new ProjectFacts(FileIndex.of(this, all), new ParsedFiles(), settings());
  }

  private ProjectSettings settings() {
    byte[] text = files.get(ProjectSettings.FILE);
    return text == null
        ? ProjectSettings.none()
        : SettingsFile.read(
                new String(text, StandardCharsets.UTF_8), Path.of("/shop/dragoncode.yaml"), TODAY)
            .settings();
  }

  /** What a check says of it. */
  Verdict verdict(String check) {
    return Gaps.verdict(facts.view(), check);
  }

  @Override
  public Path root() {
    return Path.of("/shop");
  }

  @Override
  public Optional<Path> repository() {
    return files.containsKey(".tracked") ? Optional.of(root()) : Optional.empty();
  }

  @Override
  public byte[] read(String path) throws IOException {
    byte[] content = files.get(path);
    if (content == null) {
      throw new NoSuchFileException(path);
    }
    return content.clone();
  }

  @Override
  public boolean ignores(String path, boolean folder) {
    return Boolean.TRUE.equals(ignored.checkIgnored(path, folder));
  }

  @Override
  public Optional<Boolean> tracked(String path) {
    return Optional.ofNullable(files.get(".tracked"))
        .map(list -> new String(list, StandardCharsets.UTF_8).lines().anyMatch(path::equals));
  }

  @Override
  public List<String> tags() {
    return List.of();
  }

  @Override
  public List<String> hooks() {
    return List.of();
  }
}
