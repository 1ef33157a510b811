package dev.dragoncode.project;

import dev.dragoncode.project.ProjectSettings.EmulatorSetting;
import dev.dragoncode.project.syntax.Node;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what dragoncode.yaml says of emulators. */
final class EmulatorEntries {

  private static final Set<String> EMULATOR =
      Set.of("version", "engine", "ports", "seed", "parameters", "lifecycle");
  private static final Set<String> DOCUMENT = Set.of("id", "file");
  private static final Set<String> LIFECYCLES = Set.of("session", "project");
  private static final Set<String> ENGINES =
      Set.of("docker", "embedded", "kubernetes", "auto", "none");

  private final SettingsEntries entries;

  /**
   * @param entries takes what is wrong
   */
  EmulatorEntries(SettingsEntries entries) {
    this.entries = entries;
  }

  /** The section {@code emulators}, by their ids. */
  Map<String, EmulatorSetting> read(Node root) {
    Map<String, EmulatorSetting> emulators = new LinkedHashMap<>();
    for (Node.Entry entry : root.entries("emulators")) {
      Node value = entry.value();
      if (!(value instanceof Node.Mapping) && !SettingsEntries.empty(value)) {
        entries.problem(value, "an emulator's settings are keys such as version and engine");
        continue;
      }
      entries.known(value, EMULATOR);
      Optional<String> engine = value.text("engine").map(each -> each.toLowerCase(Locale.ROOT));
      if (engine.isPresent() && !ENGINES.contains(engine.get())) {
        entries.problem(
            value.at("engine").orElse(value),
            "engine \"" + engine.get() + "\" is none of docker, embedded, auto and none");
        engine = Optional.empty();
      }
      Map<String, String> parameters = new LinkedHashMap<>();
      value
          .entries("parameters")
          .forEach(each ->
              parameter(entry.key(), each).ifPresent(text -> parameters.put(each.key(), text)));
      emulators.put(
          entry.key(),
          new EmulatorSetting(
              engine.filter("none"::equals).isEmpty(),
              value.text("version"),
              engine.filter(each -> !each.equals("none")),
              ports(value),
              value.texts("seed"),
              parameters,
              lifecycle(value),
              entry.line()));
    }
    root.at("emulators")
        .filter(node -> !(node instanceof Node.Mapping) && !SettingsEntries.empty(node))
        .ifPresent(
            node -> entries.problem(node, "emulators are named by their ids, such as postgresql:"));
    return emulators;
  }

  private Optional<String> parameter(String emulator, Node.Entry parameter) {
    Node value = parameter.value();
    if (value instanceof Node.Scalar) {
      return value.text();
    }
    if (emulator.equals("fakes") && parameter.key().equals("openapi")) {
      return Optional.of(
          value.items().stream()
              .flatMap(item -> document(item).stream())
              .collect(Collectors.joining("\n")));
    }
    entries.problem(
        value, "the parameter \"" + parameter.key() + "\" is a text, a number or a truth value");
    return Optional.empty();
  }

  /** An OpenAPI document: its path or address, behind {@code ID=} where it has an id. */
  private Optional<String> document(Node item) {
    if (item instanceof Node.Scalar scalar) {
      return Optional.of(scalar.text());
    }
    entries.known(item, DOCUMENT);
    Optional<String> file = item.text("file");
    Optional<String> id = item.text("id");
    if (file.isEmpty()) {
      entries.problem(item, "an OpenAPI document is a path or an address, or {id, file}");
      return Optional.empty();
    }
    if (id.isPresent() && !id.get().matches("[a-z0-9][a-z0-9-]{0,39}")) {
      entries.problem(
          item, "the id \"" + id.get() + "\" is no lower-case word of letters, digits and hyphens");
      return Optional.empty();
    }
    return Optional.of(id.map(each -> each + "=").orElse("") + file.get());
  }

  private Optional<String> lifecycle(Node emulator) {
    Optional<String> lifecycle = emulator.text("lifecycle");
    if (lifecycle.isPresent() && !LIFECYCLES.contains(lifecycle.get())) {
      entries.problem(
          emulator.at("lifecycle").orElse(emulator),
          "lifecycle \"" + lifecycle.get() + "\" is neither session nor project");
      return Optional.empty();
    }
    return lifecycle;
  }

  private Map<String, Integer> ports(Node emulator) {
    Map<String, Integer> ports = new LinkedHashMap<>();
    for (Node.Entry port : emulator.entries("ports")) {
      Optional<Integer> number = port.value().text().flatMap(EmulatorEntries::integer);
      if (number.isEmpty() || number.get() < 1 || number.get() > 65_535) {
        entries.problem(port.value(), "a port is a number from 1 to 65535");
      } else {
        ports.put(port.key(), number.get());
      }
    }
    return ports;
  }

  private static Optional<Integer> integer(String text) {
    try {
      return Optional.of(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
