package dev.dragoncode.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.dragoncode.io.ports.LoopbackPorts;
import dev.dragoncode.io.process.Command;
import dev.dragoncode.io.process.ProcessResult;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.io.process.RunningProcess;
import dev.dragoncode.scaffold.StackKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** A generated project's service, started as it would be in production, beside its emulators. */
final class GeneratedService implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> emulators;
  private final RunningProcess process;
  private final HttpServer collector;
  private final AtomicInteger spans;
  private final List<String> lines;
  private final URI address;

  private GeneratedService(
      Map<String, String> emulators,
      RunningProcess process,
      HttpServer collector,
      AtomicInteger spans,
      List<String> lines,
      URI address) {
    this.emulators = emulators;
    this.process = process;
    this.collector = collector;
    this.spans = spans;
    this.lines = lines;
    this.address = address;
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param emulators the variables of those that run
   */
  static GeneratedService start(
      Path project, StackKind stack, Set<String> capabilities, Map<String, String> emulators)
      throws Exception {
    AtomicInteger spans = new AtomicInteger();
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          spans.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    int port = LoopbackPorts.anyFree();
    Map<String, String> variables = settings(project, port, capabilities, emulators);
    variables.put(
        "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + collector.getAddress().getPort());
    if (stack == StackKind.NODE && capabilities.contains("database")) {
      ran(project, variables, "node", "dist/migrate.js");
    }
    List<String> lines = new CopyOnWriteArrayList<>();
    RunningProcess process =
        new ProcessRunner()
            .start(
                Command.of(command(project, stack, capabilities)).in(project).with(variables),
                line -> lines.add(line.text()));
    GeneratedService service =
        new GeneratedService(
            emulators, process, collector, spans, lines, URI.create("http://127.0.0.1:" + port));
    try {
      service.waitFor("readiness", () -> service.status(ready(stack)) == 200);
      return service;
    } catch (AssertionError e) {
      service.close();
      throw e;
    }
  }

  /** The variables that it is started with in production, beside those of the emulators. */
  static Map<String, String> settings(
      Path project, int port, Set<String> capabilities, Map<String, String> emulators)
      throws Exception {
    Map<String, String> variables = new HashMap<>(emulators);
    variables.put("PORT", Integer.toString(port));
    variables.put("HOST", "127.0.0.1");
    variables.put("NODE_ENV", "production");
    variables.put("STRIPE_WEBHOOK_SECRET", "whsec_of_this_test");
    variables.put("AUDIT_LOG_FILE", project.resolve("audit.log").toString());
    if (capabilities.contains("secrets")) {
      keepDatabaseLogin(project, variables);
    }
    return variables;
  }

  private static List<String> command(Path project, StackKind stack, Set<String> capabilities) {
    if (stack == StackKind.SPRING) {
      return List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-XX:TieredStopAtLevel=1",
          "-jar",
          project.resolve("target/shop-api-0.1.0.jar").toString());
    }
    return capabilities.contains("telemetry")
        ? List.of("node", "--import", "./dist/telemetry/tracing.js", "dist/main.js")
        : List.of("node", "dist/main.js");
  }

  static String ready(StackKind stack) {
    return stack == StackKind.SPRING ? "/actuator/health/readiness" : "/health/ready";
  }

  static String metrics(StackKind stack) {
    return stack == StackKind.SPRING ? "/actuator/prometheus" : "/metrics";
  }

  /** Puts the login where the service looks for it, as `dragoncode rotate` does. */
  private static void keepDatabaseLogin(Path project, Map<String, String> variables)
      throws Exception {
    Path token = Files.writeString(project.resolve("vault-token"), variables.get("VAULT_TOKEN"));
    variables.put("VAULT_TOKEN_FILE", token.toString());
    HttpResponse<String> kept =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(variables.get("VAULT_ADDR") + "/v1/secret/data/shop-api"))
                    .header("X-Vault-Token", variables.get("VAULT_TOKEN"))
                    .POST(
                        BodyPublishers.ofString(
                            JSON.writeValueAsString(
                                Map.of(
                                    "data",
                                    Map.of(
                                        "username", variables.get("PGUSER"),
                                        "password", variables.get("PGPASSWORD"))))))
                    .build(),
                BodyHandlers.ofString());
    assertThat(kept.statusCode()).isEqualTo(200);
  }

  /** Runs a program of the project and expects that it goes well. */
  static ProcessResult ran(Path project, Map<String, String> variables, String... command)
      throws InterruptedException {
    ProcessResult result =
        new ProcessRunner()
            .run(Command.of(command).in(project).with(variables), Duration.ofMinutes(6));
    assertThat(result.exitCode()).as(String.join(" ", command) + "\n" + result).isZero();
    return result;
  }

  /** A token of the OpenID Connect emulator, of somebody who may do everything. */
  String token() throws Exception {
    String issuer = emulators.get("OIDC_ISSUER");
    String claims = URLEncoder.encode("{\"roles\":[\"admin\"]}", StandardCharsets.UTF_8);
    HttpResponse<String> led =
        http.send(
            form(
                issuer
                    + "/authorize?response_type=code&client_id=x&scope=openid&state=1&nonce=n&redirect_uri=http://127.0.0.1/cb",
                "username=alice&claims=" + claims),
            BodyHandlers.ofString());
    String code =
        led.headers().firstValue("Location").orElseThrow().replaceFirst(".*code=([^&]*).*", "$1");
    HttpRequest exchange =
        HttpRequest.newBuilder(URI.create(issuer + "/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString("x:y".getBytes(StandardCharsets.UTF_8)))
            .POST(
                BodyPublishers.ofString(
                    "grant_type=authorization_code&client_id=x&redirect_uri=http://127.0.0.1/cb&code="
                        + code))
            .build();
    return JSON.readTree(http.send(exchange, BodyHandlers.ofString()).body())
        .get("access_token")
        .asText();
  }

  private static HttpRequest form(String to, String body) {
    return HttpRequest.newBuilder(URI.create(to))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  /** The answer to a request with a token, or without one where it is empty. */
  HttpResponse<String> ask(String method, String path, String token, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private int status(String path) {
    try {
      return ask("GET", path, "", "").statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /** The lines of its log that are JSON objects. */
  List<JsonNode> log() {
    return lines.stream()
        .filter(line -> line.startsWith("{"))
        .map(line -> {
          try {
            return JSON.readTree(line);
          } catch (IOException e) {
            throw new AssertionError(line, e);
          }
        })
        .toList();
  }

  /** How many batches of spans have arrived. */
  int spans() {
    return spans.get();
  }

  void waitFor(String what, BooleanSupplier condition) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(process.exitCode()).as("ended\n" + String.join("\n", lines)).isEmpty();
      assertThat(Instant.now())
          .as("waiting for %s%n%s", what, String.join("\n", lines))
          .isBefore(end);
      try {
        process.waitFor(Duration.ofMillis(50));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }

  /** Asks it to end as a cluster would; how long that took. */
  Duration terminate() throws InterruptedException {
    Instant begun = Instant.now();
    process.handle().destroy();
    assertThat(process.waitFor(Duration.ofSeconds(40))).as("ends when asked").isTrue();
    return Duration.between(begun, Instant.now());
  }

  @Override
  public void close() {
    try {
      process.stopTree(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    collector.stop(0);
    http.close();
  }
}
