package dev.dragoncode.cli;

import dev.dragoncode.emulators.model.Drill;
import dev.dragoncode.emulators.model.DrillRecord;
import dev.dragoncode.emulators.model.DrillRecord.End;
import dev.dragoncode.emulators.model.StackTask;
import dev.dragoncode.emulators.model.StackWork.Outcome;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a running emulator fail on purpose, waits for the end and says what was seen. */
@Command(
    name = "drill",
    description =
        "Makes a running emulator fail on purpose for a while: kill, pause, slow, refuse or fill."
            + " Ctrl-C ends it early.",
    mixinStandardHelpOptions = true)
final class DrillCommand implements Callable<Integer> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  private static final Duration USUAL = Duration.ofSeconds(30);
  private static final Duration USUAL_LATENCY = Duration.ofMillis(200);

  private final CliServices services;
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..3",
      paramLabel = "[PATH] EMULATOR KIND",
      hideParamSyntax = true,
      description =
          "The project folder, the current one where it is left out; the emulator's id; and kill"
              + " (its processes are killed), pause (they stand still), slow (latency and"
              + " bandwidth), refuse (nothing listens on its ports) or fill (the disk of its data"
              + " is full).")
  private List<String> arguments = List.of();

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = Amounts.Time.class,
      description = "How long, such as 30s, which is usual; a killed one comes back at once.")
  private Optional<Duration> lasting = Optional.empty();

  @Option(
      names = "--latency",
      paramLabel = "TIME",
      converter = Amounts.Time.class,
      description = "slow: added to each round trip; 200ms where no bandwidth is given either.")
  private Optional<Duration> latency = Optional.empty();

  @Option(
      names = "--jitter",
      paramLabel = "TIME",
      converter = Amounts.Time.class,
      description = "slow: by how much the latency varies to either side.")
  private Optional<Duration> jitter = Optional.empty();

  @Option(
      names = "--bandwidth",
      paramLabel = "BYTES",
      converter = Amounts.Bytes.class,
      description = "slow: the most that gets through in a second each way, such as 64KiB.")
  private Optional<Long> bandwidth = Optional.empty();

  @Option(names = "--json", description = "Prints the record of the drill as JSON.")
  private boolean json;

  private DrillCommand(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  /** The command with its subcommand. */
  static CommandLine line(CliServices services, Terminal terminal) {
    return new CommandLine(new DrillCommand(services, terminal))
        .addSubcommand("list", new Listing(services, terminal));
  }

  @Override
  public Integer call() throws InterruptedException {
    if (arguments.size() < 2) {
      throw wrong("Say which emulator and which kind of drill, such as: drill redis pause");
    }
    Drill drill = drill();
    String emulator = arguments.get(arguments.size() - 2);
    Path project =
        ProjectArgument.real(
            arguments.size() == 3 ? Optional.of(Path.of(arguments.getFirst())) : Optional.empty());
    StackTask task = new StackTask.RunDrill(UUID.randomUUID().toString(), emulator, drill);
    AtomicBoolean done = new AtomicBoolean();
    services.onShutdown(() -> {
      if (!done.get()) {
        services.stacks().request(project, new StackTask.EndDrill(emulator));
      }
    });
    Outcome outcome =
        services.stacks().ask(project, task).orElseThrow(() -> nobody(project).asException());
    done.set(true);
    return tell(outcome, ((StackTask.RunDrill) task).id());
  }

  private int tell(Outcome outcome, String id) {
    if (outcome.problem().isPresent()) {
      terminal.problem(outcome.problem().get());
      return Exit.PROBLEM;
    }
    Optional<DrillRecord> record = services.drills().find(id, Optional.empty());
    if (json) {
      terminal.line(Json.text(record.map(DrillJson::of).orElse(Map.of())));
    } else {
      outcome.notes().forEach(terminal::line);
    }
    boolean back =
        record.isEmpty()
            || record.get().toReady().isPresent()
            || record.get().end().filter(End.STOPPED::equals).isPresent();
    return back ? Exit.OK : Exit.GAPS;
  }

  private Drill drill() {
    Drill.Kind kind = kind(arguments.getLast());
    if (kind != Drill.Kind.SLOW
        && (latency.isPresent() || jitter.isPresent() || bandwidth.isPresent())) {
      throw wrong("Latency, jitter and bandwidth belong to slow alone");
    }
    try {
      if (kind == Drill.Kind.SLOW) {
        return new Drill.Slow(
            lasting.orElse(USUAL),
            latency.orElse(bandwidth.isPresent() ? Duration.ZERO : USUAL_LATENCY),
            jitter.orElse(Duration.ZERO),
            bandwidth.orElse(0L));
      }
      return Drill.of(kind, lasting.orElse(kind == Drill.Kind.KILL ? Duration.ZERO : USUAL));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private Drill.Kind kind(String word) {
    return Arrays.stream(Drill.Kind.values())
        .filter(kind -> kind.word().equals(word.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            wrong(
                "There is no drill “%s”: use one of %s"
                    .formatted(
                        word,
                        Arrays.stream(Drill.Kind.values())
                            .map(Drill.Kind::word)
                            .collect(Collectors.joining(", ")))));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static Problem nobody(Path project) {
    return Problem.of(
        "Nobody runs the emulators of " + project.getFileName(),
        "A drill needs a session that watches them and brings them back.",
        Remedy.of("Start them: dragoncode up"),
        Remedy.of("Or open the project's window."));
  }

  /** The drills that were done. */
  @Command(
      description = "Lists the drills of a project, newest first.",
      mixinStandardHelpOptions = true)
  private static final class Listing implements Callable<Integer> {

    private final CliServices services;
    private final Terminal terminal;

    @Mixin private final ProjectArgument project = new ProjectArgument();

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    Listing(CliServices services, Terminal terminal) {
      this.services = services;
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      Path folder = project.real();
      List<DrillRecord> drills = services.drills().of(folder, services.stacks().session(folder));
      if (json) {
        terminal.line(Json.text(Map.of("drills", drills.stream().map(DrillJson::of).toList())));
      } else if (drills.isEmpty()) {
        terminal.line("This project has had no drill.");
      } else {
        drills.forEach(this::print);
      }
      return Exit.OK;
    }

    private void print(DrillRecord record) {
      terminal.line(
          "%s  %-12s %-7s %5d s  %-12s unhealthy %-8s ready again %s"
              .formatted(
                  TIME.format(record.begun()),
                  record.emulator(),
                  record.drill().kind().word(),
                  record.drill().lasting().toSeconds(),
                  record.end().map(DrillJson::word).orElse("under way"),
                  seconds(record.toUnhealthy()),
                  seconds(record.toReady())));
    }

    private static String seconds(Optional<Duration> duration) {
      return duration
          .map(time -> String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0))
          .orElse("-");
    }
  }
}
