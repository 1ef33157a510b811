package dev.dragoncode.emulators.engine.kubernetes;

import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.problem.ProblemException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.VersionInfo;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The connection to the cluster that the user has chosen by the name of a context. The current
 * context of kubectl is never taken: it may be somebody's production.
 */
public final class ClusterLink implements AutoCloseable {

  private static final long STATUS_SECONDS = 2;
  private static final int CONNECT_MILLIS = 2_000;
  private static final int REQUEST_MILLIS = 10_000;

  private final Supplier<Optional<String>> context;
  private final Function<String, KubernetesClient> connect;
  private @Nullable KubernetesClient client;
  private String connectedTo = "";

  /**
   * @param context the chosen one, asked for at each use; empty while none is chosen
   * @param connect makes a client for a context
   */
  ClusterLink(Supplier<Optional<String>> context, Function<String, KubernetesClient> connect) {
    this.context = context;
    this.connect = connect;
  }

  /** Contexts of the user's own configuration: {@code KUBECONFIG}, else {@code ~/.kube/config}. */
  public static ClusterLink ofUser(Supplier<Optional<String>> context) {
    return new ClusterLink(context, ClusterLink::connect);
  }

  private static KubernetesClient connect(String context) {
    Config config = Config.autoConfigure(context);
    if (config.getCurrentContext() == null
        || !context.equals(config.getCurrentContext().getName())) {
      throw KubernetesProblems.noSuchContext(context, config).asException();
    }
    config.setConnectionTimeout(CONNECT_MILLIS);
    config.setRequestTimeout(REQUEST_MILLIS);
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  /**
   * The client of the chosen context.
   *
   * @throws ProblemException if none is chosen or there is no such context
   */
  synchronized KubernetesClient client() {
    String chosen = context.get().orElseThrow(() -> KubernetesProblems.noneChosen().asException());
    KubernetesClient known = client;
    if (known != null && chosen.equals(connectedTo)) {
      return known;
    }
    close();
    KubernetesClient made = connect.apply(chosen);
    client = made;
    connectedTo = chosen;
    return made;
  }

  /** Unknown while no cluster is chosen. */
  EngineStatus status() throws InterruptedException {
    if (context.get().isEmpty()) {
      return new EngineStatus.Unknown();
    }
    try {
      KubernetesClient asked = client();
      FutureTask<VersionInfo> question = new FutureTask<>(asked::getKubernetesVersion);
      Thread.ofVirtual().name("cluster-status").start(question);
      VersionInfo version = question.get(STATUS_SECONDS, TimeUnit.SECONDS);
      return new EngineStatus.Available(
          "Kubernetes",
          version == null ? "" : version.getMajor() + "." + version.getMinor(),
          context.get().orElse(""));
    } catch (ProblemException e) {
      return new EngineStatus.Unavailable(e.problem());
    } catch (ExecutionException e) {
      String said =
          e.getCause() instanceof KubernetesClientException failure
              ? KubernetesProblems.said(failure)
              : String.valueOf(e.getCause());
      return new EngineStatus.Unavailable(
          KubernetesProblems.silent(context.get().orElse(""), said));
    } catch (TimeoutException e) {
      return new EngineStatus.Unavailable(
          KubernetesProblems.silent(
              context.get().orElse(""), "It did not answer within " + STATUS_SECONDS + " s."));
    }
  }

  @Override
  public synchronized void close() {
    KubernetesClient open = client;
    client = null;
    if (open != null) {
      open.close();
    }
  }
}
