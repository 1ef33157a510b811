package dev.dragoncode.cli;

import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.io.profiler.Program;
import dev.dragoncode.load.Expected;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.profile.CollapsedText;
import dev.dragoncode.profile.Difference;
import dev.dragoncode.profile.FlameHtml;
import dev.dragoncode.profile.FlameSvg;
import dev.dragoncode.profile.JfrRules;
import dev.dragoncode.profile.JfrRules.Finding;
import dev.dragoncode.profile.JfrRules.Grade;
import dev.dragoncode.profile.Mode;
import dev.dragoncode.profile.Profile;
import dev.dragoncode.profile.ProfileFile;
import dev.dragoncode.profile.Recording;
import dev.dragoncode.service.profile.ProfileRequest;
import dev.dragoncode.service.profile.ProfileRequest.UnderLoad;
import dev.dragoncode.service.profile.Profiled;
import dev.dragoncode.service.profile.ProfilerService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Records, opens, compares and exports profiles. */
@Command(
    name = "profile",
    description =
        "Records where a running Java or Node program spends its time, or opens a profile:"
            + " .jfr, collapsed stacks, .cpuprofile, pprof.",
    mixinStandardHelpOptions = true)
final class ProfileCommand implements Callable<Integer> {

  private final CliServices services;
  private final Terminal terminal;

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      description = "The project folder; the current one where it is left out.")
  private Optional<Path> path = Optional.empty();

  @Option(names = "--trust", description = "Lets what the project brings run, this time.")
  private boolean trust;

  @ArgGroup private final Source source = new Source();

  /** Where the profile comes from; one of these. */
  static final class Source {

    @Option(names = "--pid", paramLabel = "N", description = "Of this running program.")
    private long pid;

    @Option(names = "--launch", description = "Of the project's service, started for it.")
    private boolean launch;

    @Option(names = "--open", paramLabel = "FILE", description = "Opens a profile.")
    private Optional<Path> open = Optional.empty();

    @Option(
        names = "--compare",
        arity = "2",
        paramLabel = "FILE",
        description = "What has changed from the first profile to the second.")
    private List<Path> compare = List.of();

    @Option(names = "--list", description = "Lists the programs that can be profiled.")
    private boolean list;
  }

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = "cpu (the default), alloc, lock or wall.",
      converter = ModeWord.class)
  private Optional<Mode> mode = Optional.empty();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long; 30 where it is left out, at most 1800.")
  private int seconds = 30;

  @Option(
      names = "--load",
      paramLabel = "ROUTE",
      description =
          "With --launch: sends requests to this route meanwhile, such as /orders, and keeps what"
              + " came of them as a load run.")
  private Optional<String> load = Optional.empty();

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Of --load: requests a second; 50 where it is left out.")
  private double rate = UnderLoad.RATE;

  @Option(
      names = "--header",
      paramLabel = "\"NAME: VALUE\"",
      description = "Of --load: a header of every request, such as a login; never shown or kept.")
  private List<String> headers = List.of();

  @Option(
      names = "--expect",
      paramLabel = "STATUS",
      description = "Of --load: the statuses that count; 2xx where it is left out.")
  private String expected = "2xx";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Writes the profile as .html, .svg, .collapsed or, as recorded, .jfr.")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  ProfileCommand(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  /** Reads a mode as people type it. */
  static final class ModeWord implements picocli.CommandLine.ITypeConverter<Mode> {
    @Override
    public Mode convert(String word) {
      return switch (word.toLowerCase(Locale.ROOT)) {
        case "cpu" -> Mode.CPU;
        case "alloc", "allocation" -> Mode.ALLOCATION;
        case "lock" -> Mode.LOCK;
        case "wall" -> Mode.WALL;
        default ->
            throw new picocli.CommandLine.TypeConversionException(
                "'" + word + "' is none of cpu, alloc, lock, wall");
      };
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    demandExport();
    if (source.list) {
      list(ProjectArgument.real(path));
    } else if (source.open.isPresent()) {
      Path file = source.open.get();
      Recording recording = ProfileFile.read(file);
      show(chosen(recording), file, findings(file), title(file));
    } else if (!source.compare.isEmpty()) {
      Profile older = chosen(ProfileFile.read(source.compare.get(0)));
      Profile newer = chosen(ProfileFile.read(source.compare.get(1)));
      show(
          Difference.of(older, newer),
          source.compare.get(1),
          List.of(),
          title(source.compare.get(0)) + " → " + title(source.compare.get(1)));
    } else {
      record();
    }
    return Exit.OK;
  }

  private void record() throws InterruptedException {
    if (seconds < 1 || seconds > ProfileRequest.LONGEST.toSeconds()) {
      throw Problem.of(
              "A profile cannot be recorded for " + seconds + " s",
              "From 1 s to %d s it can.".formatted(ProfileRequest.LONGEST.toSeconds()),
              Remedy.of("Leave out --seconds for 30 s."))
          .asException();
    }
    if (load.isPresent() && !source.launch) {
      throw Problem.of(
              "--load goes with --launch only",
              "A program that runs already has its load from elsewhere.",
              Remedy.of("Add --launch, or run dragoncode load beside this."))
          .asException();
    }
    Mode wanted = mode.orElse(Mode.CPU);
    Duration duration = Duration.ofSeconds(seconds);
    Path folder = ProjectArgument.real(path);
    ProfilerService profiler = services.profiler();
    ProfileRequest request;
    if (source.launch) {
      TrustedFolder.demand(services, folder, trust, "profile --launch");
      ProfileRequest alone = ProfileRequest.launch(wanted, duration);
      request =
          load.map(route ->
                  alone.under(
                      new UnderLoad(
                          route,
                          rate,
                          headers.stream().map(LoadCommand::header).toList(),
                          Expected.of(expected))))
              .orElse(alone);
    } else {
      long pid = source.pid != 0 ? source.pid : onlyOne(profiler.programs(folder)).pid();
      request = ProfileRequest.of(pid, wanted, duration);
    }
    Profiled profiled =
        profiler.record(
            folder, request, source.launch ? services.settings(folder) : Map.of(), new Printing());
    show(
        profiled.main(),
        profiled.file(),
        findings(profiled.file()),
        folder.getFileName() + " run " + profiled.run());
    terminal.note(terminal.color("2", "Kept as run " + profiled.run() + ": " + profiled.file()));
  }

  /** Tells how far it is, apart from the result. */
  private final class Printing implements ProfilerService.Listener {
    @Override
    public void doing(String words) {
      terminal.note(terminal.color("2", "> " + words));
    }

    @Override
    public void prints(String line) {
      terminal.note(line);
    }
  }

  /** The project's program, where one alone runs. */
  private static Program onlyOne(List<Program> programs) {
    List<Program> here = programs.stream().filter(Program::here).toList();
    if (here.size() == 1) {
      return here.getFirst();
    }
    throw Problem.of(
            here.isEmpty() ? "No program of this project runs" : "Several programs of it run",
            here.isEmpty()
                ? "No Java or Node program works in this folder."
                : here.stream().map(each -> each.pid() + " " + each.name()).toList().toString(),
            Remedy.of("Look at what runs, then name one: dragoncode profile --list, --pid N."),
            Remedy.of("Let DragonCode start the service: dragoncode profile --launch."))
        .asException();
  }

  private Profile chosen(Recording recording) {
    if (mode.isEmpty()) {
      return recording.main();
    }
    return recording
        .of(mode.get())
        .orElseThrow(() ->
            Problem.of(
                    "The profile has nothing of this mode",
                    "It has " + recording.profiles().stream().map(p -> p.mode().shown()).toList(),
                    Remedy.of("Leave out --mode."))
                .asException());
  }

  private static List<Finding> findings(Path file) throws InterruptedException {
    return ProfileFile.isRecording(file)
        ? JfrRules.of(file).stream().filter(each -> each.grade() != Grade.OK).toList()
        : List.of();
  }

  private void list(Path folder) {
    List<Program> programs = services.profiler().programs(folder);
    if (json) {
      terminal.line(Json.text(Map.of("programs", programs)));
      return;
    }
    for (Program each : programs) {
      terminal.line(
          "%-8d %-5s %s %s"
              .formatted(
                  each.pid(),
                  each.kind().shown(),
                  terminal.color(each.here() ? "1" : "0", each.name()),
                  terminal.color("2", each.here() ? "of this project" : "")));
    }
    if (programs.isEmpty()) {
      terminal.line("No Java or Node program of yours runs.");
    }
  }

  private void show(Profile profile, Path file, List<Finding> findings, String title) {
    if (json) {
      terminal.line(Json.text(ProfileJson.of(profile, findings)));
    } else {
      ProfileText.print(terminal, profile, findings);
    }
    out.ifPresent(target -> export(profile, file, target, title));
  }

  private void demandExport() {
    if (out.isPresent() && format(out.get()).isEmpty()) {
      throw Problem.of(
              "The profile cannot be written as " + out.get().getFileName(),
              "Its name ends with none of .html, .svg, .collapsed, .jfr.",
              Remedy.of("Name a file that ends with one of these."))
          .asException();
    }
  }

  private static Optional<String> format(Path target) {
    String name = String.valueOf(target.getFileName()).toLowerCase(Locale.ROOT);
    return List.of("html", "svg", "collapsed", "txt", "jfr").stream()
        .filter(end -> name.endsWith("." + end))
        .findFirst();
  }

  private void export(Profile profile, Path file, Path target, String title) {
    switch (format(target).orElse("")) {
      case "html" -> AtomicFiles.writeString(target, FlameHtml.write(profile, title));
      case "svg" -> AtomicFiles.writeString(target, FlameSvg.write(profile, title));
      case "jfr" -> copy(file, target);
      default -> AtomicFiles.writeString(target, CollapsedText.write(profile));
    }
    terminal.note("Written to " + target);
  }

  private static void copy(Path file, Path target) {
    if (!ProfileFile.isRecording(file)) {
      throw Problem.of(
              "This profile is no recording of JFR",
              file + " is of another format.",
              Remedy.of("Write it as .html, .svg or .collapsed."))
          .asException();
    }
    try {
      Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw AtomicFiles.problem(target, e).asException();
    }
  }

  private static String title(Path file) {
    return String.valueOf(file.getFileName());
  }
}
