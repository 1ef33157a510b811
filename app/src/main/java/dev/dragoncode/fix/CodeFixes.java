package dev.dragoncode.fix;

import dev.dragoncode.change.Draft;
import dev.dragoncode.change.text.LinesText;
import dev.dragoncode.readiness.Evidence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PRE-DEFAULTSECRET, PRE-RESIL and PRE-LOCK: single lines of code that are wrong by themselves. */
final class CodeFixes {

  private static final String QUOTED = "(?:\"[^\"]*\"|'[^']*'|`[^`]*`)";

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9_.-]+):[^}]*}");
  private static final Pattern NODE =
      Pattern.compile("process\\.env\\.([A-Za-z0-9_]+)\\s*(?:\\|\\||\\?\\?)\\s*" + QUOTED);
  private static final Pattern PYTHON =
      Pattern.compile(
          "os\\.(?:environ\\.get|getenv)\\(\\s*[\"']([A-Za-z0-9_]+)[\"']\\s*,\\s*"
              + QUOTED
              + "\\s*\\)");
  private static final Pattern DJANGO =
      Pattern.compile("^(SECRET_KEY)\\s*=\\s*[rbf]?" + QUOTED + "\\s*$");
  private static final Pattern REQUESTS =
      Pattern.compile("(\\brequests\\.(?:get|post|put|patch|delete|head|options)\\([^()]*)(\\))");
  private static final Pattern AXIOS =
      Pattern.compile("(\\baxios\\.(?:get|delete|head)\\((?:" + QUOTED + "|[\\w.]+))(\\))");

  private CodeFixes() {}

  static List<Fix> all() {
    return List.of(
        new Fix(
            "PRE-DEFAULTSECRET",
            "Takes the built-in secret out where the environment is read, so that a missing setting"
                + " stops the start.",
            CodeFixes::secrets),
        new Fix(
            "PRE-RESIL",
            "Gives calls of requests, httpx and axios that have no time limit one of ten seconds.",
            CodeFixes::limits),
        new Fix(
            "PRE-LOCK",
            "Takes lock files out of .gitignore; what makes one is run by a person.",
            CodeFixes::locks));
  }

  /** What becomes of a line; empty where it stays. */
  private interface Edit {
    Optional<String> of(String line);
  }

  private static void eachPlace(Draft draft, String check, String otherwise, Edit edit) {
    for (Evidence each : Gaps.places(draft.view(), check)) {
      String line =
          draft
              .text(each.file())
              .flatMap(t -> t.lines().skip(each.line() - 1L).findFirst())
              .orElse("");
      Optional<String> after = edit.of(line);
      if (after.isEmpty()) {
        draft.decline(each.file() + ", line " + each.line() + ": " + otherwise);
      } else {
        draft.edit(each.file(), text -> LinesText.replace(text, each.line(), _ -> after.get()));
      }
    }
  }

  private static void secrets(Draft draft) {
    Set<String> names = new LinkedHashSet<>();
    eachPlace(
        draft,
        "PRE-DEFAULTSECRET",
        "read the secret from the environment, and stop where it is missing.",
        line -> required(line, names));
    for (Evidence each : Gaps.places(draft.view(), "PRE-DEFAULTSECRET")) {
      boolean python = each.file().endsWith(".py");
      String text = draft.text(each.file()).orElse("");
      if (python && text.contains("os.environ") && !text.matches("(?s).*^?import os\\b.*")) {
        draft.edit(each.file(), t -> LinesText.insert(t, 1, List.of("import os", "")));
      }
    }
    if (!names.isEmpty()) {
      draft.advise(
          "Set "
              + String.join(", ", names)
              + " wherever the program runs, to new values: the old ones are in the history.");
    }
  }

  private static Optional<String> required(String line, Set<String> names) {
    for (Pattern each : List.of(PLACEHOLDER, NODE, PYTHON, DJANGO)) {
      Matcher matcher = each.matcher(line);
      if (!matcher.find()) {
        continue;
      }
      String name = matcher.group(1);
      names.add(name);
      String after =
          each.equals(PLACEHOLDER)
              ? "${" + name + "}"
              : each.equals(NODE)
                  ? "(process.env.%s ?? (() => { throw new Error(\"%s is not set\"); })())"
                      .formatted(name, name)
                  : each.equals(DJANGO)
                      ? "SECRET_KEY = os.environ[\"SECRET_KEY\"]"
                      : "os.environ[\"" + name + "\"]";
      return Optional.of(
          matcher.reset().replaceAll(Matcher.quoteReplacement(after)).stripTrailing());
    }
    return Optional.empty();
  }

  private static void limits(Draft draft) {
    eachPlace(
        draft, "PRE-RESIL", "give the client a time limit where it is made.", CodeFixes::limited);
  }

  private static Optional<String> limited(String line) {
    if (line.contains("timeout=None")) {
      return Optional.of(line.replace("timeout=None", "timeout=10"));
    }
    Matcher requests = REQUESTS.matcher(line);
    if (requests.find() && !line.contains("timeout")) {
      return Optional.of(requests.replaceFirst("$1, timeout=10$2"));
    }
    Matcher axios = AXIOS.matcher(line);
    if (axios.find() && !line.contains("timeout")) {
      return Optional.of(axios.replaceFirst("$1, { timeout: 10_000 }$2"));
    }
    return Optional.empty();
  }

  private static void locks(Draft draft) {
    if (Gaps.passes(draft.view(), "PRE-LOCK")) {
      return;
    }
    List<String> names =
        List.of("package-lock.json", "pnpm-lock.yaml", "yarn.lock", "poetry.lock", "uv.lock");
    String text = draft.text(".gitignore").orElse("");
    List<String> kept = new ArrayList<>(text.lines().toList());
    boolean removed = kept.removeIf(l -> names.contains(l.strip().replaceFirst("^/", "")));
    if (removed) {
      draft.edit(".gitignore", _ -> kept.isEmpty() ? "" : String.join("\n", kept) + "\n");
      draft.advise("Commit the lock file.");
    } else {
      draft.decline(
          "A lock file or an exact version is what the build tool resolves: npm install"
              + " --package-lock-only, uv lock, poetry lock, pip-compile.");
    }
  }
}
