package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Configuration;
import dev.dragoncode.project.manifest.Dependency;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.syntax.CodeFile;
import dev.dragoncode.project.syntax.JavaSource;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.readiness.facts.Clusters;
import dev.dragoncode.readiness.facts.Place;
import dev.dragoncode.readiness.facts.Question;
import dev.dragoncode.readiness.facts.Sources;
import dev.dragoncode.readiness.facts.Sources.Code;
import dev.dragoncode.readiness.facts.Sources.JavaFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** PRE-RATE: a limiter stands before the routes; a library that no route uses is a gap. */
final class RateLimits {

  static final Check CHECK =
      Rule.sources(
          new CheckSpec(
              "PRE-RATE",
              Phase.HARDEN,
              "Rate limiting",
              Weight.HIGH,
              Level.B,
              "One client in a loop, by mistake or on purpose, should not take the service away"
                  + " from all others.",
              "Limit requests per client: a Bucket4j filter or Resilience4j's @RateLimiter,"
                  + " app.use(rateLimit(…)), slowapi's @limiter.limit, x/time/rate in middleware,"
                  + " or the ingress's annotation. Where a gateway in front does it, waive this"
                  + " check and name the gateway."),
          RateLimits::decide);

  private static final Set<String> LIBRARIES =
      Set.of(
          "express-rate-limit",
          "rate-limiter-flexible",
          "@fastify/rate-limit",
          "@nestjs/throttler",
          "koa-ratelimit",
          "express-slow-down",
          "slowapi",
          "flask-limiter",
          "django-ratelimit",
          "fastapi-limiter",
          "golang.org/x/time",
          "limits",
          "github.com/didip/tollbooth",
          "github.com/ulule/limiter/v3",
          "github.com/go-chi/httprate");

  private static final Question<JavaFile, List<Place>> JAVA = Question.each(RateLimits::java);
  private static final Question<Code, List<Place>> PYTHON = Question.each(RateLimits::python);
  private static final Question<Code, List<Place>> GO = Question.each(RateLimits::go);

  private RateLimits() {}

