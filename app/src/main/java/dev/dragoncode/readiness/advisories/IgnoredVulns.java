package dev.dragoncode.readiness.advisories;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.project.syntax.Toml;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a team accepts for a while, as osv-scanner reads it: {@code [[IgnoredVulns]]} of an
 * osv-scanner.toml, for the lock files of its folder and, from the project's own, for all.
 */
public record IgnoredVulns(List<Entry> entries) {

  private static final String FILE = "osv-scanner.toml";

  public IgnoredVulns {
    entries = List.copyOf(entries);
  }

  /**
   * One that is accepted.
   *
   * @param folder of the file that says so
   */
  public record Entry(String folder, String id, String reason) {}

  /** Nothing is accepted. */
  public static IgnoredVulns none() {
    return new IgnoredVulns(List.of());
  }

  /** What holds on this day. */
  public static IgnoredVulns of(ProjectView view, LocalDate today) {
    List<Entry> entries = new ArrayList<>();
    for (IndexedFile file : view.named(FILE)) {
      Optional<Node> root = view.text(file).flatMap(IgnoredVulns::toml);
      for (Node each : root.map(r -> r.items("IgnoredVulns")).orElse(List.of())) {
        String until = each.text("ignoreUntil").orElse("");
        Optional<String> id = each.text("id");
        if (id.isPresent() && (until.isEmpty() || !passed(until, today))) {
          entries.add(
              new Entry(
                  file.folder(),
                  id.get(),
                  each.text("reason").orElse("no reason is given")
                      + (until.isEmpty() ? "" : ", until " + day(until))));
        }
      }
    }
    return new IgnoredVulns(entries);
  }

  private static Optional<Node> toml(String text) {
    try {
      return Optional.of(Toml.parse(text));
    } catch (SyntaxException e) {
      // accepts nothing
      return Optional.empty();
    }
  }

  private static boolean passed(String until, LocalDate today) {
    try {
      return LocalDate.parse(day(until)).isBefore(today);
    } catch (DateTimeException e) {
      return true;
    }
  }

  private static String day(String until) {
    return until.substring(0, Math.min(until.length(), "2026-01-01".length()));
  }

  Vulnerability applied(Vulnerability each) {
    int slash = each.file().lastIndexOf('/');
    String folder = slash < 0 ? "" : each.file().substring(0, slash);
    return entries.stream()
        .filter(e -> each.named(e.id) && (e.folder.isEmpty() || e.folder.equals(folder)))
        .findFirst()
        .map(e ->
            new Vulnerability(
                each.concerned(),
                each.file(),
                each.line(),
                each.id(),
                each.aliases(),
                each.summary(),
                each.severity(),
                each.score(),
                each.disputed(),
                each.parts(),
                each.fixed(),
                Optional.of(e.reason)))
        .orElse(each);
  }
}
