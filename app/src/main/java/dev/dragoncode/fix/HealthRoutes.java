package dev.dragoncode.fix;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.readiness.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The routes by which a program says how it is.
 *
 * @param live whether the process works; empty where there is none
 * @param ready whether it can be sent requests; the same as live where there is no other
 */
record HealthRoutes(Optional<String> live, Optional<String> ready) {

  private static final Pattern ROUTE =
      Pattern.compile("[\"'`](/[\\w/.-]*(?:health|live|ready|ping|status)[\\w/.-]*)[\"'`]");

  static HealthRoutes of(ProjectView view) {
    boolean boot =
        Stack.modules(view).stream()
            .anyMatch(m ->
                m.dependency(d -> d.name().endsWith(":spring-boot-starter-actuator")).isPresent());
    if (boot) {
      return new HealthRoutes(
          Optional.of("/actuator/health/liveness"), Optional.of("/actuator/health/readiness"));
    }
    boolean quarkus =
        Stack.modules(view).stream()
            .anyMatch(
                m -> m.dependency(d -> d.name().endsWith(":quarkus-smallrye-health")).isPresent());
    if (quarkus) {
      return new HealthRoutes(Optional.of("/q/health/live"), Optional.of("/q/health/ready"));
    }
    Optional<String> live = found(view, "OPS-LIVE");
    return new HealthRoutes(live, found(view, "OPS-READY").or(() -> live));
  }

  /** The route in the line by which a check passes. */
  private static Optional<String> found(ProjectView view, String check) {
    Verdict verdict = Gaps.verdict(view, check);
    if (verdict.status() != Status.PASS) {
      return Optional.empty();
    }
    return verdict.evidence().stream()
        .map(e -> ROUTE.matcher(e.excerpt()))
        .filter(Matcher::find)
        .map(m -> m.group(1))
        .findFirst();
  }

  /** A command that asks for the health inside the container, as compose writes it. */
  String command(ProjectView view, String port) {
    String url = "http://127.0.0.1:" + port + ready.orElse("/");
    List<String> platforms =
        Stack.modules(view).stream().map(m -> m.tool().platform()).distinct().toList();
    if (platforms.equals(List.of("Node"))) {
      return "[\"CMD\", \"node\", \"-e\", \"fetch('"
          + url
          + "').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))\"]";
    }
    if (platforms.equals(List.of("Python"))) {
      return "[\"CMD\", \"python\", \"-c\", \"import urllib.request as r; r.urlopen('"
          + url
          + "')\"]";
    }
    return "[\"CMD\", \"wget\", \"-q\", \"-O\", \"/dev/null\", \"" + url + "\"]";
  }
}
