package dev.dragoncode.emulators.browse.product;

import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.model.Browse;
import dev.dragoncode.emulators.seed.SeedFile;
import dev.dragoncode.emulators.seed.Seeder;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.util.Optional;

/**
 * Applies seeds with the clients of the data browser. The product is known as the data browser
 * knows it; what speaks HTTP takes calls.
 */
final class ProductSeeds implements Seeder {

  private final Clients clients;
  private final ProductBrowsers browsers;

  ProductSeeds(Clients clients, ProductBrowsers browsers) {
    this.clients = clients;
    this.browsers = browsers;
  }

  @Override
  public String seed(BrowseTarget target, SeedFile file) throws InterruptedException {
    Optional<Browse.By> protocol = browsers.protocol(target.spec());
    String name = protocol.map(Browse.By::protocol).orElse("");
    int port = protocol.map(by -> target.port(by.port())).orElse(0);
    if (file.endsWith(".sql")) {
      return switch (name) {
        case "postgresql" -> sql(target, port, new SqlDialect.Postgresql(), file);
        case "mysql" -> sql(target, port, new SqlDialect.Mysql(), file);
        default -> throw notTaken(target, file, "It takes no SQL.");
      };
    }
    if (name.equals("redis")) {
      return new RedisSeed(target, port).apply(file);
    }
    if (name.equals("s3") && file.ofFolder()) {
      return new S3Seed(browsers.aws(target, port, "s3")).seed(target, port, file);
    }
    if (!file.endsWith(".yaml", ".yml", ".json", ".jsonl")) {
      throw notTaken(target, file, "It takes no file of this kind.");
    }
    if (!name.equals("mongodb")) {
      SeedDocument document = SeedDocument.read(target, file);
      if (document.has("calls") || document.isStub()) {
        return new HttpSeed(target).apply(document);
      }
    }
    return switch (name) {
      case "amqp" -> adapter("amqp", "AmqpSeed").seed(target, port, file);
      case "artemis" -> adapter("artemis", "ArtemisSeed").seed(target, port, file);
      case "kafka" -> adapter("kafka", "KafkaSeed").seed(target, port, file);
      case "mqtt" -> adapter("mqtt", "MqttSeed").seed(target, port, file);
      case "nats" -> adapter("nats", "NatsSeed").seed(target, port, file);
      case "mongodb" -> adapter("mongodb", "MongodbSeed").seed(target, port, file);
      case "sqs" -> new SqsSeed(browsers.aws(target, port, "sqs")).seed(target, port, file);
      case "dynamodb" ->
          new DynamodbSeed(browsers.aws(target, port, "dynamodb")).seed(target, port, file);
      default ->
          throw notTaken(
              target,
              file,
              "It holds neither “calls” nor anything else that %s takes."
                  .formatted(target.spec().name()));
    };
  }

  private String sql(BrowseTarget target, int port, SqlDialect dialect, SeedFile file)
      throws InterruptedException {
    return new SqlSeed(target, dialect, new SqlSessions(target, port, dialect, clients))
        .apply(file);
  }

  /** One that is written against a client library, and loaded together with it. */
  private ProductSeed adapter(String library, String name) throws InterruptedException {
    String adapters = ProductSeeds.class.getPackageName() + "." + library;
    try {
      return Class.forName(adapters + "." + name, true, clients.loader(library, adapters))
          .asSubclass(ProductSeed.class)
          .getConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The adapter " + name + " cannot be made", e);
    }
  }

  private static ProblemException notTaken(BrowseTarget target, SeedFile file, String why) {
    return Problem.of(
            "%s cannot be seeded from %s".formatted(target.spec().name(), file.name()),
            why,
            Remedy.of("See which seeds a product takes: app/docs/emulators.md"),
            Remedy.of("Take the file out of dragoncode.yaml."))
        .asException();
  }
}
