package dev.dragoncode.cli;

import dev.dragoncode.emulators.lifecycle.Ending;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.service.ProjectSession;
import java.nio.file.Path;
import java.util.Optional;

/** A project's stack for commands that do not run it. */
final class Stacks {

  private Stacks() {}

  /** What runs or ran last, else what the project would need. */
  static StackSnapshot statusOrPlan(CliServices services, Path project)
      throws InterruptedException {
    Optional<StackSnapshot> known = services.stacks().status(project);
    if (known.isPresent()) {
      return known.get();
    }
    ProjectSession session = services.open(project);
    try {
      session.awaitPlan();
      return session.emulators().stack().latest();
    } finally {
      session.close(Ending.LEAVE_RUNNING);
    }
  }
}
