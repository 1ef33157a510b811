package dev.dragoncode.fakes.packs.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.dragoncode.fakes.Fakes;
import dev.dragoncode.fakes.pack.ConfigFile;
import dev.dragoncode.fakes.packs.Packs;
import dev.dragoncode.problem.ProblemException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nimbus's client library against a provider whose users and clients a project names. */
class OidcConfigurationTest {

  private static final URI BACK = URI.create("http://localhost:4000/callback");

  private static final String CAROL =
      """
      users:
        - name: carol
          password: "4711"
          claims:
            name: Carol Danvers
            email: carol@example.com
            tenant: {id: 7, name: acme}
          roles: [admin, auditor]
          groups: [staff]
      clients:
        - id: shop
          secret: hush
          redirect_uris: [http://localhost:4000/callback]
          grant_types: [authorization_code, client_credentials]
          scope: openid email orders.read
      tokens: {access: 5m}
      """;

  @TempDir private Path folder;

  private static Fakes serving(Path data, String yaml) {
    Fakes fakes = Fakes.keeping(data);
    fakes.server().configure(List.of(new ConfigFile("oidc", Path.of("oidc.yaml"), yaml)));
    String _ = fakes.add(Packs.get("oidc"));
    return fakes;
  }

  private static ClientSecretBasic shop(String secret) {
    return new ClientSecretBasic(new ClientID("shop"), new Secret(secret));
  }

  private static OIDCTokenResponse login(Fakes fakes, OIDCProviderMetadata provider, String user)
      throws Exception {
    AuthenticationRequest request =
        new AuthenticationRequest.Builder(
                ResponseType.CODE, new Scope("openid", "email"), new ClientID("shop"), BACK)
            .endpointURI(provider.getAuthorizationEndpointURI())
            .build();
    URI location =
        URI.create(
            fakes
                .send(
                    "POST",
                    fakes.url("oidc") + "/login",
                    request.toURI().getRawQuery() + "&username=" + user,
                    "Content-Type",
                    "application/x-www-form-urlencoded")
                .headers()
                .firstValue("location")
                .orElseThrow());
    AuthorizationCode code =
        AuthenticationResponseParser.parse(location).toSuccessResponse().getAuthorizationCode();
    return (OIDCTokenResponse)
        OIDCTokenResponseParser.parse(
            new TokenRequest.Builder(
                    provider.getTokenEndpointURI(),
                    shop("hush"),
                    new AuthorizationCodeGrant(code, BACK))
                .build()
                .toHTTPRequest()
                .send());
  }

  @Test
  void knowsTheUsersAndClientsThatAProjectNames() throws Exception {
    try (Fakes fakes = serving(folder, CAROL)) {
      OIDCProviderMetadata provider = OIDCProviderMetadata.resolve(new Issuer(fakes.url("oidc")));
      OIDCTokenResponse tokens = login(fakes, provider, "carol&password=4711");
      JWTClaimsSet identity = tokens.getOIDCTokens().getIDToken().getJWTClaimsSet();
      assertThat(identity.getStringListClaim("roles")).containsExactly("admin", "auditor");
      assertThat(identity.getStringClaim("email")).isEqualTo("carol@example.com");
      assertThat(identity.getClaim("name")).as("the scope profile was not asked for").isNull();
      JWTClaimsSet access =
          SignedJWT.parse(tokens.getOIDCTokens().getAccessToken().getValue()).getJWTClaimsSet();
      assertThat(access.getStringListClaim("groups")).containsExactly("staff");
      assertThat(tokens.getOIDCTokens().getAccessToken().getLifetime()).isEqualTo(300);
      UserInfo info =
          UserInfoResponse.parse(
                  new UserInfoRequest(
                          provider.getUserInfoEndpointURI(),
                          tokens.getOIDCTokens().getBearerAccessToken())
                      .toHTTPRequest()
                      .send())
              .toSuccessResponse()
              .getUserInfo();
      assertThat(info.getJSONObjectClaim("tenant")).containsEntry("name", "acme");
      assertThat(
              fakes
                  .send(
                      "POST",
                      fakes.url("oidc") + "/login",
                      "client_id=shop&response_type=code&scope=openid&redirect_uri="
                          + BACK
                          + "&username=alice&password=password",
                      "Content-Type",
                      "application/x-www-form-urlencoded")
                  .statusCode())
          .as("alice is there only where nobody is named")
          .isEqualTo(401);
    }
  }

