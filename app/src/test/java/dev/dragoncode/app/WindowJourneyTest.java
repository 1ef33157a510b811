package dev.dragoncode.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rabbitmq.client.ConnectionFactory;
import dev.dragoncode.emulators.engine.Availability;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.service.DataFolder;
import dev.dragoncode.ui.emulators.EmulatorCardView;
import dev.dragoncode.ui.fx.UiDispatcher;
import dev.dragoncode.ui.gallery.Dragged;
import dev.dragoncode.ui.gallery.FxToolkit;
import dev.dragoncode.ui.shell.ProjectWindow;
import dev.dragoncode.ui.shell.Workbench;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import redis.clients.jedis.Jedis;

/**
 * The main job, as its user does it: drop the sample folder on the window, press Start emulators,
 * connect to each with its real client, read the checklist, edit a file, see the verdict change,
 * close the window, and nothing runs any more.
 */
@Execution(ExecutionMode.SAME_THREAD)
class WindowJourneyTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private final Shutdown shutdown = new Shutdown();
  private final CountDownLatch ended = new CountDownLatch(1);

  @BeforeAll
  static void startJavaFx() {
    FxToolkit.start();
  }

  @AfterEach
  void endEverything() {
    shutdown.run();
  }

  @ParameterizedTest
  @EnumSource(
      value = EngineKind.class,
      names = {"DOCKER", "EMBEDDED"})
  void fromADroppedFolderToAChangedVerdict(EngineKind engine) throws Exception {
    Path project = copySample();
    Composition composition = composition();
    requireEngine(composition, engine);
    ProjectWindow window = openWindow(composition, engine);

    drop(window, project);
    waitFor("the project", () -> labels(window).contains("shop-api"));
    waitFor("four cards", () -> cards(window).size() == 4);
    click(window, "#start-stop");
    waitFor(
        "four ready cards",
        () ->
            cards(window).stream()
                .allMatch(card -> labelsOf(card).stream().anyMatch(t -> t.startsWith("healthy"))));
    waitFor(
        "what each uses",
        () ->
            cards(window).stream()
                .allMatch(card -> labelsOf(card).stream().anyMatch(t -> t.endsWith(" MB"))));
    FxToolkit.settle();
    FxToolkit.picture(
        window.stage().getScene(),
        Path.of("target", "screens", "journey-" + engine.word() + ".png"));
    Map<String, String> variables = variables(window);
    connectToEach(variables);
    assertThat(engines(window)).containsOnly(engine);

    click(window, "#rail-readiness");
    waitFor("the checklist", () -> !rows(window).isEmpty());
    String before = labelOfCheck(window, "Contributor guide");
    assertThat(before).isEqualTo("gap");
    Files.writeString(
        project.resolve("CONTRIBUTING.md"),
        "# Contributing\n\nBuild and test with `mvn verify`. Send a pull request; a review and a"
            + " green build are needed to merge.\n");
    waitFor(
        "the verdict to change", () -> labelOfCheck(window, "Contributor guide").equals("present"));

    FxToolkit.run(window::close);
    assertThat(ended.await(60, TimeUnit.SECONDS)).as("the window closes").isTrue();
    for (String url : List.of("DATABASE_URL", "REDIS_URL", "AMQP_URL", "PAYMENTS_URL")) {
      URI address = URI.create(variables.get(url));
      assertThat(listens(address)).as("%s still listens", address.getHost()).isFalse();
    }
  }

  private Composition composition() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("DRAGONCODE_HOME", folder.resolve("home").toString());
    return new Composition(
        environment, new DataFolder(folder.resolve("home")), shutdown, new JavaFx(true));
  }

  private static void requireEngine(Composition composition, EngineKind engine) throws Exception {
    if (engine == EngineKind.DOCKER) {
      Availability postgres = composition.containerAvailability("postgresql");
      boolean usable = postgres instanceof Availability.Possible;
      if ("1".equals(System.getenv("DRAGONCODE_REQUIRE_DOCKER"))) {
        assertThat(usable).as("containers are required here: %s", postgres).isTrue();
      }
      assumeTrue(usable, "No Docker engine with the images answers: " + postgres);
    }
  }

  private ProjectWindow openWindow(Composition composition, EngineKind engine) {
    composition
        .settings()
        .change(p -> p.withEngine(EnginePreference.valueOf(engine.name())).withTheme("dark"));
    return FxToolkit.call(() -> {
      UiDispatcher dispatcher = new UiDispatcher();
      Workbench workbench =
          new Workbench(
              new Workbench.Services(
                  composition::open,
                  composition::profiles,
                  composition::containerEngine,
                  composition.settings(),
                  composition.projects(),
                  composition.newProjects(),
                  composition.data(),
                  composition.tools(),
                  composition::supply,
                  folder,
                  composition.clock(),
                  composition.background()),
              dispatcher,
              ended::countDown);
      ProjectWindow window = workbench.open(Optional.empty());
      window.stage().setX(0);
      window.stage().setY(0);
      return window;
    });
  }

  private static void drop(ProjectWindow window, Path project) {
    FxToolkit.settle();
    FxToolkit.run(() -> new Dragged(project).onto(window.stage().getScene().lookup("#drop-zone")));
  }

  private void click(ProjectWindow window, String selector) {
    waitFor(
        selector, () -> FxToolkit.call(() -> window.stage().getScene().lookup(selector)) != null);
    robot.clickOn(middleOf(window, selector));
  }

  private static javafx.geometry.Point2D middleOf(ProjectWindow window, String selector) {
    return FxToolkit.call(() -> {
      Node node = window.stage().getScene().lookup(selector);
      Bounds bounds = node.localToScreen(node.getBoundsInLocal());
      return new javafx.geometry.Point2D(bounds.getCenterX(), bounds.getCenterY());
    });
  }

  private static List<EmulatorCardView> cards(ProjectWindow window) {
    return FxToolkit.call(() ->
        window.stage().getScene().getRoot().lookupAll(".emulator-card").stream()
            .map(EmulatorCardView.class::cast)
            .toList());
  }

  private static List<String> labels(ProjectWindow window) {
    return FxToolkit.call(() -> labelsIn(window.stage().getScene().getRoot()));
  }

  private static List<String> labelsOf(Node node) {
    return FxToolkit.call(() -> labelsIn(node));
  }

  private static List<String> labelsIn(Node node) {
    return node.lookupAll(".label").stream()
        .filter(Labeled.class::isInstance)
        .map(label -> ((Labeled) label).getText())
        .toList();
  }

  private static Map<String, String> variables(ProjectWindow window) {
    Map<String, String> all = new HashMap<>();
    FxToolkit.run(() ->
        window
            .openProject()
            .orElseThrow()
            .session()
            .emulators()
            .stack()
            .latest()
            .emulators()
            .forEach(e -> all.putAll(e.variables(Dialect.DOTENV))));
    return all;
  }

  private static List<EngineKind> engines(ProjectWindow window) {
    return window
        .openProject()
        .orElseThrow()
        .session()
        .emulators()
        .stack()
        .latest()
        .emulators()
        .stream()
        .map(e -> e.choice().orElseThrow().kind())
        .toList();
  }

  private static List<?> rows(ProjectWindow window) {
    return FxToolkit.call(() -> {
      Node list = window.stage().getScene().lookup(".check-list .list-view");
      return list instanceof ListView<?> view ? List.copyOf(view.getItems()) : List.of();
    });
  }

  /** The tag of a check in the list, after going to its phase through the palette. */
  private String labelOfCheck(ProjectWindow window, String title) {
    return FxToolkit.call(() ->
        window
            .openProject()
            .orElseThrow()
            .session()
            .readiness()
            .readiness()
            .latest()
            .report()
            .stream()
            .flatMap(r -> r.findings().stream())
            .filter(f -> f.check().title().equals(title))
            .map(f -> dev.dragoncode.ui.readiness.CheckRow.of(f).tag())
            .findFirst()
            .orElse(""));
  }

  private static void connectToEach(Map<String, String> variables) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://%s:%s/%s"
                    .formatted(
                        variables.get("PGHOST"),
                        variables.get("PGPORT"),
                        variables.get("PGDATABASE")),
                variables.get("PGUSER"),
                variables.get("PGPASSWORD"));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT 6 * 7")) {
      row.next();
      assertThat(row.getInt(1)).isEqualTo(42);
    }
    try (Jedis redis = new Jedis(URI.create(variables.get("REDIS_URL")))) {
      redis.set("key", "value");
      assertThat(redis.get("key")).isEqualTo("value");
    }
    ConnectionFactory rabbit = new ConnectionFactory();
    rabbit.setUri(variables.get("AMQP_URL"));
    try (var connection = rabbit.newConnection();
        var channel = connection.createChannel()) {
      String queue = channel.queueDeclare().getQueue();
      channel.basicPublish("", queue, null, new byte[] {42});
      assertThat(channel.basicGet(queue, true).getBody()).containsExactly(42);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(
                      URI.create(variables.get("PAYMENTS_URL") + "/__admin/mappings"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.body()).contains("charge");
    }
  }

  private static boolean listens(URI address) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void waitFor(String what, BooleanSupplier condition) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("waiting for %s", what).isBefore(end);
      FxToolkit.settle();
    }
  }

  private Path copySample() throws IOException {
    Path source = Path.of("samples", "shop-api").toRealPath();
    Path target = folder.resolve("shop-api");
    Files.walkFileTree(
        source,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
              throws IOException {
            if (dir.endsWith("target")) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(target.resolve(source.relativize(dir)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, target.resolve(source.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
    return target;
  }
}
