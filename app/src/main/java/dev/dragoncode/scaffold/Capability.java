package dev.dragoncode.scaffold;

import java.util.List;

/**
 * Something that a project can have, such as feature flags.
 *
 * @param id as in {@code --with}
 * @param title two or three words, sentence case
 * @param about what comes with it, in a line
 * @param group the heading it stands under
 * @param chosen whether a new project has it where nobody says otherwise
 * @param implies the capabilities it does not work without
 * @param checks those of the checklist that it mends in a project that was not made here
 */
public record Capability(
    String id,
    String title,
    String about,
    String group,
    boolean chosen,
    List<String> implies,
    List<String> checks) {

  public Capability {
    implies = List.copyOf(implies);
    checks = List.copyOf(checks);
  }
}
