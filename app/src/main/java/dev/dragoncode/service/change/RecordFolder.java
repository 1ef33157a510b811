package dev.dragoncode.service.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.change.Bytes;
import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.io.files.Sha256;
import dev.dragoncode.service.change.ChangeRecord.History;
import dev.dragoncode.service.change.ChangeRecord.Part;
import dev.dragoncode.service.change.ChangeRecord.Pending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is remembered of one project's changes, in the user's data: the one under way, those that
 * can be undone, what DragonCode wrote last, and all contents by their hash.
 */
final class RecordFolder {

  private static final Logger LOG = LoggerFactory.getLogger(RecordFolder.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As many can be undone; older ones are what version control is for. */
  private static final int KEPT = 50;

  private final Path folder;

  RecordFolder(Path folder) {
    this.folder = folder;
  }

  Path lock() throws IOException {
    return PrivateFolders.create(folder).resolve("lock");
  }

  /** Whether anything was ever changed. */
  boolean exists() {
    return Files.isDirectory(folder);
  }

  /** Keeps a content; its name. */
  String keep(Bytes bytes) throws IOException {
    byte[] content = bytes.toArray();
    String name = Sha256.of(content);
    Path file = PrivateFolders.create(folder.resolve("contents")).resolve(name);
    if (!Files.exists(file)) {
      AtomicFiles.write(file, content);
    }
    return name;
  }

  Bytes content(String name) throws IOException {
    return Bytes.of(Files.readAllBytes(folder.resolve("contents").resolve(name)));
  }

  Optional<Pending> pending() throws IOException {
    return read("pending.json", Pending.class);
  }

  void pending(Pending pending) {
    write("pending.json", pending);
  }

  void nothingPending() throws IOException {
    Files.deleteIfExists(folder.resolve("pending.json"));
  }

  List<ChangeRecord> history() {
    try {
      return read("history.json", History.class).map(History::changes).orElse(List.of());
    } catch (IOException e) {
      LOG.warn("What was changed in a project cannot be read from {}", folder, e);
      return List.of();
    }
  }

  /** What DragonCode alone would have written into a file, last time. */
  Optional<Bytes> base(String path) {
    String name = bases().getOrDefault(path, "");
    try {
      return name.isEmpty() ? Optional.empty() : Optional.of(content(name));
    } catch (IOException e) {
      LOG.warn("The base of {} cannot be read", path, e);
      return Optional.empty();
    }
  }

  String baseName(String path) {
    return bases().getOrDefault(path, "");
  }

  private Map<String, String> bases() {
    try {
      return read("bases.json", Bases.class).map(Bases::files).orElse(Map.of());
    } catch (IOException e) {
      LOG.warn("The bases in {} cannot be read", folder, e);
      return Map.of();
    }
  }

  /** The names of what was written, by file. */
  record Bases(Map<String, String> files) {
    Bases {
      files = Map.copyOf(files);
    }
  }

  /** Takes a change that was carried out into what is remembered; twice is once. */
  void remember(ChangeRecord record) throws IOException {
    List<ChangeRecord> changes = new ArrayList<>(history());
    changes.removeIf(each -> each.id().equals(record.id()) || each.id().equals(record.undoes()));
    if (!record.undo()) {
      changes.add(record);
    }
    Map<String, String> bases = new HashMap<>(bases());
    for (Part part : record.parts()) {
      if (part.base().isEmpty() && record.undo()) {
        bases.remove(part.path());
      } else if (!part.base().isEmpty()) {
        bases.put(part.path(), part.base());
      }
    }
    List<ChangeRecord> kept = changes.subList(Math.max(0, changes.size() - KEPT), changes.size());
    write("bases.json", new Bases(bases));
    write("history.json", new History(kept));
    forgetContents(kept, bases);
  }

  private void forgetContents(List<ChangeRecord> kept, Map<String, String> bases)
      throws IOException {
    Set<String> used = new HashSet<>(bases.values());
    kept.stream()
        .flatMap(each -> each.parts().stream())
        .flatMap(p -> Stream.of(p.before(), p.after(), p.base(), p.baseBefore()))
        .forEach(used::add);
    try (Stream<Path> files = Files.list(folder.resolve("contents"))) {
      for (Path file : files.toList()) {
        if (!used.contains(String.valueOf(file.getFileName()))) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private <T> Optional<T> read(String name, Class<T> type) throws IOException {
    Path file = folder.resolve(name);
    return Files.exists(file)
        ? Optional.of(JSON.readValue(Files.readAllBytes(file), type))
        : Optional.empty();
  }

  private void write(String name, Object value) {
    try {
      AtomicFiles.write(folder.resolve(name), JSON.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A record is always JSON", e);
    }
  }
}
