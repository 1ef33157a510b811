package dev.dragoncode.io.profiler;

import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The user's own Java and Node programs that run now. */
public final class RunningPrograms {

  private static final Logger LOG = LoggerFactory.getLogger(RunningPrograms.class);
  private static final int LONGEST_LINE = 300;

  /** Main classes that say nothing to a person. */
  private static final Map<String, String> KNOWN =
      Map.of(
          "org.codehaus.plexus.classworlds.launcher.Launcher", "Maven",
          "org.apache.maven.wrapper.MavenWrapperMain", "Maven wrapper",
          "org.gradle.launcher.daemon.bootstrap.GradleDaemon", "Gradle daemon",
          "org.gradle.wrapper.GradleWrapperMain", "Gradle wrapper",
          "com.intellij.idea.Main", "IntelliJ IDEA");

  private RunningPrograms() {}

  /**
   * All that this user may profile, those of the project first; without this process and what it
   * has started to look at others.
   *
   * @param project its real path
   */
  public static List<Program> list(Path project) {
    Map<Long, String> names = javaNames();
    Optional<String> user = ProcessHandle.current().info().user();
    List<Program> all = new ArrayList<>();
    for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
      if (process.pid() != ProcessHandle.current().pid() && process.info().user().equals(user)) {
        of(process, Optional.ofNullable(names.get(process.pid())), project).ifPresent(all::add);
      }
    }
    all.sort(
        Comparator.comparing(Program::here)
            .reversed()
            .thenComparing(Program::kind)
            .thenComparing(program -> program.name().toLowerCase(Locale.ROOT))
            .thenComparingLong(Program::pid));
    return all;
  }

  /** What a process is, if it can be profiled. */
  public static Optional<Program> of(ProcessHandle process, Path project) {
    return of(process, Optional.ofNullable(javaNames().get(process.pid())), project);
  }

  private static Optional<Program> of(
      ProcessHandle process, Optional<String> javaName, Path project) {
    String program = base(process.info().command().orElse(""));
    List<String> words = Arrays.asList(process.info().arguments().orElse(new String[0]));
    boolean java = javaName.isPresent() || program.equals("java");
    boolean node = program.equals("node") || program.equals("nodejs");
    if ((!java && !node) || words.stream().anyMatch(Jcmd.MODULE::equals)) {
      return Optional.empty();
    }
    String name = java ? javaName(javaName.orElse(""), words) : script(words);
    return Optional.of(
        new Program(
            process.pid(),
            java ? Program.Kind.JVM : Program.Kind.NODE,
            name.isBlank() ? program : name,
            shortened(program + " " + String.join(" ", words)),
            worksIn(process, project)));
  }

  /** What running virtual machines say of themselves, by pid. */
  private static Map<Long, String> javaNames() {
    Map<Long, String> names = new HashMap<>();
    for (VirtualMachineDescriptor each : VirtualMachine.list()) {
      if (each.id().matches("\\d{1,18}")) {
        names.put(Long.parseLong(each.id()), each.displayName());
      }
    }
    return names;
  }

  private static String javaName(String display, List<String> words) {
    String[] said = display.split(" ", 3);
    String main = display.isBlank() ? mainOf(words) : said[0];
    if (main.endsWith(".SourceLauncher") && said.length > 1) {
      // java Shop.java
      main = said[1];
    }
    if (main.endsWith(".java")) {
      return base(main);
    }
    if (KNOWN.containsKey(main)) {
      return KNOWN.get(main);
    }
    if (main.endsWith(".jar")) {
      return base(main).replaceFirst("\\.jar$", "");
    }
    String type = main.substring(main.lastIndexOf('/') + 1);
    return type.substring(type.lastIndexOf('.') + 1);
  }

  private static String mainOf(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean takesNext = word.matches("-cp|-classpath|--class-path|-p|--module-path|--add-.*");
      if (takesNext && !word.contains("=")) {
        i++;
      } else if (!word.startsWith("-") && !word.startsWith("@")) {
        return word;
      }
    }
    return "";
  }

  private static String script(List<String> words) {
    return words.stream()
        .filter(word -> !word.startsWith("-"))
        .findFirst()
        .map(RunningPrograms::base)
        .orElse("");
  }

  private static boolean worksIn(ProcessHandle process, Path project) {
    try {
      Path folder = Path.of("/proc", Long.toString(process.pid()), "cwd");
      return Files.exists(folder) && folder.toRealPath().startsWith(project);
    } catch (IOException | SecurityException e) {
      LOG.debug("Where {} works cannot be told", process.pid(), e);
      return false;
    }
  }

  private static String base(String path) {
    String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    return name.replaceFirst("\\.exe$", "");
  }

  private static String shortened(String line) {
    return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line;
  }
}
