package dev.dragoncode.fix;

import dev.dragoncode.change.Draft;
import dev.dragoncode.change.text.JsonText;
import dev.dragoncode.change.text.YamlText;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.readiness.facts.Clusters;
import dev.dragoncode.readiness.facts.Clusters.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Secrets that a project's manifests name or hold, and what fetches them from a store instead.
 *
 * @param uses where pods name one
 * @param plain those that stand in the manifests with their values
 */
record ClusterSecrets(Draft draft, List<Use> uses, List<Resource> plain) {

  private static final String FILE = "external-secrets.yaml";

  /**
   * A pod's use of a Secret.
   *
   * @param key the only one that is used here; empty for all of them
   */
  record Use(Named secret, Optional<String> key, String file) {}

  /** A Secret by its namespace, which is empty where something outside decides. */
  record Named(String namespace, String name) {}

  /** What secrets are fetched from. */
  private record Store(String kind, String name) {}

  static ClusterSecrets of(Draft draft) {
    Clusters clusters = draft.view().get(Clusters.FACT);
    List<Resource> own =
        clusters.resources().stream()
            .filter(r -> clusters.charts().stream().noneMatch(c -> inChart(c, r.file())))
            .toList();
    List<Resource> plain =
        own.stream()
            .filter(r -> r.kind().equals("Secret"))
            .filter(r ->
                !r.body().entries("data").isEmpty() || !r.body().entries("stringData").isEmpty())
            .filter(r -> Manifest.of(draft, r).body().isPresent())
            .toList();
    // cert-manager and Kustomize make these by themselves
    Set<String> made =
        Stream.concat(
                clusters.of("Certificate").stream()
                    .flatMap(c -> c.body().text("spec", "secretName").stream()),
                clusters.of("Kustomization").stream()
                    .flatMap(k -> k.body().items("secretGenerator").stream())
                    .flatMap(g -> g.text("name").stream()))
            .collect(Collectors.toSet());
    List<Use> uses =
        own.stream()
            .flatMap(ClusterSecrets::uses)
            .filter(use -> !made.contains(use.secret.name))
            .distinct()
            .toList();
    return new ClusterSecrets(draft, uses, plain);
  }

  private static boolean inChart(String chart, String file) {
    return file.startsWith(chart.isEmpty() ? "templates/" : chart + "/");
  }

  private static Stream<Use> uses(Resource resource) {
    Optional<Node> pod =
        resource.kind().equals("Pod")
            ? resource.body().at("spec")
            : resource
                .body()
                .at("spec", "template", "spec")
                .or(() -> resource.body().at("spec", "jobTemplate", "spec", "template", "spec"));
    List<Use> found = new ArrayList<>();
    pod.ifPresent(p -> {
      Stream.of("containers", "initContainers")
          .flatMap(kind -> p.items(kind).stream())
          .forEach(container -> container(resource, container, found));
      p.items("volumes").forEach(volume -> volume(resource, volume, found));
    });
    return found.stream();
  }

  private static void container(Resource resource, Node container, List<Use> into) {
    for (Node variable : container.items("env")) {
      variable
          .at("valueFrom", "secretKeyRef")
          .ifPresent(ref -> use(resource, ref, "name", ref.text("key"), into));
    }
    for (Node source : container.items("envFrom")) {
      source.at("secretRef").ifPresent(ref -> use(resource, ref, "name", Optional.empty(), into));
    }
  }

  private static void volume(Resource resource, Node volume, List<Use> into) {
    volume.at("secret").ifPresent(secret -> items(resource, secret, "secretName", into));
    for (Node source : volume.items("projected", "sources")) {
      source.at("secret").ifPresent(secret -> items(resource, secret, "name", into));
    }
  }

  private static void items(Resource resource, Node secret, String name, List<Use> into) {
    List<Node> items = secret.items("items");
    if (items.isEmpty()) {
      use(resource, secret, name, Optional.empty(), into);
    }
    items.forEach(item -> use(resource, secret, name, item.text("key"), into));
  }

  private static void use(
      Resource resource, Node ref, String nameKey, Optional<String> key, List<Use> into) {
    ref.text(nameKey)
        .ifPresent(
            name -> into.add(new Use(new Named(namespace(resource), name), key, resource.file())));
  }

  private static String namespace(Resource resource) {
    return resource.body().text("metadata", "namespace").orElse("");
  }

