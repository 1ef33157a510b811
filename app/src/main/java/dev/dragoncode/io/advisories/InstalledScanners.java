package dev.dragoncode.io.advisories;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.io.process.Command;
import dev.dragoncode.io.process.ProcessResult;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.io.process.SearchPath;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.readiness.advisories.Vulnerability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks osv-scanner and Trivy, where they are on the PATH. They run in a folder of their own, so
 * that no configuration of the project steers them.
 */
public final class InstalledScanners {

  private static final Logger LOG = LoggerFactory.getLogger(InstalledScanners.class);

  /** The first time Trivy fetches its database. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private static final Duration QUICK = Duration.ofSeconds(20);

  /** A report of a very large project has some 20 MB. */
  private static final long MAX_REPORT_BYTES = 256L << 20;

  /** Of osv-scanner: nothing found, something found. */
  private static final Set<Integer> TOLD = Set.of(0, 1);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ProcessRunner processes;
  private final SearchPath path;
  private final Clock clock;

  public InstalledScanners(ProcessRunner processes, SearchPath path, Clock clock) {
    this.processes = processes;
    this.path = path;
    this.clock = clock;
  }

  /**
   * What a scanner said.
   *
   * @param asOf of when its data is; empty where it does not say, or failed
   * @param failure why it said nothing; empty where it did
   */
  public record Answer(
      String scanner, List<Vulnerability> found, Optional<Instant> asOf, String failure) {
    public Answer {
      found = List.copyOf(found);
    }
  }

  /**
   * The answers of all that are installed.
   *
   * @param project its real path
   * @param offline whether they may ask no server; osv-scanner is then left out
   */
  public List<Answer> ask(Path project, boolean offline) throws InterruptedException {
    List<Answer> answers = new ArrayList<>();
    Optional<Path> osv = offline ? Optional.empty() : path.find("osv-scanner");
    if (osv.isPresent()) {
      answers.add(osv(osv.get(), project));
    }
    Optional<Path> trivy = path.find("trivy");
    if (trivy.isPresent()) {
      answers.add(trivy(trivy.get(), project, offline));
    }
    return answers;
  }

  private Answer osv(Path program, Path project) throws InterruptedException {
    List<String> line =
        List.of(program.toString(), "--format", "json", "--output", "", "-r", project.toString());
    return report("osv-scanner", line, TOLD)
        .map(
            json ->
                new Answer(
                    "osv-scanner",
                    ScannerReports.osv(json, project),
                    Optional.of(clock.instant()),
                    ""),
            failure -> new Answer("osv-scanner", List.of(), Optional.empty(), failure));
  }

  private Answer trivy(Path program, Path project, boolean offline) throws InterruptedException {
    List<String> line =
        new ArrayList<>(
            List.of(
                program.toString(),
                "fs",
                "--scanners",
                "vuln",
                "--format",
                "json",
                "--output",
                ""));
    if (offline) {
      line.addAll(List.of("--offline-scan", "--skip-db-update"));
    }
    line.add(project.toString());
    Outcome outcome = report("trivy", line, Set.of(0));
    Optional<Instant> asOf = outcome.failure.isEmpty() ? dataOfTrivy(program) : Optional.empty();
    return outcome.map(
        json -> new Answer("trivy", ScannerReports.trivy(json), asOf, ""),
        failure -> new Answer("trivy", List.of(), Optional.empty(), failure));
  }

  private Optional<Instant> dataOfTrivy(Path program) throws InterruptedException {
    try {
      ProcessResult version =
          processes.run(Command.of(program.toString(), "version", "--format", "json"), QUICK);
      return Optional.of(
          Instant.parse(
              JSON.readTree(String.join("\n", version.output()))
                  .at("/VulnerabilityDB/UpdatedAt")
                  .asText()));
    } catch (IOException | DateTimeException | ProblemException e) {
      LOG.debug("trivy does not say of when its data is", e);
      return Optional.empty();
    }
  }

  /** A report, or why there is none. */
  private record Outcome(Optional<JsonNode> json, String failure) {
    Answer map(
        java.util.function.Function<JsonNode, Answer> report,
        java.util.function.Function<String, Answer> none) {
      return json.map(report).orElseGet(() -> none.apply(failure));
    }
  }

  /**
   * Runs a scanner.
   *
   * @param line in which the empty argument stands for the file of the report
   */
  private Outcome report(String name, List<String> line, Set<Integer> good)
      throws InterruptedException {
    Optional<Path> folder = Optional.empty();
    try {
      folder = Optional.of(Files.createTempDirectory("dragoncode-" + name));
      Path file = folder.get().resolve("report.json");
      List<String> command =
          line.stream().map(word -> word.isEmpty() ? file.toString() : word).toList();
      ProcessResult result = processes.run(Command.of(command).in(folder.get()), LONGEST);
      if (result.timedOut() || !good.contains(result.exitCode())) {
        return new Outcome(Optional.empty(), failure(result));
      }
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_REPORT_BYTES) {
        return new Outcome(Optional.empty(), "it wrote no report");
      }
      return new Outcome(Optional.of(JSON.readTree(file.toFile())), "");
    } catch (IOException | ProblemException e) {
      return new Outcome(Optional.empty(), String.valueOf(e.getMessage()));
    } finally {
      folder.ifPresent(InstalledScanners::remove);
    }
  }

  private static String failure(ProcessResult result) {
    return result.timedOut()
        ? "it took longer than " + LONGEST.toMinutes() + " minutes"
        : "it ended with %d: %s"
            .formatted(
                result.exitCode(), result.errors().isEmpty() ? "" : result.errors().getLast());
  }

  private static void remove(Path folder) {
    AdvisoryFiles.delete(folder.resolve("report.json"));
    AdvisoryFiles.delete(folder);
  }
}
