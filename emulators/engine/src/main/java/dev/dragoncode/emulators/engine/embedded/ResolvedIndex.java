package dev.dragoncode.emulators.engine.embedded;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.io.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers which files artifacts were resolved to; forgets as soon as one is gone or changed. */
final class ResolvedIndex {

  private static final Logger LOG = LoggerFactory.getLogger(ResolvedIndex.class);

  private final ObjectMapper json = new ObjectMapper();
  private final Path folder;

  ResolvedIndex(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  Optional<List<ResolvedFile>> find(List<Coordinates> wanted) {
    Path file = file(wanted);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      List<Entry> entries = json.readValue(file.toFile(), new TypeReference<List<Entry>>() {});
      List<ResolvedFile> files =
          entries.stream()
              .map(entry -> new ResolvedFile(Path.of(entry.path()), entry.size(), entry.sha256()))
              .toList();
      boolean whole = files.stream().allMatch(f -> f.path().toFile().length() == f.size());
      return whole && !files.isEmpty() ? Optional.of(files) : Optional.empty();
    } catch (IOException e) {
      LOG.info("The list of resolved files {} is unreadable and will be made again", file, e);
      return Optional.empty();
    }
  }

  void write(List<Coordinates> wanted, List<ResolvedFile> files) {
    List<Entry> entries =
        files.stream().map(f -> new Entry(f.path().toString(), f.size(), f.sha256())).toList();
    try {
      AtomicFiles.writeUnforced(file(wanted), json.writeValueAsBytes(entries));
    } catch (IOException e) {
      throw new IllegalStateException("A list of texts and numbers is always JSON", e);
    }
  }

  private Path file(List<Coordinates> wanted) {
    return folder.resolve(Sha256.of(wanted.toString()).substring(0, 16) + ".json");
  }

  /** A file as it stands in the index. */
  private record Entry(String path, long size, String sha256) {}
}
