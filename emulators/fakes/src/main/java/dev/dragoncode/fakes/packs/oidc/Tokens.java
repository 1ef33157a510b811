package dev.dragoncode.fakes.packs.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.state.Selection;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/** Exchanges codes, refresh tokens and client secrets for tokens. */
final class Tokens {

  private Tokens() {}

  static void setUp(Setup setup) {
    setup.operation("token", Tokens::token);
  }

  private static Reply token(Call call) {
    ObjectNode client = Clients.proven(call);
    String grant = call.text("grant_type").orElse("");
    if (grant.isEmpty()) {
      throw OidcCode.error("invalid_request", "The grant_type is missing.");
    }
    if (!List.of("authorization_code", "refresh_token", "client_credentials").contains(grant)) {
      throw OidcCode.error("unsupported_grant_type", "There is no “" + grant + "” here.");
    }
    if (!Clients.registered(client, "grant_types", grant)
        && !(grant.equals("refresh_token")
            && Clients.registered(client, "grant_types", "authorization_code"))) {
      throw OidcCode.error(
          "unauthorized_client", "The client is not registered for " + grant + ".");
    }
    return switch (grant) {
      case "authorization_code" -> byCode(call, client);
      case "refresh_token" -> byRefresh(call, client);
      default -> byClient(call, client);
    };
  }

  private static Reply byCode(Call call, ObjectNode client) {
    String id = call.text("code").orElse("");
    ObjectNode code =
        call.find("code", id)
            .orElseThrow(() -> OidcCode.error("invalid_grant", "There is no such code."));
    if (code.path("used").asBoolean()) {
      // somebody has stolen it: what came of it ends (RFC 6749, 4.1.2)
      end(call, code.path("id").asText());
      throw OidcCode.error("invalid_grant", "The code was used before.").keepingChanges();
    }
    if (!code.path("client_id").asText().equals(clientId(client))) {
      throw OidcCode.error("invalid_grant", "The code is another client's.");
    }
    if (code.path("until").asLong() < call.now().getEpochSecond()) {
      throw OidcCode.error("invalid_grant", "The code is too old.");
    }
    if (!code.path("redirect_uri").asText().equals(call.text("redirect_uri").orElse(""))) {
      throw OidcCode.error("invalid_grant", "The redirect_uri is not the one of the code.");
    }
    proof(call, code);
    ObjectNode used = call.change("code", id, copy -> copy.put("used", true));
    return issue(call, client, used, used.path("scope").asText(), id);
  }

