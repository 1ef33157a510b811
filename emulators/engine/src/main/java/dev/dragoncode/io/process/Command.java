package dev.dragoncode.io.process;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A program and how to start it. Arguments go to the program as they are: no shell ever sees them.
 *
 * @param line the program and its arguments
 * @param environment set in addition to this process's own environment
 * @param without variables of this process's environment that the program does not get
 * @param directory where it starts; this process's own where absent
 * @param input what it reads from its standard input, as UTF-8; absent for an empty one
 */
public record Command(
    List<String> line,
    Map<String, String> environment,
    Set<String> without,
    Optional<Path> directory,
    Optional<String> input) {

  public Command {
    if (line.isEmpty()) {
      throw new IllegalArgumentException("A command names a program");
    }
    line = List.copyOf(line);
    environment = Map.copyOf(environment);
    without = Set.copyOf(without);
  }

  public static Command of(String... line) {
    return of(List.of(line));
  }

  public static Command of(List<String> line) {
    return new Command(line, Map.of(), Set.of(), Optional.empty(), Optional.empty());
  }

  /** The same command with these variables set, too. */
  public Command with(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(variables);
    return new Command(line, all, without, directory, input);
  }

  /**
   * The same command with a mark on it and all that it starts, by which daemons are found that have
   * left its tree; see {@link ProcessMarks}.
   */
  public Command marked(String mark) {
    return with(Map.of(ProcessMarks.VARIABLE, mark));
  }

  /** The mark, if it has one. */
  Optional<String> mark() {
    return Optional.ofNullable(environment.get(ProcessMarks.VARIABLE));
  }

  /** The same command without a variable that this process has. */
  public Command without(String variable) {
    Set<String> all = new HashSet<>(without);
    all.add(variable);
    return new Command(line, environment, all, directory, input);
  }

  /** The same command, started in this folder. */
  public Command in(Path folder) {
    return new Command(line, environment, without, Optional.of(folder), input);
  }

  /** The same command, reading this text from its standard input. */
  public Command reading(String text) {
    return new Command(line, environment, without, directory, Optional.of(text));
  }

  /** The program's name without its folder, for messages. */
  public String program() {
    Path name = Path.of(line.getFirst()).getFileName();
    return name == null ? line.getFirst() : name.toString();
  }
}
