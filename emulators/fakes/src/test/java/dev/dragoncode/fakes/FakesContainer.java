package dev.dragoncode.fakes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.fakes.packs.Packs;
import dev.dragoncode.io.process.Command;
import dev.dragoncode.io.process.ProcessResult;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.io.process.RunningProcess;
import dev.dragoncode.problem.ProblemException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All packs in a container of the module's own image, with the arguments of its catalog entry. It
 * is made by the docker on the PATH; the base comes from {@code DRAGONCODE_IMAGE_MIRROR} where that
 * names a registry.
 */
public final class FakesContainer {

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String META = "META-INF/dragoncode/";
  private static final int FIRST_PORT = 9000;

  private final String id;
  private final String image;
  private final String control;

  private FakesContainer(String id, String image, String control) {
    this.id = id;
    this.image = image;
    this.control = control;
  }

  /** Where it is steered. */
  public String control() {
    return control;
  }

  /** Whether there is an engine that makes containers. */
  public static boolean possible() throws InterruptedException {
    try {
      return run("version").succeeded();
    } catch (ProblemException e) {
      return false;
    }
  }

  /**
   * Builds the image and starts it.
   *
   * @param folder an empty one
   */
  public static FakesContainer start(Path folder) throws IOException, InterruptedException {
    gather(folder);
    String mirror = System.getenv("DRAGONCODE_IMAGE_MIRROR");
    String base = (mirror == null ? "" : mirror + "/library/") + "eclipse-temurin:25-jre";
    String image = done("build", "-q", "--build-arg", "BASE=" + base, folder.toString());
    Map<String, Integer> ports = ports();
    List<String> line = new ArrayList<>(List.of("run", "-d", "--memory", "256m"));
    line.addAll(List.of("--add-host", "host.docker.internal:host-gateway"));
    List<String> packs = new ArrayList<>();
    int inside = FIRST_PORT;
    for (String name : Stream.concat(Stream.of("control"), Packs.ids().stream()).toList()) {
      int port = Objects.requireNonNull(ports.get(name));
      line.addAll(List.of("-p", "127.0.0.1:%d:%d".formatted(port, inside)));
      if (inside > FIRST_PORT) {
        packs.add("%s=%d@http://127.0.0.1:%d".formatted(name, inside, port));
      }
      inside++;
    }
    line.addAll(List.of(image, "--host", "0.0.0.0", "--control", String.valueOf(FIRST_PORT)));
    line.addAll(List.of("--loopback-host", "host.docker.internal"));
    line.addAll(packs);
    String id = done(line.toArray(String[]::new));
    FakesContainer container =
        new FakesContainer(id, image, "http://127.0.0.1:" + ports.get("control"));
    container.awaitReady();
    return container;
  }

  private void awaitReady() throws InterruptedException {
    CountDownLatch ready = new CountDownLatch(1);
    Queue<String> said = new ConcurrentLinkedQueue<>();
    RunningProcess log =
        new ProcessRunner()
            .start(
                Command.of("docker", "logs", "-f", id),
                line -> {
                  said.add(line.text());
                  if (line.text().contains("All fake APIs answer")) {
                    ready.countDown();
                  }
                });
    boolean answers = ready.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
    log.handle().destroy();
    if (!answers) {
      stop();
      throw new AssertionError("The container does not answer: " + said);
    }
  }

  /** Puts together what the image is built from. */
  private static void gather(Path folder) throws IOException {
    try (InputStream in = resource("Dockerfile")) {
      Files.copy(in, folder.resolve("Dockerfile"));
    }
    Path lib = Files.createDirectories(folder.resolve("lib"));
    Map<String, Path> here =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .filter(Files::exists)
            .collect(
                Collectors.toMap(
                    path -> path.getFileName().toString(), path -> path, (one, other) -> one));
    Set<Path> classes =
        Stream.of(FakesMain.class, ProcessRunner.class)
            .map(
                type -> Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()))
            .collect(Collectors.toSet());
    String libraries;
    try (InputStream in = resource(FakesMain.class.getName() + ".classpath")) {
      libraries = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    for (String library : libraries.strip().split(":", -1)) {
      String name = library.substring(library.indexOf('/') + 1);
      Optional<Path> jar = Optional.ofNullable(here.get(name));
      if (jar.isPresent()) {
        Files.copy(jar.get(), lib.resolve(name));
      }
    }
    int number = 0;
    for (Path each : classes) {
      if (Files.isDirectory(each)) {
        jar(each, lib.resolve("classes-" + number++ + ".jar"));
      }
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(
        FakesMain.class.getClassLoader().getResourceAsStream(META + name), name);
  }

  private static void jar(Path classes, Path target) throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(target));
        Stream<Path> all = Files.walk(classes)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        jar.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, jar);
      }
    }
  }

  private static Map<String, Integer> ports() throws IOException {
    Map<String, Integer> ports = new HashMap<>();
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (String name : Stream.concat(Stream.of("control"), Packs.ids().stream()).toList()) {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        held.add(socket);
        ports.put(name, socket.getLocalPort());
      }
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
    return ports;
  }

  private static String done(String... arguments) throws InterruptedException {
    ProcessResult result = run(arguments);
    assertThat(result.succeeded()).as(result.toString()).isTrue();
    return result.output().getLast();
  }

  private static ProcessResult run(String... arguments) throws InterruptedException {
    List<String> line = new ArrayList<>(List.of("docker"));
    line.addAll(List.of(arguments));
    return new ProcessRunner().run(Command.of(line).with(Map.of("DOCKER_BUILDKIT", "0")), LIMIT);
  }

  /** Removes it and its image. */
  public void stop() throws InterruptedException {
    done("rm", "-f", "-v", id);
    done("rmi", image);
  }
}
