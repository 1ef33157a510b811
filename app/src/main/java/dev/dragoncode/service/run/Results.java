package dev.dragoncode.service.run;

import dev.dragoncode.io.process.OutputLine;
import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.run.GoEvents;
import dev.dragoncode.run.JestJson;
import dev.dragoncode.run.JunitXml;
import dev.dragoncode.run.TestPlan;
import dev.dragoncode.run.TestSuite;
import dev.dragoncode.run.UnittestLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gathers what one command reports of its tests, from its output or from the files it leaves. */
final class Results {

  private static final Logger LOG = LoggerFactory.getLogger(Results.class);

  /** A report above this size is no report of tests. */
  private static final long MAX_BYTES = 64L << 20;

  private static final Set<String> PASSED_OVER = Set.of("node_modules", ".git", ".gradle", ".venv");

  private final TestPlan.Results source;
  private final Path folder;
  private final Path report;
  private final GoEvents go = new GoEvents();
  private final UnittestLines unittest = new UnittestLines();
  private final Map<Path, FileTime> before;

  /**
   * To be made before the command starts: reports that are there already are not its own.
   *
   * @param report where it was told to write
   */
  Results(TestPlan.Results source, Path folder, Path report) {
    this.source = source;
    this.folder = folder;
    this.report = report;
    this.before = source instanceof TestPlan.Results.XmlFolders folders ? files(folders) : Map.of();
  }

  /** Takes a line of its output. */
  synchronized void line(OutputLine line) {
    switch (source) {
      case TestPlan.Results.GoOutput() -> go.line(line.text());
      case TestPlan.Results.UnittestOutput() -> unittest.line(line.text());
      default -> {}
    }
  }

  /** The suites, once it has ended; empty where it tells of no single tests. */
  synchronized Optional<List<TestSuite>> suites() {
    return switch (source) {
      case TestPlan.Results.ExitCode() -> Optional.empty();
      case TestPlan.Results.GoOutput() -> Optional.of(go.suites());
      case TestPlan.Results.UnittestOutput() -> Optional.of(unittest.suites());
      case TestPlan.Results.XmlFile() -> Optional.of(read(report, JunitXml::read));
      case TestPlan.Results.JestFile() ->
          Optional.of(read(report, text -> JestJson.read(text, folder)));
      case TestPlan.Results.XmlFolders folders -> {
        List<TestSuite> all = new ArrayList<>();
        files(folders)
            .forEach((file, time) -> {
              if (!time.equals(before.get(file))) {
                all.addAll(read(file, JunitXml::read));
              }
            });
        yield Optional.of(all);
      }
    };
  }

  /** Reads a report's text. */
  @FunctionalInterface
  private interface Reader {
    List<TestSuite> read(String text) throws SyntaxException;
  }

  private static List<TestSuite> read(Path file, Reader reader) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
        return List.of();
      }
      return reader.read(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (IOException | SyntaxException e) {
      LOG.warn("The report {} cannot be read: {}", file, e.getMessage());
      return List.of();
    }
  }

  /** The XML files in report folders with the times at which they were written. */
  private Map<Path, FileTime> files(TestPlan.Results.XmlFolders folders) {
    Map<Path, FileTime> found = new HashMap<>();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
              return PASSED_OVER.contains(name(each))
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) {
              if (name(each).endsWith(".xml") && within(each, folders.names())) {
                found.put(each, attributes.lastModifiedTime());
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path each, IOException e) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      LOG.warn("Reports below {} cannot be looked for", folder, e);
    }
    return new TreeMap<>(found);
  }

  private boolean within(Path file, Set<String> names) {
    for (Path part : folder.relativize(file.getParent())) {
      if (names.contains(part.toString())) {
        return true;
      }
    }
    return false;
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
