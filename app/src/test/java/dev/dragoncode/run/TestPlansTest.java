package dev.dragoncode.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.service.ReadFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestPlansTest {

  @TempDir Path folder;

  @Test
  void mavenRunsOnceForAllModulesWithTheWrapperOfTheProject() throws IOException {
    write("pom.xml", pom("parent", "<modules><module>core</module></modules>"));
    write("core/pom.xml", pom("core", ""));
    write("mvnw", "#!/bin/sh\n");

    assertThat(plans())
        .singleElement()
        .satisfies(plan -> {
          assertThat(plan.shown()).isEqualTo("./mvnw test");
          assertThat(plan.command()).startsWith("./mvnw", "-B").endsWith("test");
          assertThat(plan.retries()).isTrue();
        });
  }

  @Test
  void aRunnerIsStartedAsTheScriptDoesWithAReport() throws IOException {
    write("package.json", script("NODE_ENV=test vitest --coverage"));

    TestPlan plan = plans().getFirst();
    assertThat(plan.shown()).isEqualTo("vitest --coverage");
    assertThat(plan.command())
        .containsSequence("npx", "--no-install", "vitest", "run", "--coverage")
        .contains("--outputFile.junit=" + TestPlan.REPORT);
    assertThat(plan.environment()).containsEntry("NODE_ENV", "test").containsEntry("CI", "true");
    assertThat(plan.results()).isEqualTo(new TestPlan.Results.XmlFile());
  }

  @Test
  void nodesOwnRunnerIsGivenTheFilesThatAShellWouldFind() throws IOException {
    write("package.json", script("node --import tsx --test test/*.test.ts"));
    write("dragoncode.yaml", "commands:\n  test: npm test\n");
    write("test/orders.test.ts", "");
    write("test/auth.test.ts", "");
    write("test/support.ts", "");
    write("test/deep/other.test.ts", "");

    TestPlan plan = plans().getFirst();
    assertThat(plan.command())
        .startsWith("node", "--test-reporter=spec")
        .endsWith("--import", "tsx", "--test", "test/auth.test.ts", "test/orders.test.ts");
    assertThat(plan.results()).isEqualTo(new TestPlan.Results.XmlFile());
  }

  @Test
  void ofProgramsJoinedInAScriptTheRunnerTellsItsTests() throws IOException {
    write("package.json", script("eslint . && vitest run --typecheck && tsc -p ."));
    write("pnpm-lock.yaml", "lockfileVersion: '9.0'\n");

    assertThat(plans())
        .extracting(TestPlan::shown)
        .containsExactly("eslint .", "vitest run --typecheck", "tsc -p .");
    assertThat(plans().getFirst().command()).containsExactly("pnpm", "-c", "exec", "eslint .");
    assertThat(plans().getFirst().results()).isEqualTo(new TestPlan.Results.ExitCode());
    assertThat(plans().get(1).results()).isEqualTo(new TestPlan.Results.XmlFile());
  }

  @Test
  void scriptsThatCallScriptsAreFollowedToTheRunner() throws IOException {
    write(
        "package.json",
        """
        {"scripts": {"pretest": "tsc -p tsconfig.test.json", "test": "npm run lint && npm run unit",
          "lint": "eslint src | tee log", "unit": "c8 --100 node --test", "posttest": "npm test"}}
        """);

    List<TestPlan> plans = plans();
    assertThat(plans)
        .extracting(TestPlan::typed)
        .startsWith("tsc -p tsconfig.test.json", "npm run lint", "c8 --100 node --test");
    assertThat(plans.get(1).command()).containsExactly("npm", "run", "lint");
    assertThat(plans.get(2).command())
        .startsWith("npx", "--no-install", "c8", "--100", "node", "--test-reporter=spec")
        .endsWith("--test");
    assertThat(plans.size()).isLessThan(30);
  }

  @Test
  void aScriptThatOnlyAShellCanRunIsLeftToItsPackageManager() throws IOException {
    write("package.json", script("cd web && jest"));
    write("pnpm-lock.yaml", "lockfileVersion: '9.0'\n");

    TestPlan plan = plans().getFirst();
    assertThat(plan.command()).containsExactly("pnpm", "run", "test");
    assertThat(plan.results()).isEqualTo(new TestPlan.Results.ExitCode());
  }

  @Test
  void aScriptThatTheTeamHasNamedIsReadLikeTest() throws IOException {
    write("package.json", "{\"scripts\": {\"test\": \"run-p test:*\", \"test:unit\": \"jest\"}}");
    write("dragoncode.yaml", "commands:\n  test: npm run test:unit\n");

    assertThat(plans().getFirst().results()).isEqualTo(new TestPlan.Results.JestFile());
  }

  @Test
  void theScriptThatNpmWritesIntoANewPackageIsNoTest() throws IOException {
    write("package.json", script("echo \\\"Error: no test specified\\\" && exit 1"));

    assertThat(plans()).isEmpty();
  }

  @Test
  void pytestIsRunWhereTheProjectHasIt() throws IOException {
    write("pyproject.toml", "[project]\nname = 'shop'\nversion = '1'\ndependencies = ['pytest']\n");
    write("uv.lock", "version = 1\n");

    assertThat(plans().getFirst().command()).startsWith("uv", "run", "python", "-m", "pytest");
  }

  @Test
  void djangoRunsItsOwnCommand() throws IOException {
    write("requirements.txt", "django==5.2\n");
    write("manage.py", "import django\n");
    write("shop/tests.py", "def test_a(): pass\n");

    assertThat(plans().getFirst().shown()).isEqualTo("manage.py test");
  }

  @Test
  void everyGoModuleIsTestedByItself() throws IOException {
    write("go.mod", "module example.org/a\n\ngo 1.25\n");
    write("tools/go.mod", "module example.org/a/tools\n\ngo 1.25\n");

    assertThat(plans())
        .extracting(TestPlan::shown)
        .containsExactlyInAnyOrder("go test ./...", "go test ./... in tools");
  }

  @Test
  void theTeamsOwnCommandOutranksWhatBuildFilesSuggest() throws IOException {
    write("pom.xml", pom("shop", ""));
    write("dragoncode.yaml", "commands:\n  test: ./run-tests --all\n");

    assertThat(plans()).extracting(TestPlan::shown).containsExactly("./run-tests --all");
  }

  @Test
  void aCommandThatNeedsAShellIsRefusedWithARemedy() throws IOException {
    write("dragoncode.yaml", "commands:\n  test: make deps && make test\n");

    assertThatThrownBy(this::plans)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().remedies()).isNotEmpty());
  }

  private List<TestPlan> plans() {
    return TestPlans.of(ReadFolder.of(folder, Clock.systemUTC()).view());
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String script(String test) {
    return "{\"name\": \"shop\", \"scripts\": {\"test\": \"" + test + "\"}}\n";
  }

  private static String pom(String name, String rest) {
    return """
    <project><modelVersion>4.0.0</modelVersion><groupId>shop</groupId>
    <artifactId>%s</artifactId><version>1</version>%s</project>
    """
        .formatted(name, rest);
  }
}
