package dev.dragoncode.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.dragoncode.app.CommandLines.Ran;
import dev.dragoncode.load.LoadJson;
import dev.dragoncode.load.LoadResult;
import dev.dragoncode.load.Recording;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.run.RunRecord.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dragoncode load} against a server of this process. */
class LoadCommandTest {

  private static final String ONE_PROMISE =
      """
      slo:
        - name: requests are answered
          objective: 99
          window: 30d
      """;

  @TempDir Path folder;
  private final Shutdown shutdown = new Shutdown();
  private HttpServer server;
  private Composition services;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/orders",
        exchange -> {
          byte[] body = "[]".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    services = new CommandLines(folder.resolve("home")).services(shutdown);
    Files.writeString(folder.resolve("dragoncode.yaml"), ONE_PROMISE);
  }

  @AfterEach
  void end() {
    server.stop(0);
    shutdown.run();
  }

  @Test
  void figuresArePrintedHeldAndKept() throws Exception {
    Ran ran =
        run(
            "load",
            "127.0.0.1:" + port() + "/orders?token=s3cret",
            folder.toString(),
            "--json",
            "--rate=200",
            "--duration=300ms",
            "--warmup=100ms",
            "--header=Authorization: Bearer s3cret");

    assertThat(ran.code()).as(ran.err()).isZero();
    JsonNode json = ran.json();
    assertThat(json.at("/answered").asInt()).isEqualTo(60);
    assertThat(json.at("/objectives/0/met").asBoolean()).isTrue();
    RunRecord kept = services.runLog().of(folder.toRealPath(), 5).getFirst();
    assertThat(kept.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(kept.summary()).matches("GET /orders · \\d+/s .* · SLO met");
    LoadResult read = LoadJson.read(kept.detail()).orElseThrow();
    assertThat(services.runLog().folder(kept.id()).resolve(Recording.FILE)).isNotEmptyFile();
    assertThat(LoadJson.of(read)).isEqualTo(LoadJson.of(LoadJson.read(ran.out()).orElseThrow()));
    assertThat(ran.out() + ran.err() + kept).doesNotContain("s3cret");
  }

  @Test
  void aPromiseThatIsBrokenIsAGap() throws Exception {
    Files.writeString(folder.resolve("dragoncode.yaml"), ONE_PROMISE + "    within: 1ms\n");
    server.createContext(
        "/slow",
        exchange -> {
          try {
            Thread.sleep(5);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });

    Ran ran =
        run(
            "load",
            "GET /slow",
            folder.toString(),
            "--port=" + port(),
            "--rate=100",
            "--duration=200ms",
            "--warmup=0s");

    assertThat(ran.code()).as(ran.err()).isEqualTo(1);
    assertThat(ran.out())
        .contains("missed     requests are answered: 0 % of 20 within 1 ms, 99 % promised")
        .contains("204: 20");
  }

  @Test
  void whatCannotBeLoadedIsSaidWithItsRemedy() {
    String url = "http://127.0.0.1:" + port() + "/orders";

    assertThat(run("load", url, folder.toString(), "--rate=fast").err()).contains("--rate max");
    assertThat(run("load", url, folder.toString(), "--rate=0").code()).isEqualTo(3);
    assertThat(run("load", url, folder.toString(), "--body=@none").err())
        .contains("cannot be read");
    assertThat(run("load", url.replace("orders", "none"), folder.toString()).err())
        .contains("answers 404");
    assertThat(run("load", "/orders", folder.toString()).err()).contains("not trusted");
    assertThat(run("load", "http://192.0.2.1/", folder.toString()).err())
        .contains("--allow-remote 192.0.2.1");
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private Ran run(String... arguments) {
    return CommandLines.run(services, arguments);
  }
}
