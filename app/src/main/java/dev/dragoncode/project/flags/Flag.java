package dev.dragoncode.project.flags;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A feature flag as its file has it.
 *
 * @param file relative to the project, with forward slashes
 * @param line where its key stands, from 1
 * @param description what it switches; empty where nobody says
 * @param owner who answers for it; empty where nobody says
 * @param expires the day on which it goes; empty where it has none
 * @param permanent whether it says that it is no flag of a release, but a switch that stays
 * @param enabled whether its rules are in force; a disabled flag gives what the code has as default
 * @param share of the calls that get {@code on}, in percent, of a flag that is either on or off;
 *     empty where other rules decide
 * @param editable whether it can be switched here
 */
public record Flag(
    String file,
    int line,
    String key,
    String description,
    String owner,
    Optional<LocalDate> expires,
    boolean permanent,
    boolean enabled,
    Optional<Integer> share,
    boolean editable) {

  /** Whether the day on which it should be gone is over. */
  public boolean expired(LocalDate today) {
    return expires.filter(today::isAfter).isPresent();
  }
}
