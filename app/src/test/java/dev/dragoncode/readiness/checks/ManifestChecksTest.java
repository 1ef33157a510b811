package dev.dragoncode.readiness.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.project.FolderFixture;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.TreeChange;
import dev.dragoncode.readiness.Check;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks that manifests decide are there before a large folder's sources are read. */
class ManifestChecksTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pom.xml | <project><artifactId>shop</artifactId></project> | src/main/java/acme/Orders.java",
        "package.json | {\"dependencies\": {\"express\": \"4.19.2\"}} | src/orders.js",
        "requirements.txt | fastapi==0.120.0 | shop/orders.py",
        "go.mod | module shop | orders.go"
      })
  void readNoSources(String manifest, String text, String source) {
    FolderFixture folder = new FolderFixture().with(manifest, text).with(source, "");
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
