package dev.dragoncode.service.run;

import dev.dragoncode.io.process.OutputLine;
import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.run.GoEvents;
import dev.dragoncode.run.JestJson;
import dev.dragoncode.run.JunitXml;
import dev.dragoncode.run.RunnerLines;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
  private final Optional<RunnerLines> printed;
  private final Map<Path, FileTime> before;
  private final Map<Path, Seen> seen = new TreeMap<>();
  private final Set<String> unread = new TreeSet<>();

  /** A report as it was when it was read. */
  private record Seen(FileTime time, List<TestSuite> suites) {}

  /**
   * To be made before the command starts: reports that are there already are not its own.
   *
   * @param report where it was told to write
   */
  Results(TestPlan plan, Path folder, Path report) {
    this.source = plan.results();
    this.printed = RunnerLines.of(plan).map(RunnerLines::new);
    this.folder = folder;
    this.report = report;
    this.before = source instanceof TestPlan.Results.XmlFolders folders ? files(folders) : Map.of();
  }

  /** Takes a line of its output. */
  synchronized void line(OutputLine line) {
    switch (source) {
      case TestPlan.Results.GoOutput() -> go.line(line.text());
      case TestPlan.Results.UnittestOutput() -> unittest.line(line.text());
      default -> printed.ifPresent(lines -> lines.line(line.text()));
    }
  }

  /**
   * What is known while it goes on. Reports that are being written are taken once they are whole.
   */
  synchronized List<TestSuite> soFar() {
    return switch (source) {
      case TestPlan.Results.GoOutput() -> go.suites();
      case TestPlan.Results.UnittestOutput() -> unittest.suites();
      case TestPlan.Results.XmlFolders folders -> {
        look(folders, false);
        yield seen.values().stream().flatMap(each -> each.suites().stream()).toList();
      }
      default -> printed.map(RunnerLines::suites).orElse(List.of());
    };
  }

  /** The reports that it left and that cannot be read. */
  synchronized List<String> unread() {
    return List.copyOf(unread);
  }

  private void look(TestPlan.Results.XmlFolders folders, boolean last) {
    files(folders)
        .forEach((file, time) -> {
          Seen earlier = seen.get(file);
          if (!time.equals(before.get(file)) && (earlier == null || !earlier.time().equals(time))) {
            read(file, JunitXml::read, last)
                .ifPresent(suites -> seen.put(file, new Seen(time, suites)));
          }
        });
  }

  /** The suites, once it has ended; empty where it tells of no single tests. */
  synchronized Optional<List<TestSuite>> suites() {
    return switch (source) {
      case TestPlan.Results.ExitCode() -> Optional.empty();
      case TestPlan.Results.GoOutput() -> Optional.of(go.suites());
      case TestPlan.Results.UnittestOutput() -> Optional.of(unittest.suites());
      case TestPlan.Results.XmlFile() ->
          Optional.of(read(report, JunitXml::read, true).orElse(List.of()));
      case TestPlan.Results.JestFile() ->
          Optional.of(read(report, text -> JestJson.read(text, folder), true).orElse(List.of()));
      case TestPlan.Results.XmlFolders folders -> {
        look(folders, true);
        yield Optional.of(seen.values().stream().flatMap(each -> each.suites().stream()).toList());
      }
    };
  }

  /** Reads a report's text. */
  @FunctionalInterface
  private interface Reader {
    List<TestSuite> read(String text) throws SyntaxException;
  }

  private Optional<List<TestSuite>> read(Path file, Reader reader, boolean last) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
        return Optional.empty();
      }
      return Optional.of(reader.read(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
    } catch (IOException | SyntaxException e) {
      if (last) {
        LOG.warn("The report {} cannot be read: {}", file, e.getMessage());
        unread.add(name(file) + ": " + e.getMessage());
      }
      return Optional.empty();
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
