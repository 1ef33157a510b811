package [=project.packageName].secrets;

import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * A Vault or OpenBao.
 *
 * @param addr null where there is none
 * @param token null where the file has it
 * @param tokenFile kept fresh by the platform's agent
 * @param secretPath of an entry with {@code username} and {@code password}
 */
@Validated
@ConfigurationProperties("vault")
record VaultProperties(
    @Nullable URI addr, @Nullable String token, Path tokenFile, @NotBlank String secretPath) {

  /** Without the token: what is printed may be logged. */
  @Override
  public String toString() {
    return "VaultProperties[" + addr + ", " + secretPath + "]";
  }
}
