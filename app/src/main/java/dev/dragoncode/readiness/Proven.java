package dev.dragoncode.readiness;

import dev.dragoncode.readiness.Proof.Outcome;
import dev.dragoncode.readiness.Proof.Standing;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * A proof, and whether it counts now. What a run has shown outranks what files suggest; one that
 * counts no longer leaves the verdict to the files, and is named.
 */
public record Proven(Proof proof, Standing standing) {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** The verdict of files, with what a run has shown. */
  Verdict on(Verdict files) {
    if (files.status() == Status.NA || files.status() == Status.ERROR) {
      return files;
    }
    return standing == Standing.HOLDS ? holding(files) : gone(files);
  }

  private Verdict holding(Verdict files) {
    Optional<String> seen = Optional.of(proof.summary() + " · " + MOMENT.format(proof.at()));
    return switch (proof.outcome()) {
      case SHOWN -> new Verdict(Status.PASS, proof.summary(), evidence(files), seen);
      case REFUTED -> new Verdict(Status.FAIL, proof.summary(), evidence(files), seen);
      case OPEN ->
          files.status() == Status.UNKNOWN
              ? new Verdict(Status.UNKNOWN, proof.summary(), evidence(files), Optional.empty())
              : files;
    };
  }

  /** Without a verdict of its own a check is as it was seen, but no longer known to be so. */
  private Verdict gone(Verdict files) {
    if (files.status() != Status.UNKNOWN || proof.outcome() == Outcome.OPEN) {
      return files;
    }
    String why = standing == Standing.CHANGED ? "files have changed since" : "that is too long ago";
    return new Verdict(
        Status.STALE,
        "%s (%s; %s)".formatted(proof.summary(), MOMENT.format(proof.at()), why),
        evidence(files),
        Optional.empty());
  }

  private java.util.List<Evidence> evidence(Verdict files) {
    return proof.evidence().isEmpty() ? files.evidence() : proof.evidence();
  }
}
