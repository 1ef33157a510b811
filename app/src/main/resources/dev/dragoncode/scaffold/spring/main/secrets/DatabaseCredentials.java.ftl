package [=project.packageName].secrets;

/** The database's user and its password. */
record DatabaseCredentials(String username, String password) {

  /** Without the password: what is printed may be logged. */
  @Override
  public String toString() {
    return "DatabaseCredentials[" + username + "]";
  }
}
