package dev.dragoncode.readiness.checks;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Dependency;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.syntax.CodeFile;
import dev.dragoncode.project.syntax.JavaSource.Annotation;
import dev.dragoncode.project.syntax.JavaSource.JavaType;
import dev.dragoncode.project.syntax.JavaSource.Parameter;
import dev.dragoncode.project.syntax.Token;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.readiness.facts.Place;
import dev.dragoncode.readiness.facts.Question;
import dev.dragoncode.readiness.facts.Sources;
import dev.dragoncode.readiness.facts.Sources.JavaFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PRE-VALID: every route that takes a body holds it against a schema. */
final class InputValidation {

  static final Check CHECK =
      Rule.sources(
          new CheckSpec(
              "PRE-VALID",
              Phase.HARDEN,
              "Input validated by schema",
              Weight.HIGH,
              Level.C,
              "What a client sends is the first thing an attacker controls. A schema at the door"
                  + " keeps the rest of the code simple and safe.",
              "Put constraints on the request's record and @Valid before it; in Node validate the"
                  + " body with zod, joi or express-validator in the route; in Python take a"
                  + " pydantic model; in Go use binding tags with ShouldBindJSON."),
          InputValidation::decide);

  private static final Set<String> BODY_FREE =
      Set.of(
          "PathVariable",
          "RequestParam",
          "RequestHeader",
          "CookieValue",
          "ModelAttribute",
          "PathParam",
          "QueryParam",
          "HeaderParam",
          "Context",
          "RequestPart",
          "Suspended",
          "AuthenticationPrincipal",
          "BeanParam",
          "CookieParam",
          "RestPath",
          "RestQuery");

  private static final Set<String> CONSTRAINTS =
      Set.of(
          "NotNull",
          "NotBlank",
          "NotEmpty",
          "Size",
          "Min",
          "Max",
          "Pattern",
          "Email",
          "Positive",
          "PositiveOrZero",
          "Negative",
          "NegativeOrZero",
          "DecimalMin",
          "DecimalMax",
          "Past",
          "PastOrPresent",
          "Future",
          "FutureOrPresent",
          "Digits",
          "AssertTrue",
          "AssertFalse",
          "Valid",
          "Length",
          "Range",
          "URL",
          "UUID",
          "Null");

  private static final List<String> NODE_LIBRARIES =
      List.of(
          "zod",
          "joi",
          "celebrate",
          "ajv",
          "express-validator",
          "yup",
          "class-validator",
          "valibot",
          "superstruct",
          "@sinclair/typebox",
          "@hapi/joi",
          "zod-express-middleware",
          "express-joi-validation",
          "arktype");

  private static final Pattern VALIDATES = Pattern.compile("(?i).*(validat|schema|celebrate).*");

  private static final Question<JavaFile, Map<String, List<JavaType>>> TYPES =
      Question.byName(file -> file.source().types().stream(), JavaType::name);

  private InputValidation() {}

  /** What a route does with its body. */
  enum Cover {
    YES,
    NO,
    UNSEEN,
    NO_BODY
  }

