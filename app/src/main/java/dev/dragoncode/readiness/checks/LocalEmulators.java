package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Syntax;
import dev.dragoncode.project.manifest.Compose;
import dev.dragoncode.project.manifest.Dependency;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.project.syntax.Lexer;
import dev.dragoncode.project.syntax.Token;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** DEV-EMU: each store and broker that the program talks to can be started on one's own machine. */
final class LocalEmulators {

  static final Check CHECK =
      Rule.manifests(
          new CheckSpec(
              "DEV-EMU",
              Phase.TEAM,
              "Local emulators for dependencies",
              Weight.LOW,
              Level.B,
              "Who cannot start the database and the broker at home develops against a shared one,"
                  + " and breaks it for the others.",
              "Name every emulator under emulators in dragoncode.yaml, or start each store and"
                  + " broker in compose.yaml or with Testcontainers."),
          LocalEmulators::decide);

  /**
   * A store or broker and how it shows.
   *
   * @param drivers what programs depend on to talk to it
   * @param images its containers, without registry and tag
   * @param ids its names in dragoncode.yaml and in Testcontainers' modules
   */
  private record Service(String name, Pattern drivers, Pattern images, Pattern ids) {
    static Service of(String name, String drivers, String images, String ids) {
      return new Service(
          name, Pattern.compile(drivers), Pattern.compile(images), Pattern.compile(ids));
    }
  }

  private static final List<Service> SERVICES =
      List.of(
          Service.of(
              "PostgreSQL",
              "org\\.postgresql:.*|.*:quarkus-(jdbc-postgresql|reactive-pg-client)|pg|pg-promise"
                  + "|postgres|@vercel/postgres|@neondatabase/serverless|psycopg[23]?"
                  + "(-binary)?|asyncpg|github\\.com/lib/pq|github\\.com/jackc/pgx.*"
                  + "|gorm\\.io/driver/postgres",
              ".*postg(res|is).*|.*pgvector.*|.*timescale.*",
              "postgres(ql)?"),
          Service.of(
              "MySQL",
              "com\\.mysql:mysql-connector-j|mysql:mysql-connector-java|org\\.mariadb\\.jdbc:.*"
                  + "|.*:quarkus-(jdbc-(mysql|mariadb)|reactive-mysql-client)"
                  + "|mysql2?|mysqlclient|pymysql|aiomysql|mariadb|github\\.com/go-sql-driver/mysql"
                  + "|gorm\\.io/driver/mysql",
              ".*(mysql|mariadb|percona).*",
              "mysql|mariadb"),
          Service.of(
              "MongoDB",
              "org\\.mongodb:.*|.*:spring-boot-starter-data-mongodb.*|mongodb|mongoose|pymongo"
                  + "|.*:quarkus-(liquibase-)?mongodb-.*|motor|go\\.mongodb\\.org/mongo-driver.*",
              ".*mongo.*",
              "mongo(db)?"),
          Service.of(
              "Redis",
              ".*:spring-boot-starter-data-redis.*|redis\\.clients:jedis|io\\.lettuce:.*"
                  + "|org\\.redisson:.*|i?o?redis|@redis/client|django-redis|aioredis"
                  + "|github\\.com/(redis|go-redis)/.*|bullmq?",
              ".*(redis|valkey|dragonfly|keydb).*",
              "redis|valkey"),
          Service.of(
              "RabbitMQ",
              ".*:spring-boot-starter-amqp|com\\.rabbitmq:.*|amqplib|amqp-connection-manager|pika"
                  + "|aio-pika|github\\.com/(rabbitmq|streadway)/.*",
              ".*rabbitmq.*",
              "rabbitmq"),
          Service.of(
              "Kafka",
              "org\\.springframework\\.kafka:.*|org\\.apache\\.kafka:kafka-(clients|streams)"
                  + "|.*:quarkus-(messaging-)?kafka(-client|-streams)?"
                  + "|kafkajs|node-rdkafka|kafka-python|aiokafka|confluent-kafka"
                  + "|github\\.com/(segmentio|twmb|IBM|confluentinc)/.*(kafka|franz|sarama).*",
              ".*(kafka|redpanda).*",
              "kafka|redpanda"),
          Service.of(
              "Elasticsearch",
              "co\\.elastic\\.clients:.*|.*:spring-boot-starter-data-elasticsearch"
                  + "|@elastic/elasticsearch|elasticsearch|opensearch-py"
                  + "|github\\.com/elastic/go-elasticsearch.*",
              ".*(elasticsearch|opensearch).*",
              "elasticsearch|opensearch"));