  /** RFC 7636. */
  private static void proof(Call call, ObjectNode code) {
    Optional<String> verifier = call.text("code_verifier");
    if (!code.has("code_challenge")) {
      if (verifier.isPresent()) {
        throw OidcCode.error("invalid_grant", "The code was asked for without a code_challenge.");
      }
      return;
    }
    boolean proven;
    try {
      proven =
          verifier.isPresent()
              && CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(verifier.get()))
                  .getValue()
                  .equals(code.path("code_challenge").asText());
    } catch (IllegalArgumentException e) {
      throw OidcCode.error("invalid_request", String.valueOf(e.getMessage()));
    }
    if (!proven) {
      throw OidcCode.error("invalid_grant", "The code_verifier does not fit.");
    }
  }

  private static Reply byRefresh(Call call, ObjectNode client) {
    String id = call.text("refresh_token").orElse("");
    ObjectNode grant =
        call.find("grant", id)
            .orElseThrow(() -> OidcCode.error("invalid_grant", "There is no such refresh token."));
    if (!grant.path("client_id").asText().equals(clientId(client))) {
      throw OidcCode.error("invalid_grant", "The refresh token is another client's.");
    }
    if (grant.path("used").asBoolean() || grant.path("ended").asBoolean()) {
      end(call, grant.path("family").asText());
      throw OidcCode.error("invalid_grant", "The refresh token was used before.").keepingChanges();
    }
    if (grant.path("until").asLong() < call.now().getEpochSecond()) {
      throw OidcCode.error("invalid_grant", "The refresh token is too old.");
    }
    String scope = grant.path("scope").asText();
    if (call.text("scope").isPresent()) {
      List<String> had = List.of(scope.split(" ", -1));
      for (String wanted : call.text("scope").get().split(" ", -1)) {
        if (!had.contains(wanted)) {
          throw OidcCode.error("invalid_scope", "“" + wanted + "” was not granted.");
        }
      }
      scope = call.text("scope").get();
    }
    ObjectNode used = call.change("grant", id, copy -> copy.put("used", true));
    return issue(call, client, used, scope, used.path("family").asText());
  }

  private static Reply byClient(Call call, ObjectNode client) {
    if (client.path("client_secret").isNull()) {
      throw OidcCode.error("unauthorized_client", "A client without a secret proves nothing.");
    }
    List<String> scopes = Clients.scopes(client, call.text("scope").orElse(""));
    scopes.removeAll(List.of("openid", "offline_access"));
    ObjectNode answer = call.object();
    answer.put(
        "access_token",
        access(call, clientId(client), clientId(client), String.join(" ", scopes), ""));
    answer.put("token_type", "Bearer").put("expires_in", lives(call));
    answer.put("scope", String.join(" ", scopes));
    return Reply.json(200, answer);
  }

  private static long lives(Call call) {
    return call.value("token_lives").asLong();
  }

  private static String clientId(ObjectNode client) {
    return client.path("client_id").asText();
  }

  /** Tokens for a user. */
  private static Reply issue(
      Call call, ObjectNode client, ObjectNode from, String scope, String family) {
    String sub = from.path("sub").asText();
    String access = access(call, sub, clientId(client), scope, family);
    ObjectNode answer = call.object();
    answer.put("access_token", access).put("token_type", "Bearer");
    answer.put("expires_in", lives(call)).put("scope", scope);
    if (List.of(scope.split(" ", -1)).contains("openid")) {
      answer.put("id_token", identity(call, client, from, scope, access));
    }
    boolean refreshes =
        List.of(from.path("scope").asText().split(" ", -1)).contains("offline_access")
            || Clients.registered(client, "grant_types", "refresh_token");
    if (refreshes) {
      ObjectNode values = call.object();
      for (String name : List.of("sub", "auth_time", "sid", "nonce")) {
        JsonNode value = from.get(name);
        if (value != null) {
          values.set(name, value);
        }
      }
      values.put("client_id", clientId(client)).put("scope", from.path("scope").asText());
      values.put("family", family);
      values.put("until", call.now().getEpochSecond() + call.value("refresh_lives").asLong());
      answer.put("refresh_token", call.create("grant", values).path("id").asText());
    }
    return Reply.json(200, answer);
  }

  /** RFC 9068, whose 2.2.3.1 has the roles and groups of a user. */
  private static String access(Call call, String sub, String client, String scope, String family) {
    Instant now = call.now();
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(call.url())
            .subject(sub)
            .audience(call.url())
            .claim("client_id", client)
            .claim("scope", scope)
            .claim("family", family)
            .jwtID(call.random(dev.dragoncode.fakes.pack.Alphabets.BASE62, 22))
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(lives(call))));
    if (!sub.equals(client)) {
      for (String name : List.of("roles", "groups")) {
        JsonNode value = TokenUse.of(call, sub).path(name);
        if (!value.isMissingNode()) {
          claims.claim(name, OidcCode.plain(value));
        }
      }
    }
    return Keys.sign(call, claims.build(), "at+jwt");
  }

  private static String identity(
      Call call, ObjectNode client, ObjectNode from, String scope, String access) {
    Instant now = call.now();
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(call.url())
            .subject(from.path("sub").asText())
            .audience(clientId(client))
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(lives(call))))
            .claim("auth_time", from.path("auth_time").asLong())
            .claim("sid", from.path("sid").asText())
            .claim(
                "at_hash",
                AccessTokenHash.compute(new BearerAccessToken(access), JWSAlgorithm.RS256, null)
                    .getValue());
    if (from.has("nonce")) {
      claims.claim("nonce", from.path("nonce").asText());
    }
    TokenUse.claims(call, from.path("sub").asText(), scope)
        .properties()
        .forEach(claim -> claims.claim(claim.getKey(), OidcCode.plain(claim.getValue())));
    return Keys.sign(call, claims.build(), "JWT");
  }

  /** Ends all that came of one login. */
  static void end(Call call, String family) {
    for (ObjectNode grant : call.list("grant", Selection.of("family", family)).rows()) {
      call.change("grant", grant.path("id").asText(), copy -> copy.put("ended", true));
    }
    if (!family.isEmpty() && call.find("code", family).isPresent()) {
      call.change("code", family, copy -> copy.put("ended", true));
    }
  }

  /** Whether nothing that came of a login was revoked or stolen. */
  static boolean good(Call call, String family) {
    return call.find("code", family).map(code -> !code.path("ended").asBoolean()).orElse(true);
  }
}
