package dev.dragoncode.emulators.browse.product;

import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.browse.DataBrowser;
import dev.dragoncode.emulators.engine.embedded.ClientLibraries;
import dev.dragoncode.emulators.model.Browse;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.Probe;
import dev.dragoncode.emulators.seed.Seeder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Makes the data browser of an emulator. Which one it needs stands in its catalog entry or, where
 * it is left out there, in its readiness: the protocol that its probe speaks is the one that its
 * data are read by.
 */
public final class ProductBrowsers {

  /** Makes a data browser that is not loaded with a library. */
  private interface Maker {
    DataBrowser make(Call call) throws InterruptedException;
  }

  /** An emulator to look into, and how. */
  private record Call(BrowseTarget target, int port, boolean changes) {}

  private final Clients clients;

  /** By protocol: one line for each product. */
  private final Map<String, Maker> makers =
      Map.ofEntries(
          Map.entry("postgresql", call -> sql(call, new SqlDialect.Postgresql())),
          Map.entry("mysql", call -> sql(call, new SqlDialect.Mysql())),
          Map.entry("redis", call -> new RedisBrowser(call.target(), call.port(), call.changes())),
          Map.entry("amqp", call -> adapter("amqp", "AmqpBrowser", call)),
          Map.entry("mongodb", call -> adapter("mongodb", "MongodbBrowser", call)),
          Map.entry("artemis", call -> adapter("artemis", "ArtemisBrowser", call)),
          Map.entry("mqtt", call -> adapter("mqtt", "MqttBrowser", call)),
          Map.entry("nats", call -> adapter("nats", "NatsBrowser", call)),
          Map.entry("kafka", call -> adapter("kafka", "KafkaBrowser", call)),
          Map.entry(
              "sqs",
              call ->
                  new SqsBrowser(
                      call.target(), aws(call.target(), call.port(), "sqs"), call.changes())),
          Map.entry(
              "dynamodb",
              call ->
                  new DynamodbBrowser(
                      call.target(), aws(call.target(), call.port(), "dynamodb"), call.changes())),
          Map.entry(
              "wiremock", call -> new WiremockBrowser(call.target(), call.port(), call.changes())),
          Map.entry("mail", call -> adapter("mail", "MailBrowser", call)),
          Map.entry(
              "s3",
              call ->
                  new S3Browser(
                      call.target(), aws(call.target(), call.port(), "s3"), call.changes())));

  public ProductBrowsers(ClientLibraries libraries) {
    this.clients = new Clients(libraries);
  }

  /** What fills fresh data from files, with the same client libraries. */
  public Seeder seeder() {
    return new ProductSeeds(clients, this);
  }

  /** Why there is no data browser for such an emulator, as a sentence; empty where there is one. */
  public Optional<String> nothing(EmulatorSpec spec) {
    if (spec.browse().orElse(null) instanceof Browse.Nothing(String reason)) {
      return Optional.of(reason);
    }
    return protocol(spec).isPresent()
        ? Optional.empty()
        : Optional.of("DragonCode knows no way to look into it.");
  }

  /**
   * A data browser of a running emulator.
   *
   * @param changes whether it may change anything
   * @throws dev.dragoncode.problem.ProblemException if its client library cannot be fetched
   * @throws IllegalArgumentException if there is none for it
   */
  public DataBrowser browser(BrowseTarget target, boolean changes) throws InterruptedException {
    Browse.By by =
        protocol(target.spec())
            .orElseThrow(() -> new IllegalArgumentException("No data browser for " + target));
    Maker maker = java.util.Objects.requireNonNull(makers.get(by.protocol()));
    return maker.make(new Call(target, target.port(by.port()), changes));
  }

  /**
   * A connection to a PostgreSQL under any login, as a program that is given it has one.
   *
   * @throws SQLException if the server refuses it
   * @throws dev.dragoncode.problem.ProblemException if the driver cannot be fetched
   */
  public Connection connect(SqlLogin login) throws SQLException, InterruptedException {
    SqlDialect.Postgresql dialect = new SqlDialect.Postgresql();
    Properties settings = new Properties();
    dialect.settings(settings);
    settings.put("ApplicationName", login.application());
    settings.put("user", login.user());
    settings.put("password", login.password());
    return SqlSessions.connect(
        dialect,
        clients,
        SqlDialect.Postgresql.url(login.host(), login.port(), login.database()),
        settings);
  }

  /** By which protocol such an emulator is looked into, and at which of its ports. */
  Optional<Browse.By> protocol(EmulatorSpec spec) {
    return spec.browse()
        .filter(Browse.By.class::isInstance)
        .map(Browse.By.class::cast)
        .or(() ->
            spec.readiness().stream()
                .filter(Probe.Protocol.class::isInstance)
                .map(Probe.Protocol.class::cast)
                .map(probe -> new Browse.By(probe.name(), probe.port()))
                .findFirst())
        .filter(by -> makers.containsKey(by.protocol()));
  }

  /** One that is written against a client library, and loaded together with it. */
  private DataBrowser adapter(String library, String name, Call call) throws InterruptedException {
    return loaded(
        library,
        name,
        DataBrowser.class,
        new Class<?>[] {BrowseTarget.class, int.class, boolean.class},
        call.target(),
        call.port(),
        call.changes());
  }

  /** Calls of an AWS service, signed. */
  AwsCalls aws(BrowseTarget target, int port, String service) throws InterruptedException {
    RequestSigner signer =
        loaded("aws", "SdkSigner", RequestSigner.class, new Class<?>[] {String.class}, service);
    return new AwsCalls(target, port, signer);
  }

  private <T> T loaded(
      String library, String name, Class<T> as, Class<?>[] types, Object... arguments)
      throws InterruptedException {
    String adapters = ProductBrowsers.class.getPackageName() + "." + library;
    try {
      return Class.forName(adapters + "." + name, true, clients.loader(library, adapters))
          .asSubclass(as)
          .getConstructor(types)
          .newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The adapter " + name + " cannot be made", e);
    }
  }

  private DataBrowser sql(Call call, SqlDialect dialect) {
    return new SqlBrowser(
        call.target(),
        dialect,
        new SqlSessions(call.target(), call.port(), dialect, clients),
        call.changes());
  }
}
