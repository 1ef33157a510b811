package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.file;
import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.readiness.facts.Clusters;
import dev.dragoncode.readiness.facts.Clusters.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** PRE-SECRETMGR and SEC-ROTATE: where secrets come from, and that they are changed. */
final class SecretSupply {

  static final Check MANAGER =
      Rule.manifests(
          new CheckSpec(
              "PRE-SECRETMGR",
              Phase.HARDEN,
              "Secrets-manager adapter",
              Weight.MEDIUM,
              Level.B,
              "A secret that only people hand around is in chats, on laptops and in no list.",
              "Read secrets from a manager (Spring Cloud Vault, an AWS, GCP or Azure client), or"
                  + " let the cluster bring them: ExternalSecret, SealedSecret, sops. Where the"
                  + " platform injects them from one, attest it in dragoncode.yaml."),
          SecretSupply::manager);

  static final Check ROTATION =
      Rule.services(
          new CheckSpec(
              "SEC-ROTATE",
              Phase.SECURE,
              "Secret rotation",
              Weight.HIGH,
              Level.B,
              "A secret leaks one day. If it is changed by itself every month, the leak ends; if"
                  + " nobody has ever changed it, nobody dares to.",
              "Give each ExternalSecret a refreshInterval and each lease a rotation, let the"
                  + " program take new values without a restart, and try it: dragoncode rotate"
                  + " database shows it with the running emulators. Where it is tried elsewhere,"
                  + " attest the day in dragoncode.yaml."),
          SecretSupply::rotation);

  private static final Pattern CLIENT =
      Pattern.compile(
          "org\\.springframework\\.cloud:spring-cloud-(starter-vault.*|vault.*|gcp-starter-secretmanager|azure.*keyvault.*)"
              + "|org\\.springframework\\.vault:spring-vault-core"
              + "|com\\.google\\.cloud:spring-cloud-gcp-starter-secretmanager|com\\.azure\\.spring:.*keyvault.*|com\\.azure:azure-security-keyvault-secrets"
              + "|io\\.awspring\\.cloud:spring-cloud-aws-starter-(secrets-manager|parameter-store)|software\\.amazon\\.awssdk:(secretsmanager|ssm)"
              + "|io\\.quarkiverse\\.vault:.*|@aws-sdk/client-(secrets-manager|ssm)|@google-cloud/secret-manager|@azure/keyvault-secrets|node-vault|infisical-node|@infisical/sdk"
              + "|hvac|google-cloud-secret-manager|azure-keyvault-secrets|github\\.com/hashicorp/vault/api|cloud\\.google\\.com/go/secretmanager|github\\.com/aws/aws-sdk-go-v2/service/secretsmanager");

  private SecretSupply() {}

  private static Verdict manager(ProjectView view) {
    if (view.get(Manifests.FACT).modules().isEmpty()
        && view.get(Clusters.FACT).resources().isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    List<Evidence> good = new ArrayList<>(clusterSecrets(view));
    view.get(Manifests.FACT)
        .uses(d -> CLIENT.matcher(d.name()).matches())
        .ifPresent(d -> good.add(line(view, d.file(), d.line())));
    view.file(".sops.yaml").filter(f -> !f.ignored()).ifPresent(f -> good.add(file(f.path())));
    if (!good.isEmpty()) {
      return Verdict.pass("Secrets come from a manager", good);
    }
    return Wiring.attested(view, "PRE-SECRETMGR")
        .orElseGet(() ->
            !Wiring.deployed(view)
                ? Verdict.notApplicable(
                    "The project is no service: others use it as a library or tool")
                : plain(view));
  }

  private static Verdict plain(ProjectView view) {
    List<Evidence> plain = plainSecrets(view);
    return plain.isEmpty()
        ? Verdict.unknown(
            "Where secrets come from stands nowhere in this folder; attest it in dragoncode.yaml if"
                + " the platform brings them from a manager")
        : Verdict.fail("Secrets stand in the manifests themselves", plain);
  }

  private static List<Evidence> plainSecrets(ProjectView view) {
    return view.get(Clusters.FACT).of("Secret").stream()
        .filter(
            s -> !s.body().entries("data").isEmpty() || !s.body().entries("stringData").isEmpty())
        .map(s -> line(view, s.file(), s.line()))
        .toList();
  }

  private static List<Evidence> clusterSecrets(ProjectView view) {
    return view
        .get(Clusters.FACT)
        .of(
            "ExternalSecret",
            "ClusterExternalSecret",
            "SealedSecret",
            "SecretProviderClass",
            "VaultStaticSecret",
            "VaultDynamicSecret")
        .stream()
        .map(s -> line(view, s.file(), s.line()))
        .toList();
  }

  private static Verdict rotation(ProjectView view) {
    Optional<Verdict> attested = Wiring.attested(view, "SEC-ROTATE");
    List<Evidence> renewed =
        view
            .get(Clusters.FACT)
            .of("ExternalSecret", "ClusterExternalSecret", "VaultDynamicSecret")
            .stream()
            .filter(s -> s.kind().equals("VaultDynamicSecret") || refreshes(s))
            .map(s -> line(view, s.file(), s.line()))
            .toList();
    if (attested.isPresent()) {
      return attested.get();
    }
    if (!renewed.isEmpty()) {
      return Verdict.unknown(
          "Secrets are fetched anew; whether the program follows should be tried and attested in"
              + " dragoncode.yaml",
          renewed);
    }
    if (!Wiring.deployed(view)) {
      return Verdict.notApplicable("The project is no service: others use it as a library or tool");
    }
    boolean given = !clusterSecrets(view).isEmpty() || !plainSecrets(view).isEmpty();
    return StartupConfig.readsNothing(view) && !given
        ? Verdict.notApplicable("The program is given no secret")
        : Verdict.fail("Nothing says that a secret was ever changed");
  }

  private static boolean refreshes(Resource secret) {
    Optional<String> interval =
        secret
            .body()
            .text("spec", "refreshInterval")
            .or(() -> secret.body().text("spec", "externalSecretSpec", "refreshInterval"));
    return interval.filter(i -> !i.equals("0") && !i.equals("0s")).isPresent();
  }
}
