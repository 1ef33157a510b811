package dev.dragoncode.fix;

import dev.dragoncode.change.Draft;
import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.scaffold.Template;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The guard that asks for a role behind the authentication of a program on Express or Fastify. */
record RoleGuard(Draft draft, NodeApp app) {

  private static final String OTHERWISE =
      "No user is put on the request in plain sight: begin with PRO-AUTH, and mount what"
          + " authenticates (@fastify/jwt, express-jwt, passport) where the application is made.";

  void mount() {
    boolean fastify = app.framework() == NodeApp.Framework.FASTIFY;
    Optional<Pattern> behind = fastify ? Optional.empty() : authentication();
    if (fastify ? !verifies() : behind.isEmpty()) {
      draft.decline(OTHERWISE);
      return;
    }
    Optional<String> role = name("role", "Which role may change something?", "editor");
    Optional<String> claim =
        name("claim", "Which property of the user, or claim of its token, has the roles?", "roles");
    if (role.isEmpty() || claim.isEmpty()) {
      return;
    }
    draft.generate(
        app.folder() + "security/roles.ts",
        new Template()
            .one("elsewhere/node/roles.ts.ftl", Map.of("fastify", fastify, "claim", claim.get())));
    String library = "./security/roles" + app.ending(draft);
    String guard = "requireRoleToWrite('" + role.get() + "')";
    String imported = "{ requireRoleToWrite }";
    if (fastify) {
      app.mount(draft, imported, library, app.variable() + ".addHook('onRoute', " + guard + ")");
    } else {
      app.mountBehind(
          draft, behind.orElseThrow(), imported, library, app.variable() + ".use(" + guard + ")");
    }
    draft.advise(
        "Whoever writes today needs "
            + role.get()
            + " from now on: give it to them before this is deployed, and write a test that expects"
            + " 403.");
    draft.advise("Routes that ask nobody for a name stay open to everybody.");
  }

  private Optional<String> name(String key, String question, String example) {
    Optional<String> answer = draft.ask(key, question, example);
    if (answer.isPresent() && !answer.get().matches("[A-Za-z][\\w.:/-]*")) {
      draft.decline("Roles and claims are named by letters, digits and the signs ._:/- only.");
      return Optional.empty();
    }
    return answer;
  }

  /** Whether @fastify/jwt is asked who sends a request. */
  private boolean verifies() {
    return app.module().dependency("@fastify/jwt").isPresent()
        && draft.view().withExtension("ts").stream()
            .filter(f -> f.path().startsWith(app.module().path("")))
            .map(IndexedFile::path)
            .anyMatch(path -> draft.text(path).orElse("").contains(".jwtVerify("));
  }

  /** The statement that puts a user on every request, up to its bracket; empty without one. */
  private Optional<Pattern> authentication() {
    Pattern statement =
        Pattern.compile(
            "(?m)^"
                + app.variable()
                + "\\.use\\((?=\\s*(?:['\"`][^'\"`]*['\"`]\\s*,\\s*)?(?:express[jJ]wt|jwt"
                + "|passport\\.(?:authenticate|session))\\s*\\()");
    boolean library = app.module().dependency("express-jwt", "passport").isPresent();
    // what stands in the bracket is only looked at, so that the match ends with it
    return Optional.of(statement)
        .filter(_ -> library)
        .filter(p -> p.matcher(draft.text(app.path()).orElse("")).find());
  }
}
