package dev.dragoncode.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.app.CommandLines.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dragoncode fix} as scripts use it. */
class FixCommandTest {

  @TempDir Path folder;

  private Ran run(String... arguments) {
    return new CommandLines(folder.resolve("home")).run(arguments);
  }

  private Path project(String name, Map<String, String> files) throws IOException {
    return CommandLines.write(folder.resolve(name), files);
  }

  @Test
  void aFixIsShownWrittenAndUndone() throws Exception {
    String dockerfile = "FROM eclipse-temurin:21.0-jre\r\nCOPY app.jar /app.jar\r\n";
    Path root = project("root-image", Map.of("Dockerfile", dockerfile));

    Ran shown = run("fix", "PRD-NONROOT", root.toString(), "--dry-run");
    assertThat(shown.code()).isZero();
    assertThat(shown.out()).contains("+++ b/Dockerfile", "+USER 10001:10001", "Note: ");
    assertThat(root.resolve("Dockerfile")).hasContent(dockerfile);

    Ran fixed = run("fix", "PRD-NONROOT", root.toString());
    assertThat(fixed.code()).isZero();
    assertThat(fixed.out()).contains("Changed Dockerfile", "PRD-NONROOT pass");
    assertThat(Files.readString(root.resolve("Dockerfile")))
        .isEqualTo(dockerfile + "USER 10001:10001\r\n");
    assertThat(run("fix", "PRD-NONROOT", root.toString()).out()).contains("has no gap here");

    Ran wrong = run("fix", "PRD-BASEPIN", root.toString(), "--undo");
    assertThat(wrong.code()).isEqualTo(3);
    assertThat(wrong.err()).contains("  - dragoncode fix PRD-NONROOT --undo");
    assertThat(run("fix", "PRD-NONROOT", root.toString(), "--undo").out())
        .contains("Put back Dockerfile", "PRD-NONROOT fail");
    assertThat(Files.readString(root.resolve("Dockerfile"))).isEqualTo(dockerfile);
  }

  @Test
  void aFixSaysWhatIsLeftForAPerson() throws Exception {
    Path root =
        project(
            "latest",
            Map.of(
                "k8s/shop.yaml",
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: shop}
                spec:
                  template:
                    spec:
                      containers:
                        - name: shop
                          image: ghcr.io/acme/shop:latest
                """));

    Ran asked = run("fix", "PRD-TAG", root.toString());
    assertThat(asked.code()).isEqualTo(1);
    assertThat(asked.out()).contains("--answer tag=1.4.2");
    Ran answered = run("fix", "PRD-TAG", root.toString(), "--answer", "tag=2.0.1");
    assertThat(answered.code()).isZero();
    assertThat(root.resolve("k8s/shop.yaml")).content().contains("image: ghcr.io/acme/shop:2.0.1");

    Ran nobody = run("fix", "PRD-CANARYRUN", root.toString());
    assertThat(nobody.code()).isEqualTo(3);
    assertThat(nobody.err()).contains("A person has to mend PRD-CANARYRUN", "  - ");
    assertThat(run("fix", "PRD-NOROOT", root.toString()).err()).contains("PRD-NONROOT");
    assertThat(run("fix").code()).isEqualTo(2);
  }
}
