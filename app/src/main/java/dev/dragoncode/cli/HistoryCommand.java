package dev.dragoncode.cli;

import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.TrendPoint;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells where a project stood, and what has changed from one look to the next. */
@Command(
    name = "history",
    description = "Lists where the project stood, and which verdicts changed.",
    mixinStandardHelpOptions = true)
final class HistoryCommand implements Callable<Integer> {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

  private final CliServices services;
  private final Terminal terminal;

  @Mixin private final ProjectArgument project = new ProjectArgument();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "So many of the newest points (${DEFAULT-VALUE}).")
  private int limit = 20;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  HistoryCommand(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<TrendPoint> points = services.trend(project.real(), Math.clamp(limit, 1, 1000));
    if (json) {
      terminal.line(Json.text(points.stream().map(HistoryCommand::json).toList()));
      return Exit.OK;
    }
    if (points.isEmpty()) {
      terminal.line("Nothing is kept yet; dragoncode check keeps the first point.");
      return Exit.OK;
    }
    TrendPoint before = null;
    for (TrendPoint point : points) {
      terminal.line(
          "%s  %-9s  score %5s  decided %5s  level %s"
              .formatted(
                  MOMENT.format(point.at()),
                  commit(point),
                  percent(point.score()),
                  percent(point.coverage()),
                  point.level().map(Level::name).orElse("-")));
      if (before != null) {
        changes(before, point).forEach(change -> terminal.line("    " + change));
      }
      before = point;
    }
    return Exit.OK;
  }

  /** What a point has that the one before it had not, as a person would say it. */
  private static List<String> changes(TrendPoint before, TrendPoint after) {
    List<String> changes = new ArrayList<>();
    if (!before.rules().equals(after.rules())) {
      changes.add("by other rules: a change may be theirs, not the project's");
    }
    after
        .changedSince(before)
        .forEach((check, status) ->
            changes.add(
                check
                    + " "
                    + (before.verdicts().containsKey(check)
                        ? before.verdicts().get(check).word() + " -> "
                        : "")
                    + status.word()));
    return changes;
  }

  private static String commit(TrendPoint point) {
    return point.commit().isEmpty()
        ? "-"
        : point.commit().substring(0, Math.min(9, point.commit().length()));
  }

  private static String percent(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() + " %" : "-";
  }

  private static Map<String, Object> json(TrendPoint point) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("at", point.at().toString());
    one.put("commit", point.commit());
    one.put("rules", point.rules());
    point.score().ifPresent(value -> one.put("score", value));
    point.coverage().ifPresent(value -> one.put("coverage", value));
    point.level().ifPresent(level -> one.put("level", level.name()));
    one.put("passed", point.passed());
    one.put("failed", point.failed());
    Map<String, String> verdicts = new java.util.TreeMap<>();
    point.verdicts().forEach((check, status) -> verdicts.put(check, status.word()));
    one.put("verdicts", verdicts);
    return one;
  }
}
