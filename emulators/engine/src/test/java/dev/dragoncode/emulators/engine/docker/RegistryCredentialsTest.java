package dev.dragoncode.emulators.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.AuthConfig;
import dev.dragoncode.io.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryCredentialsTest {

  /** "dragon:fire:1" in base64; a password may hold a colon. */
  private static final String LOGIN = "ZHJhZ29uOmZpcmU6MQ==";

  @TempDir Path folder;
  private final List<String> asked = new ArrayList<>();

  @Test
  void withoutAConfigurationThereIsNoLogin() throws Exception {
    assertThat(of("postgres:18.1", "{}")).isEmpty();
  }

  @Test
  void dockerHubsLoginIsFoundUnderItsOldKey() throws Exception {
    AuthConfig login =
        find(
            "{\"auths\": {\"https://index.docker.io/v1/\": {\"auth\": \"" + LOGIN + "\"}}}",
            "postgres:18.1");

    assertThat(login.getUsername()).isEqualTo("dragon");
    assertThat(login.getPassword()).isEqualTo("fire:1");
    assertThat(login.getRegistryAddress()).isEqualTo("https://index.docker.io/v1/");
  }

  @Test
  void aRegistrysOwnHelperComesFirst() throws Exception {
    AuthConfig login =
        find(
            "{\"credsStore\": \"desktop\", \"credHelpers\": {\"ghcr.io\": \"special\"}}",
            "ghcr.io/team/app:1");

    assertThat(asked).containsExactly("special ghcr.io");
    assertThat(login.getUsername()).isEqualTo("helped");
    assertThat(login.getPassword()).isEqualTo("s3cret");
  }

  @Test
  void theStoreIsAskedForTheOthers() throws Exception {
    find("{\"credsStore\": \"desktop\"}", "postgres:18.1");

    assertThat(asked).containsExactly("desktop https://index.docker.io/v1/");
  }

  @Test
  void anIdentityTokenIsPassedOn() throws Exception {
    AuthConfig login =
        find("{\"auths\": {\"ghcr.io\": {\"identitytoken\": \"t0ken\"}}}", "ghcr.io/a/b:1");

    assertThat(login.getIdentitytoken()).isEqualTo("t0ken");
  }

  @Test
  void anEntryThatIsNotBase64IsNoLogin() throws Exception {
    assertThat(of("ghcr.io/a/b:1", "{\"auths\": {\"ghcr.io\": {\"auth\": \"%%\"}}}")).isEmpty();
  }

  @Test
  void aHelperThatIsNotInstalledMeansNoLogin() throws Exception {
    assertThat(
            new InstalledCredentialHelper(new ProcessRunner()).get("surely-not-there", "ghcr.io"))
        .isEmpty();
    assertThat(new InstalledCredentialHelper(new ProcessRunner()).get("../../bin/sh", "ghcr.io"))
        .isEmpty();
  }

  private AuthConfig find(String config, String image) throws Exception {
    return of(image, config).orElseThrow();
  }

  private Optional<AuthConfig> of(String image, String config)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("config.json"), config);
    CredentialHelper helper =
        (name, registry) -> {
          asked.add(name + " " + registry);
          return Optional.of("{\"Username\": \"helped\", \"Secret\": \"s3cret\"}");
        };
    return new RegistryCredentials(folder, helper).of(ImageName.parse(image));
  }
}
