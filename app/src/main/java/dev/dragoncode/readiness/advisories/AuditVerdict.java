package dev.dragoncode.readiness.advisories;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.locks.Ecosystem;
import dev.dragoncode.project.locks.PackageGraph;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Excerpts;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.readiness.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says in one verdict what an audit comes to; the same for the checklist and the command line. */
public final class AuditVerdict {

  /** Advisories older than this say too little of today (READINESS.md). */
  public static final Duration FRESH = Duration.ofDays(7);

  private AuditVerdict() {}

  /** The verdict, with the lines that a person would change. */
  public static Verdict of(Audit audit, ProjectView view, Instant now) {
    if (audit.packages() == 0 && audit.gaps().isEmpty()) {
      return Verdict.notApplicable("The project uses no packages of others");
    }
    List<Vulnerability> stopping = audit.stopping();
    List<Vulnerability> open =
        audit.undecided().stream().filter(v -> v.parts().isEmpty() || used(view, v)).toList();
    String known = known(audit);
    if (!stopping.isEmpty()) {
      return Verdict.fail(
          summary(stopping) + known,
          stopping.stream().map(v -> Excerpts.line(view, v.file(), v.line())).toList());
    }
    if (!open.isEmpty()) {
      return Verdict.unknown(
          open.size()
              + (open.size() == 1 ? " vulnerability is" : " vulnerabilities are")
              + " disputed or without a severity, such as "
              + named(open.getFirst())
              + known,
          open.stream().map(v -> Excerpts.line(view, v.file(), v.line())).toList());
    }
    if (!audit.without().isEmpty()) {
      return Verdict.unknown(
          "There are no advisories of "
              + audit.without().stream()
                  .map(Ecosystem::word)
                  .sorted()
                  .collect(Collectors.joining(", "))
              + " on this machine; dragoncode audit --update fetches them",
          files(audit));
    }
    if (!audit.gaps().isEmpty()) {
      return Verdict.unknown("Packages may be missing: " + audit.gaps().getFirst(), files(audit));
    }
    return clean(audit, now, known);
  }

  /**
   * Whether the project's own code imports a part of the module that the vulnerability is about.
   */
  private static boolean used(ProjectView view, Vulnerability each) {
    return view.withExtension("go").stream()
        .flatMap(file -> view.text(file).stream())
        .anyMatch(text -> each.parts().stream().anyMatch(part -> text.contains('"' + part + '"')));
  }

  private static Verdict clean(Audit audit, Instant now, String known) {
    List<Vulnerability> all = audit.vulnerabilities();
    long accepted = all.stream().filter(v -> v.accepted().isPresent()).count();
    long lesser = all.size() - accepted;
    String summary =
        "No high or critical vulnerability in "
            + audit.packages()
            + (audit.packages() == 1 ? " package" : " packages")
            + (lesser > 0 ? "; " + lesser + " lesser or of tools" : "")
            + (accepted > 0 ? "; " + accepted + " accepted in osv-scanner.toml" : "")
            + known;
    boolean old = audit.oldest().filter(at -> at.isBefore(now.minus(FRESH))).isPresent();
    return new Verdict(
        old ? Status.STALE : Status.PASS,
        old ? summary + ", which is more than 7 days ago" : summary,
        files(audit),
        Optional.of("Held against " + audit.packages() + " packages" + known));
  }

  private static String summary(List<Vulnerability> stopping) {
    Vulnerability worst = stopping.getFirst();
    return named(worst)
        + worst.fixed().map(to -> ", mended in " + to).orElse(", not mended yet")
        + (stopping.size() > 1 ? "; " + (stopping.size() - 1) + " more" : "");
  }

  private static String named(Vulnerability each) {
    return "%s has %s (%s)"
        .formatted(each.concerned().id(), each.id(), each.severity().word())
        .strip();
  }

  private static String known(Audit audit) {
    return audit
        .oldest()
        .map(at -> ", as known on " + LocalDate.ofInstant(at, ZoneOffset.UTC))
        .orElse("");
  }

  private static List<Evidence> files(Audit audit) {
    return audit.graphs().stream().map(PackageGraph::file).distinct().map(Excerpts::file).toList();
  }
}
