package dev.dragoncode.fix;

import dev.dragoncode.change.Draft;
import dev.dragoncode.change.text.XmlText;
import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Configuration;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.readiness.facts.Clusters;
import dev.dragoncode.versions.KnownVersions;
import java.util.List;
import java.util.Optional;

/** PRE-MIGRATE, OPS-BACKUP and STG-STDOUT: the schema, its backup, and where the log goes. */
final class StoreFixes {

  private StoreFixes() {}

  static List<Fix> all() {
    return List.of(
        new Fix(
            "PRE-MIGRATE",
            "Makes Spring Boot's schema.sql the first migration of Flyway, switches migrations on,"
                + " and has Hibernate only validate the schema.",
            StoreFixes::migrate),
        new Fix(
            "OPS-BACKUP",
            "Adds a CronJob that dumps PostgreSQL every night, beside the other manifests; a person"
                + " restores one.",
            StoreFixes::backup),
        new Fix(
            "STG-STDOUT",
            "Adds a console appender to Logback's configuration.",
            StoreFixes::stdout));
  }

  private static void migrate(Draft draft) {
    ProjectView view = draft.view();
    if (Gaps.passes(view, "PRE-MIGRATE")) {
      return;
    }
    Optional<Boot> found = Boot.of(view);
    if (found.isEmpty()) {
      draft.decline(
          "Begin with the schema as it is, as the first step of the migration tool of this stack.");
      return;
    }
    Boot boot = found.get();
    if (boot.setting(view, "spring.flyway.enabled")) {
      boot.set(draft, "spring.flyway.enabled", "true");
      return;
    }
    boolean automatic =
        view.get(Configuration.FACT)
            .find("spring.jpa.hibernate.ddl-auto")
            .filter(l -> l.value().matches("update|create|create-drop"))
            .isPresent();
    if (automatic) {
      boot.set(draft, "spring.jpa.hibernate.ddl-auto", "validate");
      return;
    }
    String resources = boot.module().path("src/main/resources/");
    Optional<String> schema = draft.text(resources + "schema.sql");
    if (schema.isEmpty()) {
      draft.decline(
          "The first migration is the schema as it is: pg_dump --schema-only, as"
              + " db/migration/V1__schema.sql.");
      return;
    }
    draft.generate(resources + "db/migration/V1__schema.sql", schema.get());
    draft.delete(resources + "schema.sql");
    if (boot.atLeast(4, 0)) {
      boot.depend(draft, "org.springframework.boot", "spring-boot-starter-flyway");
    } else {
      boot.depend(draft, "org.flywaydb", "flyway-core");
    }
    if (boot.has("postgresql") && boot.atLeast(3, 3)) {
      boot.depend(draft, "org.flywaydb", "flyway-database-postgresql");
    }
    boot.set(draft, "spring.flyway.baseline-on-migrate", "true");
    draft.advise(
        "A database that is there already is taken to have this first step: look that it has.");
  }

  private static void backup(Draft draft) {
    ProjectView view = draft.view();
    if (Gaps.verdict(view, "OPS-BACKUP").status() != Status.FAIL) {
      return;
    }
    Optional<Clusters.Resource> beside = view.get(Clusters.FACT).resources().stream().findFirst();
    boolean postgres =
        Stack.modules(view).stream()
            .anyMatch(m ->
                m.dependency(d ->
                        d.name().matches("org\\.postgresql:.*|pg|psycopg[23]?(-binary)?|asyncpg"))
                    .isPresent());
    if (beside.isEmpty() || !postgres) {
      draft.decline(
          "Where the store is backed up (the provider, a job) is for a person to say; restore one"
              + " backup, then attest it.");
      return;
    }
    Optional<String> secret =
        draft.ask(
            "secret",
            "Which Secret holds PGHOST, PGUSER, PGPASSWORD and PGDATABASE?",
            "shop-database");
    secret.ifPresent(name -> write(draft, IgnoreFixes.folder(beside.get().file()), name));
  }

  private static void write(Draft draft, String folder, String secret) {
    draft.generate(
        IgnoreFixes.join(folder, "database-backup.yaml"),
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata:
          name: database-backup
        spec:
          accessModes: [ReadWriteOnce]
          resources:
            requests:
              storage: 10Gi
        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: database-backup
        spec:
          schedule: "17 2 * * *"
          concurrencyPolicy: Forbid
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: OnFailure
                  automountServiceAccountToken: false
                  containers:
                    - name: dump
                      image: postgres:%s
                      command:
                        - sh
                        - -ec
                        - |
                          pg_dump --format=custom --file="/backup/$(date +%%F).dump"
                          find /backup -name '*.dump' -mtime +14 -delete
                      envFrom:
                        - secretRef:
                            name: %s
                      resources:
                        requests:
                          cpu: 100m
                          memory: 128Mi
                        limits:
                          memory: 512Mi
                      volumeMounts:
                        - name: backup
                          mountPath: /backup
                  volumes:
                    - name: backup
                      persistentVolumeClaim:
                        claimName: database-backup
        """
            .formatted(KnownVersions.image("postgres", "latest").orElseThrow(), secret));
    draft.advise("The volume lies beside the database: copy the dumps to another place as well.");
    draft.advise(
        "Restore one into an empty database with pg_restore, then: dragoncode attest OPS-BACKUP --by"
            + " NAME.");
  }

  private static void stdout(Draft draft) {
    ProjectView view = draft.view();
    if (Gaps.passes(view, "STG-STDOUT")) {
      return;
    }
    for (IndexedFile each : view.withExtension("xml")) {
      if (each.name().matches("logback(-spring)?\\.xml") && !each.path().contains("src/test/")) {
        draft.edit(each.path(), StoreFixes::console);
      }
    }
    if (!draft.changes()) {
      draft.decline("The log's target is set in code: take the file out, or add the console.");
    }
  }

  private static String console(String text) {
    if (text.contains("ConsoleAppender")) {
      return text;
    }
    String appended =
        XmlText.addFirst(
            text,
            """
            <appender name="CONSOLE" class="ch.qos.logback.core.ConsoleAppender">
              <encoder>
                <pattern>%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{36} - %msg%n</pattern>
              </encoder>
            </appender>\
            """);
    return XmlText.add(appended, "root", "<appender-ref ref=\"CONSOLE\"/>");
  }
}
