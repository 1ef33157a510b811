package dev.dragoncode.service.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.io.process.SearchPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {

  @TempDir Path folder;

  @Test
  void whatAPackageManagerHasInstalledRunsWithoutIt() throws IOException {
    program("node_modules/.bin/vitest");

    assertThat(found("yarn", "exec", "vitest", "run"))
        .containsExactly("npx", "--no-install", "vitest", "run");
    assertThat(found("pnpm", "-c", "exec", "tsc && eslint ."))
        .containsExactly("npm", "exec", "-c", "tsc && eslint .");
    assertThat(found("yarn", "run", "lint")).containsExactly("npm", "run", "lint");
  }

  @Test
  void aManagerThatHasInstalledNothingIsAskedForByItsName() {
    assertThat(found("yarn", "exec", "vitest")).containsExactly("yarn", "exec", "vitest");
    assertThat(found("uv", "run", "python", "-m", "pytest")).startsWith("uv");
  }

  @Test
  void aPythonEnvironmentRunsWithoutTheToolThatMadeIt() throws IOException {
    Path python = program(".venv/bin/python");

    assertThat(found("uv", "run", "python", "-m", "pytest"))
        .containsExactly(python.toString(), "-m", "pytest");
    assertThat(found("uv", "run", "uvicorn")).startsWith("uv");
  }

  @Test
  void aManagerThatIsHereIsUsedUnlessItTakesTheRunnersOptionsForItsOwn() throws IOException {
    program("node_modules/.bin/jest");
    program("tools/yarn");
    program("tools/pnpm");
    SearchPath path = new SearchPath(folder.resolve("tools").toString());

    assertThat(Programs.found(List.of("pnpm", "exec", "jest", "--json"), folder, path))
        .startsWith("pnpm");
    assertThat(Programs.found(List.of("yarn", "exec", "jest", "--json"), folder, path))
        .containsExactly("npx", "--no-install", "jest", "--json");
    assertThat(Programs.found(List.of("yarn", "exec", "vitest"), folder, path)).startsWith("yarn");
  }

  private List<String> found(String... line) {
    return Programs.found(List.of(line), folder, new SearchPath(""));
  }

  private Path program(String path) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
