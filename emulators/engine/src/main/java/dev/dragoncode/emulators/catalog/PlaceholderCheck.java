package dev.dragoncode.emulators.catalog;

import dev.dragoncode.emulators.catalog.YamlNode.Mapping;
import dev.dragoncode.emulators.catalog.YamlNode.Place;
import dev.dragoncode.emulators.catalog.YamlNode.Scalar;
import dev.dragoncode.emulators.catalog.YamlNode.Sequence;
import dev.dragoncode.emulators.catalog.YamlNode.YamlException;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.Launch;
import dev.dragoncode.emulators.model.Placeholders;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds placeholders that nothing will fill in, before anything is started. */
final class PlaceholderCheck {

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
    common.add("project");
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

  private static void checkText(String text, Place place, Set<String> known) throws YamlException {
    for (String name : Placeholders.namesIn(text)) {
      if (!known.contains(name)) {
        throw new YamlException(
            place,
            "unknown placeholder ${%s}; known are %s".formatted(name, String.join(", ", known)));
      }
    }
  }
}
