package dev.dragoncode.service.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.io.process.OutputLine;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.io.store.UserDatabase;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.readiness.Proof;
import dev.dragoncode.readiness.Proof.Outcome;
import dev.dragoncode.run.ServicePlan;
import dev.dragoncode.run.probe.Shown;
import dev.dragoncode.service.ProofLog;
import dev.dragoncode.service.ReadFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Probes a real process: a small service in one file of Java, started as its project says. */
class ProbeServiceTest {

  private static final String SERVICE =
      """
      import com.sun.net.httpserver.*;
      import java.net.InetSocketAddress;
      import java.util.concurrent.*;
      public class Service {
        public static void main(String[] args) throws Exception {
          int port = Integer.parseInt(System.getenv("PORT"));
          HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 50);
          server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
          server.createContext("/", e -> answer(e, 404, "{}"));
          server.createContext("/healthz", e -> answer(e, 200, System.getenv("STORE")));
          server.createContext("/metrics", e -> answer(e, 200, "orders_total 3\\n"));
          server.createContext("/me", e -> answer(e, 401, "{}"));
          server.createContext("/orders", e -> {
            if (e.getRequestMethod().equals("GET")) { answer(e, 200, "[]"); return; }
            e.getRequestBody().readAllBytes();
            answer(e, 400, "{\\"title\\":\\"bad\\"}");
          });
          Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(GRACE)));
          server.start();
        }
        static void answer(HttpExchange e, int status, String body) throws java.io.IOException {
          System.out.println("{\\"level\\":\\"INFO\\",\\"path\\":\\"" + e.getRequestURI() + "\\"}");
          byte[] bytes = body.getBytes();
          e.sendResponseHeaders(status, bytes.length);
          e.getResponseBody().write(bytes);
          e.close();
        }
      }
      """;

  private static final String ROUTES =
      """
      package shop;
      @RestController
      class Orders {
        @GetMapping("/orders") String all() { return "[]"; }
        @PostMapping("/orders") void place(@RequestBody String order) {}
        @GetMapping("/me") String me() { return ""; }
      }
      """;

  @TempDir Path temporary;
  private Path folder;
  private UserDatabase database;

  @BeforeEach
  void makeAProject() throws IOException {
    folder = Files.createDirectories(temporary.resolve("shop/src/main/java/shop")).toRealPath();
    folder = temporary.resolve("shop").toRealPath();
    Files.writeString(folder.resolve("src/main/java/shop/Orders.java"), ROUTES);
    Files.writeString(
        folder.resolve("pom.xml"),
        "<project><modelVersion>4.0.0</modelVersion><groupId>shop</groupId>"
            + "<artifactId>shop</artifactId><version>1</version></project>");
    Files.writeString(
        folder.resolve("dragoncode.yaml"),
        "commands:\n  run: "
            + Path.of(System.getProperty("java.home"), "bin", "java")
            + " -XX:TieredStopAtLevel=1 Service.java\n");
    database = new UserDatabase(temporary.resolve("user.db"));
  }

  @AfterEach
  void closeTheDatabase() {
    database.close();
  }

  @Test
  void whatARunningServiceShowsBecomesProofs() throws Exception {
    Files.writeString(folder.resolve("Service.java"), SERVICE.replace("GRACE", "5"));

    Map<String, Shown> shown = probe();

    assertThat(of(shown, "OPS-LIVE").outcome()).isEqualTo(Outcome.SHOWN);
    assertThat(of(shown, "STG-METRICS").summary()).isEqualTo("GET /metrics: 200 with 1 samples");
    assertThat(of(shown, "PRO-AUTH").summary()).isEqualTo("GET /me: 401 without credentials");
    assertThat(of(shown, "PRE-VALID").outcome()).isEqualTo(Outcome.SHOWN);
    assertThat(of(shown, "STG-JSONLOG").outcome()).isEqualTo(Outcome.SHOWN);
    assertThat(of(shown, "PRE-RATE").outcome()).isEqualTo(Outcome.OPEN);
    assertThat(of(shown, "OPS-GRACEFUL").summary()).startsWith("4 of 4 requests under way");
    Proof auth =
        new ProofLog(database)
            .of(folder).stream()
                .filter(p -> p.check().equals("PRO-AUTH"))
                .findFirst()
                .orElseThrow();
    assertThat(auth.evidence().getFirst().file()).isEqualTo("src/main/java/shop/Orders.java");
    // other classes have children of their own at the same time
    assertThat(
            ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains("Service.java")))
        .isEmpty();
  }

  @Test
  void aServiceThatEndsAtOnceDropsWhatItHadInHand() throws Exception {
    Files.writeString(
        folder.resolve("Service.java"),
        SERVICE.replace("server.stop(GRACE)", "Runtime.getRuntime().halt(0)"));

    assertThat(of(probe(), "OPS-GRACEFUL").outcome()).isEqualTo(Outcome.REFUTED);
  }

  @Test
  void aServiceThatEndsBeforeItAnswersIsAProblemWithItsLastLines() throws Exception {
    Files.writeString(
        folder.resolve("Service.java"),
        "public class Service { public static void main(String[] a) {"
            + " throw new IllegalStateException(\"no database\"); } }");

    assertThatThrownBy(this::probe)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().reason()).contains("no database"));
  }

  private static Shown of(Map<String, Shown> shown, String check) {
    return Objects.requireNonNull(shown.get(check), check);
  }

  private Map<String, Shown> probe() throws InterruptedException {
    CopyOnWriteArrayList<Shown> told = new CopyOnWriteArrayList<>();
    ProbeService service =
        new ProbeService(
            new ProcessRunner(),
            path -> ReadFolder.of(path, Clock.systemUTC()),
            new ProofLog(database)::keep,
            Recorders.into(database, folder.resolveSibling("runs")),
            Clock.systemUTC());
    service.run(
        folder,
        Map.of("STORE", "a store"),
        Optional.empty(),
        new ProbeService.Listener() {
          @Override
          public void starts(ServicePlan plan) {}

          @Override
          public void prints(OutputLine line) {}

          @Override
          public void answers(String address) {}

          @Override
          public void shown(Shown shown) {
            told.add(shown);
          }
        });
    return told.stream().collect(Collectors.toMap(Shown::check, s -> s));
  }
}
