package dev.dragoncode.fix;

import dev.dragoncode.change.Draft;
import dev.dragoncode.change.text.XmlText;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.readiness.facts.Clusters;
import dev.dragoncode.versions.KnownVersions;
import java.util.List;
import java.util.Optional;

/**
 * PRE-SECRETMGR: secrets come from Vault or OpenBao, by the cluster where manifests name them, or
 * by Spring Cloud Vault where there are none.
 */
final class SecretFixes {

  private static final String CHECK = "PRE-SECRETMGR";

  /** The release trains of Spring Cloud, by the first Spring Boot that each goes with. */
  private record Train(int major, int minor, String name) {}

  private static final List<Train> TRAINS =
      List.of(
          new Train(4, 0, "spring-cloud-boot-4.0"),
          new Train(3, 5, "spring-cloud-boot-3.5"),
          new Train(3, 4, "spring-cloud-boot-3.4"),
          new Train(3, 2, "spring-cloud-boot-3.2"),
          new Train(3, 0, "spring-cloud-boot-3.0"));

  /** The first release that no train of this table was made for. */
  private static final int TOO_NEW = 5;

  private SecretFixes() {}

  static List<Fix> all() {
    return List.of(
        new Fix(
            CHECK,
            "Has the cluster fetch from Vault or OpenBao the Secrets that manifests name, in place of"
                + " those that stand in them with their values; without manifests, gives Spring Boot"
                + " its client of Vault, which a start without one does not need.",
            SecretFixes::write));
  }

  private static void write(Draft draft) {
    ProjectView view = draft.view();
    if (Gaps.passes(view, CHECK)) {
      return;
    }
    ClusterSecrets secrets = ClusterSecrets.of(draft);
    if (!secrets.isEmpty()) {
      secrets.external();
      return;
    }
    if (!view.get(Clusters.FACT).charts().isEmpty()) {
      draft.decline(
          "Helm's templates say which Secrets there are: add ExternalSecrets to the chart, with what"
              + " differs from place to place in its values.");
      return;
    }
    Optional<Boot> boot = Boot.of(view).filter(b -> b.atLeast(3, 0));
    if (boot.isEmpty()) {
      draft.decline(
          "No manifest here names a Secret, and this is no Maven project on Spring Boot 3 or later:"
              + " read secrets with your stack's client of a manager, or attest that the platform"
              + " brings them from one.");
      return;
    }
    vault(draft, boot.get());
  }

  private static void vault(Draft draft, Boot boot) {
    Optional<Train> train = TRAINS.stream().filter(t -> boot.atLeast(t.major, t.minor)).findFirst();
    if (train.isEmpty() || boot.atLeast(TOO_NEW, 0)) {
      draft.decline("Which Spring Cloud goes with this Spring Boot is not known here.");
      return;
    }
    String pom = boot.module().manifest();
    String cloud = "spring-cloud-dependencies";
    if (!draft.text(pom).orElse("").contains("<artifactId>" + cloud + "</artifactId>")) {
      draft.edit(
          pom,
          text ->
              XmlText.add(
                  text,
                  "dependencyManagement/dependencies",
                  """
                  <dependency>
                    <groupId>org.springframework.cloud</groupId>
                    <artifactId>%s</artifactId>
                    <version>%s</version>
                    <type>pom</type>
                    <scope>import</scope>
                  </dependency>\
                  """
                      .formatted(cloud, KnownVersions.of(train.get().name))));
    }
    boot.depend(draft, "org.springframework.cloud", "spring-cloud-starter-vault-config", "");
    boot.include(draft, "spring.config.import", "optional:vault://");
    if (!boot.setting(draft.view(), "spring.cloud.vault.uri")) {
      boot.set(draft, "spring.cloud.vault.uri", "${VAULT_ADDR:http://localhost:8200}");
      boot.set(draft, "spring.cloud.vault.authentication", "${VAULT_AUTHENTICATION:TOKEN}");
      boot.set(draft, "spring.cloud.vault.token", "${VAULT_TOKEN:none}");
    }
    if (!boot.setting(draft.view(), "management.health.vault.enabled")) {
      // what is asked at the start alone does not make the program ill later
      boot.set(draft, "management.health.vault.enabled", "false");
    }
    if (!boot.setting(draft.view(), "spring.application.name")) {
      boot.set(draft, "spring.application.name", Stack.name(draft.view()).orElse("application"));
    }
    draft.advise(
        "Secrets are read from secret/<spring.application.name> by the names of the settings, such as"
            + " spring.datasource.password. In a cluster, VAULT_AUTHENTICATION=KUBERNETES takes the"
            + " place of a token; where a start without Vault must fail, write vault:// without"
            + " optional:.");
  }
}
