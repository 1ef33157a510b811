package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.file;
import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.IndexedFile;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** PRE-MIGRATE: the schema of a relational store grows by versioned steps. */
final class Migrations {

  static final Check CHECK =
      Rule.manifests(
          new CheckSpec(
              "PRE-MIGRATE",
              Phase.HARDEN,
              "Versioned schema migrations",
              Weight.HIGH,
              Level.C,
              "A schema that the program changes by itself, or somebody by hand, differs from"
                  + " machine to machine, and cannot be rolled back.",
              "Take up Flyway or Liquibase, prisma or knex migrations, Alembic, or goose, write the"
                  + " present schema as the first migration, and switch off automatic schema"
                  + " updates."),
          Migrations::decide);

  private static final Pattern SQL_STORE =
      Pattern.compile(
          "org\\.postgresql:.*|com\\.mysql:.*|mysql:mysql-connector-java|org\\.mariadb\\.jdbc:.*"
              + "|com\\.microsoft\\.sqlserver:.*|com\\.oracle\\.database\\.jdbc:.*"
              + "|.*:spring-boot-starter-(data-)?j(dbc|pa)|.*:spring-boot-starter-data-r2dbc"
              + "|.*:quarkus-(jdbc|reactive)-.*|org\\.hibernate.*:hibernate-core"
              + "|pg|pg-promise|postgres|mysql2?|mariadb|sequelize|typeorm|knex|prisma"
              + "|@prisma/client|drizzle-orm|objection|sqlite3|better-sqlite3"
              + "|sqlalchemy|flask-sqlalchemy|sqlmodel|psycopg[23]?(-binary)?|asyncpg|mysqlclient"
              + "|pymysql|django|tortoise-orm|peewee"
              + "|github\\.com/lib/pq|github\\.com/jackc/pgx.*|gorm\\.io/.*"
              + "|github\\.com/go-sql-driver/mysql|github\\.com/jinzhu/gorm.*"
              + "|github\\.com/jmoiron/sqlx|github\\.com/mattn/go-sqlite3|modernc\\.org/sqlite");

  private static final Pattern FLYWAY_FILE =
      Pattern.compile("(.*/)?db/migration/(.*/)?[VR]\\w*__.+\\.(sql|java)");
  private static final Pattern LIQUIBASE_FILE =
      Pattern.compile("(.*/)?db/changelog/(.*/)?[^/]+\\.(ya?ml|xml|sql|json)");
  private static final Pattern OTHER_FILE =
      Pattern.compile(
          "(.*/)?prisma/migrations/[^/]+/migration\\.sql"
              + "|(.*/)?drizzle/[^/]+\\.sql"
              + "|(.*/)?(db/|database/|src/)*migrations?/[^/]*\\d{3,}[^/]*\\.(js|ts|cjs|mjs|sql|py|go)"
              + "|(.*/)?(alembic|migrations)/versions/[^/]+\\.py"
              + "|(.*/)?migrations/\\d{4}_\\w+\\.py");

  /** One of these stands in every path that a pattern accepts; looking for it is cheap. */
  private static final List<String> MENTIONED =
      List.of("migration", "changelog", "drizzle", "versions/");

  private Migrations() {}

  private static Verdict decide(ProjectView view) {
    Manifests manifests = view.get(Manifests.FACT);
    Optional<Dependency> store = manifests.uses(d -> SQL_STORE.matcher(d.name()).matches());
    if (store.isEmpty()) {
      return Verdict.notApplicable("The project has no relational store");
    }
    Optional<Located> auto = automatic(view);
    Optional<Verdict> java = java(view, manifests, auto);
    if (java.isPresent()) {
      return java.get();
    }
    Optional<IndexedFile> step = steps(view, OTHER_FILE);
    if (step.isPresent()) {
      return Verdict.pass("Versioned steps, such as " + step.get().name(), file(step.get().path()));
    }
    if (auto.isPresent()) {
      return Verdict.fail(
          "The schema is changed by the program itself: " + auto.get().setting().key(),
          line(view, auto.get().file(), auto.get().line()));
    }
    if (store.get().name().equals("django") && view.named("models.py").isEmpty()) {
      return Verdict.notApplicable("Django is there, but no model of the project's own");
    }
    Optional<IndexedFile> script =
        view.withExtension("sql").stream()
            .filter(f -> f.name().matches("(schema|init|create|setup)[\\w-]*\\.sql"))
            .filter(f -> !f.path().contains("src/test/"))
            .findFirst();
    if (script.isPresent()) {
      return Verdict.fail(
          script.get().path() + " makes the schema, but has no versions",
          file(script.get().path()));
    }
    return Verdict.fail(
        "There is a relational store, but no migration of its schema",
        line(view, store.get().file(), store.get().line()));
  }

