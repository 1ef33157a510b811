package [=project.packageName].security;

import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whose tokens are taken.
 *
 * @param audiences one of these a token has to be for; empty takes every token of the issuer
 */
@Validated
@ConfigurationProperties("spring.security.oauth2.resourceserver.jwt")
record OidcProperties(
    @NotBlank(message = "set OIDC_ISSUER, or start with the profile local") String issuerUri,
    @DefaultValue List<String> audiences) {}
