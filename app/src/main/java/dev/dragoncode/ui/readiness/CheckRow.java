package dev.dragoncode.ui.readiness;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Finding;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.ui.control.Tone;
import java.util.Optional;

/**
 * What a row of the checklist shows of a finding: a pure function of it.
 *
 * @param sign at the left, for those who do not see colours
 * @param where what was seen and where, one line
 * @param tag at the right: how good the evidence is
 */
public record CheckRow(
    String id, String title, String sign, Tone tone, String where, String tag, Tone tagTone) {

  /** The row of a finding. */
  public static CheckRow of(Finding finding) {
    boolean proven = finding.proof().isPresent();
    String sign =
        switch (finding.status()) {
          case PASS -> "✓";
          case FAIL -> "✕";
          case UNKNOWN, STALE -> "?";
          case NA, WAIVED -> "–";
          case ERROR -> "!";
        };
    return new CheckRow(
        finding.check().id(),
        finding.check().title(),
        sign,
        tone(finding.status()),
        where(finding),
        finding.status() == Status.PASS && proven
            ? text("tag.proven")
            : text("tag." + finding.status().word()),
        finding.status() == Status.PASS && !proven ? Tone.IDLE : tagTone(finding.status()));
  }

  /** The colour of a verdict. */
  public static Tone tone(Status status) {
    return switch (status) {
      case PASS -> Tone.OK;
      case FAIL, ERROR -> Tone.BAD;
      case STALE -> Tone.WARN;
      case UNKNOWN, WAIVED -> Tone.INFO;
      case NA -> Tone.IDLE;
    };
  }

  private static Tone tagTone(Status status) {
    return status == Status.NA || status == Status.WAIVED ? Tone.IDLE : tone(status);
  }

  private static String where(Finding finding) {
    Optional<String> place = finding.evidence().stream().findFirst().map(CheckRow::place);
    return place
        .filter(p -> !finding.summary().contains(p))
        .map(p -> finding.summary() + " · " + p)
        .orElse(finding.summary());
  }

  /** An evidence's file name and line, as people write it. */
  public static String place(Evidence evidence) {
    String name = evidence.file().substring(evidence.file().lastIndexOf('/') + 1);
    return evidence.line() > 0 ? name + ":" + evidence.line() : name;
  }
}
