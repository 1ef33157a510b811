package dev.dragoncode.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.app.CommandLines.Ran;
import dev.dragoncode.cli.Exit;
import dev.dragoncode.io.ports.LoopbackPorts;
import dev.dragoncode.scaffold.Capabilities;
import dev.dragoncode.scaffold.Capability;
import dev.dragoncode.scaffold.StackKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What generated projects are delivered as: the same bytes of each of two builds, and an image that
 * runs without root. Its base images are stand-ins from the local registry; what came of it is
 * written into {@code docs/scaffold-images.md}.
 */
@EnabledIfSystemProperty(
    named = "dragoncode.matrix",
    matches = "true",
    disabledReason = "builds four times and two images, minutes in all")
class ScaffoldArtifactsTest {

  private static final String REGISTRY =
      Optional.ofNullable(System.getenv("DRAGONCODE_IMAGE_MIRROR")).orElse("127.0.0.1:5000");
  private static final Map<String, String> ROWS = new TreeMap<>();

  private static final Set<String> EVERYTHING =
      Capabilities.all().stream().map(Capability::id).collect(Collectors.toSet());

  @TempDir private Path folder;
  private final Shutdown shutdown = new Shutdown();
  private Composition composition;

  @BeforeEach
  void compose() {
    composition = new CommandLines(folder.resolve("home")).services(shutdown);
  }

  @AfterEach
  void endEverything() {
    CommandLines.run(composition, "down", folder.resolve("shop-api").toString());
    shutdown.run();
  }

  @AfterAll
  static void writeResults() throws IOException {
    if (ROWS.size() == StackKind.values().length) {
      Files.writeString(
          Path.of("docs", "scaffold-images.md"),
          """
          # Images of generated projects

          Written by `ScaffoldArtifactsTest` (`mvn verify -Pmatrix`): all capabilities on, built with the project's own Dockerfile on stand-ins of its base images
          (Debian with this machine's Node.js, or a linked Java runtime), run with a read-only root file system, without capabilities and as the image's own user,
          beside a real PostgreSQL and OpenID Connect provider.

          | project | built in, s | size, MB | of it above the base | user | ready after, s | ended within, s |
          | --- | --- | --- | --- | --- | --- | --- |
          """
              + String.join("\n", ROWS.values())
              + "\n");
    }
  }

  @Test
  void twoBuildsOfAJarAndItsImageAreTheSameBytes() throws Exception {
    Path first = made(StackKind.SPRING);
    Path second = copied(first);
    for (Path each : List.of(first, second)) {
      GeneratedService.ran(
          each,
          Map.of(),
          "mvn",
          "-B",
          "-q",
          "-DskipTests",
          "-Djib.from.image=" + REGISTRY + "/library/eclipse-temurin:25-jre",
          "-Djib.allowInsecureRegistries=true",
          "package",
          "jib:buildTar");
    }
    assertThat(hash(second.resolve("target/shop-api-0.1.0.jar")))
        .isEqualTo(hash(first.resolve("target/shop-api-0.1.0.jar")));
    assertThat(hash(second.resolve("target/jib-image.tar")))
        .isEqualTo(hash(first.resolve("target/jib-image.tar")));
  }

  @Test
  void twoBuildsOfATarballAreTheSameBytes() throws Exception {
    Path first = made(StackKind.NODE);
    Path second = copied(first);
    for (Path each : List.of(first, second)) {
      GeneratedService.ran(each, Map.of(), "npm", "ci", "--prefer-offline");
      GeneratedService.ran(each, Map.of(), "npm", "run", "package");
    }
    assertThat(hash(second.resolve("shop-api-0.1.0.tgz")))
        .isEqualTo(hash(first.resolve("shop-api-0.1.0.tgz")));
  }

