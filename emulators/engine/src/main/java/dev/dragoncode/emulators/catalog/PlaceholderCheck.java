package dev.dragoncode.emulators.catalog;

import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.Launch;
import dev.dragoncode.emulators.model.Placeholders;
import dev.dragoncode.io.yaml.YamlFields;
import dev.dragoncode.io.yaml.YamlNode;
import dev.dragoncode.io.yaml.YamlNode.Mapping;
import dev.dragoncode.io.yaml.YamlNode.Place;
import dev.dragoncode.io.yaml.YamlNode.Scalar;
import dev.dragoncode.io.yaml.YamlNode.Sequence;
import dev.dragoncode.io.yaml.YamlNode.YamlException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds placeholders that nothing will fill in, before anything is started. */
final class PlaceholderCheck {

  private static final String NEIGHBOUR = "emulator.";

  private PlaceholderCheck() {}

  static void check(EmulatorSpec spec, YamlFields fields) throws YamlException {
    Set<String> common = new TreeSet<>();
    common.add("host");
    spec.ports().forEach(port -> common.add("port." + port.name()));
    spec.ports().forEach(port -> common.add("clientPort." + port.name()));
    spec.ports().forEach(port -> common.add("containerPort." + port.name()));
    spec.parameters().forEach(parameter -> common.add("parameter." + parameter.name()));
    checkField(fields, "connect", common);
    checkField(fields, "client", common);
    checkField(fields, "observe", common);
    common.add("project");
    if (spec.job()) {
      spec.dependsOn().forEach(on -> common.add(NEIGHBOUR + on.id()));
    }
    checkField(fields, "container", common);
    common.addAll(Set.of("data", "platform.os", "platform.arch"));
    boolean jvm =
        spec.embedded().map(backend -> backend.launch() instanceof Launch.Jvm).orElse(false);
    common.addAll(jvm ? Set.of("java", "classpath") : Set.of("home"));
    checkField(fields, "embedded", common);
  }

  private static void checkField(YamlFields fields, String key, Set<String> known)
      throws YamlException {
    Optional<YamlNode> node = fields.node(key);
    if (node.isPresent()) {
      walk(node.get(), known);
    }
  }

  private static void walk(YamlNode node, Set<String> known) throws YamlException {
    switch (node) {
      case Scalar scalar -> checkText(scalar.text(), scalar.place(), known);
      case Sequence sequence -> {
        for (YamlNode item : sequence.items()) {
          walk(item, known);
        }
      }
      case Mapping mapping -> {
        for (Map.Entry<String, YamlNode.Entry> entry : mapping.entries().entrySet()) {
          checkText(entry.getKey(), entry.getValue().keyPlace(), known);
          walk(entry.getValue().value(), known);
        }
      }
    }
  }

  /** What exactly another emulator has is known when it runs. */
  private static boolean ofNeighbour(String name, Set<String> known) {
    return known.stream()
        .filter(each -> each.startsWith(NEIGHBOUR))
        .anyMatch(each ->
            name.equals(each + ".host")
                || name.startsWith(each + ".port.")
                || name.startsWith(each + ".parameter."));
  }

  private static void checkText(String text, Place place, Set<String> known) throws YamlException {
    for (String name : Placeholders.namesIn(text)) {
      if (!known.contains(name) && !ofNeighbour(name, known)) {
        throw new YamlException(
            place,
            "unknown placeholder ${%s}; known are %s".formatted(name, String.join(", ", known)));
      }
    }
  }
}
