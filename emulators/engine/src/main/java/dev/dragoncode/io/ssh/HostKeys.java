package dev.dragoncode.io.ssh;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.signature.Signature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The host keys that the user trusts. A key that is not among them is never accepted, and none is
 * added: that is for the user and {@code ssh}.
 */
final class HostKeys implements ServerKeyVerifier {

  private static final Logger LOG = LoggerFactory.getLogger(HostKeys.class);

  /** The marker of a key that must never be trusted again. */
  private static final String REVOKED = "revoked";

  private final List<KnownHostEntry> entries = new ArrayList<>();
  private volatile Optional<Refusal> refusal = Optional.empty();

  /**
   * Why a host was not trusted.
   *
   * @param fingerprint of the key that it showed
   * @param changed whether another key of that host is known
   */
  record Refusal(String fingerprint, boolean changed) {}

  /** Those for one host, as it is named and as it is reached. */
  private HostKeys(List<Path> files, List<Place> places) throws IOException {
    for (Path file : files) {
      if (Files.isReadable(file)) {
        for (KnownHostEntry entry : KnownHostEntry.readKnownHostEntries(file)) {
          if (places.stream().anyMatch(place -> entry.isHostMatch(place.host(), place.port()))) {
            entries.add(entry);
          }
        }
      }
    }
  }

  /** A host's name and port, as known_hosts has them. */
  record Place(String host, int port) {}

  static HostKeys of(SshSettings settings, List<Place> places) throws IOException {
    return new HostKeys(settings.knownHosts(), places);
  }

  Optional<Refusal> refusal() {
    return refusal;
  }

  @Override
  public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey shown) {
    boolean trusted = false;
    boolean changed = false;
    for (KnownHostEntry entry : entries) {
      Optional<PublicKey> known = key(session, entry);
      if (known.isEmpty()) {
        continue;
      }
      boolean same = KeyUtils.compareKeys(known.get(), shown);
      if (same && REVOKED.equals(entry.getMarker())) {
        trusted = false;
        changed = true;
        break;
      }
      trusted |= same && entry.getMarker() == null;
      changed |= !same && KeyUtils.getKeyType(known.get()).equals(KeyUtils.getKeyType(shown));
    }
    if (!trusted) {
      refusal = Optional.of(new Refusal(KeyUtils.getFingerPrint(shown), changed));
    }
    return trusted;
  }

  private static Optional<PublicKey> key(ClientSession session, KnownHostEntry entry) {
    try {
      return entry.getKeyEntry() == null
          ? Optional.empty()
          : Optional.ofNullable(
              entry.getKeyEntry().resolvePublicKey(session, PublicKeyEntryResolver.IGNORING));
    } catch (IOException | GeneralSecurityException e) {
      LOG.debug("A known host's key cannot be read", e);
      return Optional.empty();
    }
  }

  /**
   * The kinds of host keys to ask for, those first of which one is known: a host has several, and
   * the user may have accepted only one of them.
   */
  List<NamedFactory<Signature>> ordered(List<NamedFactory<Signature>> kinds) {
    Set<String> known = new LinkedHashSet<>();
    for (KnownHostEntry entry : entries) {
      if (entry.getKeyEntry() != null) {
        known.add(entry.getKeyEntry().getKeyType());
      }
    }
    List<NamedFactory<Signature>> ordered = new ArrayList<>(kinds);
    ordered.sort(
        Comparator.comparing(
            kind -> !known.contains(KeyUtils.getCanonicalKeyType(kind.getName()))));
    return ordered;
  }
}
