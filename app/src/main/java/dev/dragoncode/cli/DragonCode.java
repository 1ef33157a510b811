package dev.dragoncode.cli;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** The root command: without a subcommand it opens the window. */
@Command(
    name = "dragoncode",
    description = "Takes a project from prototype to production on your own machine.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:fine",
      "1:gaps or failures were found",
      "2:the command line is wrong",
      "3:a problem kept the command from its work"
    })
public final class DragonCode implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(DragonCode.class);

  private final OpenCommand open;

  private DragonCode(OpenCommand open) {
    this.open = open;
  }

  /** Runs a command line to its end and returns the exit code. */
  public static int run(CliServices services, Terminal terminal, String... arguments) {
    UpCommand up = new UpCommand(services, terminal);
    OpenCommand open = new OpenCommand(services, terminal, up);
    if (opensPlainly(arguments)) {
      return open(open, terminal, arguments);
    }
    CommandLine line =
        new CommandLine(new DragonCode(open))
            .addSubcommand(open)
            .addSubcommand(new NewCommand(services, terminal))
            .addSubcommand(new AddCommand(services, terminal))
            .addSubcommand(new UpdateCommand(services, terminal))
            .addSubcommand(new UndoCommand(services, terminal))
            .addSubcommand(up)
            .addSubcommand(new DownCommand(services, terminal))
            .addSubcommand(new StatusCommand(services, terminal))
            .addSubcommand(new LogsCommand(services, terminal))
            .addSubcommand(new EnvCommand(services, terminal))
            .addSubcommand(new ShellCommand(services))
            .addSubcommand(SnapshotCommand.line(services, terminal))
            .addSubcommand(new ResetCommand(services, terminal))
            .addSubcommand(DrillCommand.line(services, terminal))
            .addSubcommand(ImagesCommand.line(services, terminal))
            .addSubcommand(new CheckCommand(services, terminal))
            .addSubcommand(new TestCommand(services, terminal))
            .addSubcommand(new ProbeCommand(services, terminal))
            .addSubcommand(new LoadCommand(services, terminal))
            .addSubcommand(RotateCommand.line(services, terminal))
            .addSubcommand(RunsCommand.line(services, terminal))
            .addSubcommand(new HooksCommand(services, terminal))
            .addSubcommand(new HistoryCommand(services, terminal))
            .addSubcommand(new AuditCommand(services, terminal))
            .addSubcommand(new ExplainCommand(services, terminal))
            .addSubcommand(new FixCommand(services, terminal))
            .addSubcommand(new WaiveCommand(services, terminal))
            .addSubcommand(new AttestCommand(services, terminal))
            .addSubcommand(new CatalogCommand(services, terminal))
            .addSubcommand(FakesCommand.line(services, terminal))
            .addSubcommand(new TrustCommand(services, terminal))
            .addSubcommand(new DoctorCommand(services, terminal));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(terminal.interactive() ? Ansi.ON : Ansi.OFF));
    line.setOut(
        new java.io.PrintWriter(terminal.out(), true, java.nio.charset.StandardCharsets.UTF_8));
    line.setErr(
        new java.io.PrintWriter(terminal.err(), true, java.nio.charset.StandardCharsets.UTF_8));
    line.setExecutionExceptionHandler((exception, command, parsed) -> {
      terminal.problem(problemOf(exception));
      return Exit.PROBLEM;
    });
    return line.execute(withoutCommand(up, arguments));
  }

  /** What stands behind {@code --} of {@code up} is a command of its own, dashes and all. */
  private static String[] withoutCommand(UpCommand up, String... arguments) {
    List<String> all = List.of(arguments);
    int dashes = all.indexOf("--");
    if (dashes < 1 || !all.getFirst().equals("up")) {
      return arguments;
    }
    up.beside(all.subList(dashes + 1, all.size()));
    return all.subList(0, dashes).toArray(String[]::new);
  }

  /**
   * Whether this is nothing but the start of the window. That does not wait for picocli, whose old
   * class files no AOT cache takes.
   */
  private static boolean opensPlainly(String... arguments) {
    if (arguments.length == 0) {
      return true;
    }
    return arguments[0].equals("open")
        && (arguments.length == 1 || (arguments.length == 2 && isPlainPath(arguments[1])));
  }

  private static boolean isPlainPath(String argument) {
    return !argument.isEmpty() && !argument.startsWith("-") && !argument.startsWith("@");
  }

  private static int open(OpenCommand open, Terminal terminal, String... arguments) {
    try {
      return open.open(
          arguments.length == 2 ? Optional.of(Path.of(arguments[1])) : Optional.empty());
    } catch (InterruptedException | RuntimeException e) {
      terminal.problem(problemOf(e));
      return Exit.PROBLEM;
    }
  }

  private static Problem problemOf(Exception exception) {
    if (exception instanceof ProblemException known) {
      LOG.info("{}", known.getMessage(), known);
      return known.problem();
    }
    if (exception instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return Problem.of("Interrupted", "The command was stopped before it was done.");
    }
    LOG.error("The command failed", exception);
    return Problem.of(
        "Something unexpected went wrong",
        String.valueOf(exception.getMessage()),
        Remedy.of("The log has the details; dragoncode doctor says where it is"));
  }

  @Override
  public Integer call() throws InterruptedException {
    return open.call();
  }
}
