package dev.dragoncode.fakes.stubs;

import dev.dragoncode.fakes.pack.Near;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the mapping that answers a request: those of one fixed path are looked up, only the others
 * are gone through, so that thousands of recorded ones cost what a few do.
 */
final class StubIndex {

  private static final Comparator<Stub> FIRST =
      Comparator.comparingInt(Stub::priority)
          .thenComparing(Comparator.comparingInt(Stub::rank).reversed());

  /** As many as a person looks at. */
  private static final int MOST_NEAR = 3;

  /** As many are looked at closely, by their addresses. */
  private static final int MOST_LOOKED_AT = 100;

  private final List<Stub> all;
  private final Map<String, List<Stub>> byPath = new HashMap<>();
  private final List<Stub> others = new ArrayList<>();

  StubIndex(List<Stub> stubs) {
    this.all = stubs.stream().sorted(FIRST).toList();
    for (Stub stub : all) {
      switch (stub.request().url()) {
        case UrlRule.Whole whole -> add(whole.text().replaceFirst("\\?.*$", ""), stub);
        case UrlRule.OnePath path -> add(path.text(), stub);
        default -> others.add(stub);
      }
    }
  }

  private void add(String path, Stub stub) {
    byPath.computeIfAbsent(path, _ -> new ArrayList<>()).add(stub);
  }

  /**
   * The one that answers.
   *
   * @param turn whether it is a mapping's turn in its scenario
   */
  Optional<Stub> find(Asked asked, Predicate<Stub> turn) {
    List<Stub> here = byPath.getOrDefault(asked.rawPath(), List.of());
    int i = 0;
    int j = 0;
    while (i < here.size() || j < others.size()) {
      boolean first =
          j == others.size() || (i < here.size() && FIRST.compare(here.get(i), others.get(j)) < 0);
      Stub stub = first ? here.get(i++) : others.get(j++);
      if (turn.test(stub) && stub.request().takes(asked)) {
        return Optional.of(stub);
      }
    }
    return Optional.empty();
  }

  /**
   * Those that came nearest.
   *
   * @param state of a scenario, where it is another one than a mapping requires
   */
  List<Near> near(Asked asked, java.util.function.Function<Stub, Optional<String>> state) {
    return all.stream()
        .sorted(Comparator.comparingInt((Stub stub) -> stub.request().common(asked)).reversed())
        .limit(MOST_LOOKED_AT)
        .map(stub -> near(stub, asked, state.apply(stub)))
        .sorted(Comparator.comparingInt(Near::distance))
        .limit(MOST_NEAR)
        .toList();
  }

  private static Near near(Stub stub, Asked asked, Optional<String> state) {
    Near near = stub.request().near(stub.id(), asked);
    if (state.isEmpty()) {
      return near;
    }
    List<String> differences = new ArrayList<>(near.differences());
    differences.add(state.get());
    return new Near(near.operation(), near.request(), differences, near.distance() + 1);
  }
}
