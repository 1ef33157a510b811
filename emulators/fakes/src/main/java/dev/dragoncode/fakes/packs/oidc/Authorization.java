package dev.dragoncode.fakes.packs.oidc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page where somebody logs in, and the way back with a code. */
final class Authorization {

  private static final Pattern COOKIE = Pattern.compile("(?:^|;\\s*)dragoncode_oidc=([\\w]+)");

  /** What is carried from the request through the page. */
  private static final List<String> CARRIED =
      List.of(
          "client_id",
          "redirect_uri",
          "response_type",
          "response_mode",
          "scope",
          "state",
          "nonce",
          "code_challenge",
          "code_challenge_method",
          "max_age");

  private Authorization() {}

  static void setUp(Setup setup) {
    setup.operation("authorize", Authorization::authorize);
    setup.operation("authorize.post", Authorization::authorize);
    setup.operation("login", Authorization::login);
    setup.operation("logout", Authorization::logout);
    setup.operation("logout.post", Authorization::logout);
  }

  private static Reply authorize(Call call) {
    Optional<Reply> wrong = wrong(call);
    if (wrong.isPresent()) {
      return wrong.get();
    }
    Optional<ObjectNode> session = session(call);
    String prompt = call.text("prompt").orElse("");
    boolean fresh =
        call.text("max_age")
            .map(age ->
                session
                    .map(s ->
                        s.path("at").asLong() + Long.parseLong(age) >= call.now().getEpochSecond())
                    .orElse(false))
            .orElse(true);
    boolean known = session.isPresent() && fresh && !prompt.contains("login");
    if (prompt.equals("none")) {
      return known
          ? back(call, code(call, session.get()))
          : back(call, Map.of("error", "login_required"));
    }
    return known ? back(call, code(call, session.get())) : page(call, "");
  }

  /**
   * What is wrong with a request. Where the client or its address is in doubt, nobody is sent
   * anywhere (RFC 6749, 4.1.2.1).
   */
  private static Optional<Reply> wrong(Call call) {
    Optional<ObjectNode> client = call.text("client_id").flatMap(id -> call.find("client", id));
    if (client.isEmpty()) {
      return Optional.of(refusal("No client has this client_id."));
    }
    String redirect = call.text("redirect_uri").orElse("");
    if (!Clients.registered(client.get(), "redirect_uris", redirect)) {
      return Optional.of(refusal("The redirect_uri is not one that the client has registered."));
    }
    if (!call.text("response_type").orElse("").equals("code")) {
      return Optional.of(back(call, error("unsupported_response_type", "Only code is.")));
    }
    List<String> scopes;
    try {
      scopes = Clients.scopes(client.get(), call.text("scope").orElse(""));
    } catch (Refusal refused) {
      return Optional.of(
          back(call, error("invalid_scope", refused.values().path("message").asText())));
    }
    if (!scopes.contains("openid")) {
      return Optional.of(back(call, error("invalid_scope", "The scope openid is missing.")));
    }
    boolean open =
        client.get().path("token_endpoint_auth_method").asText().equals("none")
            || client.get().path("client_secret").isNull();
    Optional<String> challenge = call.text("code_challenge");
    if (challenge.isEmpty() && open) {
      return Optional.of(
          back(call, error("invalid_request", "A client without a secret needs PKCE.")));
    }
    if (challenge.isPresent()
        && !call.text("code_challenge_method").orElse("plain").equals("S256")) {
      return Optional.of(
          back(call, error("invalid_request", "The code_challenge_method is S256.")));
    }
    if (call.text("max_age").filter(age -> !age.matches("\\d{1,9}")).isPresent()) {
      return Optional.of(back(call, error("invalid_request", "max_age is in seconds.")));
    }
    return Optional.empty();
  }

  private static Map<String, String> error(String code, String message) {
    Map<String, String> error = new LinkedHashMap<>();
    error.put("error", code);
    error.put("error_description", message);
    return error;
  }

  private static Reply refusal(String message) {
    return Reply.text(
        400,
        "text/html",
        "<!doctype html><meta charset=\"utf-8\"><title>Not possible</title>"
            + "<body style=\"font:15px system-ui;max-width:28rem;margin:4rem auto\">"
            + "<h1>This login is not possible</h1><p>"
            + Html.text(message)
            + "</p></body>");
  }

  private static Optional<ObjectNode> session(Call call) {
    Matcher cookie = COOKIE.matcher(call.request().header("cookie").orElse(""));
    return cookie.find() ? call.find("session", cookie.group(1)) : Optional.empty();
  }