  @ParameterizedTest
  @EnumSource
  void anImageRunsWithoutRoot(StackKind stack) throws Exception {
    Path project = made(stack);
    Ran up =
        CommandLines.run(composition, "up", "--engine", "embedded", "--detach", project.toString());
    assertThat(up.code()).as(up.err()).isIn(Exit.OK, Exit.GAPS);
    String image = "dragoncode-test/shop-api-" + stack.id();
    Instant begun = Instant.now();
    List<String> build =
        new ArrayList<>(List.of("docker", "build", "--no-cache", "--network=host", "-t", image));
    bases(stack).forEach((name, base) -> build.addAll(List.of("--build-arg", name + "=" + base)));
    build.add(".");
    GeneratedService.ran(project, Map.of("DOCKER_BUILDKIT", "0"), build.toArray(String[]::new));
    Duration built = Duration.between(begun, Instant.now());
    int port = LoopbackPorts.anyFree();
    String container = "dragoncode-test-" + stack.id();
    List<String> within = new ArrayList<>(List.of("--network=host", "--read-only"));
    within.addAll(List.of("--tmpfs=/tmp", "--cap-drop=ALL"));
    Map<String, String> variables =
        GeneratedService.settings(project, port, EVERYTHING, composition.settings(project));
    variables.put("AUDIT_LOG_FILE", "/tmp/audit.log");
    Path token = Path.of(variables.get("VAULT_TOKEN_FILE"));
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
    within.add("--volume=" + token + ":/run/vault-token:ro");
    variables.put("VAULT_TOKEN_FILE", "/run/vault-token");
    variables.forEach((name, value) -> within.addAll(List.of("--env", name + "=" + value)));
    within.add(image);
    try {
      if (stack == StackKind.NODE) {
        ran(project, List.of("docker", "run", "--rm"), within, List.of("node", "dist/migrate.js"));
      }
      Instant started = Instant.now();
      ran(project, List.of("docker", "run", "--detach", "--name", container), within, List.of());
      awaitReady(project, container, URI.create("http://127.0.0.1:" + port), stack);
      Duration ready = Duration.between(started, Instant.now());
      String user = output(project, "docker", "inspect", "--format", "{{.Config.User}}", container);
      assertThat(user).matches("[1-9]\\d*(:[1-9]\\d*)?");
      assertThat(output(project, "docker", "top", container, "-o", "pid,uid").lines().skip(1))
          .as("processes and whose they are")
          .isNotEmpty()
          .allMatch(line -> line.strip().matches("\\d+ +[1-9]\\d*"));
      Instant asked = Instant.now();
      GeneratedService.ran(project, Map.of(), "docker", "stop", "--time", "40", container);
      Duration ended = Duration.between(asked, Instant.now());
      // 143 is the JVM's answer to SIGTERM
      assertThat(output(project, "docker", "inspect", "--format", "{{.State.ExitCode}}", container))
          .isIn("0", "143");
      long size = size(project, image);
      long base = size(project, bases(stack).lastEntry().getValue());
      ROWS.put(
          stack.id(),
          "| %s | %.0f | %d | %d | %s | %.1f | %.1f |"
              .formatted(
                  stack.id(),
                  built.toMillis() / 1e3,
                  size / 1_000_000,
                  (size - base) / 1_000_000,
                  user,
                  ready.toMillis() / 1e3,
                  ended.toMillis() / 1e3));
    } finally {
      GeneratedService.ran(project, Map.of(), "docker", "rm", "--force", container);
      GeneratedService.ran(project, Map.of(), "docker", "image", "rm", "--force", image);
    }
  }

  /** Build arguments; that of the image that runs is the last by name. */
  private static NavigableMap<String, String> bases(StackKind stack) {
    return new TreeMap<>(
        switch (stack) {
          case SPRING ->
              Map.of(
                  "BUILD_IMAGE", REGISTRY + "/library/maven:stand-in",
                  "RUN_IMAGE", REGISTRY + "/library/eclipse-temurin:25-jre");
          case NODE -> Map.of("NODE_IMAGE", REGISTRY + "/library/node:stand-in");
        });
  }

  private static void awaitReady(Path project, String container, URI address, StackKind stack)
      throws Exception {
    Instant end = Instant.now().plusSeconds(90);
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (true) {
        try {
          HttpRequest request =
              HttpRequest.newBuilder(address.resolve(GeneratedService.ready(stack))).build();
          if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException e) {
          // it does not listen yet
        }
        String state =
            output(project, "docker", "inspect", "--format", "{{.State.Status}}", container);
        assertThat(state).as(() -> log(project, container)).isEqualTo("running");
        assertThat(Instant.now()).as(() -> log(project, container)).isBefore(end);
      }
    }
  }

  private static String log(Path project, String container) {
    try {
      return String.join(
          "\n", GeneratedService.ran(project, Map.of(), "docker", "logs", container).output());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private static void ran(
      Path project, List<String> begin, List<String> within, List<String> program)
      throws InterruptedException {
    String[] command =
        Stream.of(begin, within, program).flatMap(List::stream).toArray(String[]::new);
    GeneratedService.ran(project, Map.of(), command);
  }

  private static long size(Path project, String image) throws InterruptedException {
    return Long.parseLong(
        output(project, "docker", "image", "inspect", "--format", "{{.Size}}", image));
  }

  private static String output(Path project, String... command) throws InterruptedException {
    return GeneratedService.ran(project, Map.of(), command).output().stream()
        .collect(Collectors.joining("\n"))
        .strip();
  }

  private Path made(StackKind stack) {
    Ran made =
        CommandLines.run(
            composition,
            "new",
            "shop-api",
            "--in",
            folder.toString(),
            "--stack",
            stack.id(),
            "--all");
    assertThat(made.code()).as(made.err()).isEqualTo(Exit.OK);
    return folder.resolve("shop-api");
  }

  /** The same files in another folder, written at another time. */
  private Path copied(Path project) throws IOException {
    Path copy = folder.resolve("elsewhere").resolve("copy");
    try (Stream<Path> files = Files.walk(project)) {
      for (Path each : files.toList()) {
        Path to = copy.resolve(project.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(to);
        } else {
          Files.copy(each, to);
        }
      }
    }
    return copy;
  }

  private static String hash(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
