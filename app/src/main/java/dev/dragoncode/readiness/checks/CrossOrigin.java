package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Dependency;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.syntax.CodeFile;
import dev.dragoncode.project.syntax.JavaSource;
import dev.dragoncode.project.syntax.Token;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.readiness.facts.Place;
import dev.dragoncode.readiness.facts.Question;
import dev.dragoncode.readiness.facts.Sources;
import dev.dragoncode.readiness.facts.Sources.Code;
import dev.dragoncode.readiness.facts.Sources.JavaFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** PRE-CORS: which other sites may call, and what the browser is told to refuse. */
final class CrossOrigin {

  static final Check CHECK =
      Rule.sources(
          new CheckSpec(
              "PRE-CORS",
              Phase.HARDEN,
              "CORS and security headers set",
              Weight.MEDIUM,
              Level.B,
              "An open CORS rule lets any site act in the name of whoever is logged in; headers"
                  + " that are missing leave it to the browser's good will.",
              "Name the origins that may call (CorsConfiguration, cors({origin: [...]})), and send"
                  + " security headers: Spring Security's defaults, helmet, secure, or at the"
                  + " proxy. For a public read-only API waive this check with that reason."),
          CrossOrigin::decide);

  private static final Question<JavaFile, List<Place>> OPEN_JAVA =
      Question.each(file ->
          Stream.concat(
              file.source().types().stream()
                  .flatMap(t ->
                      Stream.concat(
                          t.annotations().stream(),
                          t.methods().stream().flatMap(m -> m.annotations().stream())))
                  .filter(a -> a.name().equals("CrossOrigin") && openOrigins(a))
                  .map(a -> new Place(file.path(), a.line())),
              file.source().calls().stream()
                  .filter(c ->
                      c.name().matches("(add|set)?[aA]llowedOrigin(s|Patterns?)?")
                          && c.arguments().stream().anyMatch(a -> a.contains("\"*\"")))
                  .map(c -> new Place(file.path(), c.line()))));
  private static final Question<JavaFile, List<Place>> SET_JAVA =
      Wiring.javaCalls(c -> c.name().matches("(add|set)?[aA]llowedOrigin(s|Patterns?)?"));
  private static final Question<Code, List<Place>> OPEN = Wiring.calls(CrossOrigin::open);
  private static final Question<Code, List<Place>> HEADERS = Wiring.calls(CrossOrigin::headers);

  private CrossOrigin() {}

