package dev.dragoncode.emulators.engine.kubernetes;

import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.stream.Collectors;

/** What can go wrong with a cluster, for a person. */
final class KubernetesProblems {

  private static final int FORBIDDEN = 403;

  private KubernetesProblems() {}

  static Problem noImage(EmulatorSpec spec) {
    return Problem.of(
        spec.name() + " has no container image",
        "Its catalog entry names none, and a cluster runs nothing else.",
        Remedy.of("Use the embedded engine: --engine embedded"));
  }

  static Problem noneChosen() {
    return Problem.of(
        "No cluster is chosen",
        "DragonCode never takes kubectl's current context by itself: it may be a production cluster.",
        Remedy.of("Name a context of your kubeconfig in Settings."),
        Remedy.of("On the command line: DRAGONCODE_KUBE_CONTEXT=my-dev-cluster"));
  }

  static Problem noSuchContext(String context, Config config) {
    String known =
        config.getContexts() == null
            ? ""
            : config.getContexts().stream()
                .map(NamedContext::getName)
                .collect(Collectors.joining(", "));
    return Problem.of(
        "There is no context “" + context + "”",
        known.isEmpty() ? "The kubeconfig names none." : "The kubeconfig has: " + known + ".",
        Remedy.of("Choose one of your kubeconfig in Settings or DRAGONCODE_KUBE_CONTEXT."));
  }

  static Problem silent(String context, String said) {
    return Problem.of(
        "The cluster of “" + context + "” does not answer",
        said,
        Remedy.of("See whether kubectl --context " + context + " version answers."),
        Remedy.of("Use containers or embedded engines on this machine."));
  }

  static Problem failed(String title, KubernetesClientException failure) {
    Remedy remedy =
        failure.getCode() == FORBIDDEN
            ? Remedy.of(
                "Ask for the right to manage namespaces, pods, services, secrets and config maps.")
            : Remedy.of("See whether the cluster answers: kubectl version");
    return Problem.of(title, said(failure), remedy).causedBy(failure);
  }

  static Problem imageMissing(EmulatorSpec spec, String image, String said) {
    return Problem.of(
        spec.name() + " could not be started",
        "The cluster cannot pull " + image + ": " + said,
        Remedy.of("Name a mirror that the cluster reaches in Settings."),
        Remedy.of("See whether the tag exists in the registry."));
  }

  static Problem noRoom(EmulatorSpec spec, String said) {
    return Problem.of(
        spec.name() + " found no place in the cluster",
        said,
        Remedy.of("Free memory on the cluster's nodes or ask for a larger quota."));
  }

  static Problem endedEarly(EmulatorSpec spec, String how) {
    return Problem.of(
        spec.name() + " ended as soon as it was started",
        how,
        Remedy.of("Look at its log for the cause."));
  }

  static Problem portTaken(String name, int port) {
    return Problem.of(
        name + " could not be reached",
        "Port " + port + " of this machine is taken by another program.",
        Remedy.of("End the program that listens on " + port + "."),
        Remedy.of("Start it again: another port will be leased."));
  }

  static Problem notForwarded(String name, RuntimeException failure) {
    return Problem.of(
            name + " could not be reached",
            "Its ports in the cluster could not be forwarded: " + failure.getMessage(),
            Remedy.of("Ask for the right to create pods/portforward."))
        .causedBy(failure);
  }

  static Problem filesTooLarge(EmulatorSpec spec) {
    return Problem.of(
        "The project's files for " + spec.name() + " are too large for a cluster",
        "A cluster takes 1 MiB of them.",
        Remedy.of("Use containers or embedded engines on this machine."));
  }

  /** The server's own words where it has any. */
  static String said(KubernetesClientException failure) {
    if (failure.getStatus() != null && failure.getStatus().getMessage() != null) {
      return failure.getStatus().getMessage();
    }
    return String.valueOf(failure.getMessage());
  }
}
