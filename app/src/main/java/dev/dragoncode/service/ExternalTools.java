package dev.dragoncode.service;

import dev.dragoncode.io.process.Command;
import dev.dragoncode.io.process.ProcessResult;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens files and pages in the user's own programs: editor, terminal, browser. */
public final class ExternalTools {

  /** A launcher that has not returned by then runs the program itself, which is fine. */
  private static final Duration LAUNCH = Duration.ofSeconds(3);

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  private final ProcessRunner processes;
  private final String os;
  private final TerminalWindows terminals;

  /**
   * @param os as {@code os.name} says it
   * @param terminals for commands of this app
   */
  public ExternalTools(ProcessRunner processes, String os, TerminalWindows terminals) {
    this.processes = processes;
    this.os = os;
    this.terminals = terminals;
  }

  /**
   * Opens a terminal with a shell in an emulator's container.
   *
   * @throws ProblemException if no terminal could be opened
   */
  public void openShell(Preferences preferences, Path project, String emulator)
      throws InterruptedException {
    terminals.open(preferences.terminal(), List.of("shell", project.toString(), emulator));
  }

  /**
   * Opens a file in the editor of the preferences, else in the system's program for it.
   *
   * @param line from 1; 0 for none
   * @throws ProblemException if no program could be started
   */
  public void openFile(Preferences preferences, Path file, int line) throws InterruptedException {
    launch(
        preferences.editor().isBlank()
            ? systemOpen(file.toString())
            : words(
                preferences.editor(),
                Map.of("{file}", file.toString(), "{line}", Integer.toString(Math.max(1, line)))),
        file.toString());
  }

  /** Opens a page in the browser. */
  public void openPage(String address) throws InterruptedException {
    launch(systemOpen(address), address);
  }

  /** Opens a terminal in a folder. */
  public void openTerminal(Preferences preferences, Path folder) throws InterruptedException {
    launch(
        preferences.terminal().isBlank() || preferences.terminal().contains("{command}")
            ? systemTerminal(folder)
            : words(preferences.terminal(), Map.of("{folder}", folder.toString())),
        folder.toString());
  }

  private List<String> systemOpen(String what) {
    if (os.startsWith("Mac")) {
      return List.of("open", what);
    }
    return os.startsWith("Windows")
        ? List.of("rundll32", "url.dll,FileProtocolHandler", what)
        : List.of("xdg-open", what);
  }

  private List<String> systemTerminal(Path folder) {
    if (os.startsWith("Mac")) {
      return List.of("open", "-a", "Terminal", folder.toString());
    }
    return os.startsWith("Windows")
        ? List.of("wt", "-d", folder.toString())
        : List.of("x-terminal-emulator", "--working-directory=" + folder);
  }

  private void launch(List<String> line, String what) throws InterruptedException {
    try {
      ProcessResult result = processes.run(Command.of(line), LAUNCH);
      if (!result.succeeded() && !result.timedOut()) {
        throw problem(line, what, "it ended with exit code " + result.exitCode()).asException();
      }
    } catch (ProblemException e) {
      throw problem(line, what, e.problem().reason()).causedBy(e).asException();
    }
  }

  private static Problem problem(List<String> line, String what, String reason) {
    return Problem.of(
        what + " cannot be opened",
        line.getFirst() + " did not open it: " + reason + ".",
        Remedy.of("Name your editor under Settings, External tools"));
  }

  /** Splits a command as people write it, quotes kept together, and fills its placeholders. */
  static List<String> words(String command, Map<String, String> values) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(command);
    while (matcher.find()) {
      String word =
          matcher.group(1) != null
              ? matcher.group(1)
              : matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
      for (Map.Entry<String, String> value : values.entrySet()) {
        word = word.replace(value.getKey(), value.getValue());
      }
      words.add(word);
    }
    return words;
  }
}
