package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Configuration;
import dev.dragoncode.project.manifest.Configuration.Located;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.syntax.CodeFile;
import dev.dragoncode.project.syntax.JavaSource.JavaType;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Excerpts;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.readiness.facts.Place;
import dev.dragoncode.readiness.facts.Question;
import dev.dragoncode.readiness.facts.Sources;
import dev.dragoncode.readiness.facts.Sources.Code;
import dev.dragoncode.readiness.facts.Sources.JavaFile;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PRE-ERRORS: one place turns exceptions into answers, and no stack trace leaves the house. */
final class ErrorHandling {

  static final Check CHECK =
      Rule.sources(
          new CheckSpec(
              "PRE-ERRORS",
              Phase.HARDEN,
              "Central error handler, no stack traces out",
              Weight.HIGH,
              Level.C,
              "Errors that every route answers in its own way confuse clients, and a stack trace"
                  + " tells an attacker what the house is built of.",
              "Add a @RestControllerAdvice that answers with ProblemDetail, a four-argument Express"
                  + " handler after all routes, app.exception_handler in FastAPI, or recovery"
                  + " middleware in Go."),
          ErrorHandling::decide);

  private static final Question<JavaFile, List<Place>> JAVA =
      Question.each(file -> java(file).stream());

  private static final Question<Code, List<Place>> GO = Question.each(file -> go(file).stream());

  /** A mapper of one kind of exception leaves the others to the framework. */
  private static final Pattern GENERAL_MAPPER =
      Pattern.compile(
          "(.*\\.)?ExceptionMapper<(.*\\.)?(Throwable|Exception|RuntimeException|WebApplicationException)>");

  private static final Question<JavaFile, List<Place>> MAPPERS =
      Wiring.javaTypes(t ->
          t.annotation("Provider").isPresent()
              && t.supertypes().stream().anyMatch(s -> s.matches("(.*\\.)?ExceptionMapper<.*>")));

  private ErrorHandling() {}

