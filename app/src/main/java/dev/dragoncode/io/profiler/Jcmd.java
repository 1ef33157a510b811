package dev.dragoncode.io.profiler;

import dev.dragoncode.io.process.Command;
import dev.dragoncode.io.process.ProcessResult;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells a running virtual machine what to do, as the JDK's jcmd does. In a process of its own:
 * attaching cannot be interrupted, a process can.
 */
final class Jcmd {

  static final String MODULE = "jdk.jcmd/sun.tools.jcmd.JCmd";

  /** The JDK itself gives up after some 10 s. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final ProcessRunner processes;

  Jcmd(ProcessRunner processes) {
    this.processes = processes;
  }

  /**
   * Sends a command.
   *
   * @param words those with blanks, commas or equals signs in double quotes, see {@link #quoted}
   * @return what the virtual machine answers
   * @throws dev.dragoncode.problem.ProblemException if it does not take it
   */
  List<String> run(long pid, String... words) throws InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(java().toString());
    line.add("-XX:TieredStopAtLevel=1");
    line.add("-m");
    line.add(MODULE);
    line.add(Long.toString(pid));
    line.addAll(List.of(words));
    ProcessResult result =
        processes.run(
            Command.of(line).without("JAVA_TOOL_OPTIONS").without("JDK_JAVA_OPTIONS"), LONGEST);
    List<String> said = new ArrayList<>(result.output());
    said.addAll(result.errors());
    if (!result.succeeded()) {
      throw refused(pid, said, result.timedOut()).asException();
    }
    return said;
  }

  /** A word as one argument, whatever it holds. */
  static String quoted(String word) {
    return '"' + word + '"';
  }

  static Problem refused(long pid, List<String> said, boolean timedOut) {
    String all = String.join("\n", said);
    if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()
        || all.contains("non existent JVM pid")) {
      return Problem.of(
          "The program is gone",
          "There is no process " + pid + " any more, or it is no Java program.",
          Remedy.of("Look at the list again: dragoncode profile --list."));
    }
    if (all.contains("Permission denied")
        || all.contains("Operation not permitted")
        || all.contains("well-known file")) {
      return Problem.of(
          "The program belongs to another user",
          "Process " + pid + " lets only its own user attach.",
          Remedy.of("Run DragonCode as that user."));
    }
    if (timedOut
        || all.contains("doesn't respond within")
        || all.contains("Unable to open socket file")
        || all.contains("AttachNotSupportedException")) {
      return notAttachable(pid);
    }
    return Problem.of(
        "The program takes no orders",
        "Process "
            + pid
            + " answered: "
            + said.stream().filter(line -> !line.isBlank()).limit(4).toList(),
        Remedy.of("Check that it runs on Java 11 or later."));
  }

  static Problem notAttachable(long pid) {
    return Problem.of(
        "The program lets nobody attach",
        "Process "
            + pid
            + " was started with -XX:+DisableAttachMechanism, hangs, or runs in a container.",
        Remedy.of("Start it without -XX:+DisableAttachMechanism."),
        Remedy.of("Let DragonCode start it: dragoncode profile --launch."),
        Remedy.of(
            "Start it with -XX:StartFlightRecording:filename=profile.jfr,settings=profile and open"
                + " that file."));
  }

  private static Path java() {
    Path home = Path.of(System.getProperty("java.home"), "bin");
    Path windows = home.resolve("java.exe");
    return Files.exists(windows) ? windows : home.resolve("java");
  }
}
