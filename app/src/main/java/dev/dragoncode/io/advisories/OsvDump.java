package dev.dragoncode.io.advisories;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.locks.Ecosystem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Fetches OSV's public dump: one zip file for each ecosystem.
 *
 * @see <a href="https://google.github.io/osv.dev/data/#data-dumps">OSV's data dumps</a>
 */
public final class OsvDump {

  /** Where the dump is, unless a mirror is named. */
  public static final URI HOME = URI.create("https://osv-vulnerabilities.storage.googleapis.com");

  /** Names a mirror of the dump. */
  public static final String VARIABLE = "DRAGONCODE_OSV_URL";

  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  /** Some ten times the largest file of the dump. */
  private static final long MAX_BYTES = 4L << 30;

  private static final int BUFFER = 1 << 16;
  private static final long TELL_EVERY_BYTES = 1 << 20;

  private final URI home;
  private final Path folder;
  private final BooleanSupplier offline;
  private final InstantSource clock;

  /**
   * @param folder of the store
   * @param offline whether the user wants no server to be asked
   */
  public OsvDump(URI home, Path folder, BooleanSupplier offline, InstantSource clock) {
    this.home = home;
    this.offline = offline;
    this.folder = folder;
    this.clock = clock;
  }

  /** Told while a file is fetched and read, from the caller's thread. */
  public interface Progress {

    /**
     * Bytes have come.
     *
     * @param total as the server says; -1 where it does not
     */
    void fetched(Ecosystem ecosystem, long bytes, long total);

    /** Records were taken over. */
    void read(Ecosystem ecosystem, int records);
  }

  /**
   * Fetches the newest advisories of an ecosystem; those that are there stay until all is read.
   *
   * @throws dev.dragoncode.problem.ProblemException if they cannot be had
   */
  public OsvImport.Result fetch(Ecosystem ecosystem, Progress progress)
      throws InterruptedException {
    if (offline.getAsBoolean()) {
      throw Problem.of(
              "The advisories could not be fetched",
              "DragonCode is set to work offline.",
              Remedy.of("Let it use the network: Settings, Offline"),
              Remedy.of("Fetch all.zip elsewhere, then: dragoncode audit --osv FILE"))
          .asException();
    }
    Instant begun = clock.instant();
    URI address = URI.create(withoutSlash(home) + "/" + ecosystem.word() + "/all.zip");
    Path zip = folder.resolve(ecosystem.word() + "-" + begun.toEpochMilli() + ".zip.part");
    try {
      Files.createDirectories(folder);
      Instant asOf = download(address, zip, ecosystem, begun, progress);
      try (OsvImport load =
          new OsvImport(
              folder, Set.of(ecosystem), begun, records -> progress.read(ecosystem, records))) {
        load.read(zip);
        return load.complete(Optional.of(asOf));
      }
    } catch (IOException e) {
      throw problem(address, String.valueOf(e.getMessage() == null ? e : e.getMessage()))
          .causedBy(e)
          .asException();
    } finally {
      AdvisoryFiles.delete(zip);
    }
  }

  private static String withoutSlash(URI home) {
    return home.toString().replaceFirst("/+$", "");
  }

  private static Problem problem(URI address, String reason) {
    return Problem.of(
        "The advisories could not be fetched",
        address + ": " + reason + (reason.endsWith(".") ? "" : "."),
        Remedy.of("Check the network, and try again; what was there before is still used"),
        Remedy.of("Name a mirror of OSV's dump in " + VARIABLE),
        Remedy.of("Fetch all.zip elsewhere, then: dragoncode audit --osv FILE"));
  }

  private static Instant download(
      URI address, Path zip, Ecosystem ecosystem, Instant now, Progress progress)
      throws IOException, InterruptedException {
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      HttpResponse<InputStream> answer =
          client.send(
              HttpRequest.newBuilder(address).timeout(TIMEOUT).build(),
              HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = answer.body()) {
        if (answer.statusCode() != 200) {
          throw problem(address, "The server answered " + answer.statusCode()).asException();
        }
        long total = answer.headers().firstValueAsLong("content-length").orElse(-1);
        copy(in, zip, total, (bytes, all) -> progress.fetched(ecosystem, bytes, all));
      }
      return answer.headers().firstValue("last-modified").flatMap(OsvDump::date).orElse(now);
    }
  }

  private interface Bytes {
    void at(long bytes, long total);
  }

  private static void copy(InputStream in, Path zip, long total, Bytes progress)
      throws IOException, InterruptedException {
    long bytes = 0;
    long told = 0;
    try (OutputStream out = Files.newOutputStream(zip)) {
      byte[] buffer = new byte[BUFFER];
      int read = in.read(buffer);
      while (read >= 0) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        out.write(buffer, 0, read);
        bytes += read;
        if (bytes > MAX_BYTES) {
          throw new IOException("more than " + (MAX_BYTES >> 30) + " GB came");
        }
        if (bytes - told >= TELL_EVERY_BYTES) {
          told = bytes;
          progress.at(bytes, total);
        }
        read = in.read(buffer);
      }
    }
    if (total >= 0 && bytes != total) {
      throw new IOException("it ended after " + bytes + " of " + total + " bytes");
    }
    progress.at(bytes, total);
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
