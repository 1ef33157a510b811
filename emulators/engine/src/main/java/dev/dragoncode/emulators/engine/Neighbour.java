package dev.dragoncode.emulators.engine;

import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.Placeholders;

/**
 * A running emulator that another one talks to.
 *
 * @param spec as it was when it started
 */
public record Neighbour(EmulatorSpec spec, Instance instance) {

  /**
   * Adds {@code emulator.ID.host}, {@code emulator.ID.port.NAME} and {@code
   * emulator.ID.parameter.NAME}, as they are for who reaches its published ports at that host.
   */
  public Placeholders published(Placeholders values, String host) {
    String prefix = "emulator." + spec.id() + ".";
    Placeholders more = values.with(prefix + "host", host);
    for (var port : instance.ports().entrySet()) {
      more = more.with(prefix + "port." + port.getKey(), String.valueOf(port.getValue()));
    }
    return parameters(more, prefix);
  }

  /** The same for who reaches the ports that it listens on itself. */
  public Placeholders direct(Placeholders values, String host) {
    String prefix = "emulator." + spec.id() + ".";
    Placeholders more = values.with(prefix + "host", host);
    for (EmulatorSpec.PortSpec port : spec.ports()) {
      more = more.with(prefix + "port." + port.name(), String.valueOf(port.containerPort()));
    }
    return parameters(more, prefix);
  }

  private Placeholders parameters(Placeholders values, String prefix) {
    Placeholders more = values;
    for (var parameter : instance.parameters().entrySet()) {
      more = more.with(prefix + "parameter." + parameter.getKey(), parameter.getValue());
    }
    return more;
  }
}
