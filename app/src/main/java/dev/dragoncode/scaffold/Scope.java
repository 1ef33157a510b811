package dev.dragoncode.scaffold;

import java.time.LocalDate;
import java.util.List;

/**
 * What a project is for, and by when that is judged.
 *
 * @param metric the primary success metric
 * @param target what it should reach, with its number
 * @param supporting one or two more, each with its number
 * @param start the first day of the timebox
 * @param until the day on which it is judged
 */
public record Scope(
    String metric, String target, List<String> supporting, LocalDate start, LocalDate until) {

  /** How long a prototype has where nobody says otherwise. */
  public static final int DEFAULT_WEEKS = 2;

  public Scope {
    supporting = List.copyOf(supporting);
  }

  /** A scope that fits any service, from a day on. */
  public static Scope usual(ResourceSpec resource, LocalDate today) {
    return new Scope(
        Words.plural(Words.split(resource.name(), " ")) + " created a day",
        "at least 10",
        List.of("p99 latency below 300 ms", "error rate below 0.1 %"),
        today,
        today.plusWeeks(DEFAULT_WEEKS));
  }
}
