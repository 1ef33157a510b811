package dev.dragoncode.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A project that exists in memory only. */
public class FolderFixture implements FileSource {

  private final Map<String, String> files = new LinkedHashMap<>();

  /** Puts a file into the project. */
  public FolderFixture with(String path, String text) {
    files.put(path, text);
    return this;
  }

  /** Its facts, under these settings. */
  public ProjectFacts facts(ProjectSettings settings) {
    return new ProjectFacts(index(), new ParsedFiles(), settings);
  }

  /** A view of it, without settings. */
  public ProjectView view() {
    return facts(ProjectSettings.none()).view();
  }

  /** Its files. */
  public FileIndex index() {
    List<IndexedFile> all = new ArrayList<>();
    files.forEach((path, text) -> all.add(new IndexedFile(path, text.length(), 0, false)));
    return FileIndex.of(this, all);
  }

  @Override
  public Path root() {
    return Path.of("/shop");
  }

  @Override
  public Optional<Path> repository() {
    return Optional.empty();
  }

  @Override
  public byte[] read(String path) throws IOException {
    String text = files.get(path);
    if (text == null) {
      throw new NoSuchFileException(path);
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean ignores(String path, boolean folder) {
    return false;
  }

  @Override
  public Optional<Boolean> tracked(String path) {
    return Optional.empty();
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
