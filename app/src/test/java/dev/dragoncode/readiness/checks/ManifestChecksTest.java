package dev.dragoncode.readiness.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.project.FolderFixture;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.TreeChange;
import dev.dragoncode.readiness.Check;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks that manifests decide are there before a large folder's sources are read. */
class ManifestChecksTest {

  private static final Map<String, String> MANIFESTS =
      Map.of(
          "pom.xml",
          "<project><artifactId>shop</artifactId></project>",
          "package.json",
          "{\"name\": \"shop\", \"dependencies\": {\"express\": \"4.19.2\"}}",
          "pyproject.toml",
          "[project]\nname = \"shop\"\ndependencies = [\"fastapi\"]\n",
          "go.mod",
          "module shop\n\ngo 1.25\n");

  @ParameterizedTest
  @CsvSource({
    "pom.xml, src/main/java/acme/Orders.java",
    "package.json, src/orders.js",
    "pyproject.toml, shop/orders.py",
    "go.mod, orders.go"
  })
  void readNoSources(String manifest, String source) {
    FolderFixture folder =
        new FolderFixture().with(manifest, MANIFESTS.get(manifest)).with(source, "");
    TreeChange saved = new TreeChange(Set.of(source), Set.of(), false, false);
    assertThat(Checks.all())
        .filteredOn(check -> check.depth() == Check.Depth.MANIFESTS)
        .isNotEmpty()
        .noneMatch(check -> reads(check, folder.view(), saved), "concerned by a saved source file");
  }

  private static boolean reads(Check check, ProjectView view, TreeChange saved) {
    check.decide(view);
    return view.reads().concernedBy(saved);
  }
}
