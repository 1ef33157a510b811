package dev.dragoncode.emulators.browse.product;

/**
 * A login at a running PostgreSQL that is not the emulator's own.
 *
 * @param application what the server shows for its sessions
 */
public record SqlLogin(
    String host, int port, String database, String user, String password, String application) {

  /** The same place under another login. */
  public SqlLogin as(String otherUser, String otherPassword) {
    return new SqlLogin(host, port, database, otherUser, otherPassword, application);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return user + "@" + host + ":" + port + "/" + database;
  }
}
