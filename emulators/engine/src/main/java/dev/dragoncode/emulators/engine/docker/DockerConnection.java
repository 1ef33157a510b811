package dev.dragoncode.emulators.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.AuthConfigurations;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.api.model.VersionComponent;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.LocalDirectorySSLConfig;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.dragoncode.io.ssh.SshConnection;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A client of one engine that speaks the newest API version both sides know. */
final class DockerConnection implements AutoCloseable {

  /** The oldest API that is asked for: Docker 20.10 and Podman. */
  static final RemoteApiVersion OLDEST = RemoteApiVersion.VERSION_1_41;

  /** The newest API that docker-java knows. */
  static final RemoteApiVersion NEWEST = RemoteApiVersion.VERSION_1_44;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /** Log followers and pulls each hold one; a stack of twenty emulators needs no more. */
  private static final int MAX_CONNECTIONS = 128;

  private final DockerHost host;
  private final Optional<SshTunnel> tunnel;
  private final Machine machine;
  private final DockerHttpClient http;
  private final DockerClient client;
  private final RemoteApiVersion api;
  private final String product;
  private final String version;

  private DockerConnection(
      DockerHost host,
      Optional<SshTunnel> tunnel,
      Machine machine,
      DockerHttpClient http,
      RemoteApiVersion api,
      Version version) {
    this.host = host;
    this.tunnel = tunnel;
    this.machine = machine;
    this.http = http;
    this.api = api;
    this.client = client(address(host, tunnel), http, api);
    this.product = productOf(version);
    this.version = Optional.ofNullable(version.getVersion()).orElse("");
  }

  /**
   * Connects and agrees on an API version.
   *
   * @throws dev.dragoncode.problem.ProblemException if no version suits both
   * @throws RuntimeException whatever docker-java makes of a host that does not answer
   */
  static DockerConnection open(DockerHost host, Path home) {
    Machine machine = host.local() ? Machine.local() : Machine.remote(home);
    Optional<SshTunnel> tunnel =
        host.overSsh() ? Optional.of(tunnel(host, home)) : Optional.empty();
    URI address = address(host, tunnel);
    DockerHttpClient http =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(address)
            .sslConfig(tls(host))
            .maxConnections(MAX_CONNECTIONS)
            .connectionTimeout(CONNECT_TIMEOUT)
            .build();
    try {
      DockerClient unversioned = client(address, http, RemoteApiVersion.unknown());
      Version version = unversioned.versionCmd().exec();
      return new DockerConnection(host, tunnel, machine, http, agree(version), version);
    } catch (RuntimeException e) {
      close(http);
      tunnel.ifPresent(SshTunnel::close);
      throw e;
    }
  }

  private static SshTunnel tunnel(DockerHost host, Path home) {
    if (File.separatorChar == '\\') {
      throw DockerProblems.sshFromWindows(host).asException();
    }
    try {
      return SshTunnel.open(host, host.ssh().orElseThrow(), home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URI address(DockerHost host, Optional<SshTunnel> tunnel) {
    return tunnel.map(SshTunnel::api).orElse(host.address());
  }

  /** A stream to a port that a container publishes on the other machine's loopback interface. */
  SshConnection.TwoWay toPort(int port) throws IOException {
    if (tunnel.isEmpty()) {
      throw new IOException(host + " is not reached through a tunnel");
    }
    return tunnel.get().toPort(port);
  }

  /** Who this machine is to the engine. */
  Machine machine() {
    return machine;
  }

  /** Asks the engine whether it still answers. */
  void ping() {
    client.pingCmd().exec();
  }

  DockerClient client() {
    return client;
  }

  DockerHost host() {
    return host;
  }

  RemoteApiVersion api() {
    return api;
  }

  /** "Docker" or "Podman". */
  String product() {
    return product;
  }

  String version() {
    return version;
  }

  @Override
  public void close() {
    close(http);
    tunnel.ifPresent(SshTunnel::close);
  }

  /** The newest API version that this engine and docker-java both speak. */
  private static RemoteApiVersion agree(Version version) {
    RemoteApiVersion newest = parse(version.getApiVersion(), OLDEST);
    RemoteApiVersion oldest = parse(version.getMinAPIVersion(), OLDEST);
    if (oldest.isGreater(NEWEST)) {
      throw DockerProblems.engineTooNew(version.getVersion(), oldest.getVersion()).asException();
    }
    if (!newest.isGreaterOrEqual(OLDEST)) {
      throw DockerProblems.engineTooOld(version.getVersion(), newest.getVersion()).asException();
    }
    return newest.isGreater(NEWEST) ? NEWEST : newest;
  }

  private static RemoteApiVersion parse(@Nullable String text, RemoteApiVersion otherwise) {
    return text == null || text.isBlank() ? otherwise : RemoteApiVersion.parseConfig(text);
  }

  private static String productOf(Version version) {
    boolean podman =
        version.getComponents() != null
            && version.getComponents().stream()
                .map(VersionComponent::getName)
                .anyMatch(name -> name != null && name.startsWith("Podman"));
    return podman ? "Podman" : "Docker";
  }

  private static com.github.dockerjava.transport.@Nullable SSLConfig tls(DockerHost host) {
    return host.certificates()
        .map(folder -> new LocalDirectorySSLConfig(folder.toString()))
        .orElse(null);
  }

  private static DockerClient client(URI address, DockerHttpClient http, RemoteApiVersion api) {
    return DockerClientImpl.getInstance(new ClientConfig(address, api), http);
  }

  private static void close(DockerHttpClient http) {
    try {
      http.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What docker-java needs to know; credentials are given with each pull instead. */
  private record ClientConfig(URI address, RemoteApiVersion api) implements DockerClientConfig {

    @Override
    public URI getDockerHost() {
      return address;
    }

    @Override
    public RemoteApiVersion getApiVersion() {
      return api;
    }

    @Override
    public @Nullable String getRegistryUsername() {
      return null;
    }

    @Override
    public @Nullable String getRegistryPassword() {
      return null;
    }

    @Override
    public @Nullable String getRegistryEmail() {
      return null;
    }

    @Override
    public @Nullable String getRegistryUrl() {
      return null;
    }

    @Override
    public @Nullable AuthConfig effectiveAuthConfig(String imageName) {
      return null;
    }

    @Override
    public AuthConfigurations getAuthConfigurations() {
      return new AuthConfigurations();
    }

    @Override
    @SuppressWarnings("deprecation") // the interface still asks for it; the transport has its own
    public com.github.dockerjava.core.@Nullable SSLConfig getSSLConfig() {
      return null;
    }
  }
}
