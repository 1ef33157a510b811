package [=project.packageName];

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** An OpenID Connect issuer as small as it gets: discovery, keys, and tokens for whoever asks. */
public final class TestIssuer {

  private static final int RSA_BITS = 2048;

  private final HttpServer server;
  private final JwtEncoder encoder;

  public TestIssuer() {
    try {
      RSAKey key = new RSAKeyGenerator(RSA_BITS).keyID("test").generate();
      encoder = new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(key)));
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      answer("/keys", new JWKSet(key.toPublicJWK()).toString());
      answer(
          "/.well-known/openid-configuration",
          """
          {"issuer": "%s", "jwks_uri": "%s/keys", "subject_types_supported": ["public"]}
          """
              .formatted(uri(), uri()));
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public String uri() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** For this service's audience. */
  public String token(String subject, String... roles) {
    return tokenFrom(uri(), "[=project.name]", subject, roles);
  }

  public String tokenFrom(String issuer, String audience, String subject, String... roles) {
    Instant now = Instant.now();
    JwtClaimsSet claims =
        JwtClaimsSet.builder()
            .issuer(issuer)
            .audience(List.of(audience))
            .subject(subject)
            .claim("roles", List.of(roles))
            .issuedAt(now)
            .expiresAt(now.plusSeconds(60))
            .build();
    JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256).keyId("test").build();
    return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
  }

  private void answer(String path, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }
}
