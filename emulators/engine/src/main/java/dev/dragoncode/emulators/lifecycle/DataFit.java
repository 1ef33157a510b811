package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.model.EmulatorSpec.ParameterSpec;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether data works with what an emulator is to be started as: a database of another major version
 * or with another password does not open, or is damaged by the attempt.
 */
final class DataFit {

  /** The version at the end of an image or of Maven coordinates. */
  private static final Pattern VERSION = Pattern.compile(":v?(\\d+)[^:/]*$");

  private DataFit() {}

  /** What is in the way of starting the plan with the data, if anything. */
  static Optional<Problem> obstacle(PlannedEmulator plan, KeptData data, String artifact) {
    String name = plan.spec().name();
    if (!major(data.artifact()).equals(major(artifact))) {
      return Optional.of(
          Problem.of(
              "%s %s cannot use the data of version %s"
                  .formatted(name, major(artifact), major(data.artifact())),
              "The data was made with %s, and %s is asked for."
                  .formatted(data.artifact(), artifact),
              Remedy.of(
                  "Ask for version %s in dragoncode.yaml again.".formatted(major(data.artifact()))),
              freshData(plan)));
    }
    for (ParameterSpec parameter : plan.spec().parameters()) {
      String made = data.parameters().get(parameter.name());
      Optional<String> asked = asked(plan, parameter);
      if (made != null && asked.isPresent() && !asked.get().equals(made)) {
        return Optional.of(
            Problem.of(
                "The data of %s was made with another %s".formatted(name, parameter.name()),
                "The new %s does not open what was made with the old one."
                    .formatted(parameter.name()),
                Remedy.of("Put the old %s back into dragoncode.yaml.".formatted(parameter.name())),
                freshData(plan)));
      }
    }
    return Optional.empty();
  }

  private static Remedy freshData(PlannedEmulator plan) {
    return Remedy.of("Begin with fresh data: dragoncode reset . " + plan.id());
  }

  /** The values of the parameters that data depends on. */
  static Map<String, String> bound(PlannedEmulator plan, Map<String, String> parameters) {
    Map<String, String> bound = new TreeMap<>();
    for (ParameterSpec parameter : plan.spec().parameters()) {
      String value = parameters.get(parameter.name());
      if (parameter.boundToVolume() && value != null) {
        bound.put(parameter.name(), value);
      }
    }
    return bound;
  }

  private static Optional<String> asked(PlannedEmulator plan, ParameterSpec parameter) {
    return Optional.ofNullable(plan.parameters().get(parameter.name())).or(parameter::value);
  }

  /** The major version of an image or of coordinates; the whole text where none is seen. */
  static String major(String artifact) {
    Matcher version = VERSION.matcher(artifact);
    return version.find() ? version.group(1) : artifact.substring(artifact.lastIndexOf(':') + 1);
  }
}
