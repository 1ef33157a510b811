package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Dependency;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.syntax.CodeFile;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
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

/** SEC-AUDIT: who changed what is kept where the one who did cannot erase it. */
final class AuditTrail {

  static final Check CHECK =
      Rule.sources(
          new CheckSpec(
              "SEC-AUDIT",
              Phase.SECURE,
              "Audit log of who did what",
              Weight.HIGH,
              Level.B,
              "After an incident the question is who did what, when. An access log does not say"
                  + " what changed, and memory does not survive a restart.",
              "Write an audit row with actor, action, object and time in the same transaction as the"
                  + " change: Envers, an AuditEventRepository on the database, django-auditlog, or a"
                  + " table of your own that the program may only append to."),
          AuditTrail::decide);

  private static final Question<JavaFile, List<Place>> IN_MEMORY =
      Wiring.javaCalls(c -> c.name().equals("new InMemoryAuditEventRepository"));
  private static final Question<JavaFile, List<Place>> JAVA =
      Wiring.javaTypes(t ->
          t.supertypes().stream().anyMatch(s -> s.matches("(.*\\.)?AuditEventRepository"))
              || t.annotation("Audited").isPresent()
              || (t.name().matches("Audit(Log|Event|Entry|Record|Trail)(Entity)?")
                  && t.annotation("Entity", "Table", "Document").isPresent()));
  private static final Question<JavaFile, List<Place>> STAMPS =
      Question.each(file ->
          file.source().types().stream()
              .flatMap(t -> t.fields().stream())
              .filter(f ->
                  f.annotations().stream()
                      .anyMatch(a -> a.name().matches("CreatedBy|LastModifiedBy")))
              .map(f -> new Place(file.path(), f.line())));
  private static final Question<Code, List<Place>> CODE = Wiring.calls(AuditTrail::writes);
  private static final Question<Code, List<Place>> MODELS =
      Question.each(file ->
          file.file().types().stream()
              .filter(t ->
                  t.name().matches("Audit(Log|Event|Entry|Record|Trail)s?") && !t.bases().isEmpty())
              .map(t -> new Place(file.path(), t.line())));

  private AuditTrail() {}

  private static Verdict decide(ProjectView view) {
    Manifests manifests = view.get(Manifests.FACT);
    if (manifests.modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    Sources sources = view.get(Sources.FACT);
    List<Place> good = new ArrayList<>(Wiring.java(sources, JAVA));
    good.addAll(Wiring.everywhere(sources, CODE));
    sources.program("Python", MODELS).forEach(good::addAll);
    sources.program("Node", MODELS).forEach(good::addAll);
    if (!good.isEmpty()) {
      return Verdict.pass("What is done is written down with who did it", Place.shown(view, good));
    }
    Optional<Dependency> library =
        manifests.uses(d ->
            d.name()
                .matches(
                    "django-auditlog|django-simple-history|django-easy-audit|sqlalchemy-continuum|.*:hibernate-envers|org\\.javers:.*"));
    if (library.isPresent() && library.get().name().startsWith("django")) {
      return Verdict.pass(
          library.get().name() + " keeps who changed what",
          line(view, library.get().file(), library.get().line()));
    }
    List<Place> memory = Wiring.java(sources, IN_MEMORY);
    if (!memory.isEmpty()) {
      return Verdict.fail(
          "Audit events are kept in memory and die with the process", Place.shown(view, memory));
    }
    if (library.isPresent()) {
      return Verdict.fail(
          library.get().name() + " is declared, but nothing is marked to be audited",
          line(view, library.get().file(), library.get().line()));
    }
    List<Place> stamps = Wiring.java(sources, STAMPS);
    if (!stamps.isEmpty()) {
      return Verdict.fail(
          "Rows know who changed them last, but not what was changed before",
          Place.shown(view, stamps));
    }
    boolean writes =
        view.get(Routes.FACT).routes().stream()
            .anyMatch(r -> r.writes() || r.method().equals("DELETE"));
    if (!writes && manifests.uses("django").isEmpty()) {
      return Verdict.notApplicable("No route changes anything");
    }
    return Verdict.fail("Who changed what is kept nowhere");
  }

  private static boolean writes(Code file, CodeFile.Call call) {
    return switch (file.platform()) {
      case "Node" ->
          call.chain()
                  .matches(
                      "(?i)(.*\\.)?(audit(Log|Trail|Event|Service|Logger|Repository)?s?)\\.(create|insert|log|record|write|append|save|add)")
              || (call.name().matches("model|define|pgTable")
                  && call.firstString()
                      .filter(s -> s.matches("(?i)audit[_-]?(log|event|trail|entr)\\w*"))
                      .isPresent());
      case "Python" ->
          call.chain()
              .matches(
                  "(?i)(.*\\.)?auditlog\\.register|AuditLog(\\.objects\\.create)?|(.*\\.)?audit(_log|_service|_trail)?\\.(record|write|log_event|append)|HistoricalRecords");
      default ->
          call.chain()
              .matches(
                  "(?i)(.*\\.)?audit(log|logger|trail|store)?\\.(record|write|append|log|insert)\\w*");
    };
  }
}