  private static Verdict decide(ProjectView view) {
    Manifests manifests = view.get(Manifests.FACT);
    if (manifests.modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    Sources sources = view.get(Sources.FACT);
    List<Place> open = new ArrayList<>(Wiring.java(sources, OPEN_JAVA));
    open.addAll(Wiring.everywhere(sources, OPEN));
    List<Evidence> bad = new ArrayList<>(Place.shown(view, open));
    Wiring.settings(view)
        .filter(l ->
            l.setting().key().matches(".*cors.*allowed-?origins?|quarkus\\.http\\.cors\\.origins"))
        .filter(l -> l.value().matches("[\"']?\\*[\"']?|/\\.\\*/"))
        .forEach(l -> bad.add(line(view, l.file(), l.line())));
    if (!bad.isEmpty()) {
      return Verdict.fail("Any site may call from its visitors' browsers", bad);
    }
    Optional<Dependency> security =
        manifests.uses(
            d -> d.name().matches(".*:spring-boot-starter-(security.*|oauth2-resource-server)"));
    if (security.isPresent()) {
      return Verdict.pass(
          "Spring Security sends its headers, and no rule lets every site in",
          line(view, security.get().file(), security.get().line()));
    }
    List<Place> headers = Wiring.everywhere(sources, HEADERS);
    if (!headers.isEmpty()) {
      return Verdict.pass(
          "Security headers are sent, and no rule lets every site in", Place.shown(view, headers));
    }
    Optional<Evidence> django = django(view);
    if (django.isPresent()) {
      return Verdict.pass("Django's SecurityMiddleware sends its headers", django.get());
    }
    Optional<Evidence> proxy = proxy(view);
    if (proxy.isPresent()) {
      return Verdict.pass("The proxy sends security headers", proxy.get());
    }
    boolean inward =
        view.get(Routes.FACT).operationalOnly() && ImageBuilds.deployable(view).isEmpty();
    if (inward || !Wiring.serves(view)) {
      return Wiring.noHttp(view);
    }
    List<Place> set = Wiring.java(sources, SET_JAVA);
    return set.isEmpty()
        ? Verdict.fail("No security headers are set")
        : Verdict.fail(
            "Origins are named, but no security headers are set", Place.shown(view, set));
  }

  private static boolean openOrigins(JavaSource.Annotation cross) {
    // without a value every origin may call
    return cross.values().isEmpty()
        || Stream.of("value", "origins", "originPatterns")
            .anyMatch(k -> cross.strings(k).contains("*"));
  }

  private static boolean open(Code file, CodeFile.Call call) {
    return switch (file.platform()) {
      case "Node" ->
          (call.name().equals("cors") && (call.arguments().isEmpty() || starOrigin(call)))
              || (call.name().equals("enableCors")
                  && (call.arguments().isEmpty() || starOrigin(call)))
              || (call.name().matches("setHeader|header|set")
                  && call.firstString()
                      .filter(s -> s.equalsIgnoreCase("Access-Control-Allow-Origin"))
                      .isPresent()
                  && call.arguments().stream().anyMatch(t -> t.string() && t.text().equals("*")));
      case "Python" ->
          (call.name().equals("add_middleware")
                  && call.mentions("CORSMiddleware")
                  && starAfter(call, "allow_origins"))
              || (call.chain().equals("CORS")
                  && call.arguments().stream()
                      .noneMatch(t -> t.text().matches("origins|resources")));
      default ->
          starAfter(call, "AllowedOrigins")
              || starAfter(call, "AllowOrigins")
              || (call.mentions("AllowAllOrigins") && call.mentions("true"));
    };
  }

  /** Whether the first text after this name, which begins its value, is a star. */
  private static boolean starAfter(CodeFile.Call call, String name) {
    List<Token> tokens = call.arguments();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).is(name)) {
        for (int j = i + 1; j < Math.min(tokens.size(), i + 6); j++) {
          if (tokens.get(j).string() || tokens.get(j).is(",")) {
            return tokens.get(j).string() && tokens.get(j).text().equals("*");
          }
        }
      }
    }
    return false;
  }

  private static boolean starOrigin(CodeFile.Call call) {
    List<Token> tokens = call.arguments();
    for (int i = 0; i + 2 < tokens.size(); i++) {
      if (tokens.get(i).text().equals("origin")
          && tokens.get(i + 1).is(":")
          && (tokens.get(i + 2).text().equals("*") || tokens.get(i + 2).is("true"))) {
        return true;
      }
    }
    return false;
  }

  private static boolean headers(Code file, CodeFile.Call call) {
    return switch (file.platform()) {
      case "Node" ->
          (call.name().matches("use|register")
                  && call.arguments().stream()
                      .anyMatch(t -> t.name() && t.text().matches("(?i)(fastify)?helmet|lusca")))
              || (call.name().matches("setHeader|header|set")
                  && call.firstString()
                      .filter(s -> s.equalsIgnoreCase("Content-Security-Policy"))
                      .isPresent());
      case "Python" ->
          call.name().matches("Talisman|SecureHeaders|Secure")
              || (call.name().equals("add_middleware")
                  && call.arguments().stream()
                      .anyMatch(t -> t.text().matches(".*Security.*Middleware|SecureHeaders\\w*")));
      default ->
          call.chain().matches("secure\\.New|middleware\\.Secure(WithConfig)?|helmet\\.New")
              || (call.name().equals("Set")
                  && call.firstString()
                      .filter(
                          s -> s.matches("(?i)Content-Security-Policy|Strict-Transport-Security"))
                      .isPresent());
    };
  }

  private static Optional<Evidence> django(ProjectView view) {
    if (view.get(Manifests.FACT).uses("django").isEmpty()) {
      return Optional.empty();
    }
    for (IndexedFile each : view.withExtension("py", List.of("settings"))) {
      List<String> lines = view.text(each).map(t -> t.lines().toList()).orElse(List.of());
      for (int i = 0; i < lines.size(); i++) {
        if (lines
            .get(i)
            .matches("\\s*[\"']django\\.middleware\\.security\\.SecurityMiddleware[\"'].*")) {
          return Optional.of(line(view, each.path(), i + 1));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Evidence> proxy(ProjectView view) {
    for (IndexedFile each : view.withExtension("conf")) {
      List<String> lines = view.text(each).map(t -> t.lines().toList()).orElse(List.of());
      for (int i = 0; i < lines.size(); i++) {
        if (lines
            .get(i)
            .matches(
                "\\s*add_header\\s+(Content-Security-Policy|Strict-Transport-Security|X-Content-Type-Options).*")) {
          return Optional.of(line(view, each.path(), i + 1));
        }
      }
    }
    return Optional.empty();
  }
}