  private static Verdict decide(ProjectView view) {
    if (view.get(Manifests.FACT).modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    List<Place> covered = new ArrayList<>();
    List<Place> open = new ArrayList<>();
    List<Place> unseen = new ArrayList<>();
    for (Routes.Route route : view.get(Routes.FACT).routes()) {
      if (!route.writes()) {
        continue;
      }
      Place place = new Place(route.file(), route.line());
      switch (cover(view, route)) {
        case YES -> covered.add(place);
        case NO -> open.add(place);
        case UNSEEN -> unseen.add(place);
        case NO_BODY -> {}
      }
    }
    int all = covered.size() + open.size() + unseen.size();
    Optional<Verdict> forms = all == 0 ? PythonInput.django(view) : Optional.empty();
    if (forms.isPresent()) {
      return forms.get();
    }
    if (all == 0) {
      return Verdict.notApplicable("No route takes a body");
    }
    if (!open.isEmpty()) {
      Optional<Dependency> inert = inert(view);
      return Verdict.fail(
          covered.size()
              + " of "
              + all
              + " writing routes check their body"
              + (inert.isPresent() ? "; " + inert.get().name() + " is declared" : ""),
          Place.shown(view, open));
    }
    if (!unseen.isEmpty()) {
      return Verdict.unknown(
          "A validator is in use, but for "
              + unseen.size()
              + " of "
              + all
              + " writing routes it could not be seen",
          Place.shown(view, unseen));
    }
    return Verdict.pass(
        all + " of " + all + " writing routes check their body", Place.shown(view, covered));
  }

  private static Optional<Dependency> inert(ProjectView view) {
    return view.get(Manifests.FACT)
        .uses(d ->
            NODE_LIBRARIES.contains(d.name())
                || d.name().endsWith(":spring-boot-starter-validation"));
  }

  private static Cover cover(ProjectView view, Routes.Route route) {
    return switch (route.platform()) {
      case "Java" -> java(view, route.java().orElseThrow());
      case "Node" ->
          route.call().isEmpty()
              ? NextHandlers.cover(file(view, route.file()), library(view))
              : node(view, route);
      case "Python" -> PythonInput.cover(view, file(view, route.file()), route);
      default -> go(view, route);
    };
  }

  private static Cover java(ProjectView view, Routes.Handler handler) {
    boolean jaxrs = handler.type().annotation("Path").isPresent();
    boolean takesBody = false;
    for (Parameter each : handler.method().parameters()) {
      boolean body =
          each.annotation("RequestBody").isPresent()
              || (jaxrs
                  && each.annotations().stream().noneMatch(a -> BODY_FREE.contains(a.name())));
      // what an MVC form binds may be looked up beforehand: another parameter may carry the input
      boolean form = each.annotation("ModelAttribute").isPresent();
      boolean asked =
          each.annotation("Valid", "Validated").isPresent()
              || (handler.type().annotation("Validated").isPresent()
                  && each.annotations().stream().anyMatch(a -> CONSTRAINTS.contains(a.name())));
      if (asked) {
        return validator(view) && constrained(view, each.type()) ? Cover.YES : Cover.NO;
      }
      if (body) {
        return Cover.NO;
      }
      takesBody |= form;
    }
    return takesBody ? Cover.NO : Cover.NO_BODY;
  }

  /** Without an implementation on the class path the annotations do nothing. */
  private static boolean validator(ProjectView view) {
    Manifests manifests = view.get(Manifests.FACT);
    boolean managedElsewhere =
        manifests.on("Java").stream()
            .anyMatch(
                m -> m.properties().containsKey("parent:artifactId") && m.dependencies().isEmpty());
    return managedElsewhere
        || manifests
            .uses(d ->
                d.name()
                    .matches(
                        ".*:spring-boot-starter-validation|org\\.hibernate.*:hibernate-validator"
                            + "|.*:quarkus-hibernate-validator.*|.*:micronaut-validation.*"
                            + "|org\\.apache\\.bval:.*|.*:spring-boot-starter-data-rest"))
            .isPresent();
  }

  /** Whether a type of the project's own has any constraint; foreign types are believed. */
  private static boolean constrained(ProjectView view, String type) {
    String simple =
        type.replaceFirst("^(java\\.util\\.)?(List|Set|Collection)<(.*)>$", "$3")
            .replaceAll("<.*>|.*\\.|\\[]", "");
    List<JavaType> found =
        view.get(Sources.FACT)
            .mainJava(TYPES)
            .flatMap(types -> types.getOrDefault(simple, List.of()).stream())
            .toList();
    return found.isEmpty() || found.stream().anyMatch(InputValidation::hasConstraint);
  }

  private static boolean hasConstraint(JavaType type) {
    Stream<Annotation> annotations =
        Stream.of(
                type.annotations().stream(),
                type.fields().stream().flatMap(f -> f.annotations().stream()),
                type.methods().stream().flatMap(m -> m.annotations().stream()),
                type.methods().stream()
                    .flatMap(m -> m.parameters().stream())
                    .flatMap(p -> p.annotations().stream()))
            .flatMap(s -> s);
    return !type.supertypes().isEmpty()
        || annotations.anyMatch(
            a -> CONSTRAINTS.contains(a.name()) || a.name().startsWith("Valid"));
  }

  private static Cover node(ProjectView view, Routes.Route route) {
    CodeFile.Call call = route.call().orElseThrow();
    if (Procedures.made(route)) {
      return Procedures.takesInput(call) ? Cover.YES : Cover.NO_BODY;
    }
    if (call.decorator()) {
      return nest(view);
    }
    Optional<CodeFile> file = file(view, route.file());
    boolean handlerHere = call.arguments().stream().anyMatch(t -> t.is("=") || t.is("function"));
    boolean named =
        call.arguments().stream()
            .filter(Token::name)
            .map(Token::text)
            .anyMatch(n -> VALIDATES.matcher(n).matches() || fromLibrary(file, n));
    boolean inHandler =
        call.arguments().stream()
            .filter(Token::name)
            .anyMatch(t ->
                t.text()
                    .matches(
                        "safeParse|parse|parseAsync|validate|validateAsync"
                            + "|validationResult|check|checkSchema"));
    if (named || (inHandler && library(view))) {
      return Cover.YES;
    }
    boolean readsBody = call.mentions("body");
    if (handlerHere && !readsBody) {
      return library(view) ? Cover.UNSEEN : Cover.NO_BODY;
    }
    return library(view) ? Cover.UNSEEN : Cover.NO;
  }

  private static Optional<CodeFile> file(ProjectView view, String path) {
    return Stream.of("Node", "Python", "Go")
        .flatMap(platform -> view.get(Sources.FACT).code(platform, path).stream())
        .findFirst()
        .map(Sources.Code::file);
  }

  private static boolean fromLibrary(Optional<CodeFile> file, String name) {
    return file.stream()
        .flatMap(f -> f.imports().stream())
        .anyMatch(i ->
            i.names().contains(name)
                && NODE_LIBRARIES.stream()
                    .anyMatch(l -> i.module().equals(l) || i.module().startsWith(l + "/")));
  }

  /** Whether any file of the program imports a validator: declared alone is not used. */
  private static boolean library(ProjectView view) {
    return view.get(Sources.FACT)
        .program("Node")
        .anyMatch(c -> NODE_LIBRARIES.stream().anyMatch(l -> c.file().importOf(l).isPresent()));
  }

  private static Cover nest(ProjectView view) {
    boolean pipe =
        view.get(Sources.FACT)
            .program("Node")
            .flatMap(c -> c.file().calls().stream())
            .anyMatch(c ->
                c.name().matches("useGlobalPipes|UsePipes")
                    && (c.mentions("ValidationPipe") || c.mentions("ZodValidationPipe")));
    return pipe && library(view) ? Cover.YES : Cover.NO;
  }

  private static Cover go(ProjectView view, Routes.Route route) {
    List<CodeFile> files = view.get(Sources.FACT).program("Go").map(Sources.Code::file).toList();
    boolean binds =
        files.stream()
            .flatMap(f -> f.calls().stream())
            .anyMatch(c -> c.name().matches("(Should)?Bind(JSON|With|Query|Body)?|BodyParser"));
    boolean validates =
        files.stream()
            .anyMatch(f ->
                f.imports().stream()
                    .anyMatch(i ->
                        i.module().contains("go-playground/validator")
                            || i.module().contains("ozzo-validation")
                            || i.module().contains("asaskevich/govalidator")));
    boolean tags =
        binds
            && view.withExtension("go").stream()
                .filter(f -> !f.name().endsWith("_test.go"))
                .anyMatch(f -> view.text(f).filter(t -> t.contains("binding:\"")).isPresent());
    return validates || tags ? Cover.UNSEEN : route.writes() ? Cover.NO : Cover.NO_BODY;
  }
}
