package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Credential;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Scene;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who calls. A token that begins with a user's login, such as {@code ghp_alice_1}, is that user's;
 * all others are the main user's.
 *
 * @param login of the user, or of the app's bot; empty for nobody and for the app itself
 * @param installation whose token it is; empty for users
 */
record Caller(Kind kind, String login, Optional<ObjectNode> installation) {

  private static final Pattern USER =
      Pattern.compile("(?:ghp_|gho_|ghu_|github_pat_)([a-zA-Z0-9-]*?)(?:_.*)?");

  enum Kind {
    NOBODY,
    USER,
    INSTALLATION,
    APP
  }

  static Caller of(Call call) {
    Credential credential = call.credential();
    String token = credential.secret();
    if (credential.scheme() == Credential.Scheme.NONE) {
      return new Caller(Kind.NOBODY, "", Optional.empty());
    }
    if (token.startsWith("eyJ")) {
      return new Caller(Kind.APP, "", Optional.empty());
    }
    if (token.startsWith("ghs_")) {
      ObjectNode installation =
          Installations.ofToken(call, token).orElseThrow(() -> Refusal.of("unauthorized"));
      String bot = call.value("app").path("slug").asText() + "[bot]";
      return new Caller(Kind.INSTALLATION, bot, Optional.of(installation));
    }
    return new Caller(Kind.USER, user(call, token), Optional.empty());
  }

  private static String user(Scene scene, String token) {
    Matcher matcher = USER.matcher(token);
    return (matcher.matches() ? Optional.of(matcher.group(1)) : Optional.<String>empty())
        .flatMap(login -> scene.find("account", login.toLowerCase(Locale.ROOT)))
        .filter(account -> account.path("type").asText().equals("User"))
        .map(account -> account.path("login").asText())
        .orElse(scene.value("login").asText());
  }

  /** The login of somebody who has shown who it is. */
  static String login(Call call) {
    Caller caller = of(call);
    return switch (caller.kind()) {
      case NOBODY -> throw Errors.unauthenticated();
      case APP -> throw Errors.forbidden("Resource not accessible by integration");
      case USER, INSTALLATION -> caller.login();
    };
  }

  /** The login of a user; apps have none. */
  static String userLogin(Call call) {
    if (of(call).kind() == Kind.INSTALLATION) {
      throw Errors.forbidden("Resource not accessible by integration");
    }
    return login(call);
  }

  /** Refuses tokens that are not GitHub's, writing by nobody, and app keys that do not hold. */
  static void admit(Call call) {
    Caller caller = of(call);
    boolean reading = call.request().method().matches("GET|HEAD");
    if (caller.kind() == Kind.NOBODY && !reading && !call.operation().open()) {
      throw Errors.unauthenticated();
    }
    boolean ofApp = call.operation().id().startsWith("app.");
    if (ofApp && caller.kind() != Kind.APP) {
      throw Refusal.of("bad_jwt").with("message", "A JSON web token could not be decoded");
    }
    if (caller.kind() == Kind.APP) {
      AppKeys.check(call);
      if (!ofApp) {
        throw Errors.forbidden("Resource not accessible by integration");
      }
    }
  }
}
