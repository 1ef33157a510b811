package dev.dragoncode.readiness;

import java.util.List;
import java.util.Optional;

/**
 * What a check decided, before waivers.
 *
 * @param summary one line: what was seen, concretely
 * @param proof what a run has shown, where there was one
 */
public record Verdict(
    Status status, String summary, List<Evidence> evidence, Optional<String> proof) {

  /** More places than this are not shown. */
  public static final int MAX_EVIDENCE = 20;

  public Verdict {
    evidence = evidence.stream().distinct().limit(MAX_EVIDENCE).toList();
  }

  public static Verdict pass(String summary, List<Evidence> evidence) {
    return new Verdict(Status.PASS, summary, evidence, Optional.empty());
  }

  public static Verdict pass(String summary, Evidence... evidence) {
    return pass(summary, List.of(evidence));
  }

  public static Verdict fail(String summary, List<Evidence> evidence) {
    return new Verdict(Status.FAIL, summary, evidence, Optional.empty());
  }

  public static Verdict fail(String summary, Evidence... evidence) {
    return fail(summary, List.of(evidence));
  }

  public static Verdict unknown(String summary, List<Evidence> evidence) {
    return new Verdict(Status.UNKNOWN, summary, evidence, Optional.empty());
  }

  public static Verdict unknown(String summary, Evidence... evidence) {
    return unknown(summary, List.of(evidence));
  }

  public static Verdict notApplicable(String summary, Evidence... evidence) {
    return new Verdict(Status.NA, summary, List.of(evidence), Optional.empty());
  }
}
