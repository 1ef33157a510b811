package dev.dragoncode.io.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.channel.AbstractClientChannel;
import org.apache.sshd.client.channel.ChannelDirectTcpip;
import org.apache.sshd.client.config.hosts.ConfigFileHostEntryResolver;
import org.apache.sshd.client.config.hosts.HostConfigEntry;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.config.keys.ClientIdentityLoader;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to another machine that carries streams to its sockets and ports. It follows the
 * user's SSH configuration, never asks anything, and trusts known hosts alone.
 */
public final class SshConnection implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SshConnection.class);

  /** Longer than a slow network takes, shorter than a user waits for a dead one. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A network that is gone is noticed after three of these. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(3);

  private static final int UNANSWERED = 2;
  private static final String LOOPBACK = "127.0.0.1";
  private static final List<String> KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");

  private final SshAddress address;
  private final SshClient client;
  private final ClientSession session;

  private SshConnection(SshAddress address, SshClient client, ClientSession session) {
    this.address = address;
    this.client = client;
    this.session = session;
  }

  /** A stream both ways to something on the other machine. */
  public record TwoWay(InputStream in, OutputStream out, AutoCloseable end)
      implements AutoCloseable {

    @Override
    public void close() {
      try {
        end.close();
      } catch (Exception e) {
        LOG.debug("A channel did not close", e);
      }
    }
  }

  /**
   * Connects and logs in.
   *
   * @throws IOException if the machine is not reached
   * @throws dev.dragoncode.problem.ProblemException if its key is not known or the login is refused
   */
  public static SshConnection open(SshAddress address, SshSettings settings) throws IOException {
    JdkEd25519.install();
    HostConfigEntry entry = entry(address, settings);
    if (entry.getProxyJump() != null && !entry.getProxyJump().isBlank()) {
      throw SshProblems.proxyJump(address, entry.getProxyJump()).asException();
    }
    HostKeys hosts =
        HostKeys.of(
            settings,
            List.of(
                new HostKeys.Place(entry.getHostName(), entry.getPort()),
                new HostKeys.Place(address.host(), entry.getPort())));
    SshClient client = client(settings, hosts);
    boolean open = false;
    try {
      client.start();
      ClientSession session = client.connect(entry, null, null).verify(PATIENCE).getSession();
      session.auth().verify(PATIENCE);
      open = true;
      return new SshConnection(address, client, session);
    } catch (SshException e) {
      if (hosts.refusal().isPresent()) {
        throw SshProblems.unknownHost(address, hosts.refusal().get()).causedBy(e).asException();
      }
      if (String.valueOf(e.getMessage()).contains("authentication")) {
        throw SshProblems.login(address, settings).causedBy(e).asException();
      }
      throw e;
    } finally {
      if (!open) {
        client.stop();
      }
    }
  }

  /** A stream to a unix socket over there. */
  public TwoWay toSocket(String path) throws IOException {
    return opened(new StreamlocalChannel(path), path);
  }

  /** A stream to a port of the other machine's loopback interface. */
  public TwoWay toPort(int port) throws IOException {
    return opened(
        new ChannelDirectTcpip(
            new SshdSocketAddress(LOOPBACK, 0), new SshdSocketAddress(LOOPBACK, port)),
        "port " + port);
  }

  /** Whether it still stands, as far as that is known. */
  public boolean stands() {
    return session.isOpen();
  }

  @Override
  public void close() {
    // at once: a polite end waits for a machine that may be gone
    session.close(true);
    client.close(true);
    client.stop();
  }

  private TwoWay opened(AbstractClientChannel channel, String what) throws IOException {
    try {
      session.getService(ConnectionService.class).registerChannel(channel);
      channel.open().verify(PATIENCE);
    } catch (IOException | IllegalStateException e) {
      // the library's word for a connection that is gone is an illegal state
      channel.close(true);
      throw new IOException(
          "%s on %s could not be opened: %s".formatted(what, address.host(), e.getMessage()), e);
    }
    return new TwoWay(channel.getInvertedOut(), channel.getInvertedIn(), () -> channel.close(true));
  }

  private static HostConfigEntry entry(SshAddress address, SshSettings settings)
      throws IOException {
    HostConfigEntryResolver resolver = resolver(settings);
    String user = address.user().orElse("");
    HostConfigEntry found =
        resolver.resolveEffectiveHost(
            address.host(), address.port().orElse(0), null, user, null, null);
    HostConfigEntry entry =
        found == null
            ? new HostConfigEntry(address.host(), address.host(), address.port().orElse(0), user)
            : found;
    if (entry.getPort() <= 0) {
      entry.setPort(SshAddress.USUAL_PORT);
    }
    if (entry.getUsername() == null || entry.getUsername().isEmpty()) {
      entry.setUsername(System.getProperty("user.name", ""));
    }
    return entry;
  }

  private static HostConfigEntryResolver resolver(SshSettings settings) {
    Path config = settings.folder().resolve("config");
    return Files.isReadable(config)
        ? new ConfigFileHostEntryResolver(config)
        : HostConfigEntryResolver.EMPTY;
  }

  private static SshClient client(SshSettings settings, HostKeys hosts) {
    SshClient client = SshClient.setUpDefaultClient();
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setServerKeyVerifier(hosts);
    client.setSignatureFactories(hosts.ordered(client.getSignatureFactories()));
    client.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
    client.setFilePasswordProvider(FilePasswordProvider.EMPTY);
    client.setClientIdentityLoader(new ReadableKeys());
    client.setKeyIdentityProvider(KeyIdentityProvider.wrapKeyPairs(keys(settings.folder())));
    settings.agent().filter(Files::exists).map(AgentKeys::new).ifPresent(client::setAgentFactory);
    CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, HEARTBEAT);
    CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, UNANSWERED);
    CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
    CoreModuleProperties.NIO2_READ_TIMEOUT.set(client, Duration.ZERO);
    return client;
  }

  private static List<KeyPair> keys(Path folder) {
    List<KeyPair> keys = new ArrayList<>();
    for (String name : KEYS) {
      Path file = folder.resolve(name);
      if (Files.isReadable(file)) {
        new ReadableKeys()
            .loadClientIdentities(null, new PathResource(file), FilePasswordProvider.EMPTY)
            .forEach(keys::add);
      }
    }
    return keys;
  }

  /** Keys without a pass phrase; those that have one are the agent's business. */
  private static final class ReadableKeys implements ClientIdentityLoader {

    @Override
    public boolean isValidLocation(NamedResource location) {
      return true;
    }

    @Override
    public Iterable<KeyPair> loadClientIdentities(
        @Nullable SessionContext session, NamedResource location, FilePasswordProvider passwords) {
      try {
        Path file =
            location instanceof PathResource resource
                ? resource.getPath()
                : Path.of(location.getName());
        Iterable<KeyPair> pairs =
            SecurityUtils.getKeyPairResourceParser().loadKeyPairs(session, file, passwords);
        return pairs == null ? List.of() : pairs;
      } catch (IOException | GeneralSecurityException | RuntimeException e) {
        LOG.info("The key {} cannot be used here: {}", location.getName(), e.getMessage());
        return List.of();
      }
    }
  }
}
