package dev.dragoncode.run;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.syntax.Json;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.SyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What kept a run from its end, within what is kept of the run. */
public final class KeptProblem {

  private KeptProblem() {}

  /** In plain values, to stand beside the other results. */
  public static Map<String, Object> json(Problem problem) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("problem", problem.title());
    all.put("reason", problem.reason());
    all.put("remedies", problem.remedies().stream().map(Remedy::text).toList());
    return all;
  }

  /** The problem of a run; empty where it had none. */
  public static Optional<Problem> of(String detail) {
    try {
      Node node = Json.parse(detail);
      return node.text("problem")
          .map(title -> {
            List<String> remedies = node.texts("remedies");
            return Problem.of(
                title,
                node.text("reason").orElse(""),
                remedies.stream().map(Remedy::of).toArray(Remedy[]::new));
          });
    } catch (SyntaxException e) {
      return Optional.empty();
    }
  }
}
