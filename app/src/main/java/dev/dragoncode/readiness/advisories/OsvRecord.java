package dev.dragoncode.readiness.advisories;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dragoncode.project.locks.Ecosystem;
import dev.dragoncode.readiness.advisories.Advisory.Event;
import dev.dragoncode.readiness.advisories.Advisory.Kind;
import dev.dragoncode.readiness.advisories.Advisory.Range;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A record of OSV's schema, as far as it decides on versions.
 *
 * @param withdrawn whether its authors took it back
 * @param affected what it says of each package
 * @see <a href="https://ossf.github.io/osv-schema/">OSV schema</a>
 */
public record OsvRecord(String id, Instant modified, boolean withdrawn, List<Affected> affected) {

  private static final Logger LOG = LoggerFactory.getLogger(OsvRecord.class);

  /** Longer summaries are cut; some records put their whole story there. */
  private static final int MAX_SUMMARY = 200;

  public OsvRecord {
    affected = List.copyOf(affected);
  }

  /**
   * What a record says of one package.
   *
   * @param name as {@link Ecosystem#normalized} has it
   */
  public record Affected(Ecosystem ecosystem, String name, Advisory advisory) {}

  /**
   * Reads a record; parts that are malformed are left out.
   *
   * @return empty where it is no record at all
   */
  public static Optional<OsvRecord> of(JsonNode root) {
    String id = root.path("id").asText("");
    if (!id.matches("[A-Za-z0-9][\\w.:-]{2,99}")) {
      return Optional.empty();
    }
    List<String> aliases = new ArrayList<>();
    root.path("aliases").forEach(a -> aliases.add(a.asText()));
    Map<String, Affected> affected = new LinkedHashMap<>();
    for (JsonNode each : root.path("affected")) {
      Optional<Ecosystem> ecosystem = Ecosystem.of(each.path("package").path("ecosystem").asText());
      String text = each.path("package").path("name").asText("");
      if (ecosystem.isEmpty() || text.isEmpty()) {
        continue;
      }
      String name = ecosystem.get().normalized(text);
      OptionalDouble score = score(root.path("severity"), each.path("severity"));
      Advisory advisory =
          new Advisory(
              id,
              aliases,
              summary(root),
              severity(id, root, each, score),
              score,
              disputed(root),
              ranges(each),
              texts(each.path("versions")));
      affected.merge(
          ecosystem.get().word() + "\n" + name,
          new Affected(ecosystem.get(), name, advisory),
          OsvRecord::together);
    }
    return Optional.of(
        new OsvRecord(
            id,
            modified(root),
            root.path("withdrawn").isTextual(),
            List.copyOf(affected.values())));
  }

  private static Affected together(Affected a, Affected b) {
    List<Range> ranges = new ArrayList<>(a.advisory.ranges());
    ranges.addAll(b.advisory.ranges());
    List<String> versions = new ArrayList<>(a.advisory.versions());
    versions.addAll(b.advisory.versions());
    Advisory first = a.advisory;
    return new Affected(
        a.ecosystem,
        a.name,
        new Advisory(
            first.id(),
            first.aliases(),
            first.summary(),
            first.severity(),
            first.score(),
            first.disputed(),
            ranges,
            versions));
  }

  /** As MITRE marks it in the text. */
  private static boolean disputed(JsonNode root) {
    String text = root.path("summary").asText("") + "\n" + root.path("details").asText("");
    return text.contains("** DISPUTED **") || text.startsWith("[Disputed]");
  }

  /** The epoch where no date stands, as in Go's own database: it says nothing of the data's age. */
  private static Instant modified(JsonNode root) {
    for (String key : List.of("modified", "published")) {
      try {
        Instant at = Instant.parse(root.path(key).asText(""));
        if (at.isAfter(Instant.EPOCH)) {
          return at;
        }
      } catch (DateTimeException e) {
        LOG.debug("{} has no {}", root.path("id"), key, e);
      }
    }
    return Instant.EPOCH;
  }

  private static String summary(JsonNode root) {
    String text = root.path("summary").asText("");
    if (text.isBlank()) {
      text = root.path("details").asText("").strip().lines().findFirst().orElse("");
    }
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= MAX_SUMMARY ? line : line.substring(0, MAX_SUMMARY - 1) + "…";
  }

  private static OptionalDouble score(JsonNode... severities) {
    OptionalDouble third = OptionalDouble.empty();
    OptionalDouble fourth = OptionalDouble.empty();
    for (JsonNode severity : severities) {
      for (JsonNode each : severity) {
        String vector = each.path("score").asText("");
        OptionalDouble score = Cvss.score(vector);
        if (score.isPresent()) {
          if (vector.startsWith("CVSS:4")) {
            fourth = score;
          } else {
            third = score;
          }
        }
      }
    }
    return fourth.isPresent() ? fourth : third;
  }

  /** What the record's own reviewers say comes before what a vector gives. */
  private static Severity severity(
      String id, JsonNode root, JsonNode affected, OptionalDouble score) {
    if (id.startsWith("MAL-")) {
      return Severity.CRITICAL;
    }
    for (JsonNode place :
        List.of(root.path("database_specific"), affected.path("database_specific"))) {
      Severity said = Severity.named(place.path("severity").asText(""));
      if (said != Severity.UNKNOWN) {
        return said;
      }
    }
    return score.isPresent() ? Severity.of(score.getAsDouble()) : Severity.UNKNOWN;
  }

  private static List<Range> ranges(JsonNode affected) {
    List<Range> ranges = new ArrayList<>();
    Optional<Event> known = lastKnown(affected);
    for (JsonNode range : affected.path("ranges")) {
      if (range.path("type").asText().equals("GIT")) {
        continue;
      }
      List<Event> events = new ArrayList<>();
      for (JsonNode event : range.path("events")) {
        add(event, "introduced", Kind.INTRODUCED, events);
        add(event, "fixed", Kind.FIXED, events);
        add(event, "last_affected", Kind.LAST_AFFECTED, events);
        add(event, "limit", Kind.LIMIT, events);
      }
      boolean ends =
          events.stream().anyMatch(e -> e.kind() == Kind.FIXED || e.kind() == Kind.LAST_AFFECTED);
      if (!ends) {
        known.ifPresent(events::add);
      }
      if (!events.isEmpty()) {
        ranges.add(new Range(events));
      }
    }
    return ranges;
  }

  private static void add(JsonNode event, String name, Kind kind, List<Event> into) {
    if (event.path(name).isTextual()) {
      into.add(new Event(kind, event.path(name).asText()));
    }
  }

  /** GitHub writes the end of a range that no release mends beside the events. */
  private static Optional<Event> lastKnown(JsonNode affected) {
    String text =
        affected.path("database_specific").path("last_known_affected_version_range").asText("");
    if (text.startsWith("<=")) {
      return Optional.of(new Event(Kind.LAST_AFFECTED, text.substring(2).strip()));
    }
    return text.startsWith("<")
        ? Optional.of(new Event(Kind.KNOWN_BELOW, text.substring(1).strip()))
        : Optional.empty();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
