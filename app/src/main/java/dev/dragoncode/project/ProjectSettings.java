package dev.dragoncode.project;

import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a team has written into dragoncode.yaml.
 *
 * @param emulators by id, in the order of the file
 */
public record ProjectSettings(
    Optional<Goal> goal,
    Map<String, EmulatorSetting> emulators,
    List<Slo> slos,
    List<Waiver> waivers,
    List<Attestation> attestations,
    Commands commands,
    List<AllowedSecret> allowedSecrets) {

  /** The file's name, in the project's own folder. */
  public static final String FILE = "dragoncode.yaml";

  public ProjectSettings {
    emulators = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(emulators));
    slos = List.copyOf(slos);
    waivers = List.copyOf(waivers);
    attestations = List.copyOf(attestations);
    allowedSecrets = List.copyOf(allowedSecrets);
  }

  /** The newest word of a person on a check. */
  public Optional<Attestation> attested(String check) {
    return attestations.stream()
        .filter(each -> each.check().equals(check))
        .max(java.util.Comparator.comparing(Attestation::on));
  }

  /** What holds where there is no file. */
  public static ProjectSettings none() {
    return new ProjectSettings(
        Optional.empty(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        new Commands(Optional.empty(), Optional.empty(), Optional.empty()),
        List.of());
  }

  /**
   * What the project is for.
   *
   * @param metric what is counted
   * @param target what it should reach, with its number
   * @param until when it is judged
   * @param line where it stands in the file
   */
  public record Goal(
      String metric, String target, List<String> supporting, Optional<LocalDate> until, int line) {}

  /**
   * An emulator that the team wants, wants otherwise or does not want.
   *
   * @param wanted false for {@code engine: none}
   * @param engine {@code docker}, {@code embedded} or {@code auto}; empty leaves it to the user
   * @param ports fixed host ports by name
   * @param seed files relative to the project, run after the start
   * @param parameters values for the catalog entry's parameters
   * @param lifecycle how long its data is kept, {@code session} or {@code project}; empty leaves it
   *     to the catalog entry
   * @param line where it stands in the file
   */
  public record EmulatorSetting(
      boolean wanted,
      Optional<String> version,
      Optional<String> engine,
      Map<String, Integer> ports,
      List<String> seed,
      Map<String, String> parameters,
      Optional<String> lifecycle,
      int line) {}

  /**
   * A service level objective.
   *
   * @param objective percent, above 0 and below 100
   * @param window such as {@code 30d}
   * @param query how it is measured, in the metric system's language
   * @param within how long a good answer takes at most; empty where the query alone tells
   * @param line where it stands in the file
   */
  public record Slo(
      String name,
      double objective,
      String window,
      Optional<String> query,
      Optional<Duration> within,
      int line) {}

  /**
   * A gap that the team accepts for a while.
   *
   * @param check the check's id
   * @param path only gaps in this file or folder; empty for all
   * @param expires the last day on which it holds
   * @param line where it stands in the file
   */
  public record Waiver(
      String check,
      Optional<String> path,
      String reason,
      String owner,
      LocalDate expires,
      int line) {}

  /**
   * A person's word that something was looked at.
   *
   * @param check the check's id
   * @param by who says so
   * @param on when
   * @param line where it stands in the file
   */
  public record Attestation(
      String check, String by, LocalDate on, Optional<String> note, int line) {}

  /**
   * Something that looks like a secret and is none, or is one that opens nothing any more.
   *
   * @param fingerprint as the check tells it
   * @param line where it stands in the file
   */
  public record AllowedSecret(String fingerprint, String reason, int line) {}

  /** Commands that replace the detected ones, each one line without a shell. */
  public record Commands(Optional<String> build, Optional<String> test, Optional<String> run) {}
}
