package dev.dragoncode.readiness;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.project.ProjectSettings.Waiver;
import dev.dragoncode.project.Spelling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts the team's waivers on the verdicts. */
final class Waivers {

  private Waivers() {}

  /** The finding of a verdict: a gap or an open question that a waiver covers is waived. */
  static Finding apply(CheckSpec check, Verdict verdict, ProjectSettings settings) {
    Optional<Waiver> waiver =
        verdict.status() == Status.FAIL
                || verdict.status() == Status.UNKNOWN
                || verdict.status() == Status.STALE
            ? settings.waivers().stream()
                .filter(each -> each.check().equals(check.id()) && covers(each, verdict))
                .findFirst()
            : Optional.empty();
    return waiver
        .map(each ->
            new Finding(
                check,
                Status.WAIVED,
                "Waived until " + each.expires() + " by " + each.owner() + ": " + each.reason(),
                verdict.evidence(),
                verdict.proof()))
        .orElseGet(() ->
            new Finding(
                check, verdict.status(), verdict.summary(), verdict.evidence(), verdict.proof()));
  }

  /** A waiver for a path covers a gap only if nothing outside the path shows it. */
  private static boolean covers(Waiver waiver, Verdict verdict) {
    if (waiver.path().isEmpty()) {
      return true;
    }
    String path = waiver.path().get().replaceFirst("/$", "");
    return !verdict.evidence().isEmpty()
        && verdict.evidence().stream()
            .allMatch(e -> e.file().equals(path) || e.file().startsWith(path + "/"));
  }

  /** Waivers and attestations of checks that there are not. */
  static List<Problem> unknown(Set<String> ids, ProjectSettings settings, Path file) {
    List<Problem> problems = new ArrayList<>();
    settings.waivers().forEach(w -> unknown(ids, w.check(), w.line(), file, problems));
    settings.attestations().forEach(a -> unknown(ids, a.check(), a.line(), file, problems));
    return problems;
  }

  private static void unknown(
      Set<String> ids, String check, int line, Path file, List<Problem> problems) {
    if (ids.contains(check)) {
      return;
    }
    String near = Spelling.nearest(check, ids).map(id -> "; did you mean " + id + "?").orElse("");
    problems.add(
        Problem.of(
            "Part of " + ProjectSettings.FILE + " is not used",
            "Line " + line + ": there is no check \"" + check + "\"" + near + ".",
            Remedy.of("Open the file at line " + line + ".", new Remedy.OpenFile(file, line))));
  }
}
