package dev.dragoncode.fakes.packs.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformation;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformationResponse;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationRequest;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationResponseParser;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.dragoncode.fakes.Fakes;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Nimbus's client library against the provider, with a public client that registers itself. */
public class OidcJavaTest {

  private static final URI BACK = URI.create("http://localhost:4000/callback");

  @Test
  void logsInAClientThatHasRegisteredItself() throws Exception {
    try (Fakes fakes = Fakes.serving("oidc")) {
      Issuer issuer = new Issuer(fakes.url("oidc"));
      OIDCProviderMetadata provider = OIDCProviderMetadata.resolve(issuer);
      ClientID client = register(provider);
      CodeVerifier verifier = new CodeVerifier();
      Nonce nonce = new Nonce();
      AuthenticationRequest request =
          new AuthenticationRequest.Builder(
                  ResponseType.CODE, new Scope("openid", "email"), client, BACK)
              .endpointURI(provider.getAuthorizationEndpointURI())
              .state(new State("s1"))
              .nonce(nonce)
              .codeChallenge(verifier, CodeChallengeMethod.S256)
              .build();
      assertThat(fakes.send("GET", request.toURI().toString(), "").body()).contains("Log in");
      HttpResponse<String> entered =
          fakes.send(
              "POST",
              fakes.url("oidc") + "/login",
              request.toURI().getRawQuery() + "&username=bob&password=password",
              "Content-Type",
              "application/x-www-form-urlencoded");
      URI location = URI.create(entered.headers().firstValue("location").orElseThrow());
      AuthorizationCode code =
          AuthenticationResponseParser.parse(location).toSuccessResponse().getAuthorizationCode();
      OIDCTokenResponse answer =
          (OIDCTokenResponse)
              OIDCTokenResponseParser.parse(
                  new TokenRequest.Builder(
                          provider.getTokenEndpointURI(),
                          client,
                          new AuthorizationCodeGrant(code, BACK, verifier))
                      .build()
                      .toHTTPRequest()
                      .send());
      IDTokenValidator validator =
          new IDTokenValidator(issuer, client, JWSAlgorithm.RS256, provider.getJWKSetURI().toURL());
      assertThat(
              validator
                  .validate(answer.getOIDCTokens().getIDToken(), nonce)
                  .getSubject()
                  .getValue())
          .isEqualTo("bob");
      UserInfoResponse user =
          UserInfoResponse.parse(
              new UserInfoRequest(
                      provider.getUserInfoEndpointURI(),
                      answer.getOIDCTokens().getBearerAccessToken())
                  .toHTTPRequest()
                  .send());
      assertThat(user.toSuccessResponse().getUserInfo().getEmailAddress())
          .isEqualTo("bob@example.com");
      UserInfoResponse refused =
          UserInfoResponse.parse(
              new UserInfoRequest(
                      provider.getUserInfoEndpointURI(), new BearerAccessToken("forged"))
                  .toHTTPRequest()
                  .send());
      assertThat(refused.toErrorResponse().getErrorObject().getCode()).isEqualTo("invalid_token");
    }
  }

  private static ClientID register(OIDCProviderMetadata provider) throws Exception {
    OIDCClientMetadata metadata = new OIDCClientMetadata();
    metadata.setRedirectionURI(BACK);
    metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.NONE);
    OIDCClientInformationResponse answer =
        (OIDCClientInformationResponse)
            OIDCClientRegistrationResponseParser.parse(
                new OIDCClientRegistrationRequest(
                        provider.getRegistrationEndpointURI(), metadata, null)
                    .toHTTPRequest()
                    .send());
    OIDCClientInformation made = answer.getOIDCClientInformation();
    return made.getID();
  }
}
