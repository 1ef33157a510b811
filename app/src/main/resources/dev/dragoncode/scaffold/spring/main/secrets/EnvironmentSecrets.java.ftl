package [=project.packageName].secrets;

import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.util.StringUtils;

/** The fallback: what the platform has put into the environment, until the next start. */
record EnvironmentSecrets(DataSourceProperties properties) implements SecretStore {

  @Override
  public DatabaseCredentials database() {
    String username = properties.getUsername();
    String password = properties.getPassword();
    if (!StringUtils.hasText(username) || !StringUtils.hasText(password)) {
      throw new IllegalStateException(
          "There are no credentials of the database: set VAULT_ADDR, or PGUSER and PGPASSWORD");
    }
    return new DatabaseCredentials(username, password);
  }
}
