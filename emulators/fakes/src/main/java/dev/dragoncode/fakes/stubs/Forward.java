package dev.dragoncode.fakes.stubs;

import dev.dragoncode.fakes.pack.FakeRequest;
import dev.dragoncode.fakes.pack.Reply;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;

/** Sends requests on to another server, as they came but for the lines that are a hop's own. */
final class Forward {

  /** As large as a request may be here. */
  static final int MOST_BYTES = 32 << 20;

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration CONNECT = Duration.ofSeconds(20);

  /** Lines that are between two neighbours, and those that the client writes itself. */
  private static final Set<String> HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "http2-settings",
          "host",
          "content-length",
          "expect",
          "x-dragoncode-namespace");

  private final Target target;
  private final String prefix;
  private final Map<String, String> more;
  private final Set<String> less;

  /**
   * A way on.
   *
   * @param prefix what is taken off the beginning of paths
   * @param more header lines that are added
   * @param less lower-case names of header lines that are left out
   */
  Forward(Target target, String prefix, Map<String, String> more, Set<String> less) {
    this.target = target;
    this.prefix = prefix;
    this.more = more;
    this.less = less;
  }

  /** Where requests are sent on to. */
  record Target(URI base) {

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException if it is none of http or https
     */
    static Target of(String text) {
      URI base = URI.create(text.replaceAll("/+$", ""));
      String scheme = base.getScheme() == null ? "" : base.getScheme().toLowerCase(Locale.ROOT);
      if (!(scheme.equals("http") || scheme.equals("https")) || base.getHost() == null) {
        throw new IllegalArgumentException("is “%s”, which is no http address".formatted(text));
      }
      if (base.getRawUserInfo() != null || base.getRawQuery() != null) {
        throw new IllegalArgumentException("has more than a host, a port and a path");
      }
      return new Target(base);
    }

    String host() {
      return base.getHost().toLowerCase(Locale.ROOT);
    }

    boolean onThisMachine() {
      String host = host().replaceAll("[\\[\\]]", "");
      if (host.equals("localhost") || host.equals("host.docker.internal")) {
        return true;
      }
      try {
        // only a literal is looked at: a name could lead elsewhere the next time
        return host.matches("[0-9a-f:.]+") && InetAddress.getByName(host).isLoopbackAddress();
      } catch (UnknownHostException e) {
        return false;
      }
    }
  }

  /** What came back. */
  @SuppressWarnings("ArrayRecordComponent") // nobody changes it
  record Came(int status, List<Reply.Line> lines, byte[] body) {

    /** For the one who asked. */
    Reply.Verbatim reply() {
      return new Reply.Verbatim(status, "", lines, body, 1, Duration.ZERO);
    }
  }

  /** One client for all, made when something is first sent on. */
  private static final class Client {
    static final HttpClient ONE =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("forward").factory()))
            .build();
  }

  /** Sends a request on; fails with an exception whose message says why. */
  CompletionStage<Came> send(Asked asked) {
    FakeRequest request = asked.request();
    String path = asked.target();
    if (!prefix.isEmpty() && path.startsWith(prefix)) {
      path = path.substring(prefix.length());
    }
    String address = target.base() + (path.startsWith("/") || path.isEmpty() ? "" : "/") + path;
    HttpRequest.Builder on =
        HttpRequest.newBuilder(URI.create(address))
            .timeout(PATIENCE)
            .method(
                request.method(),
                request.body().length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(request.body()));
    for (String name : request.headers().keySet()) {
      if (!HOP.contains(name) && !less.contains(name) && !more.containsKey(name)) {
        asked.header(name).forEach(value -> on.header(name, value));
      }
    }
    more.forEach(on::setHeader);
    return Client.ONE
        .sendAsync(on.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES))
        .thenApply(answer -> {
          List<Reply.Line> lines = new ArrayList<>();
          answer
              .headers()
              .map()
              .forEach((name, values) -> {
                if (!HOP.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
                  values.forEach(value -> lines.add(new Reply.Line(name, value)));
                }
              });
          return new Came(answer.statusCode(), lines, answer.body());
        });
  }
}
