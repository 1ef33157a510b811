package dev.dragoncode.ui.audit;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.project.locks.ResolvedPackage.Use;
import dev.dragoncode.readiness.advisories.Severity;
import dev.dragoncode.readiness.advisories.Vulnerability;
import dev.dragoncode.ui.control.Tone;
import java.util.ArrayList;
import java.util.List;

/**
 * What the sheet shows of a vulnerability: a pure function of it.
 *
 * @param tag how grave it is
 * @param title the package
 * @param cure the version to go to
 * @param what in words
 * @param where the file, and the way to the package
 */
record AuditRow(String tag, Tone tone, String title, String cure, String what, String where) {

  static AuditRow of(Vulnerability each) {
    return new AuditRow(
        text("audit.severity." + each.severity().word()),
        tone(each),
        each.concerned().id(),
        each.fixed().map(to -> text("audit.mended", to)).orElse(text("audit.notMended")),
        each.id() + (each.summary().isEmpty() ? "" : " · " + each.summary()),
        where(each));
  }

  private static Tone tone(Vulnerability each) {
    if (each.stops()) {
      return Tone.BAD;
    }
    if (each.undecided()) {
      return Tone.INFO;
    }
    return each.severity() == Severity.MODERATE && each.accepted().isEmpty()
        ? Tone.WARN
        : Tone.IDLE;
  }

  private static String where(Vulnerability each) {
    List<String> words = new ArrayList<>();
    words.add(each.line() > 0 ? each.file() + ":" + each.line() : each.file());
    if (!each.concerned().direct()) {
      List<String> path = each.concerned().path();
      words.add(text("audit.by", String.join(" › ", path.subList(0, path.size() - 1))));
    }
    if (each.concerned().use() == Use.DEVELOPMENT) {
      words.add(text("audit.development"));
    }
    if (each.disputed()) {
      words.add(text("audit.disputed"));
    }
    each.accepted().ifPresent(why -> words.add(text("audit.accepted", why)));
    return String.join(" · ", words);
  }
}
