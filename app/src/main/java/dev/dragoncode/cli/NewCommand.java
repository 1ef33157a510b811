package dev.dragoncode.cli;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.scaffold.Answers;
import dev.dragoncode.scaffold.AnswersFile;
import dev.dragoncode.scaffold.Capabilities;
import dev.dragoncode.scaffold.Capability;
import dev.dragoncode.scaffold.ProjectName;
import dev.dragoncode.scaffold.ResourceSpec;
import dev.dragoncode.scaffold.Scope;
import dev.dragoncode.scaffold.StackKind;
import dev.dragoncode.service.scaffold.NewProjects;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a new project. */
@Command(
    name = "new",
    description = "Makes a service that runs and passes its tests, in a new folder.",
    mixinStandardHelpOptions = true)
final class NewCommand implements Callable<Integer> {

  private final CliServices services;
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "NAME", description = "Its name, such as shop-api.")
  private String name = "";

  @Option(
      names = "--stack",
      paramLabel = "STACK",
      defaultValue = "spring",
      description = "spring (Spring Boot, Maven) or node (TypeScript, Fastify).")
  private String stack = "spring";

  @Option(
      names = "--with",
      split = ",",
      paramLabel = "CAPABILITY",
      description = "What it has; `dragoncode add --list` says what there is.")
  private List<String> with = new ArrayList<>();

  @Option(names = "--all", description = "Gives it every capability.")
  private boolean all;

  @Option(
      names = "--resource",
      paramLabel = "TEXT",
      description = "What it keeps, as in \"order customer:string total:decimal note:text?\".")
  private Optional<String> resource = Optional.empty();

  @Option(
      names = "--in",
      paramLabel = "FOLDER",
      description = "Where its folder is made; the current one where it is left out.")
  private Path parent = Path.of("");

  @Option(
      names = "--group",
      paramLabel = "PACKAGE",
      defaultValue = Answers.DEFAULT_GROUP,
      description = "The Java package above its own.")
  private String group = Answers.DEFAULT_GROUP;

  @Option(names = "--owner", paramLabel = "@TEAM", description = "Who reviews changes of it.")
  private Optional<String> owner = Optional.empty();

  @Option(names = "--metric", paramLabel = "TEXT", description = "The primary success metric.")
  private Optional<String> metric = Optional.empty();

  @Option(names = "--target", paramLabel = "TEXT", description = "What the metric should reach.")
  private Optional<String> target = Optional.empty();

  @Option(
      names = "--supporting",
      paramLabel = "TEXT",
      description = "A supporting metric with its target; once or twice.")
  private List<String> supporting = new ArrayList<>();

  @Option(names = "--until", paramLabel = "DATE", description = "The last day of the timebox.")
  private Optional<LocalDate> until = Optional.empty();

  @Option(names = "--dry-run", description = "Lists the files and writes nothing.")
  private boolean dryRun;

  @Option(
      names = "--git",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Makes it a git repository, where it lies in none. On by default.")
  private boolean git = true;

  NewCommand(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    NewProjects projects = services.newProjects();
    Answers answers = answers(projects.today());
    List<String> files =
        projects
            .preview(answers)
            .changes()
            .without(path -> path.startsWith(AnswersFile.BASES))
            .paths();
    if (dryRun) {
      projects.folder(parent.toAbsolutePath(), answers);
      files.stream().sorted().forEach(terminal::line);
      return Exit.OK;
    }
    Path folder = projects.create(parent.toAbsolutePath(), answers, git);
    terminal.line("Made " + folder + " with " + files.size() + " files.");
    terminal.line("Next: dragoncode test --trust " + folder);
    return Exit.OK;
  }

  private Answers answers(LocalDate today) {
    ProjectName known = new ProjectName(name);
    StackKind kind =
        StackKind.of(stack)
            .orElseThrow(() ->
                Problem.of(
                        "There is no stack \u201c" + stack + "\u201d",
                        "There are spring and node.",
                        Remedy.of("Choose one of them"))
                    .asException());
    ResourceSpec kept = resource.map(ResourceSpec::parse).orElse(ResourceSpec.EXAMPLE);
    Scope usual = Scope.usual(kept, today);
    Set<String> capabilities =
        Capabilities.closed(all ? Capabilities.all().stream().map(Capability::id).toList() : with);
    return new Answers(
        known,
        kind,
        group,
        owner.orElseGet(() -> Answers.ownerOf(known)),
        kept,
        new Scope(
            metric.orElse(usual.metric()),
            target.orElse(usual.target()),
            supporting.isEmpty() ? usual.supporting() : supporting,
            today,
            until.orElse(usual.until())),
        capabilities);
  }
}
