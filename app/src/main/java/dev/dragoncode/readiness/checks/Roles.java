package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Dependency;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.syntax.CodeFile;
import dev.dragoncode.project.syntax.JavaSource;
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
import java.util.Optional;
import java.util.stream.Stream;

/** SEC-RBAC: roles are not only defined, something is refused without them. */
final class Roles {

  static final Check CHECK =
      Rule.sources(
          new CheckSpec(
              "SEC-RBAC",
              Phase.SECURE,
              "Roles enforced",
              Weight.HIGH,
              Level.B,
              "Being logged in is not being allowed. Without roles every account can do whatever"
                  + " the most powerful one can.",
              "Guard each route that changes something with a role: authorizeHttpRequests with"
                  + " hasRole, @PreAuthorize with @EnableMethodSecurity, a role middleware, or a"
                  + " casbin or OPA policy. Add a test that expects 403."),
          Roles::decide);

  private static final Question<JavaFile, List<JavaSource.JavaType>> METHOD_SECURITY =
      Question.each(Roles::methodSecurity);
  private static final Question<JavaFile, List<Place>> ON_METHODS = Question.each(Roles::onMethods);
  private static final Question<JavaFile, List<Place>> IN_RULES = Question.each(Roles::inRules);
  private static final Question<Sources.Code, List<Place>> CODE = Question.each(Roles::code);

  private Roles() {}

  private static Verdict decide(ProjectView view) {
    Manifests manifests = view.get(Manifests.FACT);
    if (manifests.modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    Sources sources = view.get(Sources.FACT);
    boolean methodSecurity =
        sources.mainJava(METHOD_SECURITY).anyMatch(found -> !found.isEmpty())
            || manifests.uses(d -> d.name().matches("io\\.(quarkus|micronaut).*")).isPresent();
    List<Place> onMethods = sources.mainJava(ON_METHODS).flatMap(List::stream).toList();
    List<Place> wired = new ArrayList<>(methodSecurity ? onMethods : List.of());
    sources.mainJava(IN_RULES).forEach(wired::addAll);
    Stream.of("Node", "Python", "Go")
        .flatMap(platform -> sources.program(platform, CODE))
        .forEach(wired::addAll);
    if (!wired.isEmpty()) {
      return Verdict.pass(
          wired.size() == 1 ? "One place asks for a role" : wired.size() + " places ask for a role",
          Place.shown(view, wired));
    }
    if (!onMethods.isEmpty()) {
      return Verdict.fail(
          "Roles are written on methods, but @EnableMethodSecurity is missing",
          Place.shown(view, onMethods));
    }
    Optional<Dependency> security =
        manifests.uses(d ->
            d.name()
                .matches(
                    ".*:spring-boot-starter-security|passport|jsonwebtoken"
                        + "|flask-login|casbin|accesscontrol|.*:quarkus-(oidc|security.*)"));
    if (security.isPresent()) {
      return Verdict.fail(
          "Accounts are known, but nothing asks for a role",
          line(view, security.get().file(), security.get().line()));
    }
    return view.get(Routes.FACT).operationalOnly()
        ? Wiring.noHttp(view)
        : Verdict.fail("Nothing asks for a role");
  }

  private static Stream<JavaSource.JavaType> methodSecurity(JavaFile file) {
    return file.source().types().stream()
        .filter(t ->
            t.annotation(
                    "EnableMethodSecurity",
                    "EnableGlobalMethodSecurity",
                    "EnableReactiveMethodSecurity")
                .isPresent());
  }

  private static Stream<Place> onMethods(JavaFile file) {
    List<JavaSource.Annotation> guards = new ArrayList<>();
    for (JavaSource.JavaType type : file.source().types()) {
      type.annotation("PreAuthorize", "RolesAllowed", "Secured").ifPresent(guards::add);
      type.methods()
          .forEach(
              m -> m.annotation("PreAuthorize", "RolesAllowed", "Secured").ifPresent(guards::add));
    }
    return guards.stream()
        .filter(each -> !openToAll(each))
        .map(each -> new Place(file.path(), each.line()));
  }

  private static Stream<Place> inRules(JavaFile file) {
    List<Place> own =
        file.source().types().stream()
            .flatMap(t -> t.methods().stream())
            .flatMap(m -> m.annotation("RoleRequired", "RequiresRole", "RequireRole").stream())
            .map(a -> new Place(file.path(), a.line()))
            .toList();
    if (!own.isEmpty()) {
      return own.stream();
    }
    return file.source().imports("org.springframework.security")
        ? file.source().calls().stream()
            .filter(c -> c.name().matches("hasRole|hasAnyRole|hasAuthority|hasAnyAuthority"))
            .map(c -> new Place(file.path(), c.line()))
        : Stream.empty();
  }

  private static boolean openToAll(JavaSource.Annotation guard) {
    String value = guard.values().getOrDefault("value", "");
    return value.contains("permitAll") || value.equals("\"isAuthenticated()\"");
  }

  private static Stream<Place> code(Sources.Code file) {
    List<Place> wired = new ArrayList<>();
    for (CodeFile.Call call : file.file().calls()) {
      boolean guard =
          switch (file.platform()) {
            case "Node" ->
                (call.decorator() && call.name().matches("Roles|RequireRoles|Permissions"))
                    || (call.name().matches("use|get|post|put|patch|delete|all|addHook")
                        && call.arguments().stream()
                            .anyMatch(t ->
                                t.name()
                                    && t.text()
                                        .matches(
                                            "(?i)(require|has|check|allow|is|authorize)_?"
                                                + "(any)?(roles?|admin|permissions?|scopes?)"
                                                + "|requireRole\\w*|authorize(Roles)?|restrictTo"
                                                + "|permit")));
            case "Python" ->
                (call.decorator()
                        && call.name()
                            .matches(
                                "permission_required|roles_required|roles_accepted|role_required"
                                    + "|user_passes_test|admin_required|requires_role"
                                    + "|permission_classes"))
                    || (call.name().matches("Depends|Security")
                        && call.arguments().stream()
                            .anyMatch(t ->
                                t.name()
                                    && t.text().matches("(?i).*(role|superuser|admin|scope).*")));
            default ->
                call.name().matches("(?i)(require|has|check)(role|permission|scope)s?")
                    || call.chain().matches(".*\\.Enforce");
          };
      if (guard) {
        wired.add(new Place(file.path(), call.line()));
      }
    }
    return wired.stream();
  }
}
