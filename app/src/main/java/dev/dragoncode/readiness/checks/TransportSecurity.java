package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.file;
import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Syntax;
import dev.dragoncode.project.manifest.Compose;
import dev.dragoncode.project.manifest.Configuration;
import dev.dragoncode.project.manifest.Paths;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.Toml;
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
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** SEC-TLS: traffic from outside is encrypted where it comes in. */
final class TransportSecurity {

  static final Check CHECK =
      Rule.manifests(
          new CheckSpec(
              "SEC-TLS",
              Phase.SECURE,
              "TLS on public traffic",
              Weight.HIGH,
              Level.C,
              "What goes over the network in the clear is read and changed on the way: passwords,"
                  + " sessions, answers.",
              "Give the Ingress a tls section (cert-manager fills the secret), force https at the"
                  + " proxy or the platform, or set server.ssl. Where something before the program"
                  + " ends TLS, attest it in dragoncode.yaml."),
          TransportSecurity::decide);

  private static final Syntax<Node> TOML = (_, text) -> Toml.parse(text);
  private static final Syntax<List<String>> LINES = (_, text) -> text.lines().toList();
  private static final Pattern NGINX_TLS =
      Pattern.compile("\\s*listen\\s+[^#;]*\\bssl\\b.*|\\s*return\\s+30[128]\\s+https://.*");
  private static final Pattern MANAGED =
      Pattern.compile(
          "alb\\.ingress\\.kubernetes\\.io/certificate-arn|networking\\.gke\\.io/managed-certificates"
              + "|ingress\\.gcp\\.kubernetes\\.io/pre-shared-cert"
              + "|service\\.beta\\.kubernetes\\.io/aws-load-balancer-ssl-cert"
              + "|appgw\\.ingress\\.kubernetes\\.io/appgw-ssl-certificate");

  private TransportSecurity() {}

  private static Verdict decide(ProjectView view) {
    List<Evidence> good = new ArrayList<>();
    List<Evidence> bad = new ArrayList<>();
    clusters(view, good, bad);
    proxies(view, good);
    traefik(view, good);
    django(view, good);
    platforms(view, good, bad);
    view.get(Configuration.FACT)
        .all()
        .filter(l -> l.profile().filter(p -> p.matches("test|dev|local")).isEmpty())
        .filter(l ->
            l.setting().key().matches("server\\.ssl\\.(key-store|certificate|bundle)")
                || l.setting().key().matches("quarkus\\.http\\.ssl\\.certificate\\..*"))
        .findFirst()
        .ifPresent(l -> good.add(line(view, l.file(), l.line())));
    if (!bad.isEmpty()) {
      return attested(view)
          .orElseGet(() -> Verdict.fail("Traffic from outside comes in unencrypted", bad));
    }
    if (!good.isEmpty()) {
      return Verdict.pass("Traffic from outside is encrypted", good);
    }
    return attested(view)
        .orElseGet(() ->
            ImageBuilds.deployable(view).isEmpty()
                ? Verdict.notApplicable("The project serves no traffic from outside")
                : Verdict.unknown(
                    "Where TLS ends stands nowhere in this folder; attest it in dragoncode.yaml if"
                        + " something before the program does it"));
  }

  private static Optional<Verdict> attested(ProjectView view) {
    return view.settings()
        .attested("SEC-TLS")
        .map(a ->
            Verdict.pass(
                "Attested by " + a.by() + " on " + a.on(),
                line(view, ProjectSettings.FILE, a.line())));
  }

