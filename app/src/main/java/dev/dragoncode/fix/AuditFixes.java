package dev.dragoncode.fix;

import dev.dragoncode.change.Draft;
import dev.dragoncode.change.text.LinesText;
import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.scaffold.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SEC-AUDIT: what writes down each request that changes something, with who sent it and what came
 * of it, for programs on Spring MVC and for Express or Fastify in TypeScript.
 */
final class AuditFixes {

  private static final String CHECK = "SEC-AUDIT";
  private static final String TEMPLATES = "elsewhere/";
  private static final String MIGRATIONS = "src/main/resources/db/migration/";

  private static final Pattern MIGRATION = Pattern.compile("V(\\d+)((?:[._]\\d+)*)__.*");

  private AuditFixes() {}

  static List<Fix> all() {
    return List.of(
        new Fix(
            CHECK,
            "Keeps who changed what: with Spring MVC in a table that only grows, where Flyway has"
                + " PostgreSQL's schema, or in a file; with Express or Fastify in TypeScript in a"
                + " file, a line of JSON for each request that writes.",
            AuditFixes::write));
  }

  private static void write(Draft draft) {
    ProjectView view = draft.view();
    if (Gaps.passes(view, CHECK)) {
      return;
    }
    if (Gaps.verdict(view, CHECK).summary().contains("in memory")) {
      draft.decline(
          "The program makes its InMemoryAuditEventRepository itself: take that out, and this fix"
              + " puts one in its place that outlives the process.");
      return;
    }
    new SpringOrNode(Boot::servlets, "with Spring MVC", AuditFixes::spring, AuditFixes::node)
        .write(draft);
  }

  private static void spring(Draft draft, Boot boot) {
    Optional<Boot.Program> program = boot.program(draft.view());
    if (program.isEmpty()) {
      draft.decline("No class with @SpringBootApplication in a package was found.");
      return;
    }
    boolean database = migrates(draft.view(), boot);
    if (database) {
      if (!table(draft, boot)) {
        return;
      }
    } else {
      Optional<String> file = file(draft, boot.module().folder());
      if (file.isEmpty()) {
        return;
      }
      boot.set(draft, "audit.file", file.get());
    }
    boot.depend(draft, "org.springframework.boot", "spring-boot-starter-actuator");
    Map<String, Object> model =
        Map.of(
            "packageName",
            program.get().packageName(),
            "database",
            database,
            "jackson",
            boot.atLeast(4, 0) ? 3 : 2);
    String store = database ? "JdbcAuditEvents" : "FileAuditEvents";
    for (String name : List.of("AuditConfiguration", "AuditEntry", store, "RequestAudit")) {
      draft.generate(
          program.get().folder() + "/audit/" + name + ".java",
          new Template().one(TEMPLATES + "spring/" + name + ".java.ftl", model));
    }
    draft.advise(
        "Requests are written down when they are through. What has to be kept or lost together with"
            + " its change, your code adds within the transaction: AuditEventRepository.add.");
  }

  /** Whether Flyway alone makes the schema of a PostgreSQL that the program asks by JDBC. */
  private static boolean migrates(ProjectView view, Boot boot) {
    boolean others = boot.hasLike("(com\\.h2database:h2|org\\.hsqldb:.*|com\\.mysql:.*)");
    boolean tested = boot.has("h2") || boot.has("hsqldb");
    return boot.hasLike(".*:spring-boot-starter-(jdbc|data-jdbc|data-jpa)")
        && boot.hasLike("(org\\.flywaydb:flyway-core|.*:spring-boot-starter-flyway)")
        && boot.hasLike("org\\.postgresql:postgresql")
        && !others
        && !tested
        && !boot.setting(view, "spring.flyway.locations");
  }

  /** Adds the migration; no where the project has such a table. */
  private static boolean table(Draft draft, Boot boot) {
    String folder = boot.module().path(MIGRATIONS);
    List<IndexedFile> present =
        draft.view().withExtension("sql").stream()
            .filter(f -> f.path().startsWith(folder))
            .toList();
    for (IndexedFile each : present) {
      if (draft.view().text(each).orElse("").toLowerCase(Locale.ROOT).contains("audit_events")) {
        draft.decline(each.path() + " has audit_events already: what writes to it is missing.");
        return false;
      }
    }
    List<String> names = new ArrayList<>(present.stream().map(IndexedFile::name).toList());
    draft.view().withExtension("java").stream()
        .filter(f -> f.path().startsWith(boot.module().path("src/main/java/db/migration/")))
        .forEach(f -> names.add(f.name()));
    draft.generate(
        folder + "V" + next(names) + "__audit_events.sql",
        new Template().one(TEMPLATES + "spring/audit_events.sql.ftl", Map.of()));
    return true;
  }

  /** The version behind all others, as wide as they are written. */
  private static String next(List<String> names) {
    String last = "0";
    for (String each : names) {
      Matcher version = MIGRATION.matcher(each);
      if (version.matches() && Long.parseLong(version.group(1)) >= Long.parseLong(last)) {
        last = version.group(1);
      }
    }
    String next = Long.toString(Long.parseLong(last) + 1);
    return "0".repeat(Math.max(0, last.length() - next.length())) + next;
  }

  private static void node(Draft draft, NodeApp app) {
    boolean fastify = app.framework() == NodeApp.Framework.FASTIFY;
    boolean old =
        app.module()
            .dependency("fastify")
            .flatMap(d -> d.version())
            .filter(v -> v.matches("[\\^~]?[0-3]\\..*"))
            .isPresent();
    if (fastify && old) {
      draft.decline("Requests of this Fastify do not know their route; update it first.");
      return;
    }
    Optional<String> file = file(draft, app.module().folder());
    if (file.isEmpty()) {
      return;
    }
    draft.generate(
        app.folder() + "audit/audit.ts",
        new Template().one(TEMPLATES + "node/audit.ts.ftl", Map.of("fastify", fastify)));
    String audited = "auditWrites(new AuditLog('" + file.get() + "'))";
    app.mount(
        draft,
        "{ AuditLog, auditWrites }",
        "./audit/audit" + app.ending(draft),
        app.variable()
            + (fastify ? ".addHook('onSend', " + audited + ")" : ".use(" + audited + ")"));
    app.dependToBuild(draft, "@types/node", Template.version("@types/node"));
  }

  /** Where the file of events lies; what is in the project's folder is kept out of git. */
  private static Optional<String> file(Draft draft, String module) {
    Optional<String> file =
        draft.ask(
            "file",
            "Which file keeps the audit trail: in production on a volume that outlives the program?",
            "audit/audit.jsonl");
    if (file.isPresent() && !file.get().matches("[\\w./-]+")) {
      draft.decline("The audit trail's file is named by letters, digits and the signs ._-/ only.");
      return Optional.empty();
    }
    file.filter(f -> !f.startsWith("/"))
        .filter(f -> draft.has(".gitignore"))
        .map(f -> "/" + IgnoreFixes.join(module, f))
        .filter(rule -> draft.text(".gitignore").orElse("").lines().noneMatch(rule::equals))
        .ifPresent(rule -> draft.edit(".gitignore", text -> LinesText.append(text, List.of(rule))));
    if (file.isPresent()) {
      draft.advise(
          "Whoever may write to the folder can change the file: ship its lines elsewhere, or let the"
              + " volume take additions only.");
    }
    return file;
  }
}
