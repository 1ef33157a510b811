package dev.dragoncode.cli;

import dev.dragoncode.profile.HotMethod;
import dev.dragoncode.profile.JfrRules.Finding;
import dev.dragoncode.profile.Profile;
import dev.dragoncode.service.profile.ProfilerService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A profile for programs: all its methods with their own and their total weights. */
final class ProfileJson {

  private ProfileJson() {}

  static Map<String, Object> of(Profile profile, List<Finding> findings) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("mode", ProfilerService.word(profile.mode()));
    all.put("unit", profile.unit().name().toLowerCase(Locale.ROOT));
    all.put("samples", profile.samples());
    all.put("total", profile.tree().total(0));
    all.put("hertz", Math.round(profile.hertz()));
    all.put("seconds", profile.took().toMillis() / 1000.0);
    all.put("methods", HotMethod.of(profile.tree()).stream().map(m -> of(profile, m)).toList());
    all.put(
        "findings",
        findings.stream()
            .map(each ->
                Map.of(
                    "rule", each.rule(),
                    "topic", each.topic(),
                    "grade", each.grade().name().toLowerCase(Locale.ROOT),
                    "score", Math.round(each.score()),
                    "summary", each.summary(),
                    "explanation", each.explanation()))
            .toList());
    return all;
  }

  private static Map<String, Object> of(Profile profile, HotMethod method) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("method", method.frame().full());
    one.put("kind", method.frame().kind().name().toLowerCase(Locale.ROOT));
    one.put("self", method.self());
    one.put("total", method.total());
    if (profile.tree().compared()) {
      one.put("selfBefore", method.selfBefore());
      one.put("totalBefore", method.totalBefore());
    }
    profile.place(method.frame()).ifPresent(place -> one.put("place", place.shown()));
    return one;
  }
}