  private static void clusters(ProjectView view, List<Evidence> good, List<Evidence> bad) {
    Clusters clusters = view.get(Clusters.FACT);
    boolean entrance = false;
    for (Resource each : clusters.of("Ingress", "IngressRoute", "Route", "Gateway")) {
      boolean openShift = each.kind().equals("Route");
      boolean gateway = each.kind().equals("Gateway");
      if (openShift && !each.body().text("apiVersion").orElse("").startsWith("route.openshift")) {
        continue;
      }
      entrance = true;
      boolean encrypted =
          gateway ? tlsListener(each) : each.body().at("spec", "tls").isPresent() || managed(each);
      (encrypted ? good : bad).add(line(view, each.file(), each.line()));
    }
    if (entrance) {
      return;
    }
    for (Resource each : clusters.of("Service")) {
      boolean outside = each.body().text("spec", "type").filter("LoadBalancer"::equals).isPresent();
      boolean plain =
          each.body().items("spec", "ports").stream()
              .allMatch(p -> p.text("port").filter(n -> n.matches("80|8080|3000")).isPresent());
      if (outside && plain && !managed(each)) {
        bad.add(line(view, each.file(), each.line()));
      }
    }
  }

  private static boolean tlsListener(Resource gateway) {
    List<Node> listeners = new ArrayList<>(gateway.body().items("spec", "listeners"));
    listeners.addAll(gateway.body().items("spec", "servers"));
    return listeners.stream()
        .anyMatch(l ->
            l.at("tls").isPresent()
                || l.text("protocol").filter(p -> p.matches("HTTPS|TLS")).isPresent());
  }

  private static boolean managed(Resource each) {
    return each.body().entries("metadata", "annotations").stream()
        .anyMatch(a -> MANAGED.matcher(a.key()).matches());
  }

  private static void proxies(ProjectView view, List<Evidence> good) {
    for (IndexedFile each : view.withExtension("conf")) {
      boolean nginx = each.path().toLowerCase(Locale.ROOT).contains("nginx");
      if (!nginx || Paths.notShipped(each.path())) {
        continue;
      }
      List<String> lines = view.parse(each, LINES).value().orElse(List.of());
      for (int i = 0; i < lines.size(); i++) {
        if (NGINX_TLS.matcher(lines.get(i)).matches()) {
          good.add(line(view, each.path(), i + 1));
          break;
        }
      }
    }
    // Caddy fetches a certificate for every site that is a name and not an address of plain http
    for (IndexedFile each : view.named("Caddyfile")) {
      List<String> lines = view.parse(each, LINES).value().orElse(List.of());
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).matches("(https://)?[\\w-]+(\\.[\\w-]+)+.*\\{\\s*")
            && !lines.get(i).startsWith("localhost")) {
          good.add(line(view, each.path(), i + 1));
          break;
        }
      }
    }
  }

  /** Labels that have Traefik end TLS for a service of compose. */
  private static void traefik(ProjectView view, List<Evidence> good) {
    for (Compose.Service each : view.get(Compose.FACT).services()) {
      each.body().at("labels").map(Node::flatten).orElse(List.of()).stream()
          .filter(s ->
              (s.key() + "=" + s.value())
                  .matches(".*traefik\\.http\\.routers\\..*\\.tls(=true|\\.certresolver=.+)"))
          .findFirst()
          .ifPresent(s -> good.add(line(view, each.file(), s.line())));
    }
  }

  /** Settings by which Django sends everybody to https. */
  private static void django(ProjectView view, List<Evidence> good) {
    for (IndexedFile each : view.withExtension("py", List.of("settings"))) {
      List<String> lines = view.parse(each, LINES).value().orElse(List.of());
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).matches("SECURE_SSL_REDIRECT\\s*=\\s*True\\b.*")
            && !each.name().matches(".*(dev|test|local).*")) {
          good.add(line(view, each.path(), i + 1));
          break;
        }
      }
    }
  }

  private static void platforms(ProjectView view, List<Evidence> good, List<Evidence> bad) {
    for (IndexedFile each : view.named("fly.toml")) {
      Optional<Node> root = view.parse(each, TOML).value();
      Optional<String> forced = root.flatMap(r -> r.text("http_service", "force_https"));
      forced.ifPresent(f -> (f.equals("true") ? good : bad).add(file(each.path())));
    }
    for (String name : List.of("vercel.json", "netlify.toml", "render.yaml")) {
      // these platforms end TLS before the program, and nothing can switch it off
      view.file(name).filter(f -> !f.ignored()).ifPresent(f -> good.add(file(f.path())));
    }
  }
}
