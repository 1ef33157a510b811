package dev.dragoncode.fix;

import dev.dragoncode.change.Bytes;
import dev.dragoncode.change.Draft;
import dev.dragoncode.change.Proposal;
import dev.dragoncode.project.ProjectFacts;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.checks.Checks;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fixes that this version has. */
public final class Fixes {

  private static final Map<String, Fix> ALL =
      Stream.of(
              IgnoreFixes.all(),
              ImageFixes.all(),
              ImageRecipe.all(),
              ClusterFixes.all(),
              RolloutFixes.all(),
              PipelineFixes.all(),
              Lint.all(),
              PinFixes.all(),
              Dependabot.all(),
              SpringFixes.all(),
              ServiceFixes.all(),
              DocumentFixes.all(),
              TeamFixes.all(),
              ReleaseFixes.all(),
              ObserveFixes.all(),
              CanaryFixes.all(),
              CodeFixes.all(),
              BuildFixes.all(),
              StoreFixes.all(),
              FlagFixes.all(),
              AuditFixes.all(),
              RoleFixes.all(),
              SecretFixes.all())
          .flatMap(List::stream)
          .collect(Collectors.toUnmodifiableMap(Fix::check, Function.identity()));

  private Fixes() {}

  /** The fix of a check; empty where only a person can mend it. */
  public static Optional<Fix> of(String check) {
    return Optional.ofNullable(ALL.get(check));
  }

  /** All of them, by check. */
  public static Map<String, Fix> all() {
    return ALL;
  }

  /**
   * What the fix of a check would change now. Where the check would still see its gap, that is
   * among what remains for a person.
   *
   * @param answers to the fix's questions, as far as there are any
   * @param bases what DragonCode wrote last time into a file, for a merge
   * @return empty where only a person can mend it
   */
  public static Optional<Proposal> propose(
      String check,
      ProjectFacts facts,
      Map<String, String> answers,
      Function<String, Optional<Bytes>> bases,
      LocalDate today) {
    return of(check)
        .map(fix -> {
          Draft draft = new Draft(facts.view(), answers, bases);
          fix.recipe().write(draft);
          Proposal proposal = draft.proposal();
          boolean rules =
              proposal.changes().paths().stream().anyMatch(p -> p.endsWith(".gitignore"));
          if (proposal.changes().isEmpty() || !proposal.remaining().isEmpty() || rules) {
            return proposal;
          }
          Verdict then =
              Gaps.verdict(Changed.facts(facts, proposal.changes(), today).view(), check);
          return then.status() == Status.FAIL ? proposal.leaving(then.summary() + ".") : proposal;
        });
  }

  /** What a person does to mend a gap; empty where there is no such check. */
  public static Optional<String> byHand(String check) {
    return Checks.all().stream()
        .map(Check::spec)
        .filter(s -> s.id().equals(check))
        .map(s -> s.remedy())
        .findFirst();
  }
}
