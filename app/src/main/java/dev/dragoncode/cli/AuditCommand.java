package dev.dragoncode.cli;

import dev.dragoncode.io.advisories.OsvDump;
import dev.dragoncode.io.advisories.OsvImport;
import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.locks.Ecosystem;
import dev.dragoncode.project.locks.ResolvedPackage.Use;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.readiness.advisories.Audit;
import dev.dragoncode.readiness.advisories.Severity;
import dev.dragoncode.readiness.advisories.Vulnerability;
import dev.dragoncode.service.AuditJson;
import dev.dragoncode.service.AuditService;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists the known vulnerabilities of a project's packages. */
@Command(
    name = "audit",
    description = "Holds a project's packages against known vulnerabilities.",
    mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {

  private static final long MIB = 1 << 20;

  /** What fits beside the other columns; the JSON has all of it. */
  private static final int LONGEST_SUMMARY = 80;

  private final CliServices services;
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final ProjectArgument project = new ProjectArgument();

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Option(
      names = "--sbom",
      paramLabel = "FILE",
      description = "Writes a CycloneDX 1.6 bill of materials, too.")
  private Optional<Path> sbom = Optional.empty();

  @Option(
      names = "--update",
      description = "First fetches the newest advisories of the ecosystems that are in use.")
  private boolean update;

  @Option(names = "--offline", description = "Asks no server for anything.")
  private boolean offline;

  @Option(
      names = "--scanners",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Asks osv-scanner and Trivy, too, where they are on the PATH (by default).")
  private boolean scanners = true;

  @Option(
      names = "--osv",
      paramLabel = "PATH",
      description =
          "First takes the advisories from a folder or zip file of OSV's JSON; can be repeated.")
  private List<Path> osv = List.of();

  AuditCommand(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (update && offline) {
      throw new ParameterException(
          spec.commandLine(), "--update needs the network: leave --offline out");
    }
    if (offline) {
      services.offline();
    }
    Path folder = project.real();
    AuditService audits = services.audits();
    if (!osv.isEmpty()) {
      OsvImport.Result read = audits.load(osv, _ -> {});
      terminal.note(
          read.records()
              + " advisories read"
              + (read.broken() > 0 ? ", " + read.broken() + " entries are none" : "")
              + ".");
    }
    if (update) {
      update(audits, audits.ecosystems(folder));
    }
    AuditService.Result result =
        scanners ? audits.auditWithScanners(folder, offline) : audits.audit(folder);
    result.notes().forEach(note -> terminal.note(note + "."));
    sbom.ifPresent(file -> {
      AtomicFiles.writeString(file.toAbsolutePath().normalize(), result.sbom(Version.number()));
      terminal.note(file + ": " + result.audit().packages() + " packages.");
    });
    if (json) {
      terminal.line(Json.text(AuditJson.of(result)));
    } else {
      print(result);
    }
    return exit(result);
  }

  private int exit(AuditService.Result result) {
    Audit audit = result.audit();
    boolean nothing = audit.asOf().isEmpty() && result.scanners().isEmpty();
    if (nothing && !audit.without().isEmpty()) {
      terminal.problem(
          Problem.of(
              "There are no advisories on this machine",
              "Whether " + audit.packages() + " packages have known vulnerabilities is unknown.",
              Remedy.of("Fetch them: dragoncode audit --update"),
              Remedy.of("Without a network: dragoncode audit --osv all.zip, from OSV's dump")));
      return Exit.PROBLEM;
    }
    Status status = result.verdict().status();
    return status == Status.PASS || status == Status.NA ? Exit.OK : Exit.GAPS;
  }

  private void update(AuditService audits, Set<Ecosystem> wanted) throws InterruptedException {
    List<OsvImport.Result> read =
        audits.update(
            wanted,
            new OsvDump.Progress() {
              private String told = "";

              @Override
              public void fetched(Ecosystem ecosystem, long bytes, long total) {
                String far =
                    total > 0 ? bytes * 10 / total * 10 + " %" : (bytes / MIB / 10 * 10) + " MiB";
                tell(ecosystem.word() + ": fetched " + far);
              }

              @Override
              public void read(Ecosystem ecosystem, int records) {
                tell(ecosystem.word() + ": read " + records / 10_000 * 10_000 + " advisories");
              }

              private void tell(String text) {
                if (!text.equals(told)) {
                  told = text;
                  terminal.note(text);
                }
              }
            });
    read.forEach(r ->
        r.asOf()
            .forEach((ecosystem, at) ->
                terminal.note(
                    "%s: %d advisories as of %s".formatted(ecosystem.word(), r.records(), at))));
  }

  private void print(AuditService.Result result) {
    Audit audit = result.audit();
    if (!audit.vulnerabilities().isEmpty()) {
      terminal.line(
          "%-9s %-40s %-16s %-20s %s".formatted("SEVERITY", "PACKAGE", "MENDED IN", "ID", "WHAT"));
    }
    for (Vulnerability each : audit.vulnerabilities()) {
      terminal.line(
          "%s %-40s %-16s %-20s %s"
              .formatted(
                  terminal.color(
                      each.stops() ? "31" : "2", "%-9s".formatted(word(each.severity()))),
                  each.concerned().id(),
                  each.fixed().orElse("-"),
                  each.id(),
                  shortened(each.summary()))
              .stripTrailing());
      String more = more(each);
      if (!more.isEmpty()) {
        terminal.line(" ".repeat(10) + more);
      }
    }
    if (!audit.vulnerabilities().isEmpty()) {
      terminal.line("");
    }
    terminal.line(result.verdict().summary() + ".");
    audit
        .asOf()
        .forEach((ecosystem, at) -> terminal.line(ecosystem.word() + " advisories of " + at + "."));
    result.scanners().forEach(name -> terminal.line("Asked " + name + ", too."));
    audit.gaps().forEach(gap -> terminal.note("May be missing: " + gap + "."));
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_SUMMARY
        ? text
        : text.substring(0, LONGEST_SUMMARY - 1).strip() + "…";
  }

  private static String word(Severity severity) {
    return severity == Severity.UNKNOWN ? "not said" : severity.word();
  }

  private static String more(Vulnerability each) {
    StringBuilder out = new StringBuilder(each.file());
    if (!each.concerned().direct()) {
      out.append(", by ")
          .append(
              String.join(
                  " > ", each.concerned().path().subList(0, each.concerned().path().size() - 1)));
    }
    if (each.concerned().use() == Use.DEVELOPMENT) {
      out.append(", for development only");
    }
    if (each.disputed()) {
      out.append(", disputed");
    }
    each.accepted().ifPresent(why -> out.append(", accepted: ").append(why));
    return out.toString();
  }
}
