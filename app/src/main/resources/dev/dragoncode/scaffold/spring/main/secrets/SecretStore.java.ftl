package [=project.packageName].secrets;

/** Where credentials are kept. */
interface SecretStore {

  /**
   * As they are now.
   *
   * @throws IllegalStateException if they are missing, or the store cannot be asked
   */
  DatabaseCredentials database();
}
