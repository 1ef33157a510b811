package dev.dragoncode.emulators.launcher.vault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * A vault that is never sealed, with one token that may do everything and one engine of secrets at
 * {@code secret/}; it listens on the loopback interface alone and forgets all at its end.
 */
public final class VaultServer implements AutoCloseable {

  /** What it says it is: clients take some calls only from a version on. */
  private static final String VERSION = "2.6.2+dragoncode";

  private static final String MOUNT = "secret/";
  private static final String TYPE = "application/json";

  private final HttpServer http;
  private final ExecutorService threads;
  private final byte[] token;
  private final Clock clock;
  private final Consumer<String> log;
  private final Instant started;
  private final KvEngine secrets;
  private final String cluster = UUID.randomUUID().toString();
  private final String accessor = UUID.randomUUID().toString();

  private VaultServer(
      HttpServer http, ExecutorService threads, String token, Clock clock, Consumer<String> log) {
    this.log = log;
    this.http = http;
    this.threads = threads;
    this.token = bytes(token);
    this.clock = clock;
    this.started = clock.instant();
    this.secrets = new KvEngine(clock);
  }

  /**
   * Starts one.
   *
   * @param port 0 for any free one
   * @param log takes a line for each request, without secrets
   */
  public static VaultServer start(int port, String token, Clock clock, Consumer<String> log)
      throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    VaultServer server = new VaultServer(http, threads, token, clock, log);
    http.setExecutor(threads);
    http.createContext("/", server::handle);
    http.start();
    return server;
  }

  public int port() {
    return http.getAddress().getPort();
  }

  @Override
  public void close() {
    http.stop(0);
    threads.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer = safely(exchange);
      // paths and tokens are apart: what a path names is no secret
      log.accept(
          "%s %s %d"
              .formatted(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI().getRawPath(),
                  answer.status()));
      send(exchange, answer);
    }
  }

  private Answer safely(HttpExchange exchange) throws IOException {
    try {
      return answer(Call.of(exchange));
    } catch (Refusal refusal) {
      return Answer.errors(refusal.status(), refusal.errors());
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    if (answer.body().isEmpty()) {
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", TYPE);
    byte[] body = Call.JSON.writeValueAsBytes(answer.body().get());
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.status(), head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  private Answer answer(Call call) {
    return switch (call.path()) {
      case "sys/health" -> read(call, health());
      case "sys/seal-status" -> read(call, seal());
      case "sys/init" -> read(call, Call.JSON.createObjectNode().put("initialized", true));
      default -> {
        if (!MessageDigest.isEqual(token, bytes(call.token()))) {
          throw Refusal.denied();
        }
        yield allowed(call);
      }
    };
  }

  private Answer allowed(Call call) {
    String path = call.path();
    if (path.startsWith(MOUNT)) {
      return secrets.answer(call, call.behind(MOUNT));
    }
    String mount = "sys/internal/ui/mounts/";
    if (path.startsWith(mount) && (call.behind(mount) + "/").startsWith(MOUNT)) {
      return framed(call, mounted().put("path", MOUNT));
    }
    return switch (path) {
      case "auth/token/lookup-self" -> Answer.data(holder());
      // a root token has no lease
      case "auth/token/renew-self" -> throw Refusal.badRequest("invalid lease ID");
      case "sys/mounts" -> {
        ObjectNode all = Call.JSON.createObjectNode();
        all.set(MOUNT, mounted());
        yield framed(call, all);
      }
      default -> throw Refusal.noRoute(path);
    };
  }

  private static Answer read(Call call, ObjectNode fields) {
    if (call.method() != Call.Method.READ) {
      throw Refusal.unsupported();
    }
    return Answer.plain(fields);
  }

  private static Answer framed(Call call, ObjectNode data) {
    if (call.method() != Call.Method.READ) {
      throw Refusal.unsupported();
    }
    return Answer.data(data);
  }

  private ObjectNode health() {
    ObjectNode fields = Call.JSON.createObjectNode();
    fields.put("initialized", true);
    fields.put("sealed", false);
    fields.put("standby", false);
    fields.put("server_time_utc", clock.instant().getEpochSecond());
    fields.put("version", VERSION);
    fields.put("cluster_name", "dragoncode");
    fields.put("cluster_id", cluster);
    return fields;
  }

  private ObjectNode seal() {
    ObjectNode fields = Call.JSON.createObjectNode();
    fields.put("type", "shamir");
    fields.put("initialized", true);
    fields.put("sealed", false);
    fields.put("t", 1);
    fields.put("n", 1);
    fields.put("progress", 0);
    fields.put("nonce", "");
    fields.put("version", VERSION);
    fields.put("migration", false);
    fields.put("cluster_name", "dragoncode");
    fields.put("cluster_id", cluster);
    fields.put("recovery_seal", false);
    fields.put("storage_type", "inmem");
    return fields;
  }

  private static ObjectNode mounted() {
    ObjectNode fields = Call.JSON.createObjectNode();
    fields.put("type", "kv");
    fields.put("description", "key/value secret storage");
    fields.put("local", false);
    fields.putObject("options").put("version", "2");
    return fields;
  }

  /** The one token, as its holder sees it. */
  private ObjectNode holder() {
    ObjectNode fields = Call.JSON.createObjectNode();
    fields.put("accessor", accessor);
    fields.put("creation_time", started.getEpochSecond());
    fields.put("creation_ttl", 0);
    fields.put("display_name", "token");
    fields.put("entity_id", "");
    fields.putNull("expire_time");
    fields.put("explicit_max_ttl", 0);
    fields.put("id", new String(token, StandardCharsets.UTF_8));
    fields.putNull("meta");
    fields.put("num_uses", 0);
    fields.put("orphan", true);
    fields.put("path", "auth/token/create");
    fields.putArray("policies").add("root");
    fields.put("renewable", false);
    fields.put("ttl", 0);
    fields.put("type", "service");
    return fields;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
