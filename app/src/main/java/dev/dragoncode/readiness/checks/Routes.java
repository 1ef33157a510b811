package dev.dragoncode.readiness.checks;

import dev.dragoncode.project.Fact;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.syntax.CodeFile;
import dev.dragoncode.project.syntax.JavaSource;
import dev.dragoncode.project.syntax.JavaSource.Annotation;
import dev.dragoncode.project.syntax.JavaSource.JavaType;
import dev.dragoncode.project.syntax.JavaSource.Method;
import dev.dragoncode.project.syntax.Token;
import dev.dragoncode.readiness.facts.Question;
import dev.dragoncode.readiness.facts.Sources;
import dev.dragoncode.readiness.facts.Sources.Code;
import dev.dragoncode.readiness.facts.Sources.JavaFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The HTTP routes that the program's sources declare. */
record Routes(List<Route> routes) {

  static final Fact<Routes> FACT = new Fact<>("routes", Routes::read);

  private static final Question<JavaFile, List<Route>> JAVA =
      Question.each(file -> {
        List<Route> routes = new ArrayList<>();
        java(file, routes);
        return routes.stream();
      });
  private static final Question<Code, List<Route>> CODE =
      Question.each(file -> {
        List<Route> routes = new ArrayList<>();
        code(file, routes);
        return routes.stream();
      });

  /** Routes that tell of the program and do nothing for its users. */
  private static final Pattern OPERATIONAL =
      Pattern.compile(
          "(?i)(/-)?/(live(z|ness)?|ready(z|ness)?|startup|health(z|check)?|metrics|ping"
              + "|debug/pprof|actuator)(/.*)?");

  private static final Pattern NEXT_ROUTE =
      Pattern.compile("(?:.*/)?app((?:/.*)?)/route\\.[jt]sx?");

  private static final Set<String> VERBS =
      Set.of("get", "post", "put", "patch", "delete", "all", "head", "options");

  /**
   * A route.
   *
   * @param method in upper case; ANY where the source leaves it open
   * @param platform Java, Node, Python or Go
   * @param java the method behind it, in Java
   * @param call the call that declares it, elsewhere
   */
  record Route(
      String method,
      String path,
      String platform,
      String file,
      int line,
      Optional<Handler> java,
      Optional<CodeFile.Call> call) {

    /** Whether it takes a body. */
    boolean writes() {
      return Set.of("POST", "PUT", "PATCH").contains(method);
    }
  }

  /** A Java method that serves a route, with its class and file. */
  record Handler(JavaSource source, JavaType type, Method method) {}

  /** Whether there is nothing but what an orchestrator asks: its users have no route. */
  boolean operationalOnly() {
    return routes.stream().allMatch(route -> OPERATIONAL.matcher(route.path()).matches());
  }

  private static Routes read(ProjectView view) {
    Sources sources = view.get(Sources.FACT);
    List<Route> routes = new ArrayList<>();
    sources.mainJava(JAVA).forEach(routes::addAll);
    for (String platform : List.of("Node", "Python", "Go")) {
      sources.program(platform, CODE).forEach(routes::addAll);
    }
    return new Routes(List.copyOf(routes));
  }

  private static void java(JavaFile file, List<Route> into) {
    for (JavaType type : file.source().types()) {
      boolean spring = type.annotation("RestController", "Controller").isPresent();
      boolean jaxrs = type.annotation("Path").isPresent();
      boolean client = type.annotation("RegisterRestClient", "FeignClient").isPresent();
      if ((!spring && !jaxrs) || client) {
        continue;
      }
      String base = first(type.annotation("RequestMapping", "Path"));
      for (Method method : type.methods()) {
        verb(method)
            .ifPresent(verb ->
                into.add(
                    new Route(
                        verb,
                        base + first(mapping(method)),
                        "Java",
                        file.path(),
                        method.line(),
                        Optional.of(new Handler(file.source(), type, method)),
                        Optional.empty())));
      }
    }
  }

  private static Optional<Annotation> mapping(Method method) {
    return method.annotation(
        "GetMapping",
        "PostMapping",
        "PutMapping",
        "PatchMapping",
        "DeleteMapping",
        "RequestMapping",
        "Path");
  }