  private static Verdict decide(ProjectView view) {
    Manifests manifests = view.get(Manifests.FACT);
    if (manifests.modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    Optional<Located> leak = leak(view);
    if (leak.isPresent()) {
      return Verdict.fail(
          "Stack traces are sent out: " + leak.get().setting().key() + " = " + leak.get().value(),
          line(view, leak.get().file(), leak.get().line()));
    }
    Sources sources = view.get(Sources.FACT);
    Optional<Evidence> handler =
        Stream.of(
                sources.mainJava(JAVA).flatMap(List::stream).map(p -> p.shown(view)),
                sources.program("Node").flatMap(f -> node(view, f).stream()),
                sources.program("Python").flatMap(f -> python(view, f).stream()),
                sources.program("Go", GO).flatMap(List::stream).map(p -> p.shown(view)))
            .flatMap(s -> s)
            .findFirst();
    if (handler.isPresent()) {
      return Verdict.pass("Handled in " + name(handler.get().file()), handler.get());
    }
    Optional<Located> problems =
        view.get(Configuration.FACT)
            .find("spring.mvc.problemdetails.enabled")
            .or(() -> view.get(Configuration.FACT).find("spring.webflux.problemdetails.enabled"))
            .filter(l -> l.value().equals("true"));
    if (problems.isPresent()) {
      return Verdict.pass(
          "Spring answers errors as problem details",
          line(view, problems.get().file(), problems.get().line()));
    }
    Optional<Evidence> page = djangoPage(view);
    if (page.isPresent()) {
      return Verdict.pass(
          "Django answers every error with a page of the project's own", page.get());
    }
    List<Place> mappers = Wiring.java(sources, MAPPERS);
    if (!mappers.isEmpty()) {
      return Verdict.fail(
          "One kind of exception is mapped, the others are left to the framework",
          Place.shown(view, mappers));
    }
    if (view.get(Routes.FACT).operationalOnly()) {
      return Wiring.noHttp(view);
    }
    return Verdict.fail("Errors are left to the framework's default");
  }

  /** Django renders the template 500.html by itself, outside of debugging. */
  private static Optional<Evidence> djangoPage(ProjectView view) {
    return view.get(Manifests.FACT).uses("django").isEmpty()
        ? Optional.empty()
        : view.named("500.html").stream()
            .filter(f -> f.path().matches("(.*/)?templates/500\\.html") && f.size() > 0)
            .findFirst()
            .map(f -> Excerpts.file(f.path()));
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static Optional<Located> leak(ProjectView view) {
    return view.get(Configuration.FACT)
        .all()
        .filter(l -> l.profile().filter(p -> p.matches("test|dev|local")).isEmpty())
        .filter(l ->
            l.setting().key().matches("(spring\\.web|server)\\.error\\.include-stacktrace")
                && l.value().equalsIgnoreCase("always"))
        .findFirst();
  }

  private static Optional<Place> java(JavaFile file) {
    for (JavaType type : file.source().types()) {
      boolean advice = type.annotation("ControllerAdvice", "RestControllerAdvice").isPresent();
      boolean handles =
          type.methods().stream().anyMatch(m -> m.annotation("ExceptionHandler").isPresent())
              || type.supertypes().stream()
                  .anyMatch(s -> s.endsWith("ResponseEntityExceptionHandler"));
      boolean mapper =
          type.supertypes().stream().anyMatch(s -> GENERAL_MAPPER.matcher(s).matches())
              && type.annotation("Provider").isPresent();
      boolean quarkus =
          type.methods().stream().anyMatch(m -> m.annotation("ServerExceptionMapper").isPresent());
      boolean resolver =
          type.supertypes().stream()
              .anyMatch(s ->
                  s.matches(
                      "(.*\\.)?(HandlerExceptionResolver|ErrorWebExceptionHandler"
                          + "|AbstractErrorWebExceptionHandler|ExceptionHandler<.*>)"));
      if ((advice && handles) || mapper || quarkus || resolver) {
        return Optional.of(new Place(file.path(), type.line()));
      }
    }
    return Optional.empty();
  }

  private static Optional<Evidence> node(ProjectView view, Code file) {
    CodeFile code = file.file();
    for (CodeFile.Call call : code.calls()) {
      boolean inline = call.name().equals("use") && fourParameters(call);
      boolean framework =
          Set.of("setErrorHandler", "useGlobalFilters").contains(call.name())
              || (call.name().equals("onError") && takesFunction(call))
              || Procedures.formatsErrors(file, call);
      if (inline || framework) {
        return Optional.of(line(view, file.path(), call.line()));
      }
    }
    for (CodeFile.Function function : code.functions()) {
      boolean handler =
          function.arity() == 4
              && function.parameters().getFirst().text().matches("(?i)_?e(rr(or)?)?|_?exception");
      if (handler && mounted(view, function.name())) {
        return Optional.of(line(view, file.path(), function.line()));
      }
    }
    return Optional.empty();
  }

  /**
   * {@code app.onError((error, c) => …)} sets a handler, {@code options.onError(error)} calls one.
   */
  private static boolean takesFunction(CodeFile.Call call) {
    return call.mentions("function")
        || Procedures.arrow(call.arguments())
        || (call.arguments().size() == 1
            && call.arguments().getFirst().text().matches("(?i)\\w*handler\\w*"));
  }

  /** {@code app.use((err, req, res, next) => …)} or the same with function. */
  private static boolean fourParameters(CodeFile.Call call) {
    int open = -1;
    for (int i = 0; i < Math.min(call.arguments().size(), 6); i++) {
      if (call.arguments().get(i).is("(")) {
        open = i;
        break;
      }
    }
    if (open < 0) {
      return false;
    }
    int commas = 0;
    int depth = 0;
    for (int i = open; i < call.arguments().size(); i++) {
      var token = call.arguments().get(i);
      depth += token.is("(") || token.is("{") ? 1 : token.is(")") || token.is("}") ? -1 : 0;
      if (depth == 0) {
        // a comma after the last parameter adds none
        commas -= call.arguments().get(i - 1).is(",") ? 1 : 0;
        break;
      }
      commas += depth == 1 && token.is(",") ? 1 : 0;
    }
    return commas == 3
        && call.arguments().get(open + 1).text().matches("(?i)_?e(rr(or)?)?|_?exception");
  }

  /** An error handler that nothing mounts handles nothing. */
  private static boolean mounted(ProjectView view, String name) {
    return view.get(Sources.FACT)
            .program("Node")
            .flatMap(c -> c.file().calls().stream())
            .filter(c -> c.name().equals("use"))
            .anyMatch(c -> name.isEmpty() || c.mentions(name))
        && !name.isEmpty();
  }

  private static Optional<Evidence> python(ProjectView view, Code file) {
    return file.file().calls().stream()
        .filter(c ->
            (c.decorator() && c.name().matches("exception_handler|errorhandler|app_errorhandler"))
                || c.name().matches("add_exception_handler|register_error_handler"))
        .findFirst()
        .or(() ->
            file.file().calls().stream()
                .filter(c -> c.name().equals("add_middleware") && c.mentions("Exception"))
                .findFirst())
        .map(c -> line(view, file.path(), c.line()))
        .or(() ->
            file.path().endsWith("urls.py")
                ? view.text(view.file(file.path()).orElseThrow())
                    .filter(t -> t.lines().anyMatch(l -> l.matches("handler500\\s*=.*")))
                    .map(_ -> line(view, file.path(), 0))
                : Optional.empty());
  }

  private static Optional<Place> go(Code file) {
    return file.file().calls().stream()
        .filter(c ->
            (c.name().equals("Use")
                    && (c.mentions("Recovery") || c.mentions("Recover") || c.mentions("Recoverer")))
                || c.chain().equals("gin.Default")
                || c.name().matches("RecoveryHandler|CustomRecovery"))
        .findFirst()
        .map(c -> new Place(file.path(), c.line()));
  }
}