  private static Optional<Verdict> java(
      ProjectView view, Manifests manifests, Optional<Located> auto) {
    Optional<Dependency> tool =
        manifests.uses(d ->
            d.name()
                .matches(
                    "org\\.flywaydb:flyway-.*|org\\.liquibase:liquibase-core|.*:quarkus-flyway"
                        + "|.*:quarkus-liquibase|.*:spring-boot-starter-(flyway|liquibase)"
                        + "|io\\.micronaut\\.(flyway|liquibase):.*"));
    Optional<Evidence> plugin =
        manifests.modules().stream()
            .map(m ->
                m.plugin("flyway-maven-plugin", "liquibase-maven-plugin", "org.flywaydb.flyway"))
            .flatMap(Optional::stream)
            .findFirst()
            .map(p -> line(view, p.file(), p.line()));
    if (tool.isEmpty() && plugin.isEmpty()) {
      return Optional.empty();
    }
    Evidence declared =
        tool.map(d -> line(view, d.file(), d.line())).or(() -> plugin).orElseThrow();
    Configuration configuration = view.get(Configuration.FACT);
    Optional<Located> off =
        configuration
            .find("spring.flyway.enabled")
            .or(() -> configuration.find("spring.liquibase.enabled"))
            .filter(l -> l.value().equals("false") && l.profile().isEmpty());
    if (off.isPresent()) {
      return Optional.of(
          Verdict.fail(
              "Migrations are switched off: " + off.get().setting().key(),
              line(view, off.get().file(), off.get().line())));
    }
    Optional<IndexedFile> step =
        steps(view, FLYWAY_FILE)
            .or(() -> steps(view, LIQUIBASE_FILE))
            .or(() -> configured(view, configuration));
    if (step.isEmpty()) {
      return Optional.of(
          Verdict.fail("The migration tool is declared, but there is no migration", declared));
    }
    if (auto.filter(a -> a.value().matches("update|create|create-drop")).isPresent()) {
      return Optional.of(
          Verdict.fail(
              "Migrations exist, but " + auto.get().setting().key() + " changes the schema too",
              line(view, auto.get().file(), auto.get().line())));
    }
    return Optional.of(
        Verdict.pass(
            "Versioned steps, such as " + step.get().name(), declared, file(step.get().path())));
  }

  /** Migrations in a place that the configuration names. */
  private static Optional<IndexedFile> configured(ProjectView view, Configuration configuration) {
    return configuration
        .find(s -> s.key().startsWith("spring.flyway.locations"))
        .or(() -> configuration.find("spring.liquibase.change-log"))
        .map(l -> l.value().replaceFirst("^(classpath|filesystem):/?", ""))
        .map(place -> place.replaceFirst("/\\{vendor}.*$|/?\\*+.*$", ""))
        .flatMap(place -> {
          List<IndexedFile> candidates = new ArrayList<>();
          for (String extension : List.of("sql", "yaml", "yml", "xml", "java")) {
            candidates.addAll(view.withExtension(extension));
          }
          return candidates.stream()
              .filter(f -> f.path().contains("/" + place) || f.path().startsWith(place))
              .findFirst();
        });
  }

  private static Optional<IndexedFile> steps(ProjectView view, Pattern pattern) {
    for (String extension :
        List.of(
            "sql", "java", "yaml", "yml", "xml", "json", "py", "js", "ts", "cjs", "mjs", "go")) {
      Optional<IndexedFile> found =
          view.withExtension(extension, MENTIONED).stream()
              .filter(f -> !f.path().contains("src/test/"))
              .filter(f -> pattern.matcher(f.path()).matches())
              .findFirst();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** A setting, not of a test profile, that lets the program change the schema. */
  private static Optional<Located> automatic(ProjectView view) {
    return view.get(Configuration.FACT)
        .all()
        .filter(l -> l.profile().filter(p -> p.matches("test|dev|local|it")).isEmpty())
        .filter(l ->
            (l.setting().key().endsWith("ddl-auto")
                    || l.setting().key().endsWith("hbm2ddl.auto")
                    || l.setting().key().endsWith("schema-management.strategy")
                    || l.setting().key().endsWith("database.generation"))
                && l.value().matches("update|create|create-drop|drop-and-create"))
        .findFirst();
  }
}
