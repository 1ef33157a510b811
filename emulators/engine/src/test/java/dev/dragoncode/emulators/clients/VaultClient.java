package dev.dragoncode.emulators.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jopenlibs.vault.Vault;
import io.github.jopenlibs.vault.VaultConfig;
import java.util.Map;

/** Writes a secret twice and reads both versions back, with the Java driver of Vault. */
final class VaultClient implements RealClient {

  @Override
  public String emulator() {
    return "vault";
  }

  @Override
  public boolean imageBuiltHere() {
    return false;
  }

  @Override
  public void drive(Connection connection) throws Exception {
    Vault vault =
        Vault.create(
            new VaultConfig()
                .address(connection.dotenv("VAULT_ADDR"))
                .token(connection.dotenv("VAULT_TOKEN"))
                .engineVersion(2)
                .build());
    assertThat(vault.debug().health().getSealed()).isFalse();

    vault.logical().write("secret/shop/database", Map.of("password", "first"));
    vault.logical().write("secret/shop/database", Map.of("password", "second"));

    assertThat(vault.logical().read("secret/shop/database").getData())
        .containsEntry("password", "second");
    assertThat(vault.logical().read("secret/shop/database", true, 1).getData())
        .containsEntry("password", "first");
    assertThat(vault.logical().list("secret/shop").getListData()).containsExactly("database");
  }
}
