package dev.dragoncode.fix;

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
              WorkflowFixes.all(),
              MavenFixes.all(),
              SpringFixes.all(),
              CodeFixes.all(),
              PinFixes.all(),
              ObserveFixes.all(),
              DocumentFixes.all(),
              TeamFixes.all())
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
}
