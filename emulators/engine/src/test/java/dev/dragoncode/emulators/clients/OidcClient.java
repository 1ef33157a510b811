package dev.dragoncode.emulators.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.net.URI;

/**
 * Logs in by the authorization code flow and checks the token's signature against the issuer's
 * published keys, with Nimbus' SDK.
 */
final class OidcClient implements RealClient {

  private static final URI CALLBACK = URI.create("http://127.0.0.1/callback");

  @Override
  public String emulator() {
    return "oidc";
  }

  @Override
  public void drive(Connection connection) throws Exception {
    String issuer = connection.spring("spring.security.oauth2.resourceserver.jwt.issuer-uri");
    OIDCProviderMetadata provider = OIDCProviderMetadata.resolve(new Issuer(issuer));
    assertThat(provider.getIssuer().getValue()).isEqualTo(issuer);
    ClientID client = new ClientID(connection.dotenv("OIDC_CLIENT_ID"));
    Nonce nonce = new Nonce();

    OIDCTokenResponse response =
        (OIDCTokenResponse)
            OIDCTokenResponseParser.parse(
                new TokenRequest(
                        provider.getTokenEndpointURI(),
                        new ClientSecretBasic(
                            client, new Secret(connection.dotenv("OIDC_CLIENT_SECRET"))),
                        new AuthorizationCodeGrant(logIn(provider, client, nonce), CALLBACK),
                        new Scope("openid"))
                    .toHTTPRequest()
                    .send());
    JWT token = response.getOIDCTokens().getIDToken();
    IDTokenClaimsSet claims =
        new IDTokenValidator(
                provider.getIssuer(), client, JWSAlgorithm.RS256, provider.getJWKSetURI().toURL())
            .validate(token, nonce);
    assertThat(claims.getSubject().getValue()).isEqualTo("fafnir");
  }

  /** Fills in the form of the login page, as a browser would. */
  private static AuthorizationCode logIn(
      OIDCProviderMetadata provider, ClientID client, Nonce nonce) throws Exception {
    State state = new State();
    URI page =
        new AuthenticationRequest.Builder(
                new ResponseType(ResponseType.Value.CODE), new Scope("openid"), client, CALLBACK)
            .endpointURI(provider.getAuthorizationEndpointURI())
            .state(state)
            .nonce(nonce)
            .build()
            .toURI();
    HTTPRequest form = new HTTPRequest(HTTPRequest.Method.POST, page);
    form.setFollowRedirects(false);
    form.setContentType("application/x-www-form-urlencoded");
    form.setBody("username=fafnir");
    HTTPResponse redirect = form.send();
    assertThat(redirect.getStatusCode()).isEqualTo(302);
    var answer = AuthenticationResponseParser.parse(redirect.getLocation());
    assertThat(answer.indicatesSuccess()).isTrue();
    assertThat(answer.getState()).isEqualTo(state);
    return answer.toSuccessResponse().getAuthorizationCode();
  }
}
