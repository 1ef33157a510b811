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
import java.util.regex.Pattern;

/** PRO-AUTH: somebody is asked who he is before he may use the program. */
final class Authentication {

  static final Check CHECK =
      Rule.sources(
          new CheckSpec(
              "PRO-AUTH",
              Phase.PROTOTYPE,
              "Authentication or an auth stub",
              Weight.HIGH,
              Level.C,
              "What is built without accounts is rebuilt when they come: every route, every query"
                  + " and every test changes.",
              "Put a check of a token or session before the routes, a stub at first: Spring"
                  + " Security's resource server, passport or a JWT hook, FastAPI's Depends, a Go"
                  + " middleware. Add a test that expects 401."),
          Authentication::decide);

  private static final Question<JavaFile, List<Place>> CHAINS =
      Question.each(file ->
          file.source().types().stream()
              .flatMap(t -> t.methods().stream())
              .filter(
                  m -> m.returns().matches("(Default)?SecurityFilterChain|SecurityWebFilterChain"))
              .map(m -> new Place(file.path(), m.line())));
  private static final Question<JavaFile, List<Place>> DEMANDS =
      Wiring.javaCalls(c ->
          c.name()
              .matches(
                  "authenticated|hasRole|hasAuthority|hasAnyRole|hasAnyAuthority|fullyAuthenticated|denyAll"));
  private static final Question<JavaFile, List<Place>> GUARDS =
      Question.each(file ->
          file.source().types().stream()
              .filter(t ->
                  t.annotation("Authenticated", "RolesAllowed", "PreAuthorize").isPresent()
                      || t.methods().stream()
                          .anyMatch(m ->
                              m.annotation("Authenticated", "RolesAllowed", "PreAuthorize")
                                  .isPresent()))
              .map(t -> new Place(file.path(), t.line())));

  private static final Pattern NODE_GUARD =
      Pattern.compile(
          "(?i)authenticate\\w*|(require|is|ensure|check|verify)_?(auth\\w*|login|loggedIn|user|token|jwt)"
              + "|auth(Middleware|Guard|Required)?|expressjwt|jwtCheck|protect(ed)?|JwtAuthGuard|requiresAuth");
  private static final Question<Code, List<Place>> CODE = Wiring.calls(Authentication::guards);

  private Authentication() {}

  private static Verdict decide(ProjectView view) {
    Manifests manifests = view.get(Manifests.FACT);
    if (manifests.modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    Sources sources = view.get(Sources.FACT);
    List<Place> wired = new ArrayList<>(Wiring.everywhere(sources, CODE));
    List<Place> chains = Wiring.java(sources, CHAINS);
    List<Place> demands = Wiring.java(sources, DEMANDS);
    List<Place> guards = Wiring.java(sources, GUARDS);
    wired.addAll(demands);
    wired.addAll(guards);
    if (!wired.isEmpty()) {
      return Verdict.pass("Requests are asked who sends them", Place.shown(view, wired));
    }
    if (!chains.isEmpty()) {
      return Verdict.fail("The security chain lets everybody through", Place.shown(view, chains));
    }
    Optional<Dependency> secured =
        manifests.uses(d ->
            d.name().matches(".*:spring-boot-starter-(security|oauth2-(resource-server|client))"));
    if (secured.isPresent()) {
      return Verdict.pass(
          "Spring Security's own chain asks for a login on every route",
          line(view, secured.get().file(), secured.get().line()));
    }
    if (view.get(Routes.FACT).operationalOnly() && !django(view)) {
      return Wiring.noHttp(view);
    }
    Optional<Dependency> declared =
        manifests.uses(d ->
            d.name()
                .matches(
                    "passport(-.*)?|jsonwebtoken|express-jwt|@fastify/jwt|@nestjs/(passport|jwt)"
                        + "|express-openid-connect|next-auth|flask-login|fastapi-users|pyjwt|python-jose"
                        + "|.*:quarkus-(oidc|smallrye-jwt|security.*)|github\\.com/golang-jwt/.*"));
    return declared
        .map(d ->
            Verdict.fail(
                d.name() + " is declared, but no route asks it", line(view, d.file(), d.line())))
        .orElseGet(() -> Verdict.fail("Anybody may call every route"));
  }

  private static boolean django(ProjectView view) {
    return view.get(Manifests.FACT).uses("django").isPresent();
  }

  private static boolean guards(Code file, CodeFile.Call call) {
    return switch (file.platform()) {
      case "Node" ->
          (call.name()
                      .matches(
                          "use|get|post|put|patch|delete|all|route|addHook|register|UseGuards|guard")
                  && call.arguments().stream()
                      .limit(40)
                      .anyMatch(t -> t.name() && NODE_GUARD.matcher(t.text()).matches()))
              || (call.decorator() && call.name().equals("UseGuards"))
              || Procedures.guards(call)
              || call.chain()
                  .matches(
                      "(.*\\.)?passport\\.authenticate|(.*\\.)?jwtVerify|NextAuth|withAuth|clerkMiddleware|auth\\.protect");
      case "Python" ->
          (call.decorator()
                  && call.name()
                      .matches(
                          "login_required|jwt_required|auth_required|token_required|requires_auth|permission_required"))
              || (call.name().matches("Depends|Security")
                  && call.arguments().stream()
                      .anyMatch(t ->
                          t.name()
                              && t.text()
                                  .matches(
                                      "(?i).*(current_user|auth|permission|token|oauth2|bearer|api_key).*")))
              || (call.name().matches("Middleware|add_middleware")
                  && call.mentions("AuthenticationMiddleware"))
              || call.name()
                  .matches(
                      "OAuth2PasswordBearer|HTTPBearer|LoginManager|JWTManager|LoginRequiredMixin")
              || (call.name().matches("path|include")
                  && call.arguments().stream()
                      .anyMatch(t -> t.string() && t.text().startsWith("django.contrib.auth")));
      default ->
          call.name().matches("(?i)Use|With|Group|Handle(Func)?|Get|Post")
              && call.arguments().stream()
                  .limit(40)
                  .anyMatch(t ->
                      t.name()
                          && t.text()
                              .matches(
                                  "(?i)(\\w*auth(n|enticat\\w*|orization|Middleware|Required)?|jwt\\w*|\\w*(RequireUser|RequireLogin|BasicAuth|Verifier|Authenticator))"));
    };
  }
}
