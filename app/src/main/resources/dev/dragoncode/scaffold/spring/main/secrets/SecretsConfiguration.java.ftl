package [=project.packageName].secrets;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Takes the database's credentials from Vault or OpenBao, or from the environment without one. */
@Configuration(proxyBeanMethods = false)
@Profile("!local")
@EnableScheduling
@EnableConfigurationProperties(VaultProperties.class)
class SecretsConfiguration {

  @Bean
  SecretStore secretStore(VaultProperties vault, DataSourceProperties database) {
    SecretStore environment = new EnvironmentSecrets(database);
    URI address = vault.addr();
    return address == null ? environment : new VaultSecrets(address, vault, environment);
  }

  @Bean
  DatabaseCredentials databaseCredentials(SecretStore secrets) {
    return secrets.database();
  }

  @Bean
  JdbcConnectionDetails connection(DataSourceProperties database, DatabaseCredentials credentials) {
    return new Connection(database.determineUrl(), credentials);
  }

  @Bean
  CredentialWatch credentialWatch(
      SecretStore secrets, DatabaseCredentials credentials, ApplicationEventPublisher events) {
    return new CredentialWatch(secrets, credentials, events);
  }

  @Bean
  PoolRefresh poolRefresh(HikariDataSource pool) {
    return new PoolRefresh(pool);
  }

  /** Where the database is, and as whom the pool begins. */
  private record Connection(String jdbcUrl, DatabaseCredentials credentials)
      implements JdbcConnectionDetails {

    @Override
    public String getJdbcUrl() {
      return jdbcUrl;
    }

    @Override
    public String getUsername() {
      return credentials.username();
    }

    @Override
    public String getPassword() {
      return credentials.password();
    }
  }
}
