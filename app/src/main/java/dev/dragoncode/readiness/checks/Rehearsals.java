package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.file;
import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.readiness.facts.Clusters;
import dev.dragoncode.readiness.facts.Clusters.Resource;
import dev.dragoncode.readiness.facts.Pipelines;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks whose proof is that something was done: STG-PROFILE, PRD-CANARYRUN, OPS-COST, OPS-BACKUP,
 * SEC-PENTEST.
 */
final class Rehearsals {

  static final Check PROFILE =
      Rule.manifests(
          new CheckSpec(
              "STG-PROFILE",
              Phase.OBSERVE,
              "Profile and load baseline kept",
              Weight.MEDIUM,
              Level.B,
              "Slower than what? Without a baseline every change is fast enough, until none is.",
              "Record the service while it answers requests: dragoncode profile --launch --load"
                  + " /route, or Profile… in the window. Or keep a load script (k6, Gatling, Locust,"
                  + " JMeter) and a profile that was recorded under it (.jfr, .collapsed, .cpuprofile, .pprof), not older than 30 days."),
          Rehearsals::profile);

  static final Check CANARY =
      Rule.manifests(
          new CheckSpec(
              "PRD-CANARYRUN",
              Phase.DELIVER,
              "A canary was completed",
              Weight.HIGH,
              Level.A,
              "A rollout that was never run to its end is a plan. The first real one should not be"
                  + " the one that matters.",
              "Run a canary with traffic from its first step to 100 %, keep its record, and attest"
                  + " it in dragoncode.yaml with the day."),
          Rehearsals::canary);

  static final Check COST =
      Rule.manifests(
          new CheckSpec(
              "OPS-COST",
              Phase.OPERATE,
              "Cost report",
              Weight.LOW,
              Level.B,
              "A bill is read at the end of the month; an estimate is read in the review that"
                  + " doubles it.",
              "Keep docs/cost.md with a table of what runs, how much of it, its price and the date"
                  + " of the price list, or let Infracost or OpenCost write it."),
          Rehearsals::cost);

  static final Check BACKUP =
      Rule.manifests(
          new CheckSpec(
              "OPS-BACKUP",
              Phase.OPERATE,
              "Backup and restore tried",
              Weight.HIGH,
              Level.B,
              "A backup that was never restored is a hope.",
              "Schedule the backup (a CronJob, the provider's own), restore it once into an empty"
                  + " store, and attest the day in dragoncode.yaml."),
          Rehearsals::backup);

  static final Check PENTEST =
      Rule.manifests(
          new CheckSpec(
              "SEC-PENTEST",
              Phase.SECURE,
              "Penetration test or dynamic scan is recent",
              Weight.MEDIUM,
              Level.A,
              "Scanners of code do not see what the running system lets through.",
              "Schedule a dynamic scan (ZAP, Nuclei) against a running instance whose findings may"
                  + " fail the job, or attest the day of the last penetration test in"
                  + " dragoncode.yaml."),
          Rehearsals::pentest);

  private static final Pattern LOAD_SCRIPT =
      Pattern.compile(
          "(?i)(.*/)?(k6|load|loadtests?|perf|performance|gatling|locust|jmeter|artillery)/.*\\.(js|ts|py|jmx|scala|java|kt|ya?ml)|(.*/)?(locustfile\\.py|.*\\.jmx|.*[._-]k6\\.[jt]s|artillery\\.ya?ml)");
  private static final List<String> PROFILES =
      List.of("jfr", "collapsed", "cpuprofile", "pprof", "heapprofile", "speedscope");
  private static final String[] SCANS = {
    "zaproxy/action-", "projectdiscovery/nuclei-action", "stackhawk/hawkscan-action"
  };

  /** What stands in the path of every load script; asked first, since it is quick. */
  private static final List<String> LOAD =
      List.of("load", "perf", "k6", "gatling", "locust", "jm", "artillery");

  private Rehearsals() {}

  private static Verdict profile(ProjectView view) {
    if (!service(view)) {
      return library();
    }
    Optional<IndexedFile> script =
        Stream.of("js", "ts", "py", "jmx", "scala", "java", "kt", "yaml", "yml")
            .flatMap(e -> view.withExtension(e, LOAD).stream())
            .filter(f -> LOAD_SCRIPT.matcher(f.path()).matches())
            .findFirst();
    Optional<IndexedFile> recorded =
        PROFILES.stream()
            .flatMap(e -> view.withExtension(e).stream())
            .filter(f -> f.size() > 0)
            .findFirst();
    if (script.isPresent() && recorded.isPresent()) {
      return Wiring.attested(view, "STG-PROFILE")
          .orElseGet(() ->
              Verdict.unknown(
                  "A load script and a profile are here; that the one was recorded under the other,"
                      + " and lately, should be attested in dragoncode.yaml",
                  file(script.get().path()),
                  file(recorded.get().path())));
    }
    if (script.isPresent()) {
      return Verdict.fail(
          "There is a load script, but no profile recorded under it", file(script.get().path()));
    }
    return recorded
        .map(f ->
            Verdict.fail(
                "There is a profile, but no load script: it may be of an idle program",
                file(f.path())))
        .orElseGet(() -> Verdict.fail("Neither a load script nor a profile is kept"));
  }

  private static Verdict canary(ProjectView view) {
    if (!service(view) && view.get(Clusters.FACT).workloads().isEmpty()) {
      return library();
    }
    return Wiring.attested(view, "PRD-CANARYRUN")
        .orElseGet(() ->
            view.get(Clusters.FACT).of("Rollout", "Canary").isEmpty()
                ? Verdict.fail("There is no canary that could have been run")
                : Verdict.unknown(
                    "Whether a canary reached 100 % with traffic stands nowhere in this folder;"
                        + " attest it in dragoncode.yaml"));
  }

