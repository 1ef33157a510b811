package dev.dragoncode.service.run;

import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.run.coverage.Coverage;
import dev.dragoncode.run.coverage.CoverageReports;
import dev.dragoncode.run.coverage.CoverageReports.Format;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the coverage that a run of the tests has left. */
final class CoverageFiles {

  private static final Logger LOG = LoggerFactory.getLogger(CoverageFiles.class);

  /** Larger than the report of a project of a million lines. */
  private static final long MAX_BYTES = 64L << 20;

  /** Where tools leave their reports by default. */
  private static final Map<String, Format> NAMES =
      Map.of(
          "jacoco.xml", Format.JACOCO,
          "jacocoTestReport.xml", Format.JACOCO,
          "lcov.info", Format.LCOV,
          "coverage.lcov", Format.LCOV,
          "coverage.xml", Format.COBERTURA,
          "cobertura-coverage.xml", Format.COBERTURA,
          "cover.out", Format.GO,
          "coverage.out", Format.GO,
          "cover.txt", Format.GO,
          "coverage.txt", Format.GO);

  private static final Set<String> PASSED_OVER = Set.of("node_modules", ".git", ".gradle", ".venv");

  private CoverageFiles() {}

  /**
   * What reports that were written since then tell together; empty where there are none.
   *
   * @param project its real path
   */
  static Optional<Coverage> since(Path project, Instant began) {
    Map<Path, Map<Format, Path>> byFolder = new TreeMap<>();
    try {
      Files.walkFileTree(
          project,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return PASSED_OVER.contains(String.valueOf(folder.getFileName()))
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              Format format = NAMES.get(String.valueOf(file.getFileName()));
              boolean fresh = !attributes.lastModifiedTime().toInstant().isBefore(began);
              if (format != null && fresh && attributes.size() <= MAX_BYTES) {
                byFolder
                    .computeIfAbsent(file.getParent(), _ -> new TreeMap<>())
                    .putIfAbsent(format, file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      LOG.warn("Coverage below {} cannot be looked for", project, e);
    }
    List<Coverage> reports = new ArrayList<>();
    // tools write the same in several formats beside each other: the first one tells it
    byFolder.values().forEach(formats -> read(project, formats).ifPresent(reports::add));
    return Coverage.merged(reports);
  }

  private static Optional<Coverage> read(Path project, Map<Format, Path> formats) {
    for (Map.Entry<Format, Path> each : formats.entrySet()) {
      try {
        String text = new String(Files.readAllBytes(each.getValue()), StandardCharsets.UTF_8);
        String root = project.toString().replace('\\', '/');
        return Optional.of(CoverageReports.read(each.getKey(), text, root));
      } catch (IOException | SyntaxException e) {
        LOG.info("{} is no report of coverage: {}", each.getValue(), e.getMessage());
      }
    }
    return Optional.empty();
  }
}
