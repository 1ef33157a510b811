package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Configuration;
import dev.dragoncode.project.manifest.Configuration.Located;
import dev.dragoncode.project.manifest.Dependency;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.readiness.facts.Place;
import dev.dragoncode.readiness.facts.Question;
import dev.dragoncode.readiness.facts.Sources;
import dev.dragoncode.readiness.facts.Sources.Code;
import dev.dragoncode.readiness.facts.Sources.JavaFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** PRO-MOCK and PRE-REAL: a store that can be stood in for in a test, and is real in production. */
final class Stores {

  static final Check ADAPTER =
      Rule.sources(
          new CheckSpec(
              "PRO-MOCK",
              Phase.PROTOTYPE,
              "Data store behind an adapter with a mock",
              Weight.LOW,
              Level.C,
              "Who can swap the store for one in memory tests in milliseconds and develops on a"
                  + " train.",
              "Put the store behind an interface with an implementation in memory, or take its"
                  + " address from the environment and start it in tests: Testcontainers, H2 in a"
                  + " test profile, sqlite, pg-mem."),
          Stores::adapter);

  static final Check REAL =
      Rule.sources(
          new CheckSpec(
              "PRE-REAL",
              Phase.HARDEN,
              "Real integrations replace mock adapters",
              Weight.HIGH,
              Level.C,
              "A mock that reached production takes orders and keeps none of them.",
              "Wire the real adapter in the production profile, configured by the emulator's"
                  + " connection variables, and leave the one in memory to tests."),
          Stores::real);

  private static final Pattern STORE =
      Pattern.compile(
          "org\\.postgresql:.*|com\\.mysql:.*|mysql:.*|org\\.mariadb.*|org\\.mongodb:.*|.*:spring-boot-starter-(data-.*|jdbc|jooq)"
              + "|.*:quarkus-jdbc-.*|.*:quarkus-hibernate-.*|pg|mysql2?|mongodb|mongoose|sequelize|typeorm|@prisma/client|knex|drizzle-orm|better-sqlite3|sqlite3"
              + "|psycopg[23]?(-binary)?|sqlalchemy|django|pymongo|asyncpg|flask-sqlalchemy|github\\.com/(lib/pq|jackc/pgx.*|go-sql-driver/mysql)|gorm\\.io/gorm|go\\.mongodb\\.org/.*");
  private static final Pattern STAND_IN =
      Pattern.compile(
          "com\\.h2database:h2|org\\.hsqldb:hsqldb|org\\.apache\\.derby:derby|org\\.testcontainers:.*|io\\.zonky\\.test:.*|de\\.flapdoodle.*|testcontainers|@testcontainers/.*"
              + "|pg-mem|mongodb-memory-server|jest-mock-extended|prisma-mock|vitest-mock-extended|@electric-sql/pglite(-socket)?|pytest-postgresql|mongomock|fakeredis|factory-boy"
              + "|github\\.com/(testcontainers/.*|DATA-DOG/go-sqlmock|fergusstrange/embedded-postgres|ory/dockertest.*)");
  private static final Pattern MEMORY_URL =
      Pattern.compile(
          "(?i)jdbc:h2:mem:.*|jdbc:hsqldb:mem:.*|jdbc:derby:memory:.*|sqlite://(/:memory:)?|.*:memory:.*|mongodb-memory.*|mock|in-?memory");

