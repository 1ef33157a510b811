package dev.dragoncode.ui.runs;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.project.syntax.Json;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.run.RunRecord.Kind;
import dev.dragoncode.run.RunRecord.Outcome;
import dev.dragoncode.ui.control.Tone;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * What the list shows of a run: a pure function of what is kept.
 *
 * @param id of the run; of one that goes on the name of its kind
 * @param tag a word for what came of it
 * @param words behind the title, more quietly
 * @param going whether it goes on
 */
record RunItem(
    String id,
    Kind kind,
    String tag,
    Tone tone,
    String title,
    String words,
    String took,
    String when,
    boolean going) {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

  private static final List<String> GRAVE = List.of("critical", "high");

  /**
   * One that has ended.
   *
   * @param run with its detail where the tag is made of that
   */
  static RunItem of(RunRecord run, Instant now) {
    return new RunItem(
        run.id(),
        run.kind(),
        tag(run),
        tone(run),
        run.title(),
        words(run),
        took(run.took()),
        when(run.ended(), now),
        false);
  }

  /** One that goes on. */
  static RunItem going(Kind kind, String title, String doing, Duration since) {
    return new RunItem(
        kind.name(),
        kind,
        text("run.running"),
        Tone.INFO,
        title,
        doing,
        took(since),
        text("runs.now"),
        true);
  }

  private static String words(RunRecord run) {
    boolean typed = run.kind() == Kind.TESTS || run.kind() == Kind.PROBES;
    return typed && !run.commands().isEmpty()
        ? String.join(", ", run.commands().stream().distinct().toList()) + " · " + run.summary()
        : run.summary();
  }

  private static String tag(RunRecord run) {
    return switch (run.outcome()) {
      case PASSED -> text("tests.passed");
      case FAILED -> run.kind() == Kind.AUDIT ? grave(run) : text("tests.failed");
      case NOTHING -> text("tests.nothing");
      case STOPPED -> text("run.stopped");
      case MEASURED -> text("runs.kind." + run.kind().name());
    };
  }

  private static Tone tone(RunRecord run) {
    return switch (run.outcome()) {
      case PASSED -> Tone.OK;
      case FAILED -> run.kind() == Kind.AUDIT ? Tone.WARN : Tone.BAD;
      case NOTHING, STOPPED -> Tone.WARN;
      case MEASURED -> Tone.INFO;
    };
  }

  /** How many of the gravest there are. */
  private static String grave(RunRecord run) {
    try {
      List<Node> all =
          run.detail().isEmpty() ? List.of() : Json.parse(run.detail()).items("vulnerabilities");
      for (String severity : GRAVE) {
        long count =
            all.stream()
                .filter(each -> each.text("severity").filter(severity::equals).isPresent())
                .count();
        if (count > 0) {
          return count + " " + severity;
        }
      }
      return all.isEmpty() ? text("tests.failed") : text("runs.found", all.size());
    } catch (SyntaxException e) {
      return text("tests.failed");
    }
  }

  /** Whether the tag is made of the run's detail. */
  static boolean needsDetail(RunRecord run) {
    return run.kind() == Kind.AUDIT && run.outcome() == Outcome.FAILED;
  }

  static String took(Duration took) {
    long millis = took.toMillis();
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    return text("runs.minutes", millis / 60_000, millis / 1000 % 60);
  }

  static String when(Instant ended, Instant now) {
    long minutes = Duration.between(ended, now).toMinutes();
    if (minutes < 1) {
      return text("ago.now");
    }
    if (minutes < 60) {
      return text("ago.minutes", minutes);
    }
    return minutes < 60 * 24 ? text("runs.hours", minutes / 60) : DAY.format(ended);
  }
}
