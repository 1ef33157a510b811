package dev.dragoncode.emulators.launcher.vault;

import java.io.IOException;
import java.time.Clock;

/**
 * Starts the vault on the loopback interface. Takes the port; the root token comes from the
 * variable that a development server of OpenBao takes it from, since arguments can be seen by other
 * users of the machine.
 */
public final class VaultLauncher {

  private static final String TOKEN = "BAO_DEV_ROOT_TOKEN_ID";

  private VaultLauncher() {}

  public static void main(String[] arguments) throws IOException {
    String token = System.getenv(TOKEN);
    if (token == null || token.isBlank()) {
      throw new IllegalStateException(TOKEN + " names no token");
    }
    VaultServer server =
        VaultServer.start(
            Integer.parseInt(arguments[0]), token, Clock.systemUTC(), System.out::println);
    System.out.println("Listening on 127.0.0.1:" + server.port());
  }
}
