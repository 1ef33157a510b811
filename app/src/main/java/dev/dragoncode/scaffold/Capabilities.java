package dev.dragoncode.scaffold;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.syntax.Node;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The capabilities that this version has. */
public final class Capabilities {

  private static final List<Capability> ALL =
      ScaffoldFiles.yaml("capabilities.yaml").items("capabilities").stream()
          .map(Capabilities::read)
          .toList();

  private Capabilities() {}

  private static Capability read(Node node) {
    return new Capability(
        node.text("id").orElseThrow(),
        node.text("title").orElseThrow(),
        node.text("about").orElseThrow(),
        node.text("group").orElseThrow(),
        node.text("chosen").filter("true"::equals).isPresent(),
        node.texts("implies"),
        node.texts("checks"));
  }

  /** All of them, in the order in which a person looks at them. */
  public static List<Capability> all() {
    return ALL;
  }

  /** The capability with this id. */
  public static Optional<Capability> of(String id) {
    return ALL.stream().filter(c -> c.id().equals(id)).findFirst();
  }

  /**
   * The capability with this id.
   *
   * @throws dev.dragoncode.problem.ProblemException if there is none
   */
  public static Capability demand(String id) {
    return of(id)
        .orElseThrow(() ->
            Problem.of(
                    "There is no capability \u201c" + ResourceSpec.shown(id) + "\u201d",
                    "There are "
                        + ALL.stream().map(Capability::id).collect(Collectors.joining(", "))
                        + ".",
                    Remedy.of("Choose among them"))
                .asException());
  }

  /**
   * These with all that they do not work without.
   *
   * @throws dev.dragoncode.problem.ProblemException if one is unknown
   */
  public static Set<String> closed(Collection<String> ids) {
    Set<String> closed = new TreeSet<>();
    ids.forEach(id -> add(id, closed));
    return closed;
  }

  private static void add(String id, Set<String> into) {
    if (into.add(demand(id).id())) {
      demand(id).implies().forEach(implied -> add(implied, into));
    }
  }
}
