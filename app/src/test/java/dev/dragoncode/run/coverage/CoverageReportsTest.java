package dev.dragoncode.run.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.project.syntax.Json;
import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.run.coverage.Coverage.Count;
import dev.dragoncode.run.coverage.Coverage.Unit;
import dev.dragoncode.run.coverage.CoverageReports.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Reports that the tools themselves wrote: JaCoCo 0.8.13, Node 20, Vitest 3.2, coverage.py 7.16;
 * Go's is written by hand after the source of its {@code cover} package.
 */
class CoverageReportsTest {

  @Test
  void jacocoCountsLinesByPackage() throws Exception {
    Coverage coverage = read(Format.JACOCO, "jacoco.xml");

    assertThat(files(coverage))
        .containsEntry("shop.cart/Cart.java", new Count(5, 7))
        .containsEntry("shop/Main.java", new Count(0, 3));
    assertThat(coverage.count()).isEqualTo(new Count(5, 10));
    assertThat(coverage.count().percent()).isEqualTo("50.0 %");
  }

  @Test
  void lcovCountsLinesByFolder() throws Exception {
    assertThat(files(read(Format.LCOV, "node.info")))
        .containsEntry("./add.js", new Count(4, 6))
        .containsEntry("./b.test.js", new Count(2, 2));
    assertThat(files(read(Format.LCOV, "vitest.info"))).containsEntry("./add.js", new Count(5, 9));
  }

  @Test
  void coberturaIsWhatCoveragePyWrites() throws Exception {
    assertThat(files(read(Format.COBERTURA, "coverage.xml")))
        .containsEntry("shop/cart.py", new Count(4, 6))
        .containsEntry("shop/__init__.py", new Count(0, 0));
  }

  @Test
  void goCountsStatementsAndABlockOnce() throws Exception {
    Coverage coverage = read(Format.GO, "cover.out");
    assertThat(coverage.unit()).isEqualTo(Unit.STATEMENTS);
    assertThat(files(coverage))
        .containsEntry("example.com/shop/cart/cart.go", new Count(3, 4))
        .containsEntry("example.com/shop/main.go", new Count(0, 2));
    String twice = "mode: count\na/b.go:1.1,2.2 3 0\na/b.go:1.1,2.2 3 5\n";
    assertThat(CoverageReports.read(Format.GO, twice, "/").count()).isEqualTo(new Count(3, 3));
  }

  @Test
  void anAggregateAndItsModulesAreOne() throws Exception {
    Coverage one = read(Format.JACOCO, "jacoco.xml");
    assertThat(Coverage.merged(List.of(one, one)).orElseThrow().count()).isEqualTo(one.count());
  }

  @Test
  void absolutePathsBecomeTheProjects() throws Exception {
    Coverage coverage =
        CoverageReports.read(Format.LCOV, "SF:/shop/src/a.js\nDA:1,0\nend_of_record\n", "/shop");
    assertThat(files(coverage)).containsOnlyKeys("src/a.js");
  }

  @Test
  void whatIsKeptIsReadAgain() throws Exception {
    Coverage one = read(Format.JACOCO, "jacoco.xml");
    String json = new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(one.json());
    assertThat(Coverage.read(Json.parse(json))).isEqualTo(one);
  }

  @Test
  void othersAreRefused() {
    assertThatThrownBy(() -> CoverageReports.read(Format.LCOV, "hello", "/"))
        .isInstanceOf(SyntaxException.class);
    assertThatThrownBy(() -> CoverageReports.read(Format.GO, "hello", "/"))
        .isInstanceOf(SyntaxException.class);
    assertThatThrownBy(() -> CoverageReports.read(Format.JACOCO, "<report><pack", "/"))
        .isInstanceOf(SyntaxException.class);
  }

  private static Map<String, Count> files(Coverage coverage) {
    Map<String, Count> all = new TreeMap<>();
    coverage
        .groups()
        .forEach(group ->
            group.files().forEach(file -> all.put(group.name() + "/" + file.name(), file.count())));
    return all;
  }

  private static Coverage read(Format format, String name) throws IOException, SyntaxException {
    Path file = Path.of("src/test/resources/dev/dragoncode/coverage", name);
    return CoverageReports.read(format, Files.readString(file), "/shop");
  }
}