  boolean isEmpty() {
    return uses.isEmpty() && plain.isEmpty();
  }

  /** Drafts what fetches them. */
  void external() {
    String project = name();
    Optional<Store> there =
        draft.view().get(Clusters.FACT).of("ClusterSecretStore", "SecretStore").stream()
            .findFirst()
            .map(r -> new Store(r.kind(), r.name()));
    Optional<String> answer =
        there.isPresent()
            ? Optional.of("")
            : draft.ask(
                "store",
                "At which address does the cluster reach Vault or OpenBao? Or what is the"
                    + " ClusterSecretStore called that it has already?",
                "https://vault.vault:8200");
    if (answer.isEmpty()) {
      return;
    }
    boolean address = answer.get().matches("https?://[\\w.:/-]+");
    if (there.isEmpty() && !address && !answer.get().matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?")) {
      draft.decline("The store is an address that begins with https://, or a resource's name.");
      return;
    }
    if (address && renamed()) {
      draft.decline(
          "Kustomize puts something before or behind names here, which no reference to a store"
              + " follows: name a ClusterSecretStore instead of an address.");
      return;
    }
    Store store =
        there.orElseGet(() ->
            address
                ? new Store("SecretStore", project)
                : new Store("ClusterSecretStore", answer.get()));
    List<String> documents = new ArrayList<>();
    if (address) {
      namespaces().forEach(each -> documents.add(vault(project, each, answer.get())));
    }
    plain.forEach(secret -> replace(secret, store, project));
    wanted().forEach((named, keys) -> documents.add(external(named, keys, "", store, project)));
    if (!documents.isEmpty()) {
      add(String.join("---\n", documents));
    }
    advise(project, address);
  }

  private boolean renamed() {
    return draft.view().get(Clusters.FACT).of("Kustomization").stream()
        .anyMatch(k -> k.body().at("namePrefix").or(() -> k.body().at("nameSuffix")).isPresent());
  }

  private String name() {
    String name = Stack.name(draft.view()).orElse("").replaceFirst("^@[^/]*/", "");
    String plainName = name.replaceAll("[^A-Za-z0-9-]+", "-").replaceAll("^-+|-+$", "");
    return plainName.isEmpty() ? "app" : plainName.toLowerCase(Locale.ROOT);
  }

