package dev.dragoncode.profile;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a program was seen to do.
 *
 * @param hertz how often it was looked at a second; 0 where that is not known
 * @param took how long it was looked at; zero where that is not known
 * @param places where the code of frames stands, as far as the profile tells
 */
public record Profile(
    Mode mode, Unit unit, StackTree tree, double hertz, Duration took, Map<Frame, Place> places) {

  public Profile {
    places = Map.copyOf(places);
  }

  /** How many samples it has. */
  public long samples() {
    return tree.samples(0);
  }

  /** Such as {@code 2,981 samples · CPU · 99 Hz}. */
  public String summary() {
    StringBuilder words =
        new StringBuilder(String.format(Locale.ROOT, "%,d samples · %s", samples(), mode.shown()));
    if (unit != Unit.SAMPLES) {
      words.append(" · ").append(unit.shown(tree.total(0)));
    }
    if (hertz > 0) {
      words.append(String.format(Locale.ROOT, " · %.0f Hz", hertz));
    }
    return words.toString();
  }

  /** A weight's share of all, in percent. */
  public double percent(long weight) {
    long all = tree.total(0);
    return all == 0 ? 0 : weight * 100.0 / all;
  }

  /** Where a frame's code stands. */
  public Optional<Place> place(Frame frame) {
    return Optional.ofNullable(places.get(frame));
  }

  /** The same samples by another tree, such as the inverted one. */
  public Profile with(StackTree other) {
    return new Profile(mode, unit, other, hertz, took, places);
  }
}
