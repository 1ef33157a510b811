package [=project.packageName].secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RotationTest {

  private static final String URL = "jdbc:h2:mem:rotation";
  private static final CredentialsRotated ROTATED =
      new CredentialsRotated(new DatabaseCredentials("service", "new"));
  private static final int CLIENTS = 4;

  private Connection administrator;
  private HikariDataSource pool;

  @BeforeEach
  void start() throws SQLException {
    administrator = DriverManager.getConnection(URL, "sa", "");
    administer("create user service password 'old'");
    pool = new HikariDataSource();
    pool.setJdbcUrl(URL);
    pool.setUsername("service");
    pool.setPassword("old");
    pool.setMaximumPoolSize(2);
  }

  @AfterEach
  void stop() throws SQLException {
    pool.close();
    administrator.close();
  }

  @Test
  void failsNoRequestWhileThePasswordChanges() throws Exception {
    CountDownLatch busy = new CountDownLatch(CLIENTS);
    CountDownLatch rotated = new CountDownLatch(1);
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<Integer>> served =
          Stream.generate(() -> clients.submit(() -> serve(busy, rotated))).limit(CLIENTS).toList();
      assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
      administer("alter user service set password 'new'");
      new PoolRefresh(pool).on(ROTATED);
      rotated.countDown();
      for (Future<Integer> requests : served) {
        assertThat(requests.get(10, TimeUnit.SECONDS)).isPositive();
      }
    }
  }

  @Test
  void replacesConnectionsThatWereMadeWithTheOldPassword() throws SQLException {
    JdbcConnection before = current();
    administer("alter user service set password 'new'");

    new PoolRefresh(pool).on(ROTATED);

    assertThat(current()).isNotSameAs(before);
    await().until(before::isClosed);
  }

  /** Asks the database again and again, also a hundred times after the change. */
  private int serve(CountDownLatch busy, CountDownLatch rotated) throws SQLException {
    int served = 0;
    int after = 0;
    while (after < 100) {
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("select 1");
      }
      served++;
      busy.countDown();
      after += rotated.getCount() == 0 ? 1 : 0;
    }
    return served;
  }

  private JdbcConnection current() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return connection.unwrap(JdbcConnection.class);
    }
  }

  private void administer(String sql) throws SQLException {
    try (Statement statement = administrator.createStatement()) {
      statement.execute(sql);
    }
  }
}
