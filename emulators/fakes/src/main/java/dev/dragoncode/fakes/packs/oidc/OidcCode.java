package dev.dragoncode.fakes.packs.oidc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode;
import dev.dragoncode.fakes.pack.PackSettings;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.state.Json;
import dev.dragoncode.io.yaml.YamlFields;
import dev.dragoncode.io.yaml.YamlNode.YamlException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An OpenID provider that refuses what a real one refuses. */
public final class OidcCode implements PackCode {

  @Override
  public void setUp(Setup setup) {
    setup.operation("discovery", call -> Reply.json(200, discovery(call.url())));
    setup.operation("jwks", call -> Reply.json(200, Keys.published(call)));
    setup.operation("preflight", OidcCode::preflight);
    Clients.setUp(setup);
    Authorization.setUp(setup);
    Tokens.setUp(setup);
    TokenUse.setUp(setup);
  }

  @Override
  public List<String> configurable() {
    return Configuration.FIELDS;
  }

  @Override
  public void configure(YamlFields said, PackSettings.Draft draft) throws YamlException {
    Configuration.read(said, draft);
  }

  private static JsonNode discovery(String url) {
    OIDCProviderMetadata metadata =
        new OIDCProviderMetadata(
            new Issuer(url), List.of(SubjectType.PUBLIC), URI.create(url + "/jwks"));
    metadata.setAuthorizationEndpointURI(URI.create(url + "/authorize"));
    metadata.setTokenEndpointURI(URI.create(url + "/token"));
    metadata.setUserInfoEndpointURI(URI.create(url + "/userinfo"));
    metadata.setRegistrationEndpointURI(URI.create(url + "/register"));
    metadata.setIntrospectionEndpointURI(URI.create(url + "/introspect"));
    metadata.setRevocationEndpointURI(URI.create(url + "/revoke"));
    metadata.setEndSessionEndpointURI(URI.create(url + "/logout"));
    metadata.setScopes(
        new Scope("openid", "profile", "email", "address", "phone", "offline_access"));
    metadata.setResponseTypes(List.of(ResponseType.CODE));
    metadata.setResponseModes(List.of(ResponseMode.QUERY, ResponseMode.FORM_POST));
    metadata.setGrantTypes(
        List.of(
            GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN, GrantType.CLIENT_CREDENTIALS));
    metadata.setCodeChallengeMethods(List.of(CodeChallengeMethod.S256));
    metadata.setTokenEndpointAuthMethods(
        List.of(
            ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
            ClientAuthenticationMethod.CLIENT_SECRET_POST,
            ClientAuthenticationMethod.NONE));
    metadata.setIDTokenJWSAlgs(List.of(JWSAlgorithm.RS256));
    metadata.setPromptTypes(List.of(Prompt.Type.NONE, Prompt.Type.LOGIN));
    metadata.setSupportsAuthorizationResponseIssuerParam(true);
    List<String> claims = new ArrayList<>(List.of("sub"));
    claims.addAll(TokenUse.STANDARD);
    metadata.setClaims(claims);
    return json(metadata.toJSONObject().toJSONString());
  }

  /** A page of another origin asks whether it may. */
  private static Reply preflight(Call call) {
    return new Reply.Content(
        204,
        Map.of(
            "access-control-allow-methods", "GET, POST, OPTIONS",
            "access-control-allow-headers", "Authorization, Content-Type"),
        new byte[0]);
  }

  static JsonNode json(String text) {
    try {
      return Json.read(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A value as Nimbus's library takes it. */
  static @Nullable Object plain(JsonNode value) {
    return Json.plain(value);
  }

  /** An error of RFC 6749. */
  static Refusal error(String code, String message) {
    return Refusal.of("oauth").with("code", code).with("message", message);
  }
}