  private static String first(Optional<Annotation> annotation) {
    return annotation
        .map(a -> a.strings(a.values().containsKey("path") ? "path" : "value"))
        .flatMap(all -> all.stream().findFirst())
        .map(path -> path.startsWith("/") || path.isEmpty() ? path : "/" + path)
        .orElse("");
  }

  private static Optional<String> verb(Method method) {
    for (String each : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
      String spring = each.charAt(0) + each.substring(1).toLowerCase(Locale.ROOT) + "Mapping";
      if (method.annotation(spring, each).isPresent()) {
        return Optional.of(each);
      }
      if (method
          .annotation("RequestMapping")
          .filter(a -> a.values().getOrDefault("method", "").contains(each))
          .isPresent()) {
        return Optional.of(each);
      }
    }
    return method.annotation("RequestMapping").map(_ -> "ANY");
  }

  /** Next.js serves the functions of an app's route.ts that are named after a method. */
  private static void next(Code file, List<Route> into) {
    Matcher place = NEXT_ROUTE.matcher(file.path());
    if (!place.matches() || !file.platform().equals("Node")) {
      return;
    }
    for (CodeFile.Function function : file.file().functions()) {
      if (function.name().matches("GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS")) {
        into.add(
            new Route(
                function.name(),
                place.group(1).replaceAll("/\\([^/]*\\)", "").replace('[', '{').replace(']', '}'),
                file.platform(),
                file.path(),
                function.line(),
                Optional.empty(),
                Optional.empty()));
      }
    }
  }

  private static void code(Code file, List<Route> into) {
    next(file, into);
    for (CodeFile.Call call : file.file().calls()) {
      Procedures.route(file, call).ifPresent(into::add);
      Optional<String> path = call.firstPath();
      String verb = call.name().toLowerCase(Locale.ROOT);
      boolean declared =
          switch (file.platform()) {
            case "Node" ->
                (VERBS.contains(verb) && router(call))
                    || (call.decorator()
                        && Set.of("Get", "Post", "Put", "Patch", "Delete").contains(call.name()));
            case "Python" ->
                (call.decorator() && (VERBS.contains(verb) || verb.equals("route")))
                    || Set.of("path", "re_path", "url").contains(call.chain());
            default ->
                (VERBS.contains(verb) && router(call))
                    || Set.of("handlefunc", "handle").contains(verb);
          };
      boolean decorated = call.decorator() && file.platform().equals("Node");
      if (declared
          && (path.filter(p -> looksLikePath(p, file.platform())).isPresent() || decorated)) {
        into.add(
            new Route(
                method(call, file.platform(), path.orElse("")),
                path.map(p -> p.replaceFirst("^(GET|POST|PUT|PATCH|DELETE) ", "")).orElse(""),
                file.platform(),
                file.path(),
                call.line(),
                Optional.empty(),
                Optional.of(call)));
      }
    }
  }

  private static boolean looksLikePath(String text, String platform) {
    return platform.equals("Python")
        ? !text.contains(" ")
        : text.matches("(GET |POST |PUT |PATCH |DELETE )?/.*|\\*");
  }

  /** {@code app.post("/x", handler)}, but not {@code axios.post(url)}. */
  private static boolean router(CodeFile.Call call) {
    String[] parts = call.chain().split("\\.", -1);
    String owner = parts.length < 2 ? "" : parts[parts.length - 2].toLowerCase(Locale.ROOT);
    boolean client = owner.matches("axios|http|https|request|client|api|fetch|agent|supertest");
    return parts.length >= 2 && !client && call.arguments().stream().anyMatch(t -> t.is(","));
  }

  private static String method(CodeFile.Call call, String platform, String path) {
    String verb = call.name().toUpperCase(Locale.ROOT);
    if (VERBS.contains(verb.toLowerCase(Locale.ROOT)) && !verb.equals("ALL")) {
      return verb;
    }
    if (path.matches("(GET|POST|PUT|PATCH|DELETE) .*")) {
      return path.substring(0, path.indexOf(' '));
    }
    if (platform.equals("Python") && verb.equals("ROUTE")) {
      return call.arguments().stream()
          .filter(Token::string)
          .map(Token::text)
          .filter(t -> t.matches("POST|PUT|PATCH|DELETE"))
          .findFirst()
          .orElse("GET");
    }
    return "ANY";
  }
}
