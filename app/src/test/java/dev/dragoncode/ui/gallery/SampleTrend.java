package dev.dragoncode.ui.gallery;

import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.readiness.TrendPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** A project that got better over two weeks, in the middle of which the rules changed. */
final class SampleTrend {

  private static final int[] SCORES = {22, 24, 31, 31, 38, 44, 41, 52, 55, 63, 66, 71};
  private static final String[] MENDED = {
    "VAL-UNIT", "PRE-LOCK", "PRE-VALID", "PRE-RATE", "STG-METRICS", "PRD-CITEST"
  };

  private SampleTrend() {}

  static List<TrendPoint> points() {
    List<TrendPoint> points = new ArrayList<>();
    Map<String, Status> verdicts = new TreeMap<>();
    for (String check : MENDED) {
      verdicts.put(check, Status.FAIL);
    }
    for (int i = 0; i < SCORES.length; i++) {
      if (i % 2 == 1) {
        verdicts.put(MENDED[i / 2], Status.PASS);
      }
      points.add(
          new TrendPoint(
              SampleWorld.NOW.minus(Duration.ofHours(26L * (SCORES.length - i))),
              "%07x3a".formatted(0x1b3f9c2 + 7919 * i),
              i < 6 ? "72-a" : "75-b",
              OptionalInt.of(SCORES[i]),
              OptionalInt.of(Math.min(96, 70 + 3 * i)),
              SCORES[i] > 60 ? Optional.of(Level.C) : Optional.empty(),
              SCORES[i] / 2,
              (100 - SCORES[i]) / 2,
              verdicts));
    }
    return points;
  }
}
