package dev.dragoncode.service.fakes;

import dev.dragoncode.problem.Problem;
import java.util.List;
import java.util.Optional;

/**
 * The fake APIs of a project at one moment.
 *
 * @param phase how far they are
 * @param problem why they do not answer although they run
 * @param requests the newest ones, oldest first
 * @param clock what time they live in, in ISO 8601; empty while they do not run
 */
public record FakesSnapshot(
    Phase phase, Optional<Problem> problem, List<Fake> fakes, List<Asked> requests, String clock) {

  /** How far they are. */
  public enum Phase {
    /** The project has none. */
    ABSENT,
    /** It has some that do not run. */
    STOPPED,
    /** They start. */
    STARTING,
    /** They answer. */
    READY
  }

  public static final FakesSnapshot NONE =
      new FakesSnapshot(Phase.ABSENT, Optional.empty(), List.of(), List.of(), "");

  public FakesSnapshot {
    fakes = List.copyOf(fakes);
    requests = List.copyOf(requests);
  }

  /**
   * One fake API.
   *
   * @param version of the vendor's API that it follows; empty for none
   * @param errors what it can be made to answer
   * @param presets bundles of faults
   * @param limits whether the vendor's rate limits are on
   * @param gaps what of the vendor's API is missing
   * @param source the document that it was made from; empty for the vendors'
   * @param removable whether it was added while the others ran
   * @param disturbance what happens to its events
   */
  public record Fake(
      String id,
      String name,
      String version,
      String url,
      List<String> errors,
      List<String> presets,
      Faults faults,
      List<String> faultTexts,
      boolean limits,
      List<String> gaps,
      String source,
      boolean removable,
      WebhooksSnapshot.Disturbance disturbance) {}

  /**
   * What goes wrong on purpose with all requests of a fake.
   *
   * @param error the vendor's error that is answered
   * @param errorShare from 0 to 1
   * @param resetShare of connections that are reset, from 0 to 1
   */
  public record Faults(double latencyMillis, String error, double errorShare, double resetShare) {
    public static final Faults NONE = new Faults(0, "", 0, 0);
  }

  /**
   * A request that came.
   *
   * @param at in ISO 8601
   * @param findings in how many places it differs from the vendor's shape
   * @param matched whether there is an operation for it
   * @param fault what was played; empty for nothing
   */
  public record Asked(
      long number,
      String fake,
      String at,
      String method,
      String path,
      int status,
      long micros,
      int findings,
      boolean matched,
      String fault) {}
}
