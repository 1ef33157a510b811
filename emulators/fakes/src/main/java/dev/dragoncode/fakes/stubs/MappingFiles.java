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
record MappingFiles(Path root, Map<String, Path> documents, BodyFiles bodies) {

  static final String FOLDER = "mappings";

  /** Of one file; its JSON takes six times as much while it is read. */
  private static final int MOST_BYTES = share(16, 16);

  /** Of all files together, of which three times as much is kept: 12 MB in a server of 96 MB. */
  private static final int MOST_IN_ALL = share(8, 64);

  private static final int MOST_DEPTH = 20;

  private static int share(int part, int mostMegabytes) {
    return (int) Math.min((long) mostMegabytes << 20, Runtime.getRuntime().maxMemory() / part);
  }

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
            path, Map.of(String.valueOf(path.getFileName()), path), bodies(beside(folder)));
      }
      if (!Files.isDirectory(path)) {
        throw unreadable(where, "there is no such file or folder");
      }
      Path folder = Files.isDirectory(path.resolve(FOLDER)) ? path.resolve(FOLDER) : path;
      Map<String, Path> documents = documents(folder);
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

  private static Map<String, Path> documents(Path folder) throws IOException {
    Map<String, Path> documents = new TreeMap<>();
    long bytes = 0;
    try (Stream<Path> files = Files.walk(folder, MOST_DEPTH)) {
      List<Path> found =
          files
              .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".json"))
              .filter(file -> !folder.relativize(file).startsWith(BodyFiles.NAME))
              .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
              .filter(Files::isRegularFile)
              .toList();
      for (Path file : found) {
        documents.put(folder.relativize(file).toString().replace('\\', '/'), file);
        bytes += Files.size(file);
      }
    }
    if (bytes > MOST_IN_ALL) {
      throw unreadable(
          folder.toString(),
          "all of its mappings have more than %d MB; put long bodies into %s"
              .formatted(MOST_IN_ALL >> 20, BodyFiles.NAME));
    }
    return documents;
  }

  /**
   * One of the documents, read anew.
   *
   * @throws ProblemException if it cannot be read, or is no JSON
   */
  JsonNode document(String name) {
    Path file = documents.get(name);
    if (file == null) {
      throw unreadable(name, "there is no such file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw unreadable(
            file.toString(),
            "it has more than %d MB; put long bodies into %s"
                .formatted(MOST_BYTES >> 20, BodyFiles.NAME));
      }
      return Seen.JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      String place =
          e.getLocation() == null
              ? ""
              : ", line %d, column %d"
                  .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
      throw unreadable(file + place, "this is no valid JSON (" + e.getOriginalMessage() + ")");
    } catch (IOException e) {
      throw unreadable(file.toString(), e.getClass().getSimpleName() + ": " + e.getMessage());
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
