package dev.dragoncode.fix;

import dev.dragoncode.change.Draft;
import dev.dragoncode.project.ProjectView;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * A change of code that a machine makes in programs on Spring Boot 3 or later, by Maven, and where
 * TypeScript makes an Express or Fastify application in plain sight.
 *
 * @param fits what else is wanted of Spring Boot
 * @param wanted the same in words, such as {@code with Spring MVC}; may be empty
 */
record SpringOrNode(
    Predicate<Boot> fits,
    String wanted,
    BiConsumer<Draft, Boot> spring,
    BiConsumer<Draft, NodeApp> node) {

  SpringOrNode(BiConsumer<Draft, Boot> spring, BiConsumer<Draft, NodeApp> node) {
    this(_ -> true, "", spring, node);
  }

  void write(Draft draft) {
    ProjectView view = draft.view();
    Optional<Boot> boot = Boot.of(view).filter(b -> b.atLeast(3, 0)).filter(fits);
    if (boot.isPresent()) {
      spring.accept(draft, boot.get());
      return;
    }
    Optional<NodeApp> app = NodeApp.of(view).filter(a -> a.path().endsWith(".ts"));
    if (app.isPresent()) {
      node.accept(draft, app.get());
      return;
    }
    draft.decline(
        "A machine mends this in a Maven project on Spring Boot 3 or later"
            + (wanted.isEmpty() ? "" : " " + wanted)
            + ", and where TypeScript makes an Express or Fastify application in plain sight; here it"
            + " takes code, which is for a person.");
  }
}
