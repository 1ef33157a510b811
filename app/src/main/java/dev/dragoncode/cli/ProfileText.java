package dev.dragoncode.cli;

import dev.dragoncode.profile.HotMethod;
import dev.dragoncode.profile.JfrRules.Finding;
import dev.dragoncode.profile.JfrRules.Grade;
import dev.dragoncode.profile.Place;
import dev.dragoncode.profile.Profile;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Prints what matters of a profile: its hottest methods and what rules have found. */
final class ProfileText {

  private static final int METHODS = 15;

  private ProfileText() {}

  static void print(Terminal terminal, Profile profile, List<Finding> findings) {
    terminal.line(terminal.color("1", profile.summary()));
    if (profile.tree().compared()) {
      changes(terminal, profile);
    } else {
      hot(terminal, profile);
    }
    for (Finding finding : findings) {
      boolean warns = finding.grade() == Grade.WARNING;
      terminal.line(
          terminal.color(warns ? "33" : "36", warns ? "warning " : "note    ")
              + finding.rule()
              + ": "
              + finding.summary().lines().findFirst().orElse(""));
    }
  }

  private static void hot(Terminal terminal, Profile profile) {
    terminal.line(terminal.color("2", "   self   total  method"));
    HotMethod.of(profile.tree()).stream()
        .limit(METHODS)
        .forEach(hot ->
            terminal.line(
                String.format(
                    Locale.ROOT,
                    "%5.1f %% %5.1f %%  %s%s",
                    profile.percent(hot.self()),
                    profile.percent(hot.total()),
                    hot.frame().full(),
                    terminal.color(
                        "2",
                        profile
                            .place(hot.frame())
                            .map(Place::shown)
                            .map(shown -> "  " + shown)
                            .orElse("")))));
  }

  private static void changes(Terminal terminal, Profile profile) {
    terminal.line(terminal.color("2", "  before     now  change  method (self)"));
    HotMethod.of(profile.tree()).stream()
        .sorted(Comparator.comparingLong(hot -> -Math.abs(hot.self() - hot.selfBefore())))
        .limit(METHODS)
        .forEach(hot -> {
          double before = profile.percent(hot.selfBefore());
          double now = profile.percent(hot.self());
          terminal.line(
              String.format(Locale.ROOT, "%6.1f %% %5.1f %% ", before, now)
                  + terminal.color(
                      now > before ? "31" : "34",
                      String.format(Locale.ROOT, "%+6.1f", now - before))
                  + "  "
                  + hot.frame().full());
        });
  }
}
