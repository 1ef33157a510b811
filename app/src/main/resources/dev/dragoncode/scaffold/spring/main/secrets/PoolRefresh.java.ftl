package [=project.packageName].secrets;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;

/**
 * Moves the connection pool to new credentials while requests go on: what is in use finishes on the
 * old connection, and every connection made from now on has the new password.
 */
class PoolRefresh {

  private static final Logger LOG = LoggerFactory.getLogger(PoolRefresh.class);

  private final HikariDataSource pool;

  PoolRefresh(HikariDataSource pool) {
    this.pool = pool;
  }

  @EventListener
  void on(CredentialsRotated event) {
    DatabaseCredentials now = event.now();
    pool.setCredentials(Credentials.of(now.username(), now.password()));
    pool.getHikariPoolMXBean().softEvictConnections();
    LOG.info("The database's credentials have changed; connections are being replaced");
  }
}
