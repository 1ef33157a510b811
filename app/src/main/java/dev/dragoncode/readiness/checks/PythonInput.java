package dev.dragoncode.readiness.checks;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.syntax.CodeFile;
import dev.dragoncode.project.syntax.Token;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.checks.InputValidation.Cover;
import dev.dragoncode.readiness.facts.Place;
import dev.dragoncode.readiness.facts.Question;
import dev.dragoncode.readiness.facts.Sources;
import dev.dragoncode.readiness.facts.Sources.Code;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What programs in Python do with what they are sent. */
final class PythonInput {

  /** Forms and serializers, which check what they are given. */
  private static final Question<Code, List<Place>> FORMS =
      Wiring.calls((_, call) ->
          call.name().matches("\\w*(Form|FormSet|Formset|Serializer)")
              && (follows(call, "POST") || follows(call, "data")));

  private static final Question<Code, List<Place>> FORM_VIEWS =
      Question.each(file ->
          file.file().types().stream()
              .filter(t ->
                  t.bases().stream()
                      .anyMatch(b -> b.matches("FormView|CreateView|UpdateView|(Model)?ViewSet")))
              .map(t -> new Place(file.path(), t.line())));

  /** Fields that are taken from a request as they come. */
  private static final Question<Code, List<Place>> RAW =
      Wiring.calls((_, call) ->
          call.chain().matches("(self\\.)?request\\.(POST|data)\\.(get|getlist|items|dict)")
              || (call.chain().matches("(json\\.)?loads") && follows(call, "body")));

  private PythonInput() {}

  /** Django's routes name no method: what its views read of a request decides. */
  static Optional<Verdict> django(ProjectView view) {
    if (view.get(Manifests.FACT).uses("django").isEmpty()) {
      return Optional.empty();
    }
    Sources sources = view.get(Sources.FACT);
    List<Place> raw = places(sources, RAW);
    List<Place> forms = places(sources, FORMS);
    List<Place> views = places(sources, FORM_VIEWS);
    if (!raw.isEmpty()) {
      return Optional.of(
          Verdict.fail(
              raw.size() == 1
                  ? "A field of a request is read without a form"
                  : "Fields of a request are read in " + raw.size() + " places without a form",
              Place.shown(view, raw)));
    }
    List<Place> checked = Stream.concat(forms.stream(), views.stream()).toList();
    return checked.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Verdict.pass("Requests are read through forms only", Place.shown(view, checked)));
  }

  private static List<Place> places(Sources sources, Question<Code, List<Place>> question) {
    return sources.program("Python", question).flatMap(List::stream).toList();
  }

  /** Whether a part of the request stands among the arguments. */
  private static boolean follows(CodeFile.Call call, String part) {
    List<Token> tokens = call.arguments();
    for (int i = 2; i < tokens.size(); i++) {
      if (tokens.get(i).is(part) && tokens.get(i - 1).is(".") && tokens.get(i - 2).is("request")) {
        return true;
      }
    }
    return false;
  }

  /** What a route does with its body, by what its function takes. */
  static Cover cover(ProjectView view, Optional<CodeFile> file, Routes.Route route) {
    Optional<CodeFile.Function> handler =
        file.stream()
            .flatMap(f -> f.functions().stream())
            .filter(f -> f.line() > route.line())
            .findFirst();
    boolean fastApi = file.flatMap(f -> f.importOf("fastapi")).isPresent();
    if (fastApi) {
      boolean raw =
          handler.stream()
              .flatMap(h -> h.parameters().stream())
              .anyMatch(t -> t.is("Request") || t.is("dict") || t.is("Dict"));
      boolean model =
          handler.stream()
              .flatMap(h -> h.parameters().stream())
              .filter(Token::name)
              .anyMatch(t -> model(view, t.text()));
      return model ? Cover.YES : raw ? Cover.NO : Cover.NO_BODY;
    }
    boolean schema =
        Stream.of(
                "marshmallow",
                "pydantic",
                "webargs",
                "flask_wtf",
                "wtforms",
                "cerberus",
                "jsonschema",
                "rest_framework",
                "flask_smorest",
                "apiflask")
            .anyMatch(l ->
                view.get(Sources.FACT)
                    .program("Python")
                    .anyMatch(c -> c.file().importOf(l).isPresent()));
    return schema ? Cover.UNSEEN : Cover.NO;
  }

  /** A class with fields that pydantic checks, or a type of FastAPI's own forms. */
  private static boolean model(ProjectView view, String name) {
    return name.matches("OAuth2PasswordRequestForm|UploadFile|Form|Body")
        || view.get(Sources.FACT)
            .program("Python")
            .flatMap(c -> c.file().types().stream())
            .anyMatch(t ->
                t.name().equals(name)
                    && !t.bases().isEmpty()
                    && t.bases().stream().noneMatch(b -> b.matches("Enum|Exception|object")));
  }
}
