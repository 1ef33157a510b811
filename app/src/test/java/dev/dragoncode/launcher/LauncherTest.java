package dev.dragoncode.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the shell launcher against JDKs that only print what they were called with. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class LauncherTest {

  @TempDir private Path folder;
  private Path launcher;

  @BeforeEach
  void layOutTheFolder() throws IOException {
    Path home = Files.createDirectories(folder.resolve("dragon code"));
    Path bin = Files.createDirectories(home.resolve("bin"));
    Files.createDirectories(home.resolve("lib"));
    launcher = bin.resolve("dragoncode");
    Files.copy(
        Path.of("src/main/launcher/dragoncode"),
        launcher,
        StandardCopyOption.COPY_ATTRIBUTES,
        StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void passesArgumentsOnAsTheyAre() throws Exception {
    Path jdk = jdk("jdk-25", "25.0.3");

    Run run = run(Map.of("JAVA_HOME", jdk.toString()), "two words", "", "*", "$HOME", "it's \"q\"");

    assertThat(run.exitCode).isZero();
    assertThat(run.lines())
        .endsWith("dev.dragoncode.app.Main", "two words", "", "*", "$HOME", "it's \"q\"")
        .contains("--enable-native-access=ALL-UNNAMED");
  }

  @Test
  void prefersJavaHomeWhenItIsNewEnough() throws Exception {
    Path fromHome = jdk("home", "26");
    Path onPath = jdk("path", "25.0.3");

    assertThat(run(Map.of("JAVA_HOME", fromHome.toString(), "PATH", path(onPath))).lines())
        .startsWith("home");
  }

  @Test
  void takesTheJavaOnThePathWhenJavaHomeIsTooOld() throws Exception {
    Path fromHome = jdk("home", "17.0.15");
    Path onPath = jdk("path", "25.0.3");

    assertThat(run(Map.of("JAVA_HOME", fromHome.toString(), "PATH", path(onPath))).lines())
        .startsWith("path");
  }

  @Test
  void findsTheJdkBehindALinkOnThePath() throws Exception {
    Path real = jdk("real", "25");
    Path links = Files.createDirectories(folder.resolve("links"));
    Files.createSymbolicLink(links.resolve("java-link"), real.resolve("bin/java"));
    Files.createSymbolicLink(links.resolve("java"), Path.of("java-link"));

    assertThat(run(Map.of("PATH", links + ":" + systemPath())).lines()).startsWith("real");
  }

  @Test
  void fallsBackToTheJdkOfTheBuild() throws Exception {
    Path old = jdk("old", "1.8.0_402");
    buildUsed(jdk("built", "25.0.3"));

    assertThat(run(Map.of("JAVA_HOME", old.toString(), "PATH", path(old))).lines())
        .startsWith("built");
  }

  @Test
  void saysWhatItLookedAtWhenNothingIsNewEnough() throws Exception {
    Path old = jdk("old", "17.0.15");
    buildUsed(folder.resolve("gone"));

    Run run = run(Map.of("JAVA_HOME", old.toString(), "PATH", path(old)));

    assertThat(run.exitCode).isEqualTo(3);
    assertThat(run.output)
        .contains("needs Java 25 or newer")
        .contains("JAVA_HOME: " + old + " (Java 17)")
        .contains(folder.resolve("gone") + " (no Java there)");
  }

  @Test
  void usesTheClassCacheOnlyWithTheBuildAndTheJdkThatMadeIt() throws Exception {
    Path builder = jdk("built", "25.0.3");
    Path other = jdk("other", "25.0.3");
    buildUsed(builder);
    Path cache = launcher.resolveSibling("../lib/dragoncode.aot").normalize();
    Path jar = Files.createFile(cache.resolveSibling("dragoncode.jar"));
    Files.createFile(cache);
    Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-11-01T10:00:00Z")));
    Files.setLastModifiedTime(cache, FileTime.from(Instant.parse("2026-11-01T10:00:05Z")));

    assertThat(run(Map.of("JAVA_HOME", builder.toString())).lines())
        .contains("-XX:AOTCache=" + cache.toRealPath());
    assertThat(run(Map.of("JAVA_HOME", other.toString())).output).doesNotContain("AOTCache");

    Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-11-01T10:00:09Z")));
    assertThat(run(Map.of("JAVA_HOME", builder.toString())).output).doesNotContain("AOTCache");
  }

  @Test
  void worksThroughALinkToItself() throws Exception {
    Path jdk = jdk("jdk-25", "25");
    Path link = Files.createSymbolicLink(folder.resolve("dc"), launcher);
    Path second = Files.createSymbolicLink(folder.resolve("d"), Path.of("dc"));

    Run run = start(second, Map.of("JAVA_HOME", jdk.toString()), "status");

    assertThat(link).isSymbolicLink();
    assertThat(run.lines())
        .contains(launcher.toRealPath().resolveSibling("../lib/dragoncode.jar").normalize() + "")
        .endsWith("status");
  }

  @Test
  void exitsWithTheCodeOfTheApp() throws Exception {
    Path jdk = jdk("jdk-25", "25");

    assertThat(run(Map.of("JAVA_HOME", jdk.toString(), "FAKE_EXIT", "7")).exitCode).isEqualTo(7);
  }

  /** A folder that looks like a JDK; its java prints its name and each argument on a line. */
  private Path jdk(String name, String version) throws IOException {
    Path jdk = Files.createDirectories(folder.resolve(name));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    Path java = Files.createDirectories(jdk.resolve("bin")).resolve("java");
    script(
        java,
        """
        #!/bin/sh
        printf '%%s\\n' %s "$@"
        exit "${FAKE_EXIT:-0}"
        """
            .formatted(name));
    return jdk.toRealPath();
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void buildUsed(Path jdk) throws IOException {
    Files.writeString(launcher.resolveSibling("../lib/jdk"), jdk + "\n");
  }

  /** The JDK before the tools that the script needs, and no other java. */
  private String path(Path jdk) throws IOException {
    return jdk.resolve("bin") + ":" + systemPath();
  }

  private String systemPath() throws IOException {
    Path tools = folder.resolve("tools");
    if (!Files.exists(tools)) {
      Files.createDirectories(tools);
      for (String tool : List.of("sed", "cat", "dirname", "readlink")) {
        script(tools.resolve(tool), "#!/bin/sh\nexec " + systemTool(tool) + " \"$@\"\n");
      }
    }
    return tools.toString();
  }

  private static Path systemTool(String name) {
    for (String candidate : List.of("/usr/bin/", "/bin/")) {
      if (Files.exists(Path.of(candidate + name))) {
        return Path.of(candidate + name);
      }
    }
    throw new IllegalStateException("no " + name + " on this machine");
  }

  private Run run(Map<String, String> environment, String... arguments) throws Exception {
    return start(launcher, environment, arguments);
  }

  private Run start(Path script, Map<String, String> environment, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", systemPath());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), output);
  }

  private record Run(int exitCode, String output) {

    List<String> lines() {
      return output.lines().toList();
    }
  }
}
