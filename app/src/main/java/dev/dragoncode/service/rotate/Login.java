package dev.dragoncode.service.rotate;

/** A name and a password that open a database. */
public record Login(String username, String password) {

  /** Without the password. */
  @Override
  public String toString() {
    return username + ":***";
  }
}
