package dev.dragoncode.emulators.catalog;

import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.PortSpec;
import dev.dragoncode.emulators.model.Probe;
import dev.dragoncode.io.yaml.YamlFields;
import dev.dragoncode.io.yaml.YamlNode.YamlException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads what must answer before an emulator counts as ready, or as still well. */
final class ProbeReader {

  /** What a protocol probe can speak. */
  private static final List<String> PROTOCOLS =
      List.of(
          "postgresql", "mysql", "mongodb", "redis", "amqp", "amqp-1.0", "kafka", "mqtt", "smtp");

  private static final List<String> FIELDS =
      List.of("tcp", "http", "status", "port", "log", "protocol", "exec", "health", "any");

  private ProbeReader() {}

  /** The probes below a field; empty where it is missing. */
  static List<Probe> read(YamlFields fields, String key, List<PortSpec> ports)
      throws YamlException {
    return fields.items(key, FIELDS, item -> probe(item, ports));
  }

  /**
   * Refuses an entry that could never be seen to be ready, or a job that waits to be asked.
   *
   * @throws YamlException if it has too few probes, or too many
   */
  static void requireEnough(EmulatorSpec spec, YamlFields fields) throws YamlException {
    if (spec.job()) {
      if (!spec.readiness().isEmpty() || !spec.liveness().isEmpty()) {
        throw new YamlException(
            fields.placeOf("job"), "a job has neither “readiness” nor “liveness”: it is to end");
      }
      if (!spec.seed().isEmpty()) {
        throw new YamlException(fields.placeOf("seed"), "a job holds no data to seed");
      }
      return;
    }
    if (spec.readiness().isEmpty()) {
      throw new YamlException(
          fields.placeOf("readiness"),
          "“readiness” needs at least one probe: running is not ready");
    }
    if (spec.embedded().isPresent() && spec.readiness().stream().allMatch(Probe::ofContainers)) {
      throw new YamlException(
          fields.placeOf("readiness"),
          "“exec” and “health” ask a container; the embedded engine needs a probe, too");
    }
  }

  private static Probe probe(YamlFields item, List<PortSpec> ports) throws YamlException {
    if (item.has("any")) {
      List<Probe> probes = read(item, "any", ports);
      if (probes.size() < 2) {
        throw new YamlException(item.placeOf("any"), "“any” needs at least two probes");
      }
      return new Probe.Any(probes);
    }
    if (item.has("tcp")) {
      return new Probe.Tcp(portName(item, "tcp", ports));
    }
    if (item.has("http")) {
      int status = item.has("status") ? item.integer("status", 100, 599) : 200;
      return new Probe.Http(portName(item, "port", ports), item.text("http"), status);
    }
    if (item.has("log")) {
      try {
        return new Probe.Log(Pattern.compile(item.text("log")).pattern());
      } catch (PatternSyntaxException e) {
        throw new YamlException(item.placeOf("log"), e.getDescription());
      }
    }
    if (item.has("protocol")) {
      String name = item.text("protocol");
      if (!PROTOCOLS.contains(name)) {
        throw new YamlException(
            item.placeOf("protocol"), "“" + name + "” is none of " + String.join(", ", PROTOCOLS));
      }
      return new Probe.Protocol(name, portName(item, "port", ports));
    }
    if (item.has("exec")) {
      List<String> command = item.texts("exec");
      if (command.isEmpty()) {
        throw new YamlException(item.placeOf("exec"), "“exec” names a program and its arguments");
      }
      return new Probe.Exec(command);
    }
    if (item.has("health")) {
      if (!item.text("health").equals("container")) {
        throw new YamlException(item.placeOf("health"), "“health” is container");
      }
      return new Probe.Health();
    }
    throw new YamlException(
        item.place(), "a probe has one of tcp, http, log, protocol, exec, health, any");
  }

  /** The name of a port that the entry has. */
  static String portName(YamlFields item, String key, List<PortSpec> ports) throws YamlException {
    String name = item.text(key);
    if (ports.stream().noneMatch(port -> port.name().equals(name))) {
      throw new YamlException(item.placeOf(key), "there is no port “" + name + "”");
    }
    return name;
  }
}
