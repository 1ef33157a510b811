package dev.dragoncode.readiness;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.syntax.Json;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.SyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The gaps that a project had when its report was kept, so that only new ones fail a build.
 *
 * @param gaps ids of checks that failed then
 */
public record Baseline(Set<String> gaps) {

  public Baseline {
    gaps = Set.copyOf(gaps);
  }

  /**
   * Reads a report as {@code dragoncode check --format json} wrote it.
   *
   * @throws dev.dragoncode.problem.ProblemException if the file cannot be read or is no report
   */
  public static Baseline read(Path file) {
    try {
      Node root = Json.parse(Files.readString(file));
      if (root.at("checks").isEmpty()) {
        throw unreadable(file, "It holds no checks.");
      }
      return new Baseline(
          root.items("checks").stream()
              .filter(c -> c.text("status").filter(Status.FAIL.word()::equals).isPresent())
              .flatMap(c -> c.text("id").stream())
              .collect(Collectors.toSet()));
    } catch (IOException e) {
      throw unreadable(file, "It cannot be read: " + e.getMessage() + ".");
    } catch (SyntaxException e) {
      throw unreadable(file, "Line " + e.line() + ": " + e.getMessage() + ".");
    }
  }

  private static RuntimeException unreadable(Path file, String reason) {
    return Problem.of(
            file + " is no baseline",
            reason,
            Remedy.of("Write one: dragoncode check --format json > " + file.getFileName()))
        .asException();
  }

  /** The gaps of a report that were none then. */
  public List<Finding> fresh(ReadinessReport report) {
    return report.findings().stream()
        .filter(f -> f.status() == Status.FAIL && !gaps.contains(f.check().id()))
        .toList();
  }
}