  private static Reply page(Call call, String complaint) {
    StringBuilder hidden = new StringBuilder();
    for (String name : CARRIED) {
      call.text(name)
          .ifPresent(value ->
              hidden.append(
                  "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                      .formatted(name, Html.text(value))));
    }
    String client =
        call.find("client", call.text("client_id").orElse(""))
            .map(c -> c.path("client_name").asText(c.path("client_id").asText()))
            .orElse("");
    return Reply.text(
        complaint.isEmpty() ? 200 : 401,
        "text/html",
        """
        <!doctype html><meta charset="utf-8"><title>Log in</title>
        <body style="font:15px system-ui;max-width:24rem;margin:4rem auto">
        <h1>Log in to %s</h1><p style="color:#b3232d">%s</p>
        <form method="post" action="/login">%s
        <p><label>Name <input name="username" value="%s" autofocus></label></p>
        <p><label>Password <input name="password" type="password"></label></p>
        <button>Log in</button></form></body>
        """
            .formatted(
                Html.text(client),
                Html.text(complaint),
                hidden,
                Html.text(call.text("login_hint").orElse(""))));
  }

  private static Reply login(Call call) {
    Optional<Reply> wrong = wrong(call);
    if (wrong.isPresent()) {
      return wrong.get();
    }
    Optional<ObjectNode> user =
        call.text("username")
            .flatMap(name -> call.find("user", name))
            .filter(u -> u.path("password").asText().equals(call.text("password").orElse("")));
    if (user.isEmpty()) {
      return page(call, "The name or the password is wrong.");
    }
    ObjectNode session =
        call.create("session", call.object().put("sub", user.get().path("sub").asText()));
    return back(call, code(call, session))
        .withHeader(
            "set-cookie",
            "dragoncode_oidc=%s; Path=/; HttpOnly; SameSite=Lax"
                .formatted(session.path("id").asText()));
  }

  private static Map<String, String> code(Call call, ObjectNode session) {
    ObjectNode values = call.object();
    for (String name : List.of("client_id", "redirect_uri", "scope", "nonce", "code_challenge")) {
      call.text(name).ifPresent(value -> values.put(name, value));
    }
    values.put("sub", session.path("sub").asText());
    values.put("auth_time", session.path("at").asLong());
    values.put("sid", session.path("id").asText());
    values.put("until", call.now().getEpochSecond() + call.value("code_lives").asLong());
    return Map.of("code", call.create("code", values).path("id").asText());
  }

  /** Sends somebody back to the client, by its address or by a form. */
  private static Reply back(Call call, Map<String, String> answer) {
    Map<String, String> all = new LinkedHashMap<>(answer);
    call.text("state").ifPresent(state -> all.put("state", state));
    all.put("iss", call.url());
    String redirect = call.text("redirect_uri").orElse("");
    if (call.text("response_mode").orElse("query").equals("form_post")) {
      StringBuilder fields = new StringBuilder();
      all.forEach((name, value) ->
          fields.append(
              "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                  .formatted(name, Html.text(value))));
      return Reply.text(
          200,
          "text/html",
          "<!doctype html><body onload=\"document.forms[0].submit()\"><form method=\"post\""
              + " action=\"%s\">%s<noscript><button>Go on</button></noscript></form></body>"
                  .formatted(Html.text(redirect), fields));
    }
    StringBuilder address = new StringBuilder(redirect);
    all.forEach((name, value) ->
        address
            .append(address.indexOf("?") < 0 ? '?' : '&')
            .append(name)
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return new Reply.Content(303, Map.of("location", address.toString()), new byte[0]);
  }

  /** OpenID Connect RP-Initiated Logout 1.0. */
  private static Reply logout(Call call) {
    session(call).ifPresent(session -> call.remove("session", session.path("id").asText()));
    Optional<String> client =
        call.text("id_token_hint")
            .flatMap(token -> Keys.verified(call, token))
            .map(claims -> claims.getAudience().getFirst())
            .or(() -> call.text("client_id"));
    Optional<String> target = call.text("post_logout_redirect_uri");
    if (target.isEmpty()) {
      return Reply.text(
          200, "text/html", "<!doctype html><meta charset=\"utf-8\"><h1>You are logged out</h1>");
    }
    boolean known =
        client
            .flatMap(id -> call.find("client", id))
            .map(c -> Clients.registered(c, "post_logout_redirect_uris", target.get()))
            .orElse(false);
    if (!known) {
      return refusal("The post_logout_redirect_uri is not one that the client has registered.");
    }
    String state =
        call.text("state")
            .map(s ->
                (target.get().contains("?") ? "&" : "?")
                    + "state="
                    + URLEncoder.encode(s, StandardCharsets.UTF_8))
            .orElse("");
    return new Reply.Content(303, Map.of("location", target.get() + state), new byte[0]);
  }
}
