package dev.dragoncode.cli;

import dev.dragoncode.load.LoadResult;
import dev.dragoncode.load.ObjectiveHeld;
import dev.dragoncode.load.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The figures of a load run as lines of a terminal. */
final class LoadTable {

  private LoadTable() {}

  static List<String> of(LoadResult result, Terminal terminal) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(terminal.color("1", result.asked().words()));
    result.asked().headers().forEach(header -> lines.add("  " + header));
    lines.add(
        "%s answers in %s, %s/s, %s"
            .formatted(
                Words.number(result.answered()),
                Words.of(result.measured()),
                Words.number(result.rate()),
                Words.bytes(result.bytes())));
    lines.add("");
    lines.add("             p50       p90       p99     p99.9       max");
    lines.add(
        row(
            "latency",
            Stream.of(
                result.latencies().p50(),
                result.latencies().p90(),
                result.latencies().p99(),
                result.latencies().p999(),
                result.latencies().max())));
    lines.add(
        row(
            "service",
            Stream.of(
                result.service().p50(),
                result.service().p90(),
                result.service().p99(),
                result.service().p999(),
                result.service().max())));
    lines.add(
        terminal.color(
            "2", "latency counts from when a request was due, service from when it went out"));
    lines.add("");
    lines.add("statuses   " + counts(result));
    lines.addAll(objectives(result, terminal));
    result.remarks().forEach(remark -> lines.add(terminal.color("33", "! ") + remark));
    return lines;
  }

  private static String row(String name, Stream<Duration> times) {
    return "%-7s%s"
        .formatted(
            name,
            times
                .map(each -> "%10s".formatted(each.isZero() ? "-" : Words.of(each)))
                .collect(Collectors.joining()));
  }

  private static String counts(LoadResult result) {
    String all = String.join(", ", Words.counts(result));
    return all.isEmpty() ? "none" : all;
  }

  private static List<String> objectives(LoadResult result, Terminal terminal) {
    List<String> lines = new ArrayList<>();
    for (ObjectiveHeld held : result.objectives()) {
      lines.add(
          "%s %s: %s of %s%s, %s %% promised"
              .formatted(
                  held.met()
                      ? terminal.color("32;1", "met       ")
                      : terminal.color("31;1", "missed    "),
                  held.objective().name(),
                  Words.percent(held.share()),
                  Words.number(held.all()),
                  held.objective().within().map(w -> " within " + Words.of(w)).orElse(""),
                  Words.number(held.objective().percent())));
    }
    return lines;
  }
}
