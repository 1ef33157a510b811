package dev.dragoncode.io.advisories;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.locks.Ecosystem;
import dev.dragoncode.readiness.advisories.OsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Enumeration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Reads records of OSV's schema from folders and zip files into the store. Names inside of a zip
 * file are never taken for paths, and nothing is unpacked to the disk.
 */
public final class OsvImport implements AutoCloseable {

  /** The largest record of the dump has some 1 MB. */
  private static final int MAX_RECORD_BYTES = 16 << 20;

  /** Some ten times what the dump has of all ecosystems together. */
  private static final int MAX_RECORDS = 5_000_000;

  /** How often progress is told. */
  private static final int TELL_EVERY = 1_000;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(50).build())
              .build());

  private final Path folder;
  private final Set<Ecosystem> wanted;
  private final long millis;
  private final Progress progress;
  private final Map<Ecosystem, AdvisoryWriter> writers = new EnumMap<>(Ecosystem.class);
  private int records;
  private int broken;

  /** Told while records are read, from the caller's thread. */
  @FunctionalInterface
  public interface Progress {
    void at(int records);
  }

  /**
   * What was read.
   *
   * @param broken entries that are no records, passed over
   */
  public record Result(int records, int broken, Map<Ecosystem, Instant> asOf) {
    public Result {
      asOf = Map.copyOf(asOf);
    }
  }

  /**
   * @param folder of the store
   * @param wanted what else records speak of is passed over
   */
  public OsvImport(Path folder, Set<Ecosystem> wanted, Instant now, Progress progress) {
    this.folder = folder;
    this.wanted = EnumSet.copyOf(wanted);
    this.millis = now.toEpochMilli();
    this.progress = progress;
  }

  /**
   * Reads a folder with JSON files, or a zip file of them.
   *
   * @throws ProblemException if it cannot be read or holds no records
   */
  public void read(Path source) throws InterruptedException {
    int before = records;
    try {
      if (Files.isDirectory(source)) {
        folder(source);
      } else {
        zip(source);
      }
    } catch (IOException | SQLException e) {
      throw unreadable(source, String.valueOf(e.getMessage()), e).asException();
    }
    if (records == before) {
      throw unreadable(
              source,
              "It holds no record of OSV's schema.",
              new IOException(broken + " entries are broken"))
          .asException();
    }
  }

  private static Problem unreadable(Path source, String reason, Exception cause) {
    return Problem.of(
            "No advisories could be read from " + source.getFileName(),
            reason,
            Remedy.of(
                "Name a folder with OSV's JSON files, or a zip file of them, such as all.zip of an"
                    + " ecosystem in OSV's dump"))
        .causedBy(cause);
  }

  private void folder(Path source) throws IOException, InterruptedException {
    Files.walkFileTree(
        source,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (Thread.currentThread().isInterrupted()) {
              return FileVisitResult.TERMINATE;
            }
            if (attributes.isRegularFile() && file.toString().endsWith(".json")) {
              try (InputStream in = Files.newInputStream(file)) {
                entry(in);
              } catch (SQLException e) {
                throw new IOException(e);
              }
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            broken++;
            return FileVisitResult.CONTINUE;
          }
        });
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private void zip(Path source) throws IOException, SQLException, InterruptedException {
    try (ZipFile zip = new ZipFile(source.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        if (!entry.isDirectory() && entry.getName().endsWith(".json")) {
          try (InputStream in = zip.getInputStream(entry)) {
            entry(in);
          }
        }
      }
    }
  }

  /** What an entry says of its size is not believed: it is read up to the bound. */
  private void entry(InputStream in) throws IOException, SQLException {
    byte[] bytes;
    try {
      bytes = in.readNBytes(MAX_RECORD_BYTES + 1);
    } catch (java.util.zip.ZipException e) {
      broken++;
      return;
    }
    if (bytes.length > MAX_RECORD_BYTES || records >= MAX_RECORDS) {
      broken++;
      return;
    }
    Optional<OsvRecord> read;
    try {
      read = OsvRecord.of(MAPPER.readTree(bytes));
    } catch (JsonProcessingException e) {
      read = Optional.empty();
    }
    if (read.isEmpty()) {
      broken++;
      return;
    }
    OsvRecord osv = read.get();
    records++;
    for (OsvRecord.Affected each : osv.affected()) {
      if (!wanted.contains(each.ecosystem())) {
        continue;
      }
      AdvisoryWriter writer = writer(each.ecosystem());
      if (osv.withdrawn()) {
        writer.seen(osv.modified());
      } else {
        writer.add(osv, each);
      }
    }
    if (records % TELL_EVERY == 0) {
      progress.at(records);
    }
  }

  private AdvisoryWriter writer(Ecosystem ecosystem) throws SQLException, IOException {
    AdvisoryWriter known = writers.get(ecosystem);
    if (known == null) {
      known = new AdvisoryWriter(folder, ecosystem, millis);
      writers.put(ecosystem, known);
    }
    return known;
  }

  /**
   * Makes what was read count, in place of what was there of these ecosystems.
   *
   * @param asOf of when the data is; empty for the day of its newest record
   */
  public Result complete(Optional<Instant> asOf) {
    progress.at(records);
    Map<Ecosystem, Instant> ages = new EnumMap<>(Ecosystem.class);
    try {
      for (Map.Entry<Ecosystem, AdvisoryWriter> each : writers.entrySet()) {
        Instant newest = each.getValue().newest();
        // records without dates are as new as the hour in which they came
        Instant known = newest.equals(Instant.EPOCH) ? Instant.ofEpochMilli(millis) : newest;
        Instant age = asOf.orElse(known);
        each.getValue().complete(age);
        ages.put(each.getKey(), age);
      }
    } catch (SQLException | IOException e) {
      throw Problem.of(
              "The advisories could not be kept",
              folder + ": " + e.getMessage() + ".",
              Remedy.of("Check that the folder can be written and that the disk is not full"))
          .causedBy(e)
          .asException();
    }
    return new Result(records, broken, ages);
  }

  @Override
  public void close() {
    for (AdvisoryWriter each : writers.values()) {
      try {
        each.close();
      } catch (SQLException e) {
        throw new IllegalStateException("Could not close a set of advisories", e);
      }
    }
  }
}
