package dev.dragoncode.emulators.engine.embedded;

import dev.dragoncode.emulators.model.Placeholders;
import dev.dragoncode.emulators.model.Step;
import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.io.files.Sha256;
import dev.dragoncode.io.process.Command;
import dev.dragoncode.io.process.ProcessResult;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Fills an engine's data folder before it starts. What commands made is kept, keyed by all that
 * went into it, and copied from then on: an initdb takes a second, its copy a twentieth of that.
 */
final class Preparation {

  /** An initdb takes a second; a slow disk ten. */
  private static final Duration STEP_TIMEOUT = Duration.ofSeconds(60);

  /** Prepared folders that are kept; each is some 30 MB. */
  private static final int KEPT = 6;

  private static final int SHOWN_LINES = 5;

  private final KeyedLocks locks = new KeyedLocks();
  private final Path folder;
  private final ProcessRunner runner;
  private final NativePrograms programs;

  Preparation(Path engines, ProcessRunner runner, NativePrograms programs) {
    this.folder = engines.resolve("prepared");
    this.runner = runner;
    this.programs = programs;
  }

  /**
   * What the steps are carried out with.
   *
   * @param known all placeholders but {@code data}
   * @param prefix what stands before commands
   * @param environment what commands get beside this process's own
   * @param made names in the data folder that an earlier start has made; absent for fresh data
   */
  record Setting(
      String name,
      Placeholders known,
      Path project,
      List<String> prefix,
      Map<String, String> environment,
      Optional<List<String>> made) {}

  void carryOut(List<Step> steps, Path data, Setting setting) throws InterruptedException {
    try {
      if (setting.made().isPresent()) {
        again(steps, data, setting, setting.made().get());
      } else if (keepable(steps)) {
        copyPrepared(steps, data, setting);
      } else {
        for (Step step : steps) {
          carryOut(step, data, setting);
        }
      }
    } catch (IOException e) {
      throw DiskProblems.of("prepare " + setting.name(), e).asException();
    }
  }

  /** Around data that is there already: no commands, and no file where the data is. */
  private void again(List<Step> steps, Path data, Setting setting, List<String> made)
      throws IOException, InterruptedException {
    Placeholders all = setting.known().with("data", data.toString());
    for (Step step : steps) {
      Optional<Path> target =
          switch (step) {
            case Step.Run _ -> Optional.empty();
            case Step.Write write -> Optional.of(Path.of(all.fill(write.file())));
            case Step.Folder empty -> Optional.of(Path.of(all.fill(empty.folder())));
            case Step.Copy copy -> Optional.of(Path.of(all.fill(copy.target())));
          };
      boolean inData =
          target
              .filter(file -> made.stream().anyMatch(m -> file.startsWith(data.resolve(m))))
              .isPresent();
      if (target.isPresent() && !inData) {
        carryOut(step, data, setting);
      }
    }
  }

  /** Commands are worth keeping, unless what they make depends on the run or on the project. */
  private static boolean keepable(List<Step> steps) {
    return steps.stream().anyMatch(Step.Run.class::isInstance)
        && steps.stream().noneMatch(Step.Copy.class::isInstance)
        && !steps.toString().contains("${port.");
  }

  private void copyPrepared(List<Step> steps, Path data, Setting setting)
      throws IOException, InterruptedException {
    String key = key(steps, setting);
    Path prepared = folder.resolve(key);
    try (KeyedLocks.Held _ = locks.hold(key)) {
      if (!Files.isDirectory(prepared)) {
        prepare(steps, prepared, setting);
      }
      Files.setLastModifiedTime(prepared, FileTime.fromMillis(System.currentTimeMillis()));
      copyTree(prepared, data);
    }
  }

  private String key(List<Step> steps, Setting setting) {
    Placeholders all = setting.known().with("data", "DATA");
    StringBuilder text = new StringBuilder(setting.prefix().toString());
    for (Step step : steps) {
      switch (step) {
        case Step.Run run ->
            text.append(all.fill(run.command()))
                .append(all.fill(run.files()))
                .append(run.input().map(all::fill));
        case Step.Write write -> text.append(all.fill(write.file())).append(all.fill(write.text()));
        case Step.Folder made -> text.append(all.fill(made.folder()));
        case Step.Copy copy -> throw new IllegalArgumentException("not keepable: " + copy);
      }
      text.append('\n');
    }
    return Sha256.of(text.toString()).substring(0, 16);
  }

