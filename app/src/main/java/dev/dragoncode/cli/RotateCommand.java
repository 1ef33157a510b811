package dev.dragoncode.cli;

import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.service.rotate.DatabaseRotation;
import dev.dragoncode.service.rotate.Rotated;
import dev.dragoncode.service.rotate.RotationService;
import dev.dragoncode.service.rotate.RotationStep;
import dev.dragoncode.service.run.RotationRuns;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Changes a secret under a running service, and shows that it follows. */
@Command(
    name = "rotate",
    description = "Changes a secret under the running service, and shows that it follows.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "database")
final class RotateCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private RotateCommand() {}

  /** The command with its subcommands. */
  static CommandLine line(CliServices services, Terminal terminal) {
    return new CommandLine(new RotateCommand())
        .addSubcommand("database", new Database(services, terminal));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to rotate: database");
  }

  /** The login of the running PostgreSQL. */
  @Command(
      description = {
        "Rotates the login of the project's running PostgreSQL: the role that is not in use gets a new"
            + " password, the vault names it, the service follows, the role before is locked.",
        "Without a running vault the login stands in .dragoncode/secrets/database.json."
      },
      mixinStandardHelpOptions = true)
  private static final class Database implements Callable<Integer> {

    private final CliServices services;
    private final Terminal terminal;

    @Mixin private final ProjectArgument project = new ProjectArgument();

    @Option(
        names = "--secret",
        paramLabel = "PATH",
        description = "The secret in the vault (secret/data/FOLDER).")
    private Optional<String> secret = Optional.empty();

    @Option(
        names = "--within",
        paramLabel = "SECONDS",
        description = "How long the service has to follow (90).")
    private long within = RotationService.WITHIN.toSeconds();

    @Option(
        names = "--without-service",
        description = "Changes it although no service is there that could follow.")
    private boolean alone;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    Database(CliServices services, Terminal terminal) {
      this.services = services;
      this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
      Path folder = project.real();
      Rotated rotated =
          services
              .rotations()
              .rotate(
                  folder,
                  services.stacks().status(folder).map(StackSnapshot::emulators).orElse(List.of()),
                  new RotationService.Request(secret, Duration.ofSeconds(within), !alone),
                  new Printing());
      if (json) {
        terminal.line(Json.text(RotationRuns.json(rotated)));
      } else {
        terminal.line(rotated.summary());
      }
      return Exit.OK;
    }

    /** Tells each step as it is taken. */
    private final class Printing implements DatabaseRotation.Listener {
      @Override
      public void waits(String words) {
        terminal.note(terminal.color("2", "           " + words));
      }

      @Override
      public void took(RotationStep step) {
        if (!json) {
          terminal.line(
              "%7.3f s  %-8s %s"
                  .formatted(step.took().toMillis() / 1000.0, word(step), step.words()));
        }
      }
    }

    private static String word(RotationStep step) {
      return step.kind().name().toLowerCase(Locale.ROOT);
    }
  }
}