  private static Verdict cost(ProjectView view) {
    if (!service(view)) {
      return library();
    }
    for (String name :
        List.of(
            "infracost.yml", "infracost.yaml", "infracost-usage.yml", ".infracost/config.yml")) {
      Optional<IndexedFile> found = view.file(name).filter(f -> !f.ignored());
      if (found.isPresent()) {
        return found
            .map(f -> Verdict.pass("Infracost estimates the cost", file(f.path())))
            .orElseThrow();
      }
    }
    Optional<Pipelines.Hit> job =
        view.get(Pipelines.FACT)
            .action("infracost/")
            .or(() -> view.get(Pipelines.FACT).command(c -> c.program().equals("infracost")));
    if (job.isPresent()) {
      return Verdict.pass(
          "CI runs " + job.get().what(), line(view, job.get().file(), job.get().line()));
    }
    List<IndexedFile> pages =
        new ArrayList<>(Documents.named(view, "docs", "cost", "costs", "cost-estimate", "finops"));
    pages.addAll(Documents.named(view, "", "cost", "costs"));
    for (IndexedFile page : pages) {
      String text = view.text(page).orElse("");
      boolean dated = text.matches("(?s).*20\\d\\d-\\d\\d(-\\d\\d)?.*");
      boolean priced = text.matches("(?s).*([$€£]\\s?\\d|\\d\\s?([$€£]|USD|EUR)).*");
      if (dated && priced) {
        return Verdict.pass("An estimate with its prices and their date", file(page.path()));
      }
      return Verdict.fail("The page on costs names no price or no date", file(page.path()));
    }
    return Verdict.fail("Nothing says what running it costs");
  }

  private static Verdict backup(ProjectView view) {
    boolean store =
        view.get(Manifests.FACT)
            .uses(d ->
                d.name()
                    .matches(
                        "org\\.postgresql:.*|com\\.mysql:.*|org\\.mariadb.*|org\\.mongodb:.*|.*:spring-boot-starter-data-(jpa|jdbc|mongodb.*|r2dbc)"
                            + "|io\\.quarkus:quarkus-(jdbc-.*|reactive-.*-client|hibernate-(orm|reactive).*|mongodb-.*)"
                            + "|pg|postgres|mysql2?|mongodb|mongoose|sequelize|typeorm|knex|@prisma/client|drizzle-orm"
                            + "|@vercel/postgres|@neondatabase/serverless|asyncpg|sqlmodel|psycopg[23]?(-binary)?|sqlalchemy|django|pymongo|github\\.com/(lib/pq|jackc/pgx.*|go-sql-driver/mysql)|gorm\\.io/gorm"))
            .isPresent();
    if (!store) {
      return Verdict.notApplicable("The program keeps nothing in a store");
    }
    List<Evidence> jobs = new ArrayList<>();
    for (Resource each :
        view.get(Clusters.FACT)
            .of("CronJob", "ScheduledBackup", "Schedule", "Cluster", "PerconaPGCluster")) {
      boolean backup =
          each.kind().equals("CronJob")
              ? each.body().flatten().stream()
                  .anyMatch(s ->
                      s.value()
                          .matches(
                              "(?s).*(pg_dump|pg_basebackup|mysqldump|mariadb-dump|mongodump|wal-g|pgbackrest|restic|velero).*"))
              : each.kind().matches("ScheduledBackup|Schedule")
                  || each.body().at("spec", "backup").isPresent();
      if (backup) {
        jobs.add(line(view, each.file(), each.line()));
      }
    }
    return Wiring.attested(view, "OPS-BACKUP")
        .orElseGet(() ->
            jobs.isEmpty()
                ? Verdict.fail(
                    "Nothing says that the store is backed up, or that a backup was restored")
                : Verdict.unknown(
                    "Backups are scheduled; that one was restored should be attested in"
                        + " dragoncode.yaml",
                    jobs));
  }

  private static Verdict pentest(ProjectView view) {
    if (!service(view)) {
      return library();
    }
    Pipelines pipelines = view.get(Pipelines.FACT);
    Optional<Pipelines.Hit> scan =
        pipelines
            .action(SCANS)
            .or(() ->
                pipelines.command(c ->
                    c.program()
                            .matches(
                                "zap-baseline\\.py|zap-full-scan\\.py|zap-api-scan\\.py|nuclei|zap\\.sh")
                        || (c.program().equals("docker")
                            && c.words().stream()
                                .anyMatch(w ->
                                    w.matches(
                                        "(.*/)?(zaproxy|zap-stable|owasp/zap2docker.*)(:.*)?|projectdiscovery/nuclei.*")))));
    if (scan.isPresent()) {
      return scan.get().tolerated()
          ? Verdict.fail(
              "A scan runs, but its findings are passed over",
              line(view, scan.get().file(), scan.get().line()))
          : Verdict.pass(
              "A dynamic scan runs in CI", line(view, scan.get().file(), scan.get().line()));
    }
    return Wiring.attested(view, "SEC-PENTEST")
        .orElseGet(
            () -> Verdict.fail("Neither a dynamic scan nor a penetration test is on record"));
  }

  private static boolean service(ProjectView view) {
    return Wiring.deployed(view);
  }

  private static Verdict library() {
    return Verdict.notApplicable("The project is no service: others use it as a library or tool");
  }
}
