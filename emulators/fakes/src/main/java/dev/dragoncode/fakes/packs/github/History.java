package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Scene;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/** Walks through commits and their parents. */
final class History {

  private History() {}

  private record Step(long time, long order, ObjectNode commit) {}

  /** A commit and all before it, the newest first, a commit never after its parents. */
  static List<ObjectNode> of(Scene scene, String sha) {
    return walk(scene, sha, Set.of());
  }

  private static List<ObjectNode> walk(Scene scene, String sha, Set<String> without) {
    List<ObjectNode> found = new ArrayList<>();
    Set<String> seen = new HashSet<>(without);
    PriorityQueue<Step> next =
        new PriorityQueue<>(
            Comparator.comparingLong(Step::time).reversed().thenComparingLong(Step::order));
    add(scene, sha, seen, next);
    for (Step step = next.poll(); step != null; step = next.poll()) {
      found.add(step.commit());
      for (JsonNode parent : step.commit().path("parents")) {
        add(scene, parent.asText(), seen, next);
      }
    }
    return found;
  }

  private static void add(Scene scene, String sha, Set<String> seen, PriorityQueue<Step> next) {
    Optional<ObjectNode> commit = Objects.commit(scene, sha);
    if (commit.isPresent() && seen.add(sha)) {
      String date = commit.get().path("committer").path("date").asText();
      long time = OffsetDateTime.parse(date).toEpochSecond();
      next.add(new Step(time, seen.size(), commit.get()));
    }
  }

  static Set<String> shas(Scene scene, String sha) {
    Set<String> shas = new LinkedHashSet<>();
    of(scene, sha).forEach(commit -> shas.add(commit.path("sha").asText()));
    return shas;
  }

  /** The newest commit that both have; empty where they have none. */
  static Optional<String> mergeBase(Scene scene, String one, String other) {
    Set<String> known = shas(scene, one);
    return of(scene, other).stream()
        .map(commit -> commit.path("sha").asText())
        .filter(known::contains)
        .findFirst();
  }

  /** What the head has and the base has not, the oldest first. */
  static List<ObjectNode> ahead(Scene scene, String base, String head) {
    return walk(scene, head, shas(scene, base)).reversed();
  }
}