  private static Verdict decide(ProjectView view) {
    Manifests manifests = view.get(Manifests.FACT);
    if (manifests.modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    Optional<Evidence> ingress = ingress(view);
    if (ingress.isPresent()) {
      return Verdict.pass("The ingress limits requests", ingress.get());
    }
    Optional<Evidence> gateway =
        view.get(Configuration.FACT)
            .find(s ->
                s.value().equals("RequestRateLimiter")
                    || s.value().startsWith("RequestRateLimiter="))
            .or(() ->
                view.get(Configuration.FACT).find(s -> s.key().startsWith("bucket4j.filters[0].")))
            .map(l -> line(view, l.file(), l.line()));
    if (gateway.isPresent()) {
      return Verdict.pass("Limited by configuration", gateway.get());
    }
    Sources sources = view.get(Sources.FACT);
    List<Evidence> wired =
        Stream.of(
                sources.mainJava(JAVA).flatMap(List::stream).map(p -> p.shown(view)),
                sources.program("Node").flatMap(f -> node(view, f)),
                sources.program("Python", PYTHON).flatMap(List::stream).map(p -> p.shown(view)),
                sources.program("Go", GO).flatMap(List::stream).map(p -> p.shown(view)))
            .flatMap(s -> s)
            .limit(10)
            .toList();
    if (!wired.isEmpty()) {
      return Verdict.pass("A limiter stands before the routes", wired);
    }
    if (view.get(Routes.FACT).operationalOnly()) {
      return Wiring.noHttp(view);
    }
    List<Evidence> unused = new ArrayList<>();
    manifests.uses(RateLimits::library).ifPresent(d -> unused.add(line(view, d.file(), d.line())));
    return unused.isEmpty()
        ? Verdict.fail("Nothing limits requests")
        : Verdict.fail("A rate-limit library is declared, but no route uses it", unused);
  }

  private static boolean library(Dependency dependency) {
    return LIBRARIES.contains(dependency.name())
        || dependency
            .name()
            .matches(
                ".*:bucket4j[_-].*|.*:resilience4j-(ratelimiter|spring-boot\\d)|.*:bucket4j-.*");
  }

  private static Optional<Evidence> ingress(ProjectView view) {
    for (Clusters.Resource each : view.get(Clusters.FACT).resources()) {
      var annotations = each.body().entries("metadata", "annotations");
      for (var entry : annotations) {
        boolean limits =
            entry.key().matches("nginx\\.ingress\\.kubernetes\\.io/limit-(rps|rpm|connections)")
                || entry.key().contains("rate-limit")
                || entry.key().equals("haproxy.org/rate-limit-requests");
        if (limits) {
          return Optional.of(line(view, each.file(), entry.line()));
        }
      }
      boolean envoy =
          each.kind().equals("Middleware") && each.body().at("spec", "rateLimit").isPresent();
      if (envoy) {
        return Optional.of(line(view, each.file(), each.body().line()));
      }
    }
    return Optional.empty();
  }

  private static Stream<Place> java(JavaFile file) {
    JavaSource source = file.source();
    List<Place> found = new ArrayList<>();
    boolean resilience =
        source.imports("io.github.resilience4j") || source.imports("io.smallrye.faulttolerance");
    for (JavaSource.JavaType type : source.types()) {
      type.annotation("RateLimiter", "RateLimited", "RateLimiting")
          .filter(_ -> resilience || source.imports("com.giffing.bucket4j"))
          .ifPresent(a -> found.add(new Place(file.path(), a.line())));
      for (JavaSource.Method method : type.methods()) {
        method
            .annotation("RateLimiter", "RateLimit", "RateLimiting")
            .filter(_ ->
                resilience
                    || source.imports("com.giffing.bucket4j")
                    || source.imports("io.smallrye"))
            .ifPresent(a -> found.add(new Place(file.path(), a.line())));
      }
    }
    boolean bucket = source.imports("io.github.bucket4j") || source.imports("com.bucket4j");
    boolean guava = source.imports("com.google.common.util.concurrent.RateLimiter");
    if (!bucket && !guava && !resilience) {
      return found.stream();
    }
    for (JavaSource.Call call : source.calls()) {
      boolean takes =
          (bucket && call.name().matches("tryConsume|tryConsumeAndReturnRemaining"))
              || (guava && call.name().matches("tryAcquire|acquire"))
              || (resilience && call.name().matches("acquirePermission|executeSupplier"));
      if (takes && requestPath(source)) {
        found.add(new Place(file.path(), call.line()));
      }
    }
    return found.stream();
  }

  /** Whether the file stands in the way of requests: a filter, an interceptor or a controller. */
  private static boolean requestPath(JavaSource source) {
    return source.types().stream()
        .anyMatch(t ->
            t.annotation("RestController", "Controller", "Path").isPresent()
                || t.supertypes().stream()
                    .anyMatch(s ->
                        s.matches(
                            "(.*\\.)?(OncePerRequestFilter|Filter|GenericFilterBean|WebFilter"
                                + "|HandlerInterceptor|ContainerRequestFilter|HttpFilter)")));
  }

  private static Stream<Evidence> node(ProjectView view, Code file) {
    CodeFile code = file.file();
    List<String> names = new ArrayList<>();
    for (CodeFile.Import each : code.imports()) {
      boolean limiter =
          Set.of(
                  "express-rate-limit",
                  "rate-limiter-flexible",
                  "@fastify/rate-limit",
                  "@nestjs/throttler",
                  "koa-ratelimit",
                  "express-slow-down")
              .contains(each.module());
      if (limiter) {
        names.addAll(each.names());
      }
    }
    if (names.isEmpty()) {
      return local(view, file);
    }
    List<String> made = new ArrayList<>(names);
    made.addAll(assigned(view, file, names));
    return code.calls().stream()
        .filter(
            c -> c.name().matches("use|register|get|post|put|patch|delete|all|forRoot|APP_GUARD"))
        .filter(c -> c.name().equals("forRoot") ? c.chain().startsWith("ThrottlerModule") : true)
        .filter(c -> c.name().equals("forRoot") || made.stream().anyMatch(c::mentions))
        .map(c -> line(view, file.path(), c.line()));
  }

  /** A limiter made in a file of the project's own and mounted here. */
  private static Stream<Evidence> local(ProjectView view, Code file) {
    Set<String> limiters =
        view.get(Sources.FACT)
            .program("Node")
            .filter(c ->
                c.file().importOf("express-rate-limit").isPresent()
                    || c.file().importOf("rate-limiter-flexible").isPresent())
            .map(c -> c.path().replaceFirst("^.*/", "").replaceFirst("\\.[a-z]+$", ""))
            .collect(java.util.stream.Collectors.toSet());
    List<String> names =
        file.file().imports().stream()
            .filter(i -> i.module().startsWith("."))
            .filter(i ->
                limiters.contains(
                    i.module().replaceFirst("^.*/", "").replaceFirst("\\.[a-z]+$", "")))
            .flatMap(i -> i.names().stream())
            .toList();
    return file.file().calls().stream()
        .filter(c -> c.name().matches("use|get|post|put|patch|delete|all"))
        .filter(c -> names.stream().anyMatch(c::mentions))
        .map(c -> line(view, file.path(), c.line()));
  }

  /**
   * Names that are given the result of a limiter's call, as in {@code const limiter = rateLimit()}.
   */
  private static List<String> assigned(ProjectView view, Code file, List<String> names) {
    List<String> lines =
        view.file(file.path()).flatMap(view::text).map(t -> t.lines().toList()).orElse(List.of());
    List<String> made = new ArrayList<>();
    for (CodeFile.Call call : file.file().calls()) {
      if (names.contains(call.name()) && call.line() <= lines.size()) {
        String text = lines.get(call.line() - 1).strip();
        String name =
            text.replaceFirst("^(export\\s+)?(const|let|var)\\s+(\\w+)\\s*(:[^=]*)?=.*$", "$3");
        if (name.matches("\\w+")) {
          made.add(name);
        }
      }
    }
    return made;
  }

  private static Stream<Place> python(Code file) {
    CodeFile code = file.file();
    boolean limiter =
        Stream.of("slowapi", "flask_limiter", "ratelimit", "django_ratelimit", "fastapi_limiter")
            .anyMatch(l -> code.importOf(l).isPresent());
    return code.calls().stream()
        .filter(c ->
            (c.decorator() && c.name().matches("limit|shared_limit|ratelimit"))
                || (limiter && c.name().equals("add_middleware") && c.mentions("SlowAPIMiddleware"))
                || (limiter && c.name().equals("Depends") && c.mentions("RateLimiter"))
                || (limiter && c.name().equals("Limiter") && c.mentions("default_limits")))
        .map(c -> new Place(file.path(), c.line()));
  }

  private static Stream<Place> go(Code file) {
    CodeFile code = file.file();
    boolean rate = code.importOf("golang.org/x/time/rate").isPresent();
    boolean ready =
        code.imports().stream()
            .anyMatch(i -> i.module().matches(".*(tollbooth|ulule/limiter|chi/httprate).*"));
    return code.calls().stream()
        .filter(c ->
            (rate && c.name().matches("Allow|Wait|AllowN"))
                || (ready
                    && c.name()
                        .matches(
                            "Limit|LimitByIP|LimitHandler|LimitFuncHandler" + "|NewMiddleware")))
        .map(c -> new Place(file.path(), c.line()));
  }
}
