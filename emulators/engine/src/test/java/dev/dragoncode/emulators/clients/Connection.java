package dev.dragoncode.emulators.clients;

import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.Placeholders;
import java.util.Objects;

/** What a program learns of a running emulator: the connection variables of the catalog entry. */
public final class Connection {

  private final EmulatorSpec spec;
  private final Placeholders placeholders;

  public Connection(EmulatorSpec spec, Instance instance) {
    this.spec = spec;
    this.placeholders = Placeholders.of(spec, "127.0.0.1", instance.ports(), instance.parameters());
  }

  public String dotenv(String name) {
    return variable(Dialect.DOTENV, name);
  }

  public String spring(String name) {
    return variable(Dialect.SPRING, name);
  }

  public String node(String name) {
    return variable(Dialect.NODE, name);
  }

  private String variable(Dialect dialect, String name) {
    return Objects.requireNonNull(
        placeholders.fill(spec.connect(dialect)).get(name),
        () -> spec.id() + " has no variable " + name + " for " + dialect);
  }
}
