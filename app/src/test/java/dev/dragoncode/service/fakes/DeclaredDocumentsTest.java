package dev.dragoncode.service.fakes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.emulators.lifecycle.PlannedEmulator;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.Launch;
import dev.dragoncode.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenAPI documents in dragoncode.yaml. */
class DeclaredDocumentsTest {

  private static final String SHOP =
      """
      openapi: 3.0.3
      info: {title: The shop, version: "1"}
      paths: {/orders: {get: {responses: {"200": {description: all}}}}}
      """;

  @TempDir private Path temporary;
  private Path project;

  @BeforeEach
  void write() throws IOException {
    project = Files.createDirectories(temporary.resolve("project")).toRealPath();
    Files.createDirectory(project.resolve("api"));
    Files.writeString(project.resolve("api/shop.yaml"), SHOP);
  }

  private DeclaredDocuments.Planned plan(String... documents) {
    PlannedEmulator plan =
        new PlannedEmulator(
            EmulatorCatalog.bundled().find("fakes").orElseThrow(),
            Optional.empty(),
            Map.of(),
            Map.of("openapi", String.join("\n", documents)),
            List.of());
    return DeclaredDocuments.of(plan, project);
  }

  @Test
  void givesEachDocumentAPortAndAVariableOnEveryBackEnd() {
    DeclaredDocuments.Planned planned = plan("api/shop.yaml", "v2=https://example.com/api.json");
    assertThat(planned.problems()).isEmpty();
    EmulatorSpec spec = planned.emulator().spec();
    assertThat(spec.ports()).extracting(EmulatorSpec.PortSpec::name).contains("shop", "v2");
    assertThat(spec.connect(Dialect.DOTENV))
        .containsEntry("SHOP_URL", "http://${host}:${port.shop}")
        .containsKey("STRIPE_API_BASE");
    assertThat(spec.connect(Dialect.SPRING)).containsKey("v2.url");
    Launch.Jvm launch = (Launch.Jvm) spec.embedded().orElseThrow().launch();
    assertThat(launch.arguments())
        .contains("shop=" + project.resolve("api/shop.yaml"), "shop=${port.shop}")
        .contains("v2=https://example.com/api.json", "v2=${port.v2}");
    EmulatorSpec.ContainerBackend container = spec.container().orElseThrow();
    assertThat(container.mounts())
        .contains(new EmulatorSpec.Mount("${project}/api/shop.yaml", "/openapi/shop/shop.yaml"));
    assertThat(container.command()).contains("shop=/openapi/shop/shop.yaml");
  }

  @Test
  void saysWhatIsWrongWithADocumentAndServesTheOthers() throws IOException {
    Path outside = Files.writeString(temporary.resolve("outside.yaml"), SHOP);
    Files.writeString(project.resolve("broken.yaml"), "openapi: 3.0.3\npaths: [\n");
    Files.createSymbolicLink(project.resolve("link.yaml"), outside);
    DeclaredDocuments.Planned planned =
        plan(
            "gone.yaml",
            "../outside.yaml",
            "link.yaml",
            "broken.yaml",
            "api/shop.yaml",
            "shop=api/shop.yaml",
            "stripe=api/shop.yaml");
    assertThat(planned.problems())
        .extracting(Problem::title)
        .containsExactly(
            "An OpenAPI document is missing",
            "An OpenAPI document lies outside the project",
            "An OpenAPI document lies outside the project",
            "The OpenAPI document cannot be served",
            "Two fake APIs are called “shop”",
            "Two fake APIs are called “stripe”");
    assertThat(planned.emulator().spec().ports())
        .extracting(EmulatorSpec.PortSpec::name)
        .contains("shop")
        .doesNotContain("gone", "outside", "link", "broken");
  }
}
