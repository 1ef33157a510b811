package dev.dragoncode.scaffold;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything a project is made from.
 *
 * @param group the Java package above the project's own, such as {@code com.example}
 * @param owner who reviews changes and is called at night: a handle as in {@code @shop-team}
 * @param capabilities with all that they imply
 */
public record Answers(
    ProjectName name,
    StackKind stack,
    String group,
    String owner,
    ResourceSpec resource,
    Scope scope,
    Set<String> capabilities) {

  /** The longest group, in characters. */
  private static final int MAX_GROUP = 60;

  /** What Maven's own examples use; a person replaces it by a domain of theirs. */
  public static final String DEFAULT_GROUP = "com.example";

  public Answers {
    capabilities = java.util.Collections.unmodifiableSet(new TreeSet<>(capabilities));
    boolean words =
        java.util.Arrays.stream(group.split("\\.", -1))
            .noneMatch(part -> Words.reservedInJava(part) || !part.matches("[a-z][a-z0-9]*"));
    if (!words || group.length() > MAX_GROUP) {
      throw Problem.of(
              "\u201c" + ResourceSpec.shown(group) + "\u201d cannot be a package",
              "It has words of small letters and digits with dots between, and no Java keywords.",
              Remedy.of("Write it as in com.example"))
          .asException();
    }
    if (!owner.matches("@[A-Za-z0-9][A-Za-z0-9-]{0,38}(/[A-Za-z0-9][A-Za-z0-9._-]{0,60})?")) {
      throw Problem.of(
              "\u201c" + ResourceSpec.shown(owner) + "\u201d cannot own code",
              "CODEOWNERS takes a user or a team of the forge.",
              Remedy.of("Write it as in @shop-team or @shop/backend"))
          .asException();
    }
  }

  /** Who owns a project of this name where nobody says otherwise. */
  public static String ownerOf(ProjectName name) {
    String team = name.text();
    return "@" + team.substring(0, Math.min(30, team.length())).replaceAll("-+$", "") + "-team";
  }

  /** The same with more capabilities. */
  public Answers with(Collection<String> more) {
    Set<String> all = new TreeSet<>(capabilities);
    all.addAll(Capabilities.closed(more));
    return new Answers(name, stack, group, owner, resource, scope, all);
  }
}
