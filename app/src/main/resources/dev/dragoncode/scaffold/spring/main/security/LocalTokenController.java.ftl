package [=project.packageName].security;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Gives the demo page a token; it is there on a developer's machine only. */
@RestController
@Profile("local")
class LocalTokenController {

  private static final Duration VALID = Duration.ofHours(1);
  private static final JwsHeader SIGNED = JwsHeader.with(MacAlgorithm.HS256).build();

  private final JwtEncoder encoder;
  private final Clock clock;

  LocalTokenController(JwtEncoder encoder, Clock clock) {
    this.encoder = encoder;
    this.clock = clock;
  }

  /** Whom the token should be for; an administrator named developer where nothing is said. */
  record Wish(
      @Nullable @Size(max = 100) String subject, @Nullable @Size(max = 10) List<String> roles) {

    static final Wish DEFAULT = new Wish(null, null);

    String name() {
      return subject == null ? "developer" : subject;
    }

    List<String> granted() {
      return roles == null ? List.of("admin") : roles;
    }
  }

  /** As an issuer's token endpoint answers. */
  record Token(
      @JsonProperty("access_token") String accessToken,
      @JsonProperty("token_type") String tokenType,
      @JsonProperty("expires_in") long expiresIn) {}

  @PostMapping("/dev/token")
  Token token(@Valid @RequestBody(required = false) @Nullable Wish asked) {
    Wish wish = asked == null ? Wish.DEFAULT : asked;
    Instant now = clock.instant();
    JwtClaimsSet claims =
        JwtClaimsSet.builder()
            .subject(wish.name())
            .claim("roles", wish.granted())
            .issuedAt(now)
            .expiresAt(now.plus(VALID))
            .build();
    String value = encoder.encode(JwtEncoderParameters.from(SIGNED, claims)).getTokenValue();
    return new Token(value, "Bearer", VALID.toSeconds());
  }
}
