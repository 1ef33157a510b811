package dev.dragoncode.readiness.advisories;

import dev.dragoncode.project.locks.Ecosystem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an advisory says of one package.
 *
 * @param aliases other names of the same vulnerability, such as its CVE
 * @param score of CVSS, where there is one
 * @param disputed whether its text says that its makers deny it
 * @param versions that are affected, each by name
 */
public record Advisory(
    String id,
    List<String> aliases,
    String summary,
    Severity severity,
    OptionalDouble score,
    boolean disputed,
    List<Range> ranges,
    List<String> versions) {

  public Advisory {
    aliases = List.copyOf(aliases);
    ranges = List.copyOf(ranges);
    versions = List.copyOf(versions);
  }

  /** Events on the line of versions, in any order. */
  public record Range(List<Event> events) {
    public Range {
      events = List.copyOf(events);
    }
  }

  /** Something that begins or ends at a version. */
  public record Event(Kind kind, String version) {}

  /** What OSV's events are. */
  public enum Kind {
    INTRODUCED,
    FIXED,
    LAST_AFFECTED,
    LIMIT,
    /** GitHub's "last known affected range", where it is below a version: like a fix, but none. */
    KNOWN_BELOW
  }

  /** Whether this version is affected, as OSV's schema decides it. */
  public boolean affects(Ecosystem ecosystem, String version) {
    Comparator<String> order = Versions.of(ecosystem);
    return versions.stream().anyMatch(v -> same(ecosystem, order, v, version))
        || ranges.stream().anyMatch(r -> inside(r, order, version));
  }

  private static boolean same(
      Ecosystem ecosystem, Comparator<String> order, String listed, String version) {
    return listed.equals(version)
        || (ecosystem == Ecosystem.PYPI && order.compare(listed, version) == 0)
        || (ecosystem == Ecosystem.GO && version.equals("v" + listed));
  }

  private static boolean inside(Range range, Comparator<String> order, String version) {
    boolean limited = false;
    boolean below = false;
    for (Event event : range.events) {
      if (event.kind == Kind.LIMIT) {
        limited = true;
        below |= event.version.equals("*") || order.compare(version, event.version) < 0;
      }
    }
    if (limited && !below) {
      return false;
    }
    boolean affected = false;
    for (Event event : sorted(range, order)) {
      switch (event.kind) {
        case INTRODUCED -> affected |= compare(order, version, event.version) >= 0;
        case FIXED, KNOWN_BELOW -> affected &= order.compare(version, event.version) < 0;
        case LAST_AFFECTED -> affected &= order.compare(version, event.version) <= 0;
        case LIMIT -> {
          // held against above
        }
      }
    }
    return affected;
  }

  private static List<Event> sorted(Range range, Comparator<String> order) {
    List<Event> events = new ArrayList<>(range.events);
    events.sort((a, b) -> {
      int versions =
          least(a) || least(b)
              ? Boolean.compare(least(b), least(a))
              : order.compare(a.version, b.version);
      // what is introduced where something else ends is affected
      return versions != 0 ? versions : Boolean.compare(begins(a), begins(b));
    });
    return events;
  }

  private static boolean least(Event event) {
    return begins(event) && event.version.equals(Versions.LEAST);
  }

  private static boolean begins(Event event) {
    return event.kind == Kind.INTRODUCED;
  }

  private static int compare(Comparator<String> order, String version, String introduced) {
    return introduced.equals(Versions.LEAST) ? 1 : order.compare(version, introduced);
  }

  /** The versions in which it is mended, those after the given one, the smallest first. */
  List<String> fixesAfter(Ecosystem ecosystem, String version) {
    Comparator<String> order = Versions.of(ecosystem);
    return ranges.stream()
        .flatMap(r -> r.events.stream())
        .filter(e -> e.kind == Kind.FIXED && order.compare(e.version, version) > 0)
        .map(Event::version)
        .sorted(order)
        .toList();
  }

  /** The smallest later version in which it is mended, where there is one. */
  public Optional<String> fixFor(Ecosystem ecosystem, String version) {
    return fix(List.of(this), ecosystem, version);
  }

  /** The smallest later version that none of these advisories of a package concerns. */
  static Optional<String> fix(List<Advisory> all, Ecosystem ecosystem, String version) {
    return all.stream()
        .flatMap(a -> a.fixesAfter(ecosystem, version).stream())
        .sorted(Versions.of(ecosystem))
        .filter(candidate -> all.stream().noneMatch(a -> a.affects(ecosystem, candidate)))
        .findFirst();
  }
}
