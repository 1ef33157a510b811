package dev.dragoncode.fakes.packs.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What tokens are good for: the user's claims, a look into them (RFC 7662), their end (RFC 7009).
 */
final class TokenUse {

  /** OpenID Connect Core, 5.4. */
  private static final Map<String, List<String>> CLAIMS =
      Map.of(
          "profile",
          List.of(
              "name",
              "family_name",
              "given_name",
              "middle_name",
              "nickname",
              "preferred_username",
              "profile",
              "picture",
              "website",
              "gender",
              "birthdate",
              "zoneinfo",
              "locale",
              "updated_at"),
          "email",
          List.of("email", "email_verified"),
          "address",
          List.of("address"),
          "phone",
          List.of("phone_number", "phone_number_verified"));

  /** All claims that a scope has to ask for. */
  static final List<String> STANDARD =
      Stream.of("profile", "email", "address", "phone")
          .flatMap(scope -> CLAIMS.getOrDefault(scope, List.of()).stream())
          .toList();

  private TokenUse() {}

  static void setUp(Setup setup) {
    setup.operation("userinfo", TokenUse::userinfo);
    setup.operation("userinfo.post", TokenUse::userinfo);
    setup.operation("introspect", TokenUse::introspect);
    setup.operation("revoke", TokenUse::revoke);
  }

  static Optional<String> bearer(Call call) {
    return call.request()
        .header("authorization")
        .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
        .map(value -> value.substring(7).strip())
        .or(() ->
            call.request().method().equals("POST") ? call.text("access_token") : Optional.empty());
  }

  /** The claims of a user that scopes allow; those that no scope is for always come along. */
  static ObjectNode claims(Call call, String sub, String scope) {
    ObjectNode claims = call.object();
    JsonNode all = of(call, sub);
    for (Map.Entry<String, JsonNode> claim : all.properties()) {
      if (!STANDARD.contains(claim.getKey())) {
        claims.set(claim.getKey(), claim.getValue());
      }
    }
    for (String one : scope.split(" ", -1)) {
      for (String name : CLAIMS.getOrDefault(one, List.of())) {
        if (all.has(name)) {
          claims.set(name, all.get(name));
        }
      }
    }
    return claims;
  }

  /** All that is known of a user; empty for a client that acts for itself. */
  static JsonNode of(Call call, String sub) {
    return call.find("user", sub).map(user -> user.path("claims")).orElse(call.object());
  }

  private static Optional<JWTClaimsSet> good(Call call, String token) {
    return Keys.verified(call, token)
        .filter(claims -> claims.getClaim("client_id") != null)
        .filter(claims -> claims.getExpirationTime().toInstant().isAfter(call.now()))
        .filter(claims -> Tokens.good(call, text(claims, "family")))
        .filter(claims -> call.world().table("~revoked").find(claims.getJWTID()).isEmpty());
  }

  private static String text(JWTClaimsSet claims, String name) {
    return String.valueOf(claims.getClaim(name));
  }

  private static Reply userinfo(Call call) {
    String token = bearer(call).orElseThrow(() -> Refusal.of("no_token"));
    JWTClaimsSet claims =
        good(call, token)
            .orElseThrow(() ->
                Refusal.of("invalid_token")
                    .with("message", "The token is expired, revoked or none of this provider's."));
    String scope = text(claims, "scope");
    if (!List.of(scope.split(" ", -1)).contains("openid")) {
      throw Refusal.of("insufficient_scope");
    }
    ObjectNode answer = call.object().put("sub", claims.getSubject());
    answer.setAll(claims(call, claims.getSubject(), scope));
    return Reply.json(200, answer);
  }

  private static Reply introspect(Call call) {
    ObjectNode client = Clients.proven(call);
    String token = call.text("token").orElse("");
    Optional<JWTClaimsSet> claims = good(call, token);
    ObjectNode answer = call.object();
    if (claims.isPresent()) {
      JWTClaimsSet known = claims.get();
      answer.put("active", true).put("scope", text(known, "scope"));
      answer.put("client_id", text(known, "client_id")).put("sub", known.getSubject());
      answer.put("iss", call.url()).put("token_type", "Bearer");
      answer.put("exp", known.getExpirationTime().toInstant().getEpochSecond());
      answer.put("iat", known.getIssueTime().toInstant().getEpochSecond());
      return Reply.json(200, answer);
    }
    Optional<ObjectNode> refresh =
        call.find("grant", token)
            .filter(g -> g.path("client_id").equals(client.path("client_id")))
            .filter(g -> !g.path("used").asBoolean() && !g.path("ended").asBoolean())
            .filter(g -> g.path("until").asLong() > call.now().getEpochSecond());
    answer.put("active", refresh.isPresent());
    refresh.ifPresent(g -> answer.put("scope", g.path("scope").asText()));
    return Reply.json(200, answer);
  }

  private static Reply revoke(Call call) {
    ObjectNode client = Clients.proven(call);
    String token = call.text("token").orElse("");
    call.find("grant", token)
        .filter(g -> g.path("client_id").equals(client.path("client_id")))
        .ifPresent(g -> Tokens.end(call, g.path("family").asText()));
    Keys.verified(call, token)
        .filter(claims -> text(claims, "client_id").equals(client.path("client_id").asText()))
        .filter(claims -> call.world().table("~revoked").find(claims.getJWTID()).isEmpty())
        .ifPresent(
            claims -> call.world().table("~revoked").insert(claims.getJWTID(), call.object()));
    return Reply.empty(200);
  }
}
