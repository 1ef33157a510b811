package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Configuration;
import dev.dragoncode.project.manifest.Configuration.Located;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.syntax.CodeFile;
import dev.dragoncode.project.syntax.JavaSource;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.facts.Clusters;
import dev.dragoncode.readiness.facts.Place;
import dev.dragoncode.readiness.facts.Question;
import dev.dragoncode.readiness.facts.Sources;
import dev.dragoncode.readiness.facts.Sources.Code;
import dev.dragoncode.readiness.facts.Sources.JavaFile;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Looks for calls and Java types of a kind all over the program; what each check counts is its own.
 */
final class Wiring {

  private Wiring() {}

  /** A call of Node, Python or Go with its file. */
  interface CallRule {
    boolean accepts(Code file, CodeFile.Call call);
  }

  /** The places where the program's scripts call what a rule accepts, to be kept in a constant. */
  static Question<Code, List<Place>> calls(CallRule rule) {
    return Question.each(file ->
        file.file().calls().stream()
            .filter(call -> rule.accepts(file, call))
            .map(call -> new Place(file.path(), call.line())));
  }

  /** The places where the program's Java calls what a rule accepts, to be kept in a constant. */
  static Question<JavaFile, List<Place>> javaCalls(Predicate<JavaSource.Call> rule) {
    return Question.each(file ->
        file.source().calls().stream()
            .filter(rule)
            .map(call -> new Place(file.path(), call.line())));
  }

  /** The places of Java types that a rule accepts, to be kept in a constant. */
  static Question<JavaFile, List<Place>> javaTypes(Predicate<JavaSource.JavaType> rule) {
    return Question.each(file ->
        file.source().types().stream()
            .filter(rule)
            .map(type -> new Place(file.path(), type.line())));
  }

  /** What a question finds on Node, Python and Go. */
  static List<Place> everywhere(Sources sources, Question<Code, List<Place>> question) {
    return Stream.of("Node", "Python", "Go")
        .flatMap(platform -> sources.program(platform, question))
        .flatMap(List::stream)
        .toList();
  }

  /** What a question finds in the program's Java. */
  static List<Place> java(Sources sources, Question<JavaFile, List<Place>> question) {
    return sources.mainJava(question).flatMap(List::stream).toList();
  }

  /**
   * A setting of the program as it runs in production: no profile, or one that is not for people.
   */
  static Stream<Located> settings(ProjectView view) {
    return view.get(Configuration.FACT)
        .all()
        // Quarkus writes the profile before the key
        .filter(l -> !l.setting().key().startsWith("%") || l.setting().key().startsWith("%prod"))
        .filter(
            l -> l.profile().filter(p -> p.matches("(?i)test\\w*|dev\\w*|local|ci|it")).isEmpty());
  }

  /** Whether the project serves HTTP, as far as its routes and frameworks tell. */
  static boolean serves(ProjectView view) {
    return !ImageBuilds.deployable(view).isEmpty() || !view.get(Routes.FACT).routes().isEmpty();
  }

  /** Whether it is a library or tool: it serves nothing and is deployed nowhere. */
  static boolean tool(ProjectView view) {
    return !view.get(Manifests.FACT).modules().isEmpty()
        && !serves(view)
        && view.settings().commands().run().isEmpty()
        && view.get(Clusters.FACT).workloads().isEmpty()
        && view.get(Clusters.FACT).charts().isEmpty();
  }

  /**
   * Whether it runs somewhere: its team says how it is started, it is built to be, or a manifest
   * deploys it.
   */
  static boolean deployed(ProjectView view) {
    return view.settings().commands().run().isPresent()
        || !ImageBuilds.deployable(view).isEmpty()
        || !view.get(Clusters.FACT).workloads().isEmpty();
  }

  /** The verdict on what is asked of services only. */
  static Verdict noService() {
    return Verdict.notApplicable("The project is no service: others use it as a library or tool");
  }

  /** The verdict on what is asked of a program that answers its users over HTTP. */
  static Verdict noHttp(ProjectView view) {
    return Verdict.notApplicable(
        view.get(Routes.FACT).routes().isEmpty()
            ? "The project serves no HTTP"
            : "The program serves its own health and metrics only");
  }

  /** What a person's word makes of a check that files cannot decide. */
  static Optional<Verdict> attested(ProjectView view, String check) {
    return view.settings()
        .attested(check)
        .map(a ->
            Verdict.pass(
                "Attested by " + a.by() + " on " + a.on(),
                line(view, ProjectSettings.FILE, a.line())));
  }
}
