package dev.dragoncode.emulators.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.emulators.engine.Availability;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.Liveness;
import dev.dragoncode.emulators.engine.Ownership;
import dev.dragoncode.emulators.engine.StartListener;
import dev.dragoncode.emulators.engine.StartRequest;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.io.process.ProcessStart;
import dev.dragoncode.problem.ProblemException;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import io.fabric8.mockwebserver.internal.WebSocketMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The cluster's engine against fabric8's mock of the API server, in which the test plays the node:
 * it says how pods fare. What real nodes do is not tested anywhere.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class KubernetesEngineTest {

  private static final PodStatus RUNNING = new PodStatusBuilder().withPhase("Running").build();

  private static final StartListener NOBODY =
      new StartListener() {
        @Override
        public void pulling(PullProgress progress) {}

        @Override
        public void starting() {}
      };

  private final Map<ServerRequest, Queue<ServerResponse>> scripted = new HashMap<>();
  private final KubernetesMockServer server =
      new KubernetesMockServer(
          new Context(),
          new MockWebServer(),
          scripted,
          new KubernetesMixedDispatcher(scripted),
          false);
  private KubernetesClient client;

  @TempDir Path folder;
  private final AtomicReference<PodStatus> fate = new AtomicReference<>(RUNNING);
  private @Nullable Watch node;
  private KubernetesEngine engine;

  @BeforeEach
  void open() {
    server.init();
    client = server.createClient();
    engine = engine(Optional.of("dev"));
    node =
        client
            .pods()
            .inAnyNamespace()
            .watch(
                new Watcher<Pod>() {
                  @Override
                  public void eventReceived(Action action, Pod pod) {
                    if (action == Action.ADDED) {
                      client
                          .resource(new PodBuilder(pod).withStatus(fate.get()).build())
                          .updateStatus();
                    }
                  }

                  @Override
                  public void onClose(WatcherException cause) {}
                });
  }

  @AfterEach
  void close() {
    if (node != null) {
      node.close();
    }
    engine.close();
    client.close();
    server.destroy();
  }

  private KubernetesEngine engine(Optional<String> context) {
    return new KubernetesEngine(
        new ClusterLink(() -> context, _ -> server.createClient()), (_, image) -> image);
  }

  @Test
  void asksNoClusterThatIsNotChosen() throws Exception {
    try (KubernetesEngine unchosen = engine(Optional.empty())) {
      int before = server.getRequestCount();

      assertThat(unchosen.status()).isInstanceOf(EngineStatus.Unknown.class);
      assertThat(unchosen.instances()).isEmpty();
      assertThat(unchosen.availability(spec("redis")))
          .isInstanceOfSatisfying(
              Availability.Impossible.class,
              impossible -> assertThat(impossible.problem().remedies()).isNotEmpty());
      assertThat(server.getRequestCount()).isEqualTo(before);
    }
    assertThat(engine.status()).isInstanceOf(EngineStatus.Available.class);
  }

  @Test
  void runsAnEmulatorInTheProjectsNamespaceAndLeavesNothingAfterTheStop() throws Exception {
    StartRequest request = request("postgresql");

    Instance instance = engine.start(request, NOBODY);

    String namespace = PodRecipe.namespace(request.owner().project());
    assertThat(namespace).matches("dragoncode-[a-z0-9-]+").hasSizeLessThan(64);
    Pod pod = client.pods().inNamespace(namespace).withName("postgresql").get();
    assertThat(pod.getSpec().getContainers().getFirst().getImage()).startsWith("postgres:");
    assertThat(pod.getSpec().getEnableServiceLinks()).isFalse();
    assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.toString()).doesNotContain("s3cret");
    Service service = client.services().inNamespace(namespace).withName("postgresql").get();
    assertThat(service.getSpec().getPorts().getFirst().getPort()).isEqualTo(5432);
    assertThat(engine.instances()).containsExactly(instance);
    assertThat(engine.liveness(instance)).isEqualTo(new Liveness.Running());
    try (KubernetesEngine other = engine(Optional.of("dev"))) {
      assertThat(other.instances()).containsExactly(instance);
    }

    engine.stop(instance, Duration.ZERO);

    assertThat(engine.instances()).isEmpty();
    assertThat(engine.liveness(instance)).isEqualTo(new Liveness.Gone());
    assertThat(client.pods().inNamespace(namespace).list().getItems()).isEmpty();
    assertThat(client.services().inNamespace(namespace).list().getItems()).isEmpty();
    List<Secret> secrets = client.secrets().inNamespace(namespace).list().getItems();
    assertThat(secrets).isEmpty();
    assertThat(request.data()).doesNotExist();
    engine.stop(instance, Duration.ZERO);
  }

  @Test
  void forwardsTheLeasedPortToThePod() throws Exception {
    StartRequest request = request("redis");
    String namespace = PodRecipe.namespace(request.owner().project());
    // The first frame of each channel names the port; then what the pod says.
    server
        .expect()
        .get()
        .withPath("/api/v1/namespaces/" + namespace + "/pods/redis/portforward?ports=6379")
        .andUpgradeToWebSocket()
        .open(
            frame(0, (byte) 0xeb, (byte) 0x18),
            frame(1, (byte) 0xeb, (byte) 0x18),
            frame(0, "+PONG\r\n".getBytes(StandardCharsets.UTF_8)))
        .done()
        .always();
    Instance instance = engine.start(request, NOBODY);

    int port = instance.ports().values().iterator().next();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      assertThat(new String(socket.getInputStream().readNBytes(7), StandardCharsets.UTF_8))
          .isEqualTo("+PONG\r\n");
    }

    engine.stop(instance, Duration.ZERO);
    try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(free.isBound()).isTrue();
    }
  }

  @Test
  void takesProjectFilesAlong() throws Exception {
    StartRequest request = request("wiremock");
    String stubs = request.parameters().get("stubs");
    Path mapping = request.owner().project().resolve(stubs + "/mappings/deep/ping.json");
    Files.createDirectories(mapping.getParent());
    Files.writeString(mapping, "{\"a\": 1}");

    Instance instance = engine.start(request, NOBODY);

    String namespace = InstanceRecord.namespace(instance);
    ConfigMap files = client.configMaps().inNamespace(namespace).list().getItems().getFirst();
    assertThat(files.getBinaryData().values())
        .containsExactly(
            Base64.getEncoder().encodeToString("{\"a\": 1}".getBytes(StandardCharsets.UTF_8)));
    Pod pod = client.pods().inNamespace(namespace).withName("wiremock").get();
    assertThat(pod.getSpec().getVolumes().getFirst().getConfigMap().getItems().getFirst().getPath())
        .isEqualTo("deep/ping.json");
    assertThat(pod.getSpec().getContainers().getFirst().getVolumeMounts().getFirst().getMountPath())
        .isEqualTo("/home/wiremock/mappings");
    engine.stop(instance, Duration.ZERO);
    assertThat(client.configMaps().inNamespace(namespace).list().getItems()).isEmpty();
  }

  @Test
  void anImageThatTheClusterCannotPullIsAProblemAndLeavesNothing() throws Exception {
    fate.set(waiting("ImagePullBackOff", "pull access denied"));
    StartRequest request = request("redis");

    assertThatThrownBy(() -> engine.start(request, NOBODY))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().reason()).contains("redis:", "pull access denied");
              assertThat(e.problem().remedies()).isNotEmpty();
            });
    assertThat(engine.instances()).isEmpty();
    assertThat(client.pods().inAnyNamespace().list().getItems()).isEmpty();
  }

  @Test
  void aTakenPortIsAProblemAndLeavesNothing() throws Exception {
    StartRequest request = request("redis");
    int port = request.ports().values().iterator().next();
    try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(other.isBound()).isTrue();

      assertThatThrownBy(() -> engine.start(request, NOBODY))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> assertThat(e.problem().reason()).contains(String.valueOf(port)));
    }
    assertThat(client.pods().inAnyNamespace().list().getItems()).isEmpty();
  }

  @Test
  void whatRunsOfTheNameIsNeverReplaced() throws Exception {
    Instance running = engine.start(request("redis"), NOBODY);

    assertThatThrownBy(() -> engine.start(request("redis"), NOBODY))
        .isInstanceOf(ProblemException.class);

    assertThat(engine.instances()).containsExactly(running);
    assertThat(engine.liveness(running)).isEqualTo(new Liveness.Running());
    engine.stop(running, Duration.ZERO);
  }

  @Test
  void saysHowAPodEnded() throws Exception {
    Instance instance = engine.start(request("redis"), NOBODY);
    Pod pod = client.pods().inNamespace(InstanceRecord.namespace(instance)).withName("redis").get();
    PodStatus killed =
        new PodStatusBuilder()
            .withPhase("Failed")
            .withContainerStatuses(
                new ContainerStatusBuilder()
                    .withName("redis")
                    .withNewState()
                    .withNewTerminated()
                    .withExitCode(137)
                    .withReason("OOMKilled")
                    .endTerminated()
                    .endState()
                    .build())
            .build();
    client.resource(new PodBuilder(pod).withStatus(killed).build()).updateStatus();

    assertThat(engine.liveness(instance))
        .isEqualTo(new Liveness.Ended(137, "exit code 137 (OOMKilled)"));
    engine.stop(instance, Duration.ZERO);
  }

  @Test
  void readsTheLogWithItsTimes() {
    LogLine line =
        PodLog.line("redis", "2026-11-24T06:00:00.123456789Z \u001b[31mReady to accept\u001b[0m");

    assertThat(line.at()).isEqualTo(Instant.parse("2026-11-24T06:00:00.123456789Z"));
    assertThat(line.text()).isEqualTo("Ready to accept");
  }

  private static WebSocketMessage frame(int channel, byte... bytes) {
    byte[] frame = new byte[bytes.length + 1];
    frame[0] = (byte) channel;
    System.arraycopy(bytes, 0, frame, 1, bytes.length);
    return new WebSocketMessage(0L, frame, true, true);
  }

  private static PodStatus waiting(String reason, String message) {
    return new PodStatusBuilder()
        .withPhase("Pending")
        .withContainerStatuses(
            new ContainerStatusBuilder()
                .withName("redis")
                .withNewState()
                .withNewWaiting()
                .withReason(reason)
                .withMessage(message)
                .endWaiting()
                .endState()
                .build())
        .build();
  }

  private static EmulatorSpec spec(String id) {
    return Objects.requireNonNull(EmulatorCatalog.bundled().entries().get(id));
  }

  private StartRequest request(String id) throws IOException {
    EmulatorSpec spec = spec(id);
    Path project = Files.createDirectories(folder.resolve("My Shop")).toRealPath();
    Map<String, Integer> ports = new LinkedHashMap<>();
    for (EmulatorSpec.PortSpec port : spec.ports()) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        ports.put(port.name(), socket.getLocalPort());
      }
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    spec.parameters().forEach(p -> parameters.put(p.name(), p.value().orElse("s3cret")));
    ProcessHandle self = ProcessHandle.current();
    ProcessStart start = ProcessStart.orNow(self);
    Ownership owner = new Ownership("test", self.pid(), start, project, "hash", false);
    return new StartRequest(
        spec, owner, ports, parameters, Files.createTempDirectory(folder, "data-"));
  }
}
