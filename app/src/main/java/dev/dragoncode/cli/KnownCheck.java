package dev.dragoncode.cli;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.Spelling;
import dev.dragoncode.readiness.CheckSpec;
import java.util.Set;
import java.util.stream.Collectors;

/** Refuses the name of a check that there is not. */
final class KnownCheck {

  private KnownCheck() {}

  static void demand(CliServices services, String id) {
    Set<String> ids = services.checks().stream().map(CheckSpec::id).collect(Collectors.toSet());
    if (!ids.contains(id)) {
      throw Problem.of(
              "There is no check " + id,
              Spelling.nearest(id, ids)
                  .map(near -> "The nearest is " + near + ".")
                  .orElse("No check has a name like it."),
              Remedy.of("dragoncode check lists the checks"))
          .asException();
    }
  }
}
