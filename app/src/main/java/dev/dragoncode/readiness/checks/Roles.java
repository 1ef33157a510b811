package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.ProjectView;
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

  private Roles() {}

  private static Verdict decide(ProjectView view) {
    Manifests manifests = view.get(Manifests.FACT);
    if (manifests.modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    Sources sources = view.get(Sources.FACT);
    List<Evidence> inert = new ArrayList<>();
    List<Evidence> wired = new ArrayList<>();
    boolean methodSecurity =
        methodSecurity(sources)
            || manifests.uses(d -> d.name().matches("io\\.(quarkus|micronaut).*")).isPresent();
    sources.mainJava().forEach(f -> java(view, f, methodSecurity, wired, inert));
    Stream.of("Node", "Python", "Go").flatMap(sources::program).forEach(f -> code(view, f, wired));
    if (!wired.isEmpty()) {
      return Verdict.pass(
          wired.size() == 1 ? "One place asks for a role" : wired.size() + " places ask for a role",
          wired);
    }
    if (!inert.isEmpty()) {
      return Verdict.fail(
          "Roles are written on methods, but @EnableMethodSecurity is missing", inert);
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
    return view.get(Routes.FACT).routes().isEmpty()
        ? Verdict.notApplicable("The project serves no HTTP")
        : Verdict.fail("Nothing asks for a role");
  }

  private static boolean methodSecurity(Sources sources) {
    return sources
        .mainJava()
        .flatMap(f -> f.source().types().stream())
        .anyMatch(t ->
            t.annotation(
                    "EnableMethodSecurity",
                    "EnableGlobalMethodSecurity",
                    "EnableReactiveMethodSecurity")
                .isPresent());
  }

  private static void java(
      ProjectView view,
      JavaFile file,
      boolean methodSecurity,
      List<Evidence> wired,
      List<Evidence> inert) {
    JavaSource source = file.source();
    for (JavaSource.JavaType type : source.types()) {
      List<JavaSource.Annotation> guards = new ArrayList<>();
      type.annotation("PreAuthorize", "RolesAllowed", "Secured").ifPresent(guards::add);
      type.methods()
          .forEach(
              m -> m.annotation("PreAuthorize", "RolesAllowed", "Secured").ifPresent(guards::add));
      for (JavaSource.Annotation each : guards) {
        if (openToAll(each)) {
          continue;
        }
        (methodSecurity ? wired : inert).add(line(view, file.path(), each.line()));
      }
    }
    boolean security = source.imports("org.springframework.security");
    for (JavaSource.Call call : source.calls()) {
      boolean rule =
          security && call.name().matches("hasRole|hasAnyRole|hasAuthority|hasAnyAuthority");
      if (rule) {
        wired.add(line(view, file.path(), call.line()));
      }
    }
  }

  private static boolean openToAll(JavaSource.Annotation guard) {
    String value = guard.values().getOrDefault("value", "");
    return value.contains("permitAll") || value.equals("\"isAuthenticated()\"");
  }

  private static void code(ProjectView view, Sources.Code file, List<Evidence> wired) {
    for (CodeFile.Call call : file.file().calls()) {
      boolean guard =
          switch (file.platform()) {
            case "Node" ->
                (call.decorator() && call.name().matches("Roles|RequireRoles|Permissions"))
                    || (call.name().matches("use|get|post|put|patch|delete|all")
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
        wired.add(line(view, file.path(), call.line()));
      }
    }
  }
}
