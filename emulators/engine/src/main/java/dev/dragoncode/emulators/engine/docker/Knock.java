package dev.dragoncode.emulators.engine.docker;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * Asks a host for a sign of life with the smallest request there is. Where no engine answers, the
 * client library with its thousand classes is not even loaded.
 */
final class Knock {

  private static final String PING =
      "GET /_ping HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n";

  private static final String ANSWER = "HTTP/";

  private Knock() {}

  /**
   * True where an engine answers or, behind TLS or a named pipe, may answer.
   *
   * @throws IOException if nothing listens there, it may not be opened, or it is no engine
   */
  static boolean at(DockerHost host) throws IOException {
    if ("npipe".equals(host.address().getScheme())) {
      return true;
    }
    if (host.overSsh()) {
      // who listens there, and whether we may, is found out by logging in
      return true;
    }
    try (SocketChannel channel = SocketChannel.open(address(host))) {
      if (host.certificates().isPresent() && host.socket().isEmpty()) {
        return true;
      }
      ByteBuffer request = StandardCharsets.US_ASCII.encode(PING);
      while (request.hasRemaining()) {
        channel.write(request);
      }
      ByteBuffer answer = ByteBuffer.allocate(ANSWER.length());
      while (answer.hasRemaining()) {
        if (channel.read(answer) < 0) {
          throw new EOFException("the connection was closed without an answer");
        }
      }
      if (!StandardCharsets.US_ASCII.decode(answer.flip()).toString().equals(ANSWER)) {
        throw new IOException("what listens there is no container engine");
      }
      return true;
    }
  }

  private static SocketAddress address(DockerHost host) throws IOException {
    if (host.socket().isPresent()) {
      return UnixDomainSocketAddress.of(host.socket().get());
    }
    InetSocketAddress address =
        new InetSocketAddress(host.address().getHost(), host.address().getPort());
    if (address.isUnresolved()) {
      throw new IOException("there is no host " + host.address().getHost());
    }
    return address;
  }
}
