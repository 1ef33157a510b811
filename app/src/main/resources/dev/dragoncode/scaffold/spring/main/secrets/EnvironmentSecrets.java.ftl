package [=project.packageName].secrets;

import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;

/** The fallback: what the platform has put into the environment, until the next start. */
record EnvironmentSecrets(DataSourceProperties properties) implements SecretStore {

  @Override
  public DatabaseCredentials database() {
    return new DatabaseCredentials(properties.determineUsername(), properties.determinePassword());
  }
}
