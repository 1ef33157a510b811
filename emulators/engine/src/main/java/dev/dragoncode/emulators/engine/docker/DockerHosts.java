package dev.dragoncode.emulators.engine.docker;

import dev.dragoncode.io.ssh.SshSettings;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds where container engines may answer, the user's own word first. Reads anew each time. */
public final class DockerHosts {

  private final Optional<String> setting;
  private final Map<String, String> environment;
  private final Path home;
  private final String os;

  /**
   * @param setting an address that the user chose, such as {@code unix:///run/docker.sock}
   * @param environment the process's variables
   * @param home the user's home folder
   * @param os the system property {@code os.name}
   */
  public DockerHosts(
      Optional<String> setting, Map<String, String> environment, Path home, String os) {
    this.setting = setting.filter(text -> !text.isBlank());
    this.environment = Map.copyOf(environment);
    this.home = home;
    this.os = os.toLowerCase(Locale.ROOT);
  }

  /** What this process's own environment names. */
  public static DockerHosts ofThisMachine(Optional<String> setting) {
    return new DockerHosts(
        setting,
        System.getenv(),
        Path.of(System.getProperty("user.home")),
        System.getProperty("os.name"));
  }

  /** What was found. */
  record Found(List<DockerHost> hosts, List<Problem> problems) {}

  /** The candidates in the order in which they are tried, and what is wrong with the others. */
  Found find() {
    List<DockerHost> hosts = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    setting.ifPresent(address -> add(address, certificates(), "the settings", hosts, problems));
    Optional.ofNullable(environment.get("DOCKER_HOST"))
        .filter(address -> !address.isBlank())
        .ifPresent(address -> add(address, certificates(), "DOCKER_HOST", hosts, problems));
    DockerConfig config = DockerConfig.in(configFolder());
    try {
      config
          .currentContext(environment)
          .ifPresent(context ->
              add(
                  context.address(),
                  context.certificates(),
                  "context " + context.name(),
                  hosts,
                  problems));
    } catch (ProblemException e) {
      problems.add(e.problem());
    }
    usualPlaces().stream()
        .filter(host -> host.socket().map(Files::exists).orElse(true))
        .filter(host -> hosts.stream().noneMatch(h -> h.address().equals(host.address())))
        .forEach(hosts::add);
    return new Found(List.copyOf(hosts), List.copyOf(problems));
  }

  /** The user's Docker configuration: {@code ~/.docker} unless the environment says otherwise. */
  Path configFolder() {
    String folder = environment.get("DOCKER_CONFIG");
    return folder == null || folder.isBlank() ? home.resolve(".docker") : Path.of(folder);
  }

  private Optional<Path> certificates() {
    boolean tls =
        !environment.getOrDefault("DOCKER_TLS_VERIFY", "").isEmpty()
            || !environment.getOrDefault("DOCKER_TLS", "").isEmpty();
    if (!tls) {
      return Optional.empty();
    }
    String folder = environment.get("DOCKER_CERT_PATH");
    return Optional.of(folder == null || folder.isBlank() ? configFolder() : Path.of(folder));
  }

  private List<DockerHost> usualPlaces() {
    if (os.contains("windows")) {
      return List.of(
          usual("npipe:////./pipe/docker_engine"),
          usual("npipe:////./pipe/dockerDesktopLinuxEngine"),
          usual("npipe:////./pipe/podman-machine-default"));
    }
    List<Path> sockets = new ArrayList<>();
    sockets.add(Path.of("/var/run/docker.sock"));
    sockets.add(home.resolve(".docker/run/docker.sock"));
    sockets.add(home.resolve(".docker/desktop/docker.sock"));
    runtimeFolder().ifPresent(folder -> sockets.add(folder.resolve("docker.sock")));
    sockets.add(home.resolve(".rd/docker.sock"));
    runtimeFolder().ifPresent(folder -> sockets.add(folder.resolve("podman/podman.sock")));
    sockets.add(Path.of("/run/podman/podman.sock"));
    Path machines = home.resolve(".local/share/containers/podman/machine");
    sockets.add(machines.resolve("podman.sock"));
    sockets.add(machines.resolve("podman-machine-default/podman.sock"));
    sockets.add(machines.resolve("qemu/podman.sock"));
    sockets.add(home.resolve(".colima/default/docker.sock"));
    return sockets.stream().map(socket -> usual("unix://" + socket)).toList();
  }

  private Optional<Path> runtimeFolder() {
    return Optional.ofNullable(environment.get("XDG_RUNTIME_DIR"))
        .filter(folder -> !folder.isBlank())
        .map(Path::of);
  }

  private static DockerHost usual(String address) {
    return new DockerHost(URI.create(address), Optional.empty(), "the usual place", false);
  }

  private void add(
      String address,
      Optional<Path> certificates,
      String source,
      List<DockerHost> hosts,
      List<Problem> problems) {
    try {
      DockerHost host =
          new DockerHost(
              uri(address),
              certificates,
              source,
              true,
              Optional.of(SshSettings.of(home, environment)));
      if (certificates.isPresent() && "tcp".equals(host.address().getScheme())) {
        requireCertificates(certificates.get(), source);
      }
      hosts.add(host);
    } catch (ProblemException e) {
      problems.add(e.problem());
    } catch (IllegalArgumentException e) {
      problems.add(
          Problem.of(
              "The container engine's address is not usable",
              "“%s”, named by %s, is no unix, npipe, tcp or ssh address."
                  .formatted(address, source),
              Remedy.of(
                  "Use an address such as unix:///var/run/docker.sock, tcp://localhost:2375 or"
                      + " ssh://user@host.")));
    }
  }

  private static URI uri(String address) {
    String text = address.strip().replace('\\', '/');
    if (text.startsWith("http://") || text.startsWith("https://")) {
      text = "tcp" + text.substring(text.indexOf(':'));
    }
    URI uri = URI.create(text);
    String scheme = String.valueOf(uri.getScheme());
    boolean complete =
        switch (scheme) {
          case "unix" -> uri.getPath() != null && uri.getPath().startsWith("/");
          case "npipe" -> uri.getPath() != null && !uri.getPath().isEmpty();
          case "tcp", "ssh" -> uri.getHost() != null;
          default -> false;
        };
    if (!complete) {
      throw new IllegalArgumentException(address);
    }
    return "tcp".equals(scheme) && uri.getPort() < 0
        ? URI.create(text.replaceAll("/+$", "") + ":2375")
        : uri;
  }

  private static void requireCertificates(Path folder, String source) {
    for (String name : List.of("ca.pem", "cert.pem", "key.pem")) {
      if (!Files.isReadable(folder.resolve(name))) {
        throw Problem.of(
                "The container engine's certificates are missing",
                "%s asks for TLS, and %s cannot be read.".formatted(source, folder.resolve(name)),
                Remedy.of("Put ca.pem, cert.pem and key.pem into " + folder + "."),
                Remedy.of("Set DOCKER_CERT_PATH to the folder that holds them."))
            .asException();
      }
    }
  }
}
