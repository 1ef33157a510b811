package [=project.packageName].secrets;

/** Published when the secret store holds other credentials than before. */
record CredentialsRotated(DatabaseCredentials now) {}
