package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.BuildPlugin;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.syntax.Shell;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.readiness.facts.Commands;
import dev.dragoncode.readiness.facts.Pipelines;
import dev.dragoncode.readiness.facts.Pipelines.Hit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** SEC-SCAN: a scanner looks at the code, the dependencies or the image, and can fail the build. */
final class SecurityScans {

  static final Check CHECK =
      Rule.manifests(
          new CheckSpec(
              "SEC-SCAN",
              Phase.SECURE,
              "SAST, dependency and image scan in CI",
              Weight.HIGH,
              Level.B,
              "New vulnerabilities appear in old code every day. A scan in CI finds them before an"
                  + " attacker does.",
              "Add a job with a scanner that may fail the build: CodeQL or Semgrep for the code,"
                  + " Trivy, OSV-Scanner, npm audit or govulncheck for dependencies and image."),
          SecurityScans::decide);

  private static final String[] ACTIONS = {
    "github/codeql-action/analyze",
    "aquasecurity/trivy-action",
    "google/osv-scanner-action",
    "google/osv-scanner-action/",
    "snyk/actions",
    "anchore/scan-action",
    "anchore/grype",
    "semgrep/semgrep-action",
    "returntocorp/semgrep-action",
    "actions/dependency-review-action",
    "golang/govulncheck-action",
    "securego/gosec",
    "SonarSource/sonarqube-scan-action",
    "SonarSource/sonarcloud-github-action",
    "dependency-check/Dependency-Check_Action",
    "pypa/gh-action-pip-audit",
    "docker/scout-action"
  };

  /** A workflow of another repository, named after the scanner that it runs. */
  private static final Pattern SHARED =
      Pattern.compile(
          "[^@]*/\\.github/workflows/([\\w.-]*[_.-])?(codeql|govulncheck|semgrep|trivy|osv-scanner"
              + "|gosec|snyk|grype|bandit|pip-audit|dependency-review)([_.-][\\w.-]*)?\\.ya?ml(@.*)?");

  private static final Set<String> SCANNERS =
      Set.of(
          "trivy",
          "osv-scanner",
          "semgrep",
          "snyk",
          "grype",
          "gosec",
          "govulncheck",
          "bandit",
          "pip-audit",
          "safety",
          "spotbugs",
          "retire",
          "njsscan",
          "codeql",
          "audit-ci",
          "better-npm-audit",
          "sonar-scanner");

  private static final List<String> MAVEN_SCANS =
      List.of(
          "dependency-check",
          "spotbugs",
          "ossindex",
          "sonar:sonar",
          "sonar-maven-plugin",
          "find-sec-bugs");

  private SecurityScans() {}

  private static Verdict decide(ProjectView view) {
    Pipelines pipelines = view.get(Pipelines.FACT);
    Optional<Hit> found =
        Stream.of(
                pipelines.action(ACTIONS),
                pipelines.action(u -> SHARED.matcher(u).matches()),
                pipelines.command(c -> scans(view, c)))
            .flatMap(Optional::stream)
            .reduce((a, b) -> a.tolerated() ? b : a);
    if (found.isPresent() && !found.get().tolerated()) {
      return Verdict.pass(
          "CI runs " + found.get().what(), line(view, found.get().file(), found.get().line()));
    }
    if (found.isPresent()) {
      return Verdict.fail(
          "A scan runs, but its findings cannot fail the build",
          line(view, found.get().file(), found.get().line()));
    }
    return Verdict.fail(
        pipelines.files().isEmpty() ? "There is no CI workflow" : "No job runs a security scanner",
        pipelines.files().stream().map(f -> line(view, f, 0)).toList());
  }

  private static boolean scans(ProjectView view, Shell.Command wrapped) {
    Shell.Command command = Commands.unwrapped(wrapped);
    String program = command.program();
    if (SCANNERS.contains(program)) {
      return !command.has("--version") && !command.has("--help") && !command.has("install");
    }
    return switch (program) {
      case "npm", "pnpm", "yarn", "bun" ->
          command.word(1).filter("audit"::equals).isPresent()
              || (command.has("npm") && command.has("audit"));
      case "docker" ->
          command.has("scout") || command.words().stream().anyMatch(SecurityScans::image);
      case "go" -> command.words().stream().anyMatch(w -> w.contains("govulncheck@"));
      case "python", "python3" -> command.has("pip_audit") || command.has("bandit");
      case "mvn", "mvnw" ->
          command.words().stream()
                  .anyMatch(w -> MAVEN_SCANS.stream().anyMatch(w::contains) && w.contains(":"))
              || (command.has("verify") && boundScanner(view));
      case "gradle", "gradlew" ->
          command.words().stream()
              .anyMatch(w -> w.startsWith("dependencyCheck") || w.startsWith("spotbugs"));
      default -> false;
    };
  }

  /** {@code docker run aquasec/trivy …}. */
  private static boolean image(String word) {
    return word.startsWith("aquasec/trivy")
        || word.startsWith("semgrep/semgrep")
        || word.startsWith("anchore/grype")
        || word.startsWith("ghcr.io/google/osv-scanner");
  }

  private static boolean boundScanner(ProjectView view) {
    return view.get(Manifests.FACT).modules().stream()
        .flatMap(m -> m.plugins().stream())
        .filter(p -> !p.goals().isEmpty())
        .map(BuildPlugin::artifact)
        .anyMatch(a -> a.equals("dependency-check-maven") || a.equals("spotbugs-maven-plugin"));
  }
}
