package dev.dragoncode.run;

import dev.dragoncode.project.secrets.SecretFinder;
import dev.dragoncode.readiness.Excerpts;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The variables of a run that are worth keeping, with secrets masked. */
public final class RunVariables {

  /** Those of this process that decide how build tools and runners behave. */
  private static final Set<String> TELLING =
      Set.of(
          "CI",
          "GOFLAGS",
          "GOPATH",
          "GRADLE_OPTS",
          "JAVA_HOME",
          "JAVA_TOOL_OPTIONS",
          "LANG",
          "LC_ALL",
          "MAVEN_OPTS",
          "NODE_ENV",
          "NODE_OPTIONS",
          "PATH",
          "PYTHONPATH",
          "SPRING_PROFILES_ACTIVE",
          "TZ",
          "VIRTUAL_ENV");

  private static final Pattern SECRET =
      Pattern.compile(
          "(?i).*(?:passw(?:or)?d|pwd|passphrase|secret|token|credential|salt|cookie|_auth\\b|dsn"
              + "|(?:api|access|private|auth|signing|encryption|master|session)_?key).*");

  private RunVariables() {}

  /**
   * What is kept.
   *
   * @param own of this process
   * @param set in addition for the run
   */
  public static Map<String, String> kept(Map<String, String> own, Map<String, String> set) {
    Map<String, String> kept = new TreeMap<>();
    own.forEach((name, value) -> {
      if (TELLING.contains(name)) {
        kept.put(name, masked(name, value));
      }
    });
    set.forEach((name, value) -> kept.put(name, masked(name, value)));
    return kept;
  }

  private static String masked(String name, String value) {
    return SECRET.matcher(name).matches() && !value.isEmpty()
        ? SecretFinder.MASK
        : Excerpts.masked(value);
  }
}
