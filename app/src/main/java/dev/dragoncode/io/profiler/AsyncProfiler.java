package dev.dragoncode.io.profiler;

import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The library of async-profiler: fetched when first needed, unpacked into the data folder. */
public final class AsyncProfiler {

  private static final Logger LOG = LoggerFactory.getLogger(AsyncProfiler.class);
  private static final String VERSION = "4.6";
  private static final String COORDINATES = "tools.profiler:async-profiler:" + VERSION;
  private static final String FILE = "libasyncProfiler.so";

  /** Has its file, or a reason why not. */
  public sealed interface Library {
    record Found(Path file) implements Library {}

    /** Java's own recorder takes its place. */
    record Missing(String why) implements Library {}
  }

  /** Fetches artifacts. */
  @FunctionalInterface
  public interface Artifacts {

    /**
     * The files of these artifacts.
     *
     * @throws ProblemException if one cannot be had
     */
    List<Path> files(List<String> coordinates) throws InterruptedException;
  }

  private final Path folder;
  private final Artifacts artifacts;

  /**
   * @param data the user's data folder
   */
  public AsyncProfiler(Path data, Artifacts artifacts) {
    this.folder = data.resolve("engines").resolve("async-profiler-" + VERSION);
    this.artifacts = artifacts;
  }

  /** The library for this machine. */
  Library library() throws InterruptedException {
    Optional<String> platform =
        platform(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    if (platform.isEmpty()) {
      return new Library.Missing("async-profiler does not run on this system");
    }
    Path file = folder.resolve(FILE);
    if (Files.isRegularFile(file)) {
      return new Library.Found(file);
    }
    try {
      unpack(artifacts.files(List.of(COORDINATES)).getFirst(), platform.get(), file);
      return new Library.Found(file);
    } catch (ProblemException e) {
      LOG.info("async-profiler cannot be had: {}", e.getMessage());
      return new Library.Missing("async-profiler cannot be had (" + e.problem().title() + ")");
    }
  }

  /** As the folders in its jar are named; empty where there is none for this system. */
  static Optional<String> platform(String osName, String arch) {
    String os = osName.toLowerCase(Locale.ROOT);
    if (os.startsWith("mac")) {
      return Optional.of("macos");
    }
    if (!os.startsWith("linux")) {
      return Optional.empty();
    }
    return switch (arch) {
      case "amd64", "x86_64" -> Optional.of("linux-x64");
      case "aarch64", "arm64" -> Optional.of("linux-arm64");
      default -> Optional.empty();
    };
  }

  private void unpack(Path jar, String platform, Path file) {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry entry = zip.getEntry(platform + "/" + FILE);
      if (entry == null) {
        throw new IOException("there is no " + platform + "/" + FILE + " in " + jar);
      }
      PrivateFolders.create(folder);
      AtomicFiles.write(file, zip.getInputStream(entry).readAllBytes());
    } catch (IOException e) {
      throw Problem.of(
              "async-profiler cannot be unpacked",
              String.valueOf(e.getMessage()),
              Remedy.of("Check that " + folder + " can be written."))
          .causedBy(e)
          .asException();
    }
  }
}
