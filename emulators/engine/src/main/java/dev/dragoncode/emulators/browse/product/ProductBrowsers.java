package dev.dragoncode.emulators.browse.product;

import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.browse.DataBrowser;
import dev.dragoncode.emulators.engine.embedded.ClientLibraries;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.Probe;
import dev.dragoncode.emulators.seed.Seeder;
import java.util.Optional;

/**
 * Makes the data browser of an emulator. Which one it needs is read from its readiness: the
 * protocol that its probe speaks is the one that its data are read by.
 */
public final class ProductBrowsers {

  private final Clients clients;

  public ProductBrowsers(ClientLibraries libraries) {
    this.clients = new Clients(libraries);
  }

  /** What fills fresh data from files, with the same client libraries. */
  public Seeder seeder() {
    return new ProductSeeds(clients, this);
  }

  /** Whether there is a data browser for such an emulator. */
  public static boolean known(EmulatorSpec spec) {
    return protocol(spec).isPresent();
  }

  /**
   * A data browser of a running emulator.
   *
   * @param changes whether it may change anything
   * @throws dev.dragoncode.problem.ProblemException if its client library cannot be fetched
   * @throws IllegalArgumentException if there is none for it
   */
  public DataBrowser browser(BrowseTarget target, boolean changes) throws InterruptedException {
    Probe.Protocol protocol =
        protocol(target.spec())
            .orElseThrow(() -> new IllegalArgumentException("No data browser for " + target));
    int port = target.port(protocol.port());
    return switch (protocol.name()) {
      case "postgresql" -> sql(target, port, new SqlDialect.Postgresql(), changes);
      case "mysql" -> sql(target, port, new SqlDialect.Mysql(), changes);
      case "redis" -> new RedisBrowser(target, port, changes);
      case "amqp" -> adapter("amqp", "AmqpBrowser", target, port, changes);
      default -> throw new IllegalStateException(protocol.name());
    };
  }

  /** One that is written against a client library, and loaded together with it. */
  private DataBrowser adapter(
      String library, String name, BrowseTarget target, int port, boolean changes)
      throws InterruptedException {
    String adapters = ProductBrowsers.class.getPackageName() + "." + library;
    try {
      return Class.forName(adapters + "." + name, true, clients.loader(library, adapters))
          .asSubclass(DataBrowser.class)
          .getConstructor(BrowseTarget.class, int.class, boolean.class)
          .newInstance(target, port, changes);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The adapter " + name + " cannot be made", e);
    }
  }

  private DataBrowser sql(BrowseTarget target, int port, SqlDialect dialect, boolean changes) {
    return new SqlBrowser(
        target, dialect, new SqlSessions(target, port, dialect, clients), changes);
  }

  private static Optional<Probe.Protocol> protocol(EmulatorSpec spec) {
    return spec.readiness().stream()
        .filter(Probe.Protocol.class::isInstance)
        .map(Probe.Protocol.class::cast)
        .filter(probe ->
            switch (probe.name()) {
              case "postgresql", "mysql", "redis", "amqp" -> true;
              default -> false;
            })
        .findFirst();
  }
}