  @Test
  void givesAClientOfItsOwnOnlyWhatItMayHave() throws Exception {
    try (Fakes fakes = serving(folder, CAROL)) {
      OIDCProviderMetadata provider = OIDCProviderMetadata.resolve(new Issuer(fakes.url("oidc")));
      assertThat(ask(provider, "hush", "orders.read").indicatesSuccess()).isTrue();
      assertThat(ask(provider, "wrong", "orders.read").toErrorResponse().getErrorObject().getCode())
          .isEqualTo("invalid_client");
      assertThat(ask(provider, "hush", "orders.all").toErrorResponse().getErrorObject().getCode())
          .isEqualTo("invalid_scope");
    }
  }

  private static TokenResponse ask(OIDCProviderMetadata provider, String secret, String scope)
      throws Exception {
    return TokenResponse.parse(
        new TokenRequest.Builder(
                provider.getTokenEndpointURI(), shop(secret), new ClientCredentialsGrant())
            .scope(new Scope(scope))
            .build()
            .toHTTPRequest()
            .send());
  }

  @Test
  void bringsKeptStateUpToAChangedFile() throws Exception {
    try (Fakes fakes = serving(folder, CAROL)) {
      OIDCProviderMetadata provider = OIDCProviderMetadata.resolve(new Issuer(fakes.url("oidc")));
      assertThat(login(fakes, provider, "carol&password=4711").indicatesSuccess()).isTrue();
    }
    try (Fakes fakes = serving(folder, CAROL.replace("4711", "0815"))) {
      OIDCProviderMetadata provider = OIDCProviderMetadata.resolve(new Issuer(fakes.url("oidc")));
      assertThat(login(fakes, provider, "carol&password=0815").indicatesSuccess()).isTrue();
    }
    try (Fakes fakes = Fakes.keeping(folder)) {
      String _ = fakes.add(Packs.get("oidc"));
      assertThat(fakes.control("GET", "/packs/oidc/state/user", "").path("rows"))
          .extracting(row -> row.path("key").asText())
          .containsExactlyInAnyOrder("alice", "bob");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "claims:| clams:| line 4, column 5: unknown field “clams”",
        "secret: hush| public: maybe| line 12, column 13: “public” is true or false",
        "secret: hush| name: Shop| line 11, column 9: a client has a secret",
        "http://localhost:4000/callback| /callback| line 13, column 20: “/callback” is no whole",
        "client_credentials]| implicit]| line 14, column 18: “implicit” is none of",
        "access: 5m| access: soon| line 16, column 18: “soon” is no time",
        "email: carol@example.com| sub: x| line 6, column 7: the provider itself says “sub”",
        "roles: [admin, auditor]| roles: admin| line 8, column 12: “roles” is a list",
        "users:| seed: {user: carol}\\nusers:| line 1, column 14: expected a list of rows",
        "tokens: {access: 5m}| values: {token_lives: soon}| line 16, column 23"
      })
  void namesTheLineOfAMistake(String before, String after, String complaint) {
    String wrong = CAROL.replace(before, after.replace("\\n", "\n"));
    assertThatThrownBy(() -> serving(folder, wrong).close())
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem().title() + " " + e.problem().reason())
                    .contains("The configuration of the fake API “OpenID Connect” cannot be read")
                    .contains("oidc.yaml", complaint));
  }
}