  private static final Question<JavaFile, List<Place>> MEMORY_BEANS =
      Wiring.javaTypes(t ->
          t.name().matches("(Mock|Fake|Stub|InMemory|Dummy)[A-Z]\\w*|\\w+(Mock|Fake|Stub)")
              && t.annotation(
                      "Component", "Service", "Repository", "ApplicationScoped", "Singleton")
                  .isPresent()
              && t.annotation(
                      "Profile",
                      "ConditionalOnProperty",
                      "ConditionalOnMissingBean",
                      "IfBuildProfile",
                      "Alternative",
                      "Requires")
                  .isEmpty());
  private static final Question<Code, List<Place>> MEMORY_CODE =
      Wiring.calls((file, call) ->
          call.name()
                  .matches(
                      "(New)?(Mock|Fake|Stub|InMemory)[A-Z]\\w*(Repository|Repo|Store|Gateway|Client|Service|Adapter|Mailer|Database|DB)")
              && !file.path().matches("(?i).*(mock|fake|stub|in-?memory|demo|seed).*"));
  private static final Question<JavaFile, List<Place>> PORTS =
      Wiring.javaTypes(t ->
          t.supertypes().stream()
                  .anyMatch(s -> s.matches("(.*\\.)?(\\w+(Repository|Store|Gateway|Port|Dao))"))
              && t.name().matches("(InMemory|Fake|Stub|Mock)\\w+|\\w+(InMemory|Fake)"));
  private static final Question<Code, List<Place>> CODE_STAND_INS =
      Question.each(file ->
          file.file().types().stream()
              .filter(t ->
                  t.name()
                          .matches(
                              "(InMemory|Fake|Memory|Mock)\\w+(Repository|Repo|Store|Gateway|Adapter|Service|Dao)?")
                      && !t.bases().isEmpty())
              .map(t -> new Place(file.path(), t.line())));

  /** Stores in a file, which need no server; where there is one beside, they stand in for it. */
  private static final Pattern EMBEDDED =
      Pattern.compile(
          "better-sqlite3|sqlite3|aiosqlite|modernc\\.org/sqlite|github\\.com/mattn/go-sqlite3|gorm\\.io/driver/sqlite");

  private Stores() {}

  /** Whether the program keeps something in a store. */
  static boolean kept(ProjectView view) {
    return view.get(Manifests.FACT).uses(d -> STORE.matcher(d.name()).matches()).isPresent();
  }

  /** A store in a file that a program has beside the one on a server. */
  static Optional<Dependency> embedded(ProjectView view) {
    return view.get(Manifests.FACT).uses(d -> EMBEDDED.matcher(d.name()).matches());
  }

