package dev.dragoncode.fix;

import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.checks.Checks;
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
              DocumentFixes.all(),
              TeamFixes.all(),
              ReleaseFixes.all(),
              ObserveFixes.all(),
              CanaryFixes.all(),
              CodeFixes.all(),
              BuildFixes.all(),
              StoreFixes.all())
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

  /** What a person does to mend a gap; empty where there is no such check. */
  public static Optional<String> byHand(String check) {
    return Checks.all().stream()
        .map(Check::spec)
        .filter(s -> s.id().equals(check))
        .map(s -> s.remedy())
        .findFirst();
  }
}
