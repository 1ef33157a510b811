package dev.dragoncode.run;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One command that runs tests of a project, and where its results are found.
 *
 * @param folder where it runs, relative to the project; the empty string is the project's own
 * @param typed the command as a person would type it, without what only serves the report
 * @param command the program and its arguments; {@link #REPORT} stands for a file to be made
 * @param environment variables in addition to those of the emulators
 * @param retries whether the runner itself tries a failed test again and reports what came of it
 */
public record TestPlan(
    String folder,
    String typed,
    List<String> command,
    Map<String, String> environment,
    Results results,
    boolean retries) {

  /** Where a command is to write its report. */
  public static final String REPORT = "{report}";

  public TestPlan {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** One whose runner tries no failed test again. */
  public TestPlan(
      String folder,
      String typed,
      List<String> command,
      Map<String, String> environment,
      Results results) {
    this(folder, typed, command, environment, results, false);
  }

  /** Where the results of a command are found. */
  public sealed interface Results {

    /** JUnit's XML in folders of these names, at or below where it runs. */
    record XmlFolders(Set<String> names) implements Results {}

    /** JUnit's XML in the report file. */
    record XmlFile() implements Results {}

    /** Jest's JSON in the report file. */
    record JestFile() implements Results {}

    /** Events of {@code go test -json} in its output. */
    record GoOutput() implements Results {}

    /** The lines that unittest prints of each test. */
    record UnittestOutput() implements Results {}

    /** Only whether it ended well is known. */
    record ExitCode() implements Results {}
  }

  /** As a person would type it, and where. */
  public String shown() {
    return typed + (folder.isEmpty() ? "" : " in " + folder);
  }
}
