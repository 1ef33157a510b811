package dev.dragoncode.service.run;

import dev.dragoncode.project.FileIndex;
import dev.dragoncode.project.TreeHash;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Excerpts;
import dev.dragoncode.readiness.Proof;
import dev.dragoncode.run.TestCase;
import dev.dragoncode.run.TestCase.Place;
import dev.dragoncode.run.TestCase.Result;
import dev.dragoncode.run.TestReport;
import dev.dragoncode.run.TestRun;
import java.util.List;
import java.util.Optional;

/** What a run of the tests proves, and where in the project's files it does. */
final class TestProof {

  /** How many failures the checklist shows. */
  private static final int SHOWN = 5;

  private TestProof() {}

  /** The proof of a run of all tests. */
  static Proof of(TestRun run, TreeHash.State before, TreeHash.State after) {
    // What was tested is what is there now only if nobody has written to it meanwhile; files that
    // the run itself has left belong to it.
    TreeHash.State tested = before.keptIn(after) ? after : before;
    Proof.Outcome outcome =
        switch (run.outcome()) {
          case PASSED -> Proof.Outcome.SHOWN;
          case FAILED -> Proof.Outcome.REFUTED;
          case NOTHING -> Proof.Outcome.OPEN;
        };
    return new Proof(
        TestService.CHECK,
        Proof.Kind.TESTS,
        outcome,
        run.summary(),
        evidence(run.report()),
        run.began(),
        tested.stamps(),
        tested.contents());
  }

  /** The places of failures in the project's own files. */
  private static List<Evidence> evidence(TestReport report) {
    return report.suites().stream()
        .flatMap(suite -> suite.cases().stream())
        .filter(each -> each.result() == Result.FAILED)
        .flatMap(each -> evidence(each).stream())
        .limit(SHOWN)
        .toList();
  }

  private static Optional<Evidence> evidence(TestCase test) {
    return test.failure()
        .filter(failure -> failure.place().filter(Place::known).isPresent())
        .map(failure ->
            new Evidence(
                failure.place().orElseThrow().file(),
                failure.place().orElseThrow().line(),
                Excerpts.masked(test.name() + ": " + failure.message())));
  }

  /** The project's file that a report names by a path of its own, or by its name alone. */
  static Optional<String> path(Place place, FileIndex index) {
    String named = place.file().replace('\\', '/').replaceFirst("^\\./", "");
    if (index.file(named).isPresent()) {
      return Optional.of(named);
    }
    String name = named.substring(named.lastIndexOf('/') + 1);
    List<String> candidates =
        index.named(name).stream()
            .map(file -> file.path())
            .filter(path -> named.endsWith("/" + path) || path.endsWith("/" + named))
            .toList();
    return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
  }
}
