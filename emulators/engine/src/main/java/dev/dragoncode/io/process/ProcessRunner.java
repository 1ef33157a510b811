package dev.dragoncode.io.process;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts other programs: the only user of {@link ProcessBuilder}. */
public final class ProcessRunner {

  /** Characters of a line that are kept; programs that print no line ends must not fill memory. */
  public static final int LONGEST_LINE = 16_384;

  /** Lines of each stream that a result keeps: the newest ones. */
  public static final int KEPT_LINES = 10_000;

  /** Characters of each stream that a result keeps: lines can be long. */
  private static final int KEPT_CHARACTERS = 8 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(ProcessRunner.class);
  private static final Duration KILL_GRACE = Duration.ofSeconds(2);

  /**
   * How long output is awaited after the program's end: a child of its own may hold the pipe open.
   */
  private static final Duration LAST_OUTPUT = Duration.ofSeconds(2);

  private final Optional<String> setsid = findSetsid();

  /** Runs a program to its end and returns what it printed. */
  public ProcessResult run(Command command, Duration timeout) throws InterruptedException {
    return run(command, timeout, line -> {});
  }

  /**
   * Runs a program to its end, and hands on each line as it comes, on other threads. When the time
   * is over, or this thread is interrupted, the program's whole tree is ended.
   *
   * @throws dev.dragoncode.problem.ProblemException if it cannot be started
   */
  public ProcessResult run(Command command, Duration timeout, Consumer<OutputLine> lines)
      throws InterruptedException {
    Newest output = new Newest();
    Newest errors = new Newest();
    Process process = launch(builder(command), command);
    RunningProcess running = new RunningProcess(process);
    try {
      List<Thread> readers =
          read(
              process,
              line -> {
                (line.stream() == OutputLine.Stream.OUT ? output : errors).add(line.text());
                lines.accept(line);
              });
      Thread writer = write(process, command);
      boolean ended = running.waitFor(timeout);
      if (!ended) {
        running.stopTree(KILL_GRACE);
        command.mark().ifPresent(ProcessMarks::kill);
      }
      writer.interrupt();
      for (Thread reader : readers) {
        reader.join(LAST_OUTPUT);
      }
      return new ProcessResult(process.waitFor(), output.lines(), errors.lines(), !ended);
    } catch (InterruptedException e) {
      ProcessTree.of(running.handle()).kill();
      command.mark().ifPresent(ProcessMarks::kill);
      throw e;
    }
  }

  /**
   * Starts a program that lives on beside this process and, where its caller does not stop it, ends
   * with it only by its own will. Its lines are handed on, on other threads.
   *
   * @throws dev.dragoncode.problem.ProblemException if it cannot be started
   */
  public RunningProcess start(Command command, Consumer<OutputLine> lines) {
    Process process = launch(builder(command), command);
    read(process, lines);
    write(process, command);
    return new RunningProcess(process);
  }

  /**
   * Starts a program that outlives this process: in a session of its own where the system has that
   * (so that Ctrl-C in a terminal does not reach it), its output added to a file.
   *
   * @throws dev.dragoncode.problem.ProblemException if it cannot be started
   */
  public RunningProcess startDetached(Command command, Path output) {
    ProcessBuilder builder = builder(command);
    setsid.ifPresent(program -> builder.command().addFirst(program));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    Process process = launch(builder, command);
    write(process, command);
    return new RunningProcess(process);
  }

  private static ProcessBuilder builder(Command command) {
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command.line()));
    builder.environment().keySet().removeAll(command.without());
    builder.environment().putAll(command.environment());
    command.directory().ifPresent(folder -> builder.directory(folder.toFile()));
    return builder;
  }

  private static Process launch(ProcessBuilder builder, Command command) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw Problem.of(
              command.program() + " could not be started",
              String.valueOf(e.getMessage()),
              Remedy.of(
                  "Check that " + command.line().getFirst() + " is installed and may be executed"))
          .causedBy(e)
          .asException();
    }
  }

  private static List<Thread> read(Process process, Consumer<OutputLine> lines) {
    return List.of(
        reader(process.getInputStream(), OutputLine.Stream.OUT, lines),
        reader(process.getErrorStream(), OutputLine.Stream.ERR, lines));
  }

  private static Thread reader(
      InputStream stream, OutputLine.Stream kind, Consumer<OutputLine> lines) {
    return Thread.ofVirtual()
        .name("process-" + kind.name().toLowerCase(Locale.ROOT))
        .start(() -> {
          try {
            new BoundedLines(LONGEST_LINE, text -> lines.accept(new OutputLine(kind, text)))
                .readAll(stream);
          } catch (IOException e) {
            LOG.debug("The output of a process ended early", e);
          }
        });
  }

  private static Thread write(Process process, Command command) {
    return Thread.ofVirtual()
        .name("process-in")
        .start(() -> {
          try (OutputStream stream = process.getOutputStream()) {
            if (command.input().isPresent()) {
              stream.write(command.input().get().getBytes(StandardCharsets.UTF_8));
            }
          } catch (IOException e) {
            LOG.debug("{} did not read its input", command.program(), e);
          }
        });
  }

  private static Optional<String> findSetsid() {
    return List.of("/usr/bin/setsid", "/bin/setsid").stream()
        .filter(program -> Files.isExecutable(Path.of(program)))
        .findFirst();
  }

  /** The newest lines of a stream, written by its reader while others may read. */
  private static final class Newest {
    private final Deque<String> kept = new ArrayDeque<>();
    private long characters;

    synchronized void add(String line) {
      kept.addLast(line);
      characters += line.length();
      while (kept.size() > KEPT_LINES || characters > KEPT_CHARACTERS) {
        characters -= kept.removeFirst().length();
      }
    }

    synchronized List<String> lines() {
      return List.copyOf(kept);
    }
  }
}
