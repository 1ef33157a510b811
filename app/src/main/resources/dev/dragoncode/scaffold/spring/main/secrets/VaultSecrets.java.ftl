package [=project.packageName].secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.util.StringUtils;
import org.springframework.vault.client.VaultEndpoint;
import org.springframework.vault.core.VaultOperations;
import org.springframework.vault.core.VaultTemplate;
import org.springframework.vault.support.VaultResponse;
import org.springframework.vault.support.VaultToken;

/** Asks Vault or OpenBao, for a static secret (KV version 2) or a role's dynamic credentials. */
class VaultSecrets implements SecretStore {

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration READ = Duration.ofSeconds(5);

  private final VaultOperations vault;
  private final VaultProperties properties;
  private final SecretStore fallback;

  /**
   * @param fallback asked while nothing is at the path, as before the first rotation
   */
  VaultSecrets(URI address, VaultProperties properties, SecretStore fallback) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
    JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(client);
    requests.setReadTimeout(READ);
    vault = new VaultTemplate(VaultEndpoint.from(address), requests, this::token);
    this.properties = properties;
    this.fallback = fallback;
  }

  @Override
  public DatabaseCredentials database() {
    VaultResponse response = vault.read(properties.secretPath());
    if (response == null) {
      return fallback.database();
    }
    Map<?, ?> entry = response.getRequiredData();
    // KV version 2 has the values one level down, beside their metadata.
    Map<?, ?> values = entry.get("data") instanceof Map<?, ?> inner ? inner : entry;
    return new DatabaseCredentials(value(values, "username"), value(values, "password"));
  }

  private String value(Map<?, ?> values, String name) {
    Object value = values.get(name);
    return Objects.requireNonNull(value, () -> properties.secretPath() + " has no " + name)
        .toString();
  }

  /** Read for each request, since the agent replaces the file before its token expires. */
  private VaultToken token() {
    String token = properties.token();
    if (token != null && StringUtils.hasText(token)) {
      return VaultToken.of(token);
    }
    try {
      return VaultToken.of(Files.readString(properties.tokenFile()).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("The token of the secret store cannot be read", e);
    }
  }
}
