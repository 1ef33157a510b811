package dev.dragoncode.readiness;

import java.util.Locale;
import java.util.OptionalInt;

/**
 * A badge for a README: the level that is reached, and the score beside how much of the checklist is
 * decided, since a score alone says nothing of what was not looked at. An SVG image without scripts,
 * fonts or addresses of others.
 */
final class ReportBadge {

  private static final String LABEL = "readiness";
  private static final int HEIGHT = 20;

  /** The width of a letter of Verdana at 11 pixels on average, and the room beside a text. */
  private static final double LETTER = 6.6;

  private static final int ROOM = 12;

  private ReportBadge() {}

  static String render(ReadinessReport report) {
    Tally tally = report.tally();
    String words =
        report.level().map(Level::title).orElse("no level yet")
            + " · "
            + percent(tally.score())
            + " of "
            + percent(tally.coverage())
            + " decided";
    int left = width(LABEL);
    int right = width(words);
    String title = LABEL + ": " + words;
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" role="img" aria-label="%3$s">
          <title>%3$s</title>
          <clipPath id="r"><rect width="%1$d" height="%2$d" rx="3"/></clipPath>
          <g clip-path="url(#r)">
            <rect width="%4$d" height="%2$d" fill="#2b313b"/>
            <rect x="%4$d" width="%5$d" height="%2$d" fill="%6$s"/>
          </g>
          <g fill="#fff" text-anchor="middle" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">
            <text x="%7$s" y="14">%8$s</text>
            <text x="%9$s" y="14">%10$s</text>
          </g>
        </svg>
        """
        .formatted(
            left + right,
            HEIGHT,
            title,
            left,
            right,
            color(report),
            middle(0, left),
            LABEL,
            middle(left, right),
            words);
  }

  private static String percent(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() + " %" : "–";
  }

  /** Dark enough for white letters: 4.5 to 1 as WCAG 2.2 asks for. */
  private static String color(ReadinessReport report) {
    if (report.tally().decided() == 0) {
      return "#566173";
    }
    return report
        .level()
        .map(
            level ->
                switch (level) {
                  case C -> "#7d5500";
                  case B -> "#0b6b47";
                  case A -> "#0b5d6b";
                })
        .orElse("#b3232d");
  }

  private static int width(String text) {
    return (int) Math.ceil(text.length() * LETTER) + ROOM;
  }

  private static String middle(int from, int width) {
    return String.format(Locale.ROOT, "%.1f", from + width / 2.0);
  }
}
