package dev.dragoncode.cli;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.PrintStream;

/**
 * Where commands print.
 *
 * @param out for results
 * @param err for problems and progress
 * @param interactive whether a person reads it, so that colour may be used
 */
public record Terminal(PrintStream out, PrintStream err, boolean interactive) {

  /** Prints a line of a result. */
  public void line(String text) {
    out.println(text);
    out.flush();
  }

  /** Prints a line about what is going on, apart from results. */
  public void note(String text) {
    err.println(text);
    err.flush();
  }

  /** Prints a problem with its remedies. */
  public void problem(Problem problem) {
    StringBuilder text = new StringBuilder(color("31;1", problem.title())).append('\n');
    problem.reason().lines().forEach(line -> text.append("  ").append(line).append('\n'));
    for (Remedy remedy : problem.remedies()) {
      text.append("  - ").append(remedy.text()).append('\n');
    }
    problem.link().ifPresent(link -> text.append("  ").append(link).append('\n'));
    err.print(text);
    err.flush();
  }

  /**
   * The text in a colour where a person reads it.
   *
   * @param code of ANSI's select graphic rendition, such as {@code 31} for red
   */
  public String color(String code, String text) {
    return interactive ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
