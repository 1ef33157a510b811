package dev.dragoncode.cli;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.run.Finding;
import dev.dragoncode.run.RunComparison;
import dev.dragoncode.run.RunComparison.Figure;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.run.RunRecord.Outcome;
import dev.dragoncode.service.run.RunLog;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what was run of a project, shows one run, compares two. */
@Command(
    name = "runs",
    description = "Lists the runs of a project, newest first: tests, profiles, audits, hooks.",
    mixinStandardHelpOptions = true)
final class RunsCommand implements Callable<Integer> {

  private static final int WIDEST = 100;
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  private final CliServices services;
  private final Terminal terminal;

  @Mixin private final ProjectArgument project = new ProjectArgument();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "So many of the newest (${DEFAULT-VALUE}).")
  private int limit = 20;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  private RunsCommand(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  /** The command with its subcommands. */
  static CommandLine line(CliServices services, Terminal terminal) {
    return new CommandLine(new RunsCommand(services, terminal))
        .addSubcommand("show", new Show(services, terminal))
        .addSubcommand("compare", new Compare(services, terminal));
  }

  @Override
  public Integer call() {
    List<RunRecord> runs = services.runLog().listed(project.real(), Math.clamp(limit, 1, 1000));
    if (json) {
      terminal.line(Json.text(Map.of("runs", runs.stream().map(RunsCommand::head).toList())));
    } else if (runs.isEmpty()) {
      terminal.line("Nothing was run yet: dragoncode test");
    } else {
      runs.forEach(run ->
          terminal.line(
              "%s  %-8s %s  %-14s %8s  %s"
                  .formatted(
                      run.id(),
                      word(run.kind()),
                      sign(terminal, run.outcome()),
                      MOMENT.format(run.began()).substring(5, 16),
                      seconds(run.took()),
                      shortened(run.summary()))));
    }
    return Exit.OK;
  }

  private static String shortened(String text) {
    return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String sign(Terminal terminal, Outcome outcome) {
    String word = "%-8s".formatted(word(outcome));
    return switch (outcome) {
      case PASSED -> terminal.color("32", word);
      case FAILED -> terminal.color("31", word);
      case NOTHING, STOPPED -> terminal.color("33", word);
      case MEASURED -> terminal.color("36", word);
    };
  }

  private static String seconds(Duration took) {
    return "%.1f s".formatted(took.toMillis() / 1000.0);
  }

  private static Map<String, Object> head(RunRecord run) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("id", run.id());
    one.put("kind", word(run.kind()));
    one.put("title", run.title());
    one.put("outcome", word(run.outcome()));
    one.put("summary", run.summary());
    one.put("commands", run.commands());
    one.put("commit", run.commit());
    one.put("tree", run.tree());
    one.put("began", run.began().toString());
    one.put("seconds", run.took().toMillis() / 1000.0);
    return one;
  }

  private static RunRecord find(CliServices services, String id) {
    RunLog log = services.runLog();
    return log.find(id)
        .orElseThrow(() ->
            Problem.of(
                    "There is no run " + id,
                    "The newest 200 runs of a project are kept.",
                    Remedy.of("See which there are: dragoncode runs"))
                .asException());
  }

  /** One run with all that is kept of it. */
  @Command(
      description = "Shows a run: what was started, on what, what came of it, what it printed.",
      mixinStandardHelpOptions = true)
  private static final class Show implements Callable<Integer> {

    private final CliServices services;
    private final Terminal terminal;

    @Parameters(paramLabel = "ID", description = "As dragoncode runs lists it.")
    private String id = "";

    @Option(names = "--json", description = "Prints JSON, with the result and the output.")
    private boolean json;

    Show(CliServices services, Terminal terminal) {
      this.services = services;
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      RunRecord run = find(services, id);
      String output = services.runLog().output(id);
      if (json) {
        Map<String, Object> all = head(run);
        all.put("environment", new TreeMap<>(run.environment()));
        all.put("detail", Json.parsed(run.detail()));
        all.put("output", output);
        terminal.line(Json.text(all));
        return Exit.OK;
      }
      terminal.line(run.title() + "  " + sign(terminal, run.outcome()) + "  " + run.summary());
      line("began", MOMENT.format(run.began()) + ", took " + seconds(run.took()));
      run.commands().forEach(each -> line("command", each));
      line("commit", run.commit().isEmpty() ? "-" : run.commit());
      line("files", run.tree().isEmpty() ? "-" : run.tree());
      new TreeMap<>(run.environment())
          .forEach((name, value) -> line("variable", name + "=" + value));
      if (!output.isEmpty()) {
        terminal.line("");
        output.lines().forEach(terminal::line);
      }
      return Exit.OK;
    }

    private void line(String name, String value) {
      terminal.line("  %-9s %s".formatted(name, value));
    }
  }

  /** What differs between two runs. */
  @Command(
      description = "Compares two runs: tests by name, others by their figures.",
      mixinStandardHelpOptions = true)
  private static final class Compare implements Callable<Integer> {

    private final CliServices services;
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "A", description = "The earlier run.")
    private String first = "";

    @Parameters(index = "1", paramLabel = "B", description = "The later run.")
    private String second = "";

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    Compare(CliServices services, Terminal terminal) {
      this.services = services;
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      RunRecord before = find(services, first);
      RunRecord after = find(services, second);
      if (before.kind() != after.kind()) {
        throw Problem.of(
                "The two runs are of different kinds",
                "%s is one of %s, %s one of %s."
                    .formatted(first, word(before.kind()), second, word(after.kind())),
                Remedy.of("Compare two of one kind: dragoncode runs lists them"))
            .asException();
      }
      try {
        RunComparison comparison = RunComparison.of(before, after);
        if (json) {
          terminal.line(Json.text(json(comparison)));
        } else {
          print(comparison, before.kind());
        }
        return comparison.failing().isEmpty() ? Exit.OK : Exit.GAPS;
      } catch (SyntaxException e) {
        throw new IllegalStateException("What was kept of a run cannot be read", e);
      }
    }

    private void print(RunComparison comparison, RunRecord.Kind kind) {
      String bad = kind == RunRecord.Kind.AUDIT ? "found         " : "newly failing ";
      comparison.failing().forEach(each -> terminal.line(terminal.color("31", bad) + each.words()));
      comparison
          .fixed()
          .forEach(each -> terminal.line(terminal.color("32", "fixed         ") + each.words()));
      comparison.added().forEach(each -> terminal.line("new           " + each.words()));
      comparison.gone().forEach(each -> terminal.line("gone          " + each.words()));
      comparison
          .slower()
          .forEach(each ->
              terminal.line(
                  "%s %s  %s -> %s"
                      .formatted(
                          terminal.color("33", "slower       "),
                          each.now().words(),
                          seconds(each.before()),
                          seconds(each.now().took()))));
      comparison.circumstances().forEach(this::print);
      comparison.figures().forEach(this::print);
    }

    private void print(Figure each) {
      terminal.line("%-32s %16s %16s".formatted(each.name(), each.before(), each.after()));
    }

    private static List<String> words(List<Finding> findings) {
      return findings.stream().map(Finding::words).toList();
    }

    private static Map<String, List<String>> sides(List<Figure> figures) {
      Map<String, List<String>> sides = new LinkedHashMap<>();
      figures.forEach(each -> sides.put(each.name(), List.of(each.before(), each.after())));
      return sides;
    }

    private static Map<String, Object> json(RunComparison comparison) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("newlyFailing", words(comparison.failing()));
      all.put("fixed", words(comparison.fixed()));
      all.put("added", words(comparison.added()));
      all.put("gone", words(comparison.gone()));
      all.put(
          "slower",
          comparison.slower().stream()
              .map(each ->
                  Map.of(
                      "test",
                      each.now().words(),
                      "secondsBefore",
                      each.before().toMillis() / 1000.0,
                      "secondsAfter",
                      each.now().took().toMillis() / 1000.0))
              .toList());
      all.put("circumstances", sides(comparison.circumstances()));
      all.put("figures", sides(comparison.figures()));
      return all;
    }
  }
}
