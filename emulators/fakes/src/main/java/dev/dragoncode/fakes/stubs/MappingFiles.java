package dev.dragoncode.fakes.stubs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of mappings as they stand on the disk.
 *
 * @param root what was named, in full
 * @param documents by their path beneath the folder of mappings, in the order of their names
 * @param bodies the folder __files beside them
 */
record MappingFiles(Path root, Map<String, JsonNode> documents, BodyFiles bodies) {

  static final String FOLDER = "mappings";

  /** A file larger than this is no file of mappings. */
  private static final int MOST_BYTES = 16 << 20;

  /** Of all files together: with it a server of 96 MB still starts. */
  private static final int MOST_IN_ALL = 32 << 20;

  private static final int MOST_DEPTH = 20;

  /**
   * Reads a file of one or several mappings, or a folder of such files.
   *
   * @throws ProblemException if it cannot be read, or has no mappings
   */
  static MappingFiles read(String where) {
    try {
      Path path = Path.of(where).toAbsolutePath().normalize();
      if (Files.isRegularFile(path)) {
        Path folder = path.getParent();
        return new MappingFiles(
            path,
            Map.of(String.valueOf(path.getFileName()), document(path, MOST_BYTES)),
            bodies(beside(folder)));
      }
      if (!Files.isDirectory(path)) {
        throw unreadable(where, "there is no such file or folder");
      }
      Path folder = Files.isDirectory(path.resolve(FOLDER)) ? path.resolve(FOLDER) : path;
      Map<String, JsonNode> documents = documents(folder);
      if (documents.isEmpty()) {
        throw unreadable(where, "it has no .json file with a mapping");
      }
      return new MappingFiles(path, documents, bodies(folder.equals(path) ? beside(path) : path));
    } catch (IOException | InvalidPathException e) {
      throw unreadable(where, e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  /** Where __files stands: beside the folder of mappings, or within any other one. */
  private static @Nullable Path beside(@Nullable Path folder) {
    return folder != null && String.valueOf(folder.getFileName()).equals(FOLDER)
        ? folder.getParent()
        : folder;
  }

  private static BodyFiles bodies(@Nullable Path folder) {
    return new BodyFiles(
        Optional.ofNullable(folder).map(f -> f.resolve(BodyFiles.NAME)).filter(Files::isDirectory));
  }

  private static Map<String, JsonNode> documents(Path folder) throws IOException {
    Map<String, JsonNode> documents = new TreeMap<>();
    int left = MOST_IN_ALL;
    try (Stream<Path> files = Files.walk(folder, MOST_DEPTH)) {
      List<Path> found =
          files
              .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".json"))
              .filter(file -> !folder.relativize(file).startsWith(BodyFiles.NAME))
              .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
      for (Path file : found) {
        long size = Files.size(file);
        documents.put(
            folder.relativize(file).toString().replace('\\', '/'),
            document(file, Math.min(left, MOST_BYTES)));
        left = (int) Math.max(0, left - size);
      }
    }
    return documents;
  }

  private static JsonNode document(Path file, int most) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(most + 1);
    }
    if (bytes.length > most) {
      throw unreadable(
          file.toString(),
          "these are too many mappings; a file may have %d MB, and all of them %d MB"
              .formatted(MOST_BYTES >> 20, MOST_IN_ALL >> 20));
    }
    try {
      return Seen.JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      String place =
          e.getLocation() == null
              ? ""
              : ", line %d, column %d"
                  .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
      throw unreadable(file + place, "this is no valid JSON (" + e.getOriginalMessage() + ")");
    }
  }

  private static ProblemException unreadable(String where, String why) {
    return Problem.of(
            "The mappings cannot be read",
            where + ": " + why + ".",
            Remedy.of(
                "Name a file with a mapping of WireMock, or a folder with %s and %s."
                    .formatted(FOLDER, BodyFiles.NAME)))
        .asException();
  }
}
