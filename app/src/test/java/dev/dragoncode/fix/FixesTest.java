package dev.dragoncode.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.change.Proposal;
import dev.dragoncode.change.Question;
import dev.dragoncode.change.UnifiedDiff;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.checks.Checks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every fix, on every fixture in which its check fails. What comes of it stands in {@code
 * outcomes.txt}; {@code -Dformat=write} writes it anew, to be looked at.
 */
class FixesTest {

  private static final Path FIXTURES =
      Path.of("src/test/resources/dev/dragoncode/readiness").toAbsolutePath();
  private static final Path OUTCOMES =
      Path.of("src/test/resources/dev/dragoncode/fix/outcomes.txt").toAbsolutePath();

  private static final List<String> CHECKS = Checks.all().stream().map(c -> c.spec().id()).toList();
  private static final int BEST = 2;

  @TestFactory
  Stream<DynamicTest> mendsItsGapAndMakesNothingWorse() throws IOException {
    Map<String, String> expected = outcomes();
    Map<String, String> seen = new TreeMap<>();
    List<DynamicTest> tests = new ArrayList<>();
    for (String check : Fixes.all().keySet().stream().sorted().toList()) {
      for (Path fixture : failing(check)) {
        String name = check + "/" + fixture.getFileName();
        tests.add(
            DynamicTest.dynamicTest(
                name,
                () -> {
                  String outcome = mend(check, fixture);
                  seen.put(name, outcome);
                  if (!writing()) {
                    assertThat(outcome).isEqualTo(expected.get(name));
                  }
                }));
      }
    }
    tests.add(DynamicTest.dynamicTest("outcomes.txt", () -> compare(seen)));
    return tests.stream();
  }

  private static String mend(String check, Path fixture) throws IOException {
    FixtureProject before = FixtureProject.read(fixture);
    Proposal proposal = propose(check, before, Map.of());
    if (!proposal.questions().isEmpty()) {
      Map<String, String> answers =
          proposal.questions().stream().collect(Collectors.toMap(Question::key, Question::example));
      proposal = propose(check, before, answers);
    }
    if (proposal.changes().isEmpty()) {
      assertThat(proposal.declined()).as("why there is no change").isPresent();
      assertThat(proposal.declined().get()).endsWith(".");
      return "declined";
    }
    FixtureProject after = before.after(proposal.changes());
    String diff = UnifiedDiff.of(proposal.changes());
    assertThat(before.verdict(check).status()).isEqualTo(Status.FAIL);
    for (String each : CHECKS) {
      Verdict now = after.verdict(each);
      if (worth(now) < BEST) {
        assertThat(worth(now))
            .as(each + ": " + now.summary() + "\n" + diff)
            .isGreaterThanOrEqualTo(worth(before.verdict(each)));
      }
    }
    Verdict mended = after.verdict(check);
    Status status = mended.status();
    if (proposal.remaining().isEmpty()) {
      assertThat(status)
          .as(mended.summary() + proposal.declined() + "\n" + diff)
          .isNotIn(Status.FAIL, Status.ERROR);
    }
    FixtureProject twice = after.after(propose(check, after, proposal.answers()).changes());
    assertThat(twice.verdict(check).status()).as("a second time").isEqualTo(status);
    return status.word() + (proposal.remaining().isEmpty() ? "" : ", and a person has the rest");
  }

  private static Proposal propose(
      String check, FixtureProject project, Map<String, String> answers) {
    return Fixes.propose(
            check, project.facts(), answers, _ -> Optional.empty(), FixtureProject.TODAY)
        .orElseThrow();
  }

  /** Nothing may fall from here. */
  private static int worth(Verdict verdict) {
    return switch (verdict.status()) {
      case PASS, NA, WAIVED -> BEST;
      case UNKNOWN, STALE -> 1;
      case FAIL, ERROR -> 0;
    };
  }

  @Test
  void everyFixMendsAtLeastOneOfItsFixtures() throws IOException {
    Map<String, String> outcomes = outcomes();

    for (String check : Fixes.all().keySet()) {
      List<String> own =
          outcomes.entrySet().stream()
              .filter(e -> e.getKey().startsWith(check + "/"))
              .map(Map.Entry::getValue)
              .toList();
      assertThat(own).as(check).anyMatch(outcome -> outcome.matches("pass|na|unknown"));
    }
  }

  @Test
  void everyFixSaysWhatItDoes() {
    assertThat(Fixes.all().values())
        .allSatisfy(fix -> {
          assertThat(fix.does()).endsWith(".");
          assertThat(Fixes.byHand(fix.check())).isPresent();
        });
  }

  private static void compare(Map<String, String> seen) throws IOException {
    if (writing()) {
      Files.createDirectories(OUTCOMES.getParent());
      Files.write(
          OUTCOMES, seen.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList());
    }
    assertThat(seen).isEqualTo(outcomes());
  }

  private static boolean writing() {
    return "write".equals(System.getProperty("format"));
  }

  private static Map<String, String> outcomes() throws IOException {
    Map<String, String> outcomes = new TreeMap<>();
    if (Files.exists(OUTCOMES)) {
      for (String line : Files.readAllLines(OUTCOMES)) {
        String[] parts = line.split(": ", 2);
        outcomes.put(parts[0], parts[1]);
      }
    }
    return outcomes;
  }

  private static List<Path> failing(String check) throws IOException {
    try (Stream<Path> list = Files.list(FIXTURES.resolve(check))) {
      return list.filter(p -> p.getFileName().toString().matches("(trap-)?fail-.*"))
          .sorted()
          .toList();
    }
  }
}
