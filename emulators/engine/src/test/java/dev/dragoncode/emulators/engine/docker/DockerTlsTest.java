package dev.dragoncode.emulators.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.model.EngineStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** DOCKER_HOST with TLS: an engine's port behind certificates on both sides. */
@Timeout(60)
class DockerTlsTest {

  @TempDir Path temp;
  private final EngineServer engine = EngineServer.speaking("1.12", "1.41");
  private final TestCertificates certificates = new TestCertificates();
  private final TlsProxy proxy = TlsProxy.start(certificates.server(), engine.port());

  DockerTlsTest() throws Exception {}

  @BeforeEach
  void writeCertificates() throws Exception {
    certificates.writeClient(temp.resolve("good"));
    new TestCertificates().writeClient(temp.resolve("foreign"));
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    engine.close();
  }

  @Test
  void anEngineBehindTlsIsReachedWithItsCertificates() throws Exception {
    try (DockerEngine docker = engine("good")) {
      assertThat(docker.status()).isEqualTo(new EngineStatus.Available("Podman", "99.1", "local"));
      assertThat(docker.instances()).isEmpty();
    }
  }

  @Test
  void certificatesOfAnotherAuthorityAreRefused() throws Exception {
    try (DockerEngine docker = engine("foreign")) {
      assertThat(docker.status())
          .isInstanceOfSatisfying(
              EngineStatus.Unavailable.class,
              unavailable ->
                  assertThat(unavailable.problem().title())
                      .isEqualTo("The container engine does not answer"));
    }
    assertThat(engine.paths()).isEmpty();
  }

  @Test
  void withoutTlsThePortIsNoUse() throws Exception {
    try (DockerEngine docker = engine("")) {
      assertThat(docker.status()).isInstanceOf(EngineStatus.Unavailable.class);
    }
    assertThat(engine.paths()).isEmpty();
  }

  private DockerEngine engine(String certificates) {
    String address = "tcp://127.0.0.1:" + proxy.port();
    Map<String, String> environment =
        certificates.isEmpty()
            ? Map.of("DOCKER_HOST", address)
            : Map.of(
                "DOCKER_HOST",
                address,
                "DOCKER_TLS_VERIFY",
                "1",
                "DOCKER_CERT_PATH",
                temp.resolve(certificates).toString());
    DockerHosts.Found all = new DockerHosts(Optional.empty(), environment, temp, "Linux").find();
    assertThat(all.problems()).isEmpty();
    List<DockerHost> named = all.hosts().stream().filter(DockerHost::named).toList();
    assertThat(named).extracting(DockerHost::address).containsExactly(URI.create(address));
    return DockerWorld.engine(
        () -> new DockerHosts.Found(named, List.of()), ImageSources.asInCatalog());
  }

  /** Takes TLS off and passes the bytes on to a plain port. */
  private record TlsProxy(SSLServerSocket socket, int target) implements AutoCloseable {

    static TlsProxy start(SSLContext context, int target) throws IOException {
      SSLServerSocket socket =
          (SSLServerSocket)
              context
                  .getServerSocketFactory()
                  .createServerSocket(0, 8, InetAddress.getLoopbackAddress());
      socket.setNeedClientAuth(true);
      TlsProxy proxy = new TlsProxy(socket, target);
      Thread.ofVirtual().start(proxy::accept);
      return proxy;
    }

    int port() {
      return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }

    private void accept() {
      try {
        while (!socket.isClosed()) {
          Socket client = socket.accept();
          Socket plain = new Socket(InetAddress.getLoopbackAddress(), target);
          Thread.ofVirtual().start(() -> pump(client, plain));
          Thread.ofVirtual().start(() -> pump(plain, client));
        }
      } catch (IOException e) {
        return; // the test has closed it
      }
    }

    private static void pump(Socket from, Socket to) {
      try (from;
          to) {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] buffer = new byte[8_192];
        int read = in.read(buffer);
        while (read >= 0) {
          out.write(buffer, 0, read);
          out.flush();
          read = in.read(buffer);
        }
      } catch (IOException e) {
        return; // refused, or the other direction has ended
      }
    }
  }
}
