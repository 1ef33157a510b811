package dev.dragoncode.service.scaffold;

import dev.dragoncode.project.FileSource;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A folder that is not there yet. */
record NoFiles(Path root) implements FileSource {

  @Override
  public Optional<Path> repository() {
    return Optional.empty();
  }

  @Override
  public byte[] read(String path) throws IOException {
    throw new NoSuchFileException(path);
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
