package dev.dragoncode.profile;

import java.util.HashMap;
import java.util.Map;

/** Gathers in which lines the samples of each frame were. */
final class Places {

  private final Map<Frame, Map<Place, long[]>> seen = new HashMap<>();

  /** A sample of a Java method, whose file is named after its outermost class. */
  void java(Frame frame, int line, long count) {
    if (line <= 0 || frame.owner().isEmpty()) {
      return;
    }
    String owner = frame.owner();
    int nested = owner.indexOf('$', owner.lastIndexOf('.') + 2);
    String outer = nested < 0 ? owner : owner.substring(0, nested);
    add(frame, new Place(outer.replace('.', '/') + ".java", line), count);
  }

  void add(Frame frame, Place place, long count) {
    seen.computeIfAbsent(frame, _ -> new HashMap<>(2))
            .computeIfAbsent(place, _ -> new long[1])[0] +=
        count;
  }

  /** Of each frame the place with the most samples. */
  Map<Frame, Place> most() {
    Map<Frame, Place> most = new HashMap<>();
    seen.forEach((frame, places) ->
        places.entrySet().stream()
            .max((a, b) -> Long.compare(a.getValue()[0], b.getValue()[0]))
            .ifPresent(entry -> most.put(frame, entry.getKey())));
    return most;
  }
}
