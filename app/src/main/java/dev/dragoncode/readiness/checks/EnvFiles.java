package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.file;
import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Compose;
import dev.dragoncode.project.manifest.Configuration;
import dev.dragoncode.project.manifest.Dependency;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** PRE-ENVFILE: a .env with real values stays on the machine, and its keys are known to all. */
final class EnvFiles {

  static final Check CHECK =
      Rule.manifests(
          new CheckSpec(
              "PRE-ENVFILE",
              Phase.HARDEN,
              "Real .env ignored; example present",
              Weight.HIGH,
              Level.C,
              "A committed .env hands the passwords to everybody who can read the repository, for"
                  + " ever. Without an example nobody knows which settings there are.",
              "Add .env to .gitignore, take it out of git with git rm --cached .env, and commit a"
                  + " .env.example with the same keys and harmless values."),
          EnvFiles::decide);

  private static final Set<String> LOADERS =
      Set.of(
          "dotenv",
          "dotenv-safe",
          "@nestjs/config",
          "env-cmd",
          "dotenv-cli",
          "python-dotenv",
          "python-decouple",
          "django-environ",
          "environs",
          "github.com/joho/godotenv",
          "me.paulschwarz:spring-dotenv",
          "me.paulschwarz:springboot4-dotenv",
          "io.github.cdimascio:dotenv-java");

  private static final Set<String> EXAMPLES =
      Set.of(
          ".env.example",
          ".env.sample",
          ".env.template",
          ".env.dist",
          "env.example",
          "example.env",
          ".env-example",
          "sample.env",
          ".env.defaults",
          ".env.local.example");

  private static final Pattern TOLD =
      Pattern.compile(
          "(?i)(?!.*\\b(not|never|ignored?)\\b).*\\b(create|add|make|write)\\b[^.]{0,30}[\\s`'\"]\\.env[`'\"\\s].*");

  private EnvFiles() {}

  private static Verdict decide(ProjectView view) {
    Map<String, Evidence> folders = users(view);
    List<Evidence> bad = new ArrayList<>();
    List<Evidence> good = new ArrayList<>();
    String gap = "";
    for (Map.Entry<String, Evidence> use : folders.entrySet()) {
      String prefix = use.getKey().isEmpty() ? "" : use.getKey() + "/";
      String env = prefix + ".env";
      Optional<IndexedFile> real = view.file(env);
      Optional<Evidence> secret = real.flatMap(f -> firstReal(view, f));
      boolean tracked = view.tracked(env).orElse(false);
      boolean ignored = view.ignores(env, false);
      if (secret.isPresent() && tracked) {
        bad.add(secret.get());
        gap = env + " is committed, with real values";
      } else if (!ignored && (real.isEmpty() || secret.isPresent())) {
        bad.add(real.map(f -> file(f.path())).orElse(use.getValue()));
        gap = env + " is not ignored, so it will be committed";
      }
      Optional<IndexedFile> example =
          view.inFolder(use.getKey()).stream()
              .filter(f -> EXAMPLES.contains(f.name()) && !f.ignored())
              .findFirst();
      boolean harmless = real.isPresent() && secret.isEmpty() && tracked;
      if (example.isPresent()) {
        good.add(file(example.get().path()));
      } else if (harmless) {
        good.add(file(env));
      } else if (bad.isEmpty()) {
        bad.add(use.getValue());
        gap = "There is no .env.example beside " + env;
      }
    }
    if (folders.isEmpty()) {
      return Verdict.notApplicable("The project uses no .env file");
    }
    return bad.isEmpty()
        ? Verdict.pass("Real values stay out of git, and an example lists the keys", good)
        : Verdict.fail(gap, bad);
  }

  /** Folders whose .env is read by something, or is there, with what shows it. */
  private static Map<String, Evidence> users(ProjectView view) {
    Map<String, Evidence> folders = new LinkedHashMap<>();
    List<String> places = new ArrayList<>(List.of(""));
    for (Module module : view.get(Manifests.FACT).modules()) {
      places.add(module.folder());
      Optional<Dependency> loader = module.dependency(d -> LOADERS.contains(d.name()));
      loader.ifPresent(
          d -> folders.putIfAbsent(nearest(view, module.folder()), line(view, d.file(), d.line())));
    }
    for (Compose.Service service : view.get(Compose.FACT).services()) {
      List<String> files = new ArrayList<>(service.body().texts("env_file"));
      service.body().items("env_file").forEach(i -> i.text("path").ifPresent(files::add));
      if (files.contains(".env") || files.contains("./.env")) {
        String folder =
            service.file().contains("/")
                ? service.file().substring(0, service.file().lastIndexOf('/'))
                : "";
        folders.putIfAbsent(folder, line(view, service.file(), service.line()));
      }
    }
    told(view).ifPresent(place -> folders.putIfAbsent("", place));
    for (String place : places) {
      String env = place.isEmpty() ? ".env" : place + "/.env";
      if (view.file(env).isPresent()) {
        folders.putIfAbsent(place, file(env));
      }
    }
    return folders;
  }

  /** Where the README asks for a .env to be made. */
  private static Optional<Evidence> told(ProjectView view) {
    for (IndexedFile readme : Documents.readmes(view)) {
      List<String> lines = view.text(readme).map(t -> t.lines().toList()).orElse(List.of());
      for (int i = 0; i < lines.size(); i++) {
        if (!readme.path().contains("/") && TOLD.matcher(lines.get(i)).matches()) {
          return Optional.of(line(view, readme.path(), i + 1));
        }
      }
    }
    return Optional.empty();
  }

  /** A module's own folder, unless only the project's has a .env or an example. */
  private static String nearest(ProjectView view, String folder) {
    boolean own =
        view.inFolder(folder).stream()
            .anyMatch(f -> f.name().equals(".env") || EXAMPLES.contains(f.name()));
    boolean outer =
        view.inFolder("").stream()
            .anyMatch(f -> f.name().equals(".env") || EXAMPLES.contains(f.name()));
    return !own && outer ? "" : folder;
  }

  /** The first line with a value that is no placeholder. */
  private static Optional<Evidence> firstReal(ProjectView view, IndexedFile env) {
    List<Node.Setting> settings = view.parse(env, Configuration.DOT_ENV).value().orElse(List.of());
    return settings.stream()
        .filter(s -> !placeholder(s.key(), s.value()))
        .findFirst()
        .map(s ->
            new Evidence(
                env.path(), s.line(), dev.dragoncode.readiness.Excerpts.shown(s.key() + "=••••")));
  }

  static boolean placeholder(String key, String value) {
    String lower = value.toLowerCase(java.util.Locale.ROOT);
    boolean secretKey =
        key.toLowerCase(java.util.Locale.ROOT)
            .matches(".*(secret|password|passwd|pwd|token|key|credential|dsn|url|uri).*");
    // what a bundler puts into the page is public by its name
    boolean published = key.matches("(NEXT_PUBLIC|NUXT_PUBLIC|VITE|REACT_APP|EXPO_PUBLIC)_.*");
    return !secretKey
        || published
        || value.isBlank()
        || lower.matches(
            "(change[-_ ]?me|x{2,}|\\*+|todo|none|null|true|false|\\d{1,5}|secret"
                + "|password|example|test|dev|postgres|root|guest|admin|user|localhost).*")
        || lower.matches("<.*>|\\$\\{.*}|\\$\\(.*\\)|your[-_].*|.*example\\.(com|org).*")
        || lower.matches("[a-z+]+://([^@]*@)?(localhost|127\\.0\\.0\\.1|[a-z_-]+)(:\\d+)?(/.*)?");
  }
}
