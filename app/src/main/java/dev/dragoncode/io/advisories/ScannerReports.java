package dev.dragoncode.io.advisories;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dragoncode.project.locks.Ecosystem;
import dev.dragoncode.project.locks.ResolvedPackage;
import dev.dragoncode.project.locks.ResolvedPackage.Use;
import dev.dragoncode.readiness.advisories.OsvRecord;
import dev.dragoncode.readiness.advisories.OsvRecord.Affected;
import dev.dragoncode.readiness.advisories.Severity;
import dev.dragoncode.readiness.advisories.Vulnerability;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Reads what scanners print as JSON.
 *
 * @see <a href="https://google.github.io/osv-scanner/output/">osv-scanner's output</a>
 * @see <a href="https://trivy.dev/latest/docs/configuration/reporting/">Trivy's reports</a>
 */
final class ScannerReports {

  private static final Set<String> DEVELOPMENT = Set.of("dev", "development", "test");

  private ScannerReports() {}

  /**
   * What osv-scanner found, as far as it is about ecosystems that are known here.
   *
   * @param project its real path; osv-scanner tells absolute ones
   */
  static List<Vulnerability> osv(JsonNode root, Path project) {
    List<Vulnerability> found = new ArrayList<>();
    for (JsonNode result : root.path("results")) {
      String file = relative(result.path("source").path("path").asText(), project);
      for (JsonNode each : result.path("packages")) {
        Optional<ResolvedPackage> resolved =
            resolved(
                Ecosystem.of(each.at("/package/ecosystem").asText()),
                each.at("/package/name").asText(),
                each.at("/package/version").asText(),
                development(each.path("dependency_groups")));
        if (resolved.isPresent()) {
          each.path("vulnerabilities")
              .forEach(v -> record(v, resolved.get(), file).ifPresent(found::add));
        }
      }
    }
    return found;
  }

  private static boolean development(JsonNode groups) {
    boolean all = !groups.isEmpty();
    for (JsonNode group : groups) {
      all &= DEVELOPMENT.contains(group.asText());
    }
    return all;
  }

  private static Optional<Vulnerability> record(
      JsonNode node, ResolvedPackage resolved, String file) {
    String name = resolved.ecosystem().normalized(resolved.name());
    return OsvRecord.of(node)
        .filter(osv -> !osv.withdrawn())
        .flatMap(osv ->
            osv.affected().stream()
                .filter(a -> a.ecosystem() == resolved.ecosystem() && a.name().equals(name))
                .map(Affected::advisory)
                .findFirst())
        .map(a ->
            new Vulnerability(
                resolved,
                file,
                0,
                a.id(),
                a.aliases(),
                a.summary(),
                a.severity(),
                a.score(),
                a.disputed(),
                a.fixFor(resolved.ecosystem(), resolved.version()),
                Optional.empty()));
  }

  /** What Trivy found, as far as it is about ecosystems that are known here. */
  static List<Vulnerability> trivy(JsonNode root) {
    List<Vulnerability> found = new ArrayList<>();
    for (JsonNode result : root.path("Results")) {
      Optional<Ecosystem> ecosystem = ofType(result.path("Type").asText());
      for (JsonNode each : result.path("Vulnerabilities")) {
        Optional<ResolvedPackage> resolved =
            resolved(
                ecosystem,
                each.path("PkgName").asText(),
                each.path("InstalledVersion").asText(),
                false);
        if (resolved.isPresent()) {
          found.add(
              new Vulnerability(
                  resolved.get(),
                  result.path("Target").asText(),
                  0,
                  each.path("VulnerabilityID").asText(),
                  List.of(),
                  each.path("Title").asText(""),
                  Severity.named(each.path("Severity").asText("")),
                  OptionalDouble.empty(),
                  false,
                  firstFix(each.path("FixedVersion").asText("")),
                  Optional.empty()));
        }
      }
    }
    return found;
  }

  private static Optional<Ecosystem> ofType(String type) {
    return switch (type) {
      case "npm", "yarn", "pnpm", "node-pkg", "bun" -> Optional.of(Ecosystem.NPM);
      case "pip", "pipenv", "poetry", "uv", "python-pkg" -> Optional.of(Ecosystem.PYPI);
      case "gomod", "gobinary" -> Optional.of(Ecosystem.GO);
      case "pom", "gradle", "jar", "gradle-lockfile" -> Optional.of(Ecosystem.MAVEN);
      default -> Optional.empty();
    };
  }

  /** Trivy lists the fix of each line of versions. */
  private static Optional<String> firstFix(String all) {
    return Optional.of(all.split(",", -1)[0].strip()).filter(f -> !f.isEmpty());
  }

  private static Optional<ResolvedPackage> resolved(
      Optional<Ecosystem> ecosystem, String name, String version, boolean development) {
    return ecosystem
        .filter(_ -> !name.isEmpty() && !version.isEmpty())
        .map(e ->
            new ResolvedPackage(
                e,
                name,
                version,
                development ? Use.DEVELOPMENT : Use.RUNTIME,
                List.of(name + "@" + version),
                0,
                List.of(),
                List.of()));
  }

  private static String relative(String path, Path project) {
    try {
      Path file = Path.of(path);
      return file.isAbsolute() && file.startsWith(project)
          ? project.relativize(file).toString().replace('\\', '/')
          : path;
    } catch (InvalidPathException e) {
      return path;
    }
  }
}