  private static Verdict adapter(ProjectView view) {
    Manifests manifests = view.get(Manifests.FACT);
    if (manifests.modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    Optional<Dependency> store = manifests.uses(d -> STORE.matcher(d.name()).matches());
    if (store.isEmpty()) {
      return Verdict.notApplicable("The program keeps nothing in a store");
    }
    Evidence place = line(view, store.get().file(), store.get().line());
    Optional<Located> production = inMemory(view);
    if (production.isPresent()) {
      return Verdict.fail(
          "The store in memory is the one of production: " + production.get().setting().key(),
          line(view, production.get().file(), production.get().line()));
    }
    Optional<Dependency> standIn =
        manifests.modules().stream()
            .flatMap(m -> m.dependencies().stream())
            .filter(d -> STAND_IN.matcher(d.name()).matches())
            .findFirst();
    if (standIn.isPresent()) {
      return Verdict.pass(
          standIn.get().name() + " stands in for the store in tests",
          line(view, standIn.get().file(), standIn.get().line()));
    }
    Optional<Dependency> embedded =
        embedded(view)
            .filter(_ ->
                manifests
                    .uses(d ->
                        STORE.matcher(d.name()).matches() && !EMBEDDED.matcher(d.name()).matches())
                    .isPresent());
    if (embedded.isPresent()) {
      return Verdict.pass(
          embedded.get().name() + " stands in for the store on a server",
          line(view, embedded.get().file(), embedded.get().line()));
    }
    Sources sources = view.get(Sources.FACT);
    List<Place> own = new ArrayList<>(Wiring.java(sources, PORTS));
    own.addAll(sources.testJava(PORTS).flatMap(List::stream).toList());
    for (String platform : List.of("Node", "Python", "Go")) {
      sources.program(platform, CODE_STAND_INS).forEach(own::addAll);
      sources.tests(platform, CODE_STAND_INS).forEach(own::addAll);
    }
    if (!own.isEmpty()) {
      return Verdict.pass("The store has an implementation in memory", Place.shown(view, own));
    }
    if (manifests
        .uses(d -> d.name().matches("io\\.quarkus:quarkus-(jdbc|hibernate|reactive|mongodb)-.*"))
        .isPresent()) {
      return Verdict.pass("Quarkus starts a store of its own for tests", place);
    }
    // Django's tests make a database of their own beside the configured one
    return store.get().name().equals("django")
        ? Verdict.pass("Django's tests run on a database of their own", place)
        : Verdict.fail("Nothing stands in for the store", place);
  }

  /** A setting that makes production's store one in memory. */
  private static Optional<Located> inMemory(ProjectView view) {
    return Wiring.settings(view)
        .filter(l -> l.profile().isEmpty() || l.profile().get().matches("(?i)prod\\w*|default"))
        .filter(l ->
            l.setting()
                .key()
                .matches(
                    "(?i)(spring\\.datasource|quarkus\\.datasource\\.jdbc|datasources\\.default)\\.url|(.*\\.)?(database|db)[._-]?(url|uri)"))
        .filter(l -> MEMORY_URL.matcher(l.value()).matches())
        .filter(l -> overridden(view, l).isEmpty())
        .findFirst();
  }

  /** Whether a profile for production names another store. */
  private static Optional<Located> overridden(ProjectView view, Located general) {
    return general.profile().isPresent()
        ? Optional.empty()
        : view.get(Configuration.FACT)
            .all()
            .filter(l ->
                l.profile()
                    .filter(p ->
                        p.matches("(?i)prod\\w*|postgres\\w*|mysql|docker|k8s|kubernetes|cloud"))
                    .isPresent())
            .filter(l -> l.setting().key().equals(general.setting().key()))
            .filter(l -> !MEMORY_URL.matcher(l.value()).matches())
            .findFirst();
  }

  private static Verdict real(ProjectView view) {
    Manifests manifests = view.get(Manifests.FACT);
    if (manifests.modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    Optional<Located> memory = inMemory(view);
    if (memory.isPresent()) {
      return Verdict.fail(
          "Production keeps its data in memory: " + memory.get().setting().key(),
          line(view, memory.get().file(), memory.get().line()));
    }
    Sources sources = view.get(Sources.FACT);
    List<Place> mocks = new ArrayList<>(Wiring.java(sources, MEMORY_BEANS));
    mocks.addAll(Wiring.everywhere(sources, MEMORY_CODE));
    if (!mocks.isEmpty()) {
      return Verdict.fail(
          "A mock or store in memory is wired into the program", Place.shown(view, mocks));
    }
    Optional<Dependency> real =
        manifests.uses(d ->
            STORE.matcher(d.name()).matches()
                || d.name()
                    .matches(
                        "com\\.stripe:.*|stripe|com\\.twilio.*|twilio|com\\.sendgrid.*|@sendgrid/mail|nodemailer|.*:spring-boot-starter-(mail|amqp)|kafkajs|amqplib|org\\.springframework\\.kafka:.*"));
    if (real.isEmpty()) {
      return Verdict.notApplicable("The program talks to no store or service");
    }
    boolean driver =
        manifests.uses(d -> d.name().matches("com\\.h2database:h2|org\\.hsqldb:hsqldb")).isPresent()
            && manifests
                .uses(d ->
                    d.name()
                        .matches(
                            "org\\.postgresql:.*|com\\.mysql:.*|org\\.mariadb.*|com\\.oracle.*|com\\.microsoft\\.sqlserver.*"))
                .isEmpty();
    Evidence place = line(view, real.get().file(), real.get().line());
    return driver
        ? Verdict.fail("The only driver of the program is a database in memory", place)
        : Verdict.pass("The program is wired to real adapters", place);
  }
}