  private void prepare(List<Step> steps, Path prepared, Setting setting)
      throws IOException, InterruptedException {
    Leftovers.remove(folder);
    Path temporary = folder.resolve("." + prepared.getFileName() + "-" + UUID.randomUUID());
    try {
      PrivateFolders.create(temporary);
      for (Step step : steps) {
        carryOut(step, temporary, setting);
      }
      removeOldest();
      Files.move(temporary, prepared, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
      // another process was faster; its folder serves as well
      Files.createDirectories(prepared);
    } finally {
      PrivateFolders.delete(temporary);
    }
  }

  private void carryOut(Step step, Path data, Setting setting)
      throws IOException, InterruptedException {
    Placeholders all = setting.known().with("data", data.toString());
    switch (step) {
      case Step.Run run -> run(run, all, data, setting);
      case Step.Write write -> {
        Path file = Path.of(all.fill(write.file()));
        PrivateFolders.create(file.resolveSibling(".").normalize());
        Files.writeString(file, all.fill(write.text()));
      }
      case Step.Folder made -> PrivateFolders.create(Path.of(all.fill(made.folder())));
      case Step.Copy copy ->
          copy(Path.of(all.fill(copy.source())), Path.of(all.fill(copy.target())), setting);
    }
  }

  private void run(Step.Run step, Placeholders all, Path data, Setting setting)
      throws InterruptedException {
    List<String> line = new ArrayList<>(setting.prefix());
    List<String> words = all.fill(step.command());
    line.add(programs.program(Path.of(words.getFirst())).toString());
    line.addAll(words.subList(1, words.size()));
    Command command = Command.of(line).in(data).with(setting.environment());
    String input = input(step, all, setting);
    if (!input.isEmpty()) {
      command = command.reading(input);
    }
    ProcessResult result = runner.run(command, STEP_TIMEOUT);
    if (!result.succeeded()) {
      List<String> lines = new ArrayList<>(result.output());
      lines.addAll(result.errors());
      throw Problem.of(
              setting.name() + " could not be prepared",
              "%s %s. %s"
                  .formatted(
                      Path.of(words.getFirst()).getFileName(),
                      result.timedOut()
                          ? "did not end within " + STEP_TIMEOUT.toSeconds() + " s"
                          : "ended with exit code " + result.exitCode(),
                      String.join(
                          "\n",
                          lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()))),
              Remedy.of(
                  asRoot(lines)
                      ? "Start DragonCode as a user other than root, or allow user namespaces here."
                      : "Look at the lines above; free disk space if they say so."),
              Remedy.of("Choose containers for this emulator."))
          .asException();
    }
  }

  private static String input(Step.Run step, Placeholders all, Setting setting) {
    StringBuilder input = new StringBuilder();
    try {
      for (String file : all.fill(step.files())) {
        input.append(Files.readString(Path.of(file)));
      }
    } catch (IOException e) {
      throw DiskProblems.of("prepare " + setting.name(), e).asException();
    }
    step.input().ifPresent(text -> input.append(all.fill(text)));
    return input.toString();
  }

  /** PostgreSQL says so where it is root in spite of {@link Unprivileged}. */
  private static boolean asRoot(List<String> lines) {
    return lines.stream().anyMatch(line -> line.contains("as root"));
  }

  private static void copy(Path source, Path target, Setting setting) throws IOException {
    if (!Files.exists(source)) {
      return;
    }
    if (!source.toRealPath().startsWith(setting.project().toRealPath())) {
      throw Problem.of(
              setting.name() + " may not read " + source,
              "It lies outside the project's folder.",
              Remedy.of("Move it into the project, and name it relative to the project."))
          .asException();
    }
    if (Files.isDirectory(source)) {
      copyTree(source, target);
    } else {
      PrivateFolders.create(target.resolveSibling(".").normalize());
      Files.copy(source, target);
    }
  }

  /** Each with its owner, who may be nobody. Links are left out: they may lead anywhere. */
  static void copyTree(Path source, Path target) throws IOException {
    PrivateFolders.create(target.resolveSibling(".").normalize());
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedIOException("interrupted while copying " + source);
        }
        Path copy = target.resolve(source.relativize(file).toString());
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
          if (!Files.exists(copy)) {
            Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
          }
        } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  private void removeOldest() throws IOException {
    try (Stream<Path> kept = Files.list(folder)) {
      List<Path> oldest =
          kept.filter(path -> !path.getFileName().toString().startsWith("."))
              .sorted(Comparator.comparingLong((Path path) -> -path.toFile().lastModified()))
              .skip(KEPT - 1)
              .toList();
      for (Path path : oldest) {
        PrivateFolders.delete(path);
      }
    }
  }
}
