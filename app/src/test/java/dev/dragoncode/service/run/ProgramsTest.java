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
  void aManagerThatIsHereIsUsed() throws IOException {
    program("node_modules/.bin/vitest");
    Path yarn = program("tools/yarn");

    assertThat(
            Programs.found(
                List.of("yarn", "exec", "vitest"),
                folder,
                new SearchPath(yarn.getParent().toString())))
        .startsWith("yarn");
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
