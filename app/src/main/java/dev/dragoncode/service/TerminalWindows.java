package dev.dragoncode.service;

import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.io.process.Command;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.io.process.RunningProcess;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a command of this app in a window of the user's own terminal program. */
public final class TerminalWindows {

  private static final Logger LOG = LoggerFactory.getLogger(TerminalWindows.class);

  /** Where a command goes in the user's own line. */
  private static final String COMMAND = "{command}";

  /**
   * A program that cannot open a window ends by then; one that runs the command itself does not.
   */
  private static final Duration FAILURE = Duration.ofMillis(1_500);

  /** The usual programs, the user's default one first, and what stands before a command. */
  private static final List<List<String>> LINUX =
      List.of(
          List.of("x-terminal-emulator", "-e"),
          List.of("gnome-terminal", "--"),
          List.of("konsole", "-e"),
          List.of("xfce4-terminal", "-x"),
          List.of("kitty"),
          List.of("alacritty", "-e"),
          List.of("xterm", "-e"));

  private static final List<List<String>> WINDOWS =
      List.of(List.of("wt.exe"), List.of("conhost.exe"));

  private final ProcessRunner processes;
  private final String os;
  private final Map<String, String> environment;
  private final List<String> self;
  private final Path data;

  /**
   * @param os as {@code os.name} says it
   * @param self how this app is called, without arguments
   * @param data the user's data folder
   */
  public TerminalWindows(
      ProcessRunner processes,
      String os,
      Map<String, String> environment,
      List<String> self,
      Path data) {
    this.processes = processes;
    this.os = os;
    this.environment = Map.copyOf(environment);
    this.self = List.copyOf(self);
    this.data = data;
  }

  /**
   * Opens a window.
   *
   * @param terminal the user's own line with {@code {command}}; without that the system's programs
   *     are tried
   * @throws ProblemException if there is none, with the command to run by hand
   */
  public void open(String terminal, List<String> arguments) throws InterruptedException {
    List<String> command = Stream.concat(self.stream(), arguments.stream()).toList();
    for (List<String> line : lines(terminal, command)) {
      if (started(line)) {
        return;
      }
    }
    throw none(arguments).asException();
  }

  private List<List<String>> lines(String terminal, List<String> command) {
    if (terminal.contains(COMMAND)) {
      return List.of(
          ExternalTools.words(terminal, Map.of()).stream()
              .flatMap(word -> word.equals(COMMAND) ? command.stream() : Stream.of(word))
              .toList());
    }
    if (os.startsWith("Mac")) {
      return List.of(List.of("open", "-a", "Terminal", script(command).toString()));
    }
    List<List<String>> lines = new ArrayList<>();
    for (List<String> program : os.startsWith("Windows") ? WINDOWS : LINUX) {
      Optional<Path> installed = installed(program.getFirst());
      if (installed.isPresent()) {
        List<String> line = new ArrayList<>();
        line.add(installed.get().toString());
        line.addAll(program.subList(1, program.size()));
        line.addAll(command);
        lines.add(line);
      }
    }
    return lines;
  }

  private Optional<Path> installed(String program) {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The Terminal of macOS opens files only, so it gets one. */
  private Path script(List<String> command) {
    Path file = data.resolve("terminal.command");
    String line =
        command.stream()
            .map(word -> "'" + word.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    AtomicFiles.writeString(file, "#!/bin/sh\nexec " + line + "\n");
    if (!file.toFile().setExecutable(true, true)) {
      LOG.warn("{} could not be made executable", file);
    }
    return file;
  }

  private boolean started(List<String> line) throws InterruptedException {
    try {
      Path nowhere = Path.of(os.startsWith("Windows") ? "NUL" : "/dev/null");
      RunningProcess window = processes.startDetached(Command.of(line), nowhere);
      return !window.waitFor(FAILURE) || window.exitCode().orElse(0) == 0;
    } catch (ProblemException e) {
      LOG.info("{} opens no terminal: {}", line.getFirst(), e.getMessage());
      return false;
    }
  }

  private Problem none(List<String> arguments) {
    String command =
        Stream.concat(Stream.of("dragoncode"), arguments.stream())
            .map(word -> word.matches("[\\w./:@%+=-]+") ? word : '"' + word + '"')
            .collect(Collectors.joining(" "));
    return Problem.of(
        "No terminal could be opened",
        "None of the usual terminal programs is installed, or none of them opens a window.",
        Remedy.of("Run this in a terminal: " + command),
        Remedy.of(
            "Name your terminal under Settings, External tools, with {command} where the command"
                + " goes: xterm -e {command}"));
  }

  /**
   * How this app is called from outside.
   *
   * @param mainClass where it begins
   */
  public static List<String> self(String mainClass) {
    String packaged = System.getProperty("jpackage.app-path", "");
    if (!packaged.isEmpty()) {
      return List.of(packaged);
    }
    return List.of(
        Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path", ""),
        mainClass);
  }
}
