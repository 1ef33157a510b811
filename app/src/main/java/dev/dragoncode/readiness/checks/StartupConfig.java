package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Configuration;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.syntax.CodeFile;
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
import java.util.stream.Stream;

/** PRE-CONFIG: settings come from outside and are looked at before the first request. */
final class StartupConfig {

  static final Check CHECK =
      Rule.sources(
          new CheckSpec(
              "PRE-CONFIG",
              Phase.HARDEN,
              "Config from environment, checked at start-up",
              Weight.HIGH,
              Level.C,
              "A setting that is missing should stop the start with its name, not the first"
                  + " customer with a stack trace.",
              "Spring: @ConfigurationProperties with @Validated. Node: zod, envalid or joi on"
                  + " process.env. Python: pydantic-settings. Go: envconfig or caarlos0/env with"
                  + " required."),
          StartupConfig::decide);

  private static final Question<JavaFile, List<Place>> TYPED =
      Wiring.javaTypes(t -> t.annotation("ConfigurationProperties", "ConfigMapping").isPresent());
  private static final Question<JavaFile, List<Place>> CHECKED =
      Wiring.javaTypes(t ->
          t.annotation("ConfigMapping").isPresent()
              || (t.annotation("ConfigurationProperties").isPresent()
                  && t.annotation("Validated").isPresent()));
  private static final Question<JavaFile, List<Place>> QUARKUS =
      Question.each(file ->
          file.source().types().stream()
              .flatMap(t -> t.fields().stream())
              .filter(
                  f -> f.annotations().stream().anyMatch(a -> a.name().equals("ConfigProperty")))
              .map(f -> new Place(file.path(), f.line())));
  private static final Question<Code, List<Place>> SCHEMA = Wiring.calls(StartupConfig::checks);
  private static final Question<Code, List<Place>> PYTHON =
      Question.each(file ->
          file.file().types().stream()
              .filter(t -> t.bases().stream().anyMatch(b -> b.endsWith("BaseSettings")))
              .map(t -> new Place(file.path(), t.line())));

  private StartupConfig() {}

  private static Verdict decide(ProjectView view) {
    Manifests manifests = view.get(Manifests.FACT);
    if (manifests.modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    Sources sources = view.get(Sources.FACT);
    List<Place> good = new ArrayList<>(Wiring.java(sources, CHECKED));
    good.addAll(Wiring.java(sources, QUARKUS));
    good.addAll(Wiring.everywhere(sources, SCHEMA));
    sources.program("Python", PYTHON).forEach(good::addAll);
    if (Wiring.tool(view)) {
      return Wiring.noService();
    }
    if (!good.isEmpty()) {
      return Verdict.pass("Settings are read and checked at the start", Place.shown(view, good));
    }
    // Spring fails the start where a placeholder without a default has no value
    List<Evidence> required =
        Wiring.settings(view)
            .filter(l -> l.value().matches("(?s).*\\$\\{[A-Z][A-Z0-9_]*}.*"))
            .map(l -> line(view, l.file(), l.line()))
            .toList();
    if (!required.isEmpty()) {
      return Verdict.pass("A setting that is missing stops the start", required);
    }
    List<Place> typed = Wiring.java(sources, TYPED);
    if (!typed.isEmpty()) {
      return Verdict.fail(
          "Settings are typed, but nothing checks them: @Validated is missing",
          Place.shown(view, typed));
    }
    List<Place> byHand = EnvironmentReads.demands(view);
    if (!byHand.isEmpty()) {
      return Verdict.pass(
          "The program stops where a setting is missing or wrong", Place.shown(view, byHand));
    }
    if (!Wiring.serves(view)) {
      return Verdict.notApplicable("The project is no service: others use it as a library or tool");
    }
    return readsNothing(view)
        ? Verdict.notApplicable("The program reads no settings")
        : Verdict.fail("Nothing checks the settings at the start");
  }

  /** Whether a program of Node, Python or Go asks its environment for nothing and keeps nothing. */
  static boolean readsNothing(ProjectView view) {
    return view.get(Manifests.FACT).on("Java").isEmpty()
        && Unread.program(view).isEmpty()
        && view.get(Configuration.FACT).all().findAny().isEmpty()
        && EnvironmentReads.in(view).findAny().isEmpty()
        && Stream.of("Node", "Python", "Go")
            .flatMap(platform -> view.get(Sources.FACT).program(platform))
            .allMatch(code -> code.file().secretLiterals().isEmpty())
        && !Stores.kept(view);
  }

  private static boolean checks(Code file, CodeFile.Call call) {
    return switch (file.platform()) {
      case "Node" ->
          call.name().matches("cleanEnv|createEnv|envsafe")
              || (call.name().matches("parse|safeParse|validate|validateSync|attempt|assert")
                  && call.arguments().stream().anyMatch(t -> t.name() && t.text().equals("env")))
              || (call.chain().endsWith("ConfigModule.forRoot")
                  && (call.mentions("validationSchema") || call.mentions("validate")))
              || (call.name().equals("register")
                  && file.file().importOf("@fastify/env").isPresent());
      case "Python" ->
          call.chain().matches("(envparse|environ)\\.Env")
              || call.name().equals("load_config_or_exit");
      default ->
          call.chain()
              .matches(
                  "envconfig\\.(Process|MustProcess)|env\\.(Parse|ParseAs|Must)|cleanenv\\.Read(Env|Config)|viper\\.AutomaticEnv|viper\\.Unmarshal");
    };
  }
}
