package dev.dragoncode.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.run.TestPlan.Results;
import dev.dragoncode.run.TestRequest.Named;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Some tests by the options of their runner. */
class TestSelectionTest {

  @Test
  void mavenTakesClassesAndMethods() {
    assertThat(
            words(
                plan(
                    new Results.XmlFolders(Set.of("surefire-reports")),
                    "mvn",
                    "-Dsurefire.rerunFailingTestsCount=1",
                    "test"),
                new Named("shop.CartTest", "adds(int)[1]"),
                new Named("shop.CartTest", "adds(int)[2]"),
                new Named("shop.OrderTest", "places")))
        .contains("-Dtest=shop.CartTest#adds,shop.OrderTest#places");
  }

  @Test
  void pytestTakesNodesOfFilesThatAreThere() {
    assertThat(
            words(
                plan(new Results.XmlFile(), "python3", "-m", "pytest"),
                new Named("tests.test_a.TestCart", "test_p[a b]"),
                new Named("tests.gone", "test_x")))
        .endsWith("pytest", "tests/test_a.py::TestCart::test_p[a b]");
  }

  @Test
  void vitestTakesFilesAndAPatternOfFullNames() {
    assertThat(
            words(
                plan(new Results.XmlFile(), "npx", "--no-install", "vitest", "run"),
                new Named("test/a.test.js", "cart > sums (2)")))
        .endsWith("run", "test/a.test.js", "-t", "^(?:cart(?: > | )sums \\(2\\))$");
  }

  @Test
  void nodeTakesAPatternBeforeItsFiles() {
    assertThat(
            words(
                plan(new Results.XmlFile(), "node", "--test", "a.test.js"),
                new Named("cart", "sums")))
        .containsExactly("node", "--test-name-pattern=^(?:sums)$", "--test", "a.test.js");
  }

  @Test
  void goTakesTestsAndTheirPackages() {
    TestPlan plan = plan(new Results.GoOutput(), "go", "test", "-json", "./...");
    assertThat(words(plan, new Named("example.com/shop/cart", "TestSum/two")))
        .containsExactly("go", "test", "-json", "-run", "^TestSum$/^two$", "example.com/shop/cart");
  }

  @Test
  void commandsOfATeamCannotBeTold() {
    assertThat(
            TestSelection.of(
                plan(new Results.XmlFolders(Set.of("test-results")), "./run-tests"),
                List.of(new Named("a", "b")),
                _ -> true))
        .isEqualTo(Optional.empty());
  }

  private static List<String> words(TestPlan plan, Named... tests) {
    return TestSelection.of(
            plan, List.of(tests), Set.of("tests/test_a.py", "test/a.test.js")::contains)
        .orElseThrow()
        .command();
  }

  private static TestPlan plan(Results results, String... command) {
    return new TestPlan("", "typed", List.of(command), Map.of(), results);
  }
}
