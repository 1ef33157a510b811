package dev.dragoncode.fix;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.readiness.facts.Clusters;
import java.util.List;
import java.util.Optional;

/** The text of a runbook, with commands for the deployment that the project has. */
final class Runbook {

  private Runbook() {}

  static String text(ProjectView view) {
    Optional<Clusters.Resource> workload = view.get(Clusters.FACT).workloads().stream().findFirst();
    List<String> look =
        workload
            .map(w -> w.kind().toLowerCase(java.util.Locale.ROOT) + "/" + w.name())
            .map(name ->
                List.of(
                    "kubectl rollout history " + name,
                    "kubectl logs " + name + " --since=15m",
                    "kubectl top pods"))
            .orElse(List.of("docker ps", "docker compose logs --since 15m"));
    String act =
        workload
            .map(w ->
                "kubectl scale "
                    + w.kind().toLowerCase(java.util.Locale.ROOT)
                    + "/"
                    + w.name()
                    + " --replicas=4")
            .orElse("docker compose restart");
    String back =
        workload
            .map(w ->
                w.kind().equals("Rollout")
                    ? "kubectl argo rollouts undo " + w.name()
                    : "kubectl rollout undo "
                        + w.kind().toLowerCase(java.util.Locale.ROOT)
                        + "/"
                        + w.name())
            .orElse(
                "git checkout \"$(git describe --tags --abbrev=0)\" && docker compose up --detach --build");
    return """
    # Requests are slow or fail

    ## Symptom

    The error budget burns faster than planned, or requests take longer than a second.

    ## Check

    What was deployed last, what the log says since then, and whether memory or processor time is
    used up. Then the stores: whether they answer, and how many connections they have left.

    ```sh
    %s
    ```

    ## Action

    If it began with a deployment, go to Rollback. If a store does not answer, its owner is called
    first. Otherwise %s:

    ```sh
    %s
    ```

    ## Rollback

    ```sh
    %s
    ```

    Afterwards the error rate must fall within five minutes; if it does not, the cause is elsewhere.
    """
        .formatted(
            String.join("\n", look),
            workload.isPresent() ? "add replicas, which helps where load grew" : "start it anew",
            act,
            back);
  }
}