  private static final Syntax<List<Token>> PRISMA =
      (_, text) -> Lexer.tokens(text, Lexer.Language.GRADLE);

  private LocalEmulators() {}

  private static Verdict decide(ProjectView view) {
    List<Evidence> covered = new ArrayList<>();
    List<Evidence> bare = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Service service : SERVICES) {
      Optional<Evidence> use =
          view.get(Manifests.FACT)
              .uses(d -> service.drivers.matcher(d.name()).matches())
              .map(d -> line(view, d.file(), d.line()))
              .or(() -> prisma(view, service));
      if (use.isEmpty()) {
        continue;
      }
      names.add(service.name);
      Optional<Evidence> emulator =
          emulator(view, service)
              .or(() -> devService(view, service))
              .or(() -> inProcess(view, service));
      if (emulator.isPresent()) {
        covered.add(emulator.get());
      } else {
        missing.add(service.name);
        bare.add(use.get());
      }
    }
    if (names.isEmpty()) {
      return Verdict.notApplicable("The project talks to no store or broker");
    }
    return missing.isEmpty()
        ? Verdict.pass("Can be started locally: " + String.join(", ", names), covered)
        : Verdict.fail("Nothing starts " + String.join(", ", missing) + " locally", bare);
  }

  /** A store of SQL that needs no server: one in a file beside it, or PostgreSQL as a library. */
  private static Optional<Evidence> inProcess(ProjectView view, Service service) {
    Optional<Evidence> library =
        !service.name.equals("PostgreSQL")
            ? Optional.empty()
            : view.get(Manifests.FACT).modules().stream()
                .flatMap(m ->
                    m.scripts().values().stream()
                        .filter(s -> s.command().contains("pglite-server"))
                        .map(s -> line(view, m.manifest(), s.line())))
                .findFirst();
    return library.or(() ->
        service.name.matches("PostgreSQL|MySQL")
            ? Stores.embedded(view).map(d -> line(view, d.file(), d.line()))
            : Optional.empty());
  }

  /** Quarkus starts a container by itself for an extension that no address is set for. */
  private static Optional<Evidence> devService(ProjectView view, Service service) {
    return view.get(Manifests.FACT)
        .uses(
            d -> d.name().startsWith("io.quarkus:") && service.drivers.matcher(d.name()).matches())
        .map(d -> line(view, d.file(), d.line()));
  }

  /** Prisma names its store in a schema of its own. */
  private static Optional<Evidence> prisma(ProjectView view, Service service) {
    for (IndexedFile file : view.withExtension("prisma")) {
      List<Token> tokens = view.parse(file, PRISMA).value().orElse(List.of());
      for (int i = 0; i + 2 < tokens.size(); i++) {
        boolean provider = tokens.get(i).is("provider") && tokens.get(i + 2).string();
        if (provider && service.ids.matcher(tokens.get(i + 2).text()).matches()) {
          return Optional.of(line(view, file.path(), tokens.get(i).line()));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Evidence> emulator(ProjectView view, Service service) {
    for (var entry : view.settings().emulators().entrySet()) {
      if (entry.getValue().wanted() && service.ids.matcher(entry.getKey()).matches()) {
        return Optional.of(line(view, ProjectSettings.FILE, entry.getValue().line()));
      }
    }
    for (Compose.Service each : view.get(Compose.FACT).services()) {
      if (each.image().filter(i -> service.images.matcher(withoutTag(i)).matches()).isPresent()) {
        return Optional.of(line(view, each.file(), each.imageLine()));
      }
    }
    for (Module module : view.get(Manifests.FACT).modules()) {
      Optional<Dependency> container = module.dependency(d -> testcontainers(d.name(), service));
      if (container.isPresent()) {
        return container.map(d -> line(view, d.file(), d.line()));
      }
    }
    return Optional.empty();
  }

  private static String withoutTag(String image) {
    String name = image.replaceFirst("@.*$", "");
    int tag = name.lastIndexOf(':');
    return tag > name.lastIndexOf('/') ? name.substring(0, tag) : name;
  }

  private static boolean testcontainers(String name, Service service) {
    boolean module =
        name.startsWith("org.testcontainers:")
            || name.startsWith("com.redis:testcontainers")
            || name.startsWith("@testcontainers/")
            || name.startsWith("github.com/testcontainers/testcontainers-go/modules/");
    if (!module) {
      return false;
    }
    String last = name.substring(Math.max(name.lastIndexOf(':'), name.lastIndexOf('/')) + 1);
    return service.ids.matcher(last.replaceFirst("^testcontainers-", "")).matches();
  }
}
