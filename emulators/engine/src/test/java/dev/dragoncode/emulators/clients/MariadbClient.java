package dev.dragoncode.emulators.clients;

/** Makes tables by MariaDB's driver and by MySQL's, which MariaDB serves as well. */
final class MariadbClient implements RealClient {

  @Override
  public String emulator() {
    return "mariadb";
  }

  @Override
  public void drive(Connection connection) throws Exception {
    String url = connection.spring("spring.datasource.url");
    String user = connection.spring("spring.datasource.username");
    String password = connection.spring("spring.datasource.password");

    MysqlClient.fillTable(url, user, password, "by_mariadb");
    MysqlClient.fillTable(url.replace("jdbc:mariadb:", "jdbc:mysql:"), user, password, "by_mysql");
  }
}