  private Set<String> namespaces() {
    return Stream.concat(
            uses.stream().map(u -> u.secret.namespace), plain.stream().map(s -> namespace(s)))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The Secrets that pods name and no manifest holds, with their keys; none for all of them. */
  private Map<Named, Set<String>> wanted() {
    Map<Named, Set<String>> wanted = new LinkedHashMap<>();
    Set<Named> whole = new LinkedHashSet<>();
    for (Use each : uses) {
      boolean held =
          plain.stream()
              .filter(s -> s.name().equals(each.secret.name))
              .map(ClusterSecrets::namespace)
              .anyMatch(n ->
                  n.equals(each.secret.namespace)
                      || n.isEmpty()
                      || each.secret.namespace.isEmpty());
      if (!held) {
        Set<String> keys = wanted.computeIfAbsent(each.secret, _ -> new TreeSet<>());
        each.key.ifPresentOrElse(keys::add, () -> whole.add(each.secret));
      }
    }
    whole.forEach(each -> wanted.put(each, Set.of()));
    return wanted;
  }

  /** Puts into the place of a Secret what fetches it. */
  private void replace(Resource secret, Store store, String project) {
    Set<String> keys =
        Stream.of("data", "stringData")
            .flatMap(kind -> secret.body().entries(kind).stream())
            .map(Node.Entry::key)
            .collect(Collectors.toCollection(TreeSet::new));
    String type = secret.body().text("type").filter(t -> !t.equals("Opaque")).orElse("");
    Named named = new Named(namespace(secret), secret.name());
    String external = external(named, keys, type, store, project);
    Optional<Node> now = Manifest.of(draft, secret).body();
    now.ifPresent(body -> draft.edit(secret.file(), text -> replaced(text, body.line(), external)));
  }

  /** The file with another document where the one of a line was. */
  private static String replaced(String text, int line, String document) {
    List<String> lines = text.lines().toList();
    int begin = line - 1;
    while (begin > 0 && !lines.get(begin - 1).startsWith("---")) {
      begin--;
    }
    int end = line;
    while (end < lines.size() && !lines.get(end).startsWith("---")) {
      end++;
    }
    List<String> all = new ArrayList<>(lines.subList(0, begin));
    all.addAll(document.lines().toList());
    all.addAll(lines.subList(end, lines.size()));
    return String.join("\n", all) + "\n";
  }

  private static String external(
      Named secret, Set<String> keys, String type, Store store, String project) {
    String path = project + "/" + secret.name;
    String template = type.isEmpty() ? "" : "    template:\n      type: " + type + "\n";
    StringBuilder fetched = new StringBuilder();
    if (keys.isEmpty()) {
      fetched.append("  dataFrom:\n    - extract:\n        key: ").append(path).append('\n');
    } else {
      fetched.append("  data:\n");
      for (String key : keys) {
        fetched.append(
            """
                - secretKey: %s
                  remoteRef:
                    key: %s
                    property: %s
            """
                .formatted(scalar(key), path, scalar(key)));
      }
    }
    return """
    apiVersion: external-secrets.io/v1
    kind: ExternalSecret
    metadata:
    %s
    spec:
      refreshInterval: 15m
      secretStoreRef:
        kind: %s
        name: %s
      target:
        name: %s
        creationPolicy: Owner
    """
            .formatted(metadata(secret.name, secret.namespace), store.kind, store.name, secret.name)
        + template
        + fetched;
  }

  private static String metadata(String name, String namespace) {
    return "  name: " + name + (namespace.isEmpty() ? "" : "\n  namespace: " + namespace);
  }

  /** Keys such as "1" or "on" would be no texts. */
  private static String scalar(String key) {
    boolean plain = key.matches("[A-Za-z_][\\w.-]*");
    boolean word = key.matches("(?i)y|n|yes|no|on|off|true|false|null");
    return plain && !word ? key : JsonText.quoted(key);
  }

  private static String vault(String project, String namespace, String address) {
    String account = project + "-external-secrets";
    return """
    apiVersion: external-secrets.io/v1
    kind: SecretStore
    metadata:
    %s
    spec:
      provider:
        vault:
          server: %s
          path: secret
          version: v2
          auth:
            kubernetes:
              mountPath: kubernetes
              role: %s
              serviceAccountRef:
                name: %s
                audiences: [vault]
    ---
    apiVersion: v1
    kind: ServiceAccount
    metadata:
    %s
    automountServiceAccountToken: false
    """
        .formatted(
            metadata(project, namespace), address, account, account, metadata(account, namespace));
  }

  /** Adds the documents beside the first manifest that names a Secret, and to its kustomization. */
  private void add(String documents) {
    String beside = uses.isEmpty() ? plain.getFirst().file() : uses.getFirst().file;
    String folder = IgnoreFixes.folder(beside);
    String file = IgnoreFixes.join(folder, FILE);
    if (draft.has(file) && !draft.text(file).orElse("").isBlank()) {
      draft.edit(file, text -> text.stripTrailing() + "\n---\n" + documents);
      return;
    }
    draft.generate(file, documents);
    for (String name : List.of("kustomization.yaml", "kustomization.yml", "Kustomization")) {
      String kustomization = IgnoreFixes.join(folder, name);
      if (draft.has(kustomization)) {
        draft
            .text(kustomization)
            .flatMap(text -> YamlText.append(text, List.of("resources"), FILE))
            .ifPresentOrElse(
                text -> draft.edit(kustomization, _ -> text),
                () ->
                    draft.remains(
                        "List " + FILE + " among the resources of " + kustomization + "."));
      }
    }
  }

  private void advise(String project, boolean address) {
    if (!plain.isEmpty()) {
      String names =
          plain.stream().map(Resource::name).distinct().collect(Collectors.joining(", "));
      draft.advise(
          "The values of "
              + names
              + " stand in git's history, so they have leaked: put new ones into the store, under"
              + " secret/"
              + project
              + "/<name of the Secret>, before this is applied.");
    } else {
      draft.advise(
          "Put the values into the store, under secret/"
              + project
              + "/<name of the Secret>, before this is applied.");
    }
    draft.advise(
        "The cluster needs External Secrets"
            + (address
                ? ", and Vault a role "
                    + project
                    + "-external-secrets of its Kubernetes login that may read secret/data/"
                    + project
                    + "/*."
                : "."));
  }
}
