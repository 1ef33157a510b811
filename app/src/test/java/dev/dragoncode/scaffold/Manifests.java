package dev.dragoncode.scaffold;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import dev.dragoncode.scaffold.Template.File;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The resources in a project's files, read as strictly as a cluster would: Kubernetes' own by
 * fabric8's model, the others by what resources.yaml lists.
 *
 * @param found by the files that they stand in
 */
public record Manifests(List<Resource> found) {

  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .setAnnotationIntrospector(
              new JacksonAnnotationIntrospector() {
                // else the model takes whatever it does not know
                @Override
                public @Nullable Boolean hasAnySetter(Annotated member) {
                  return false;
                }
              });
  private static final KubernetesSerialization KINDS =
      new KubernetesSerialization(new ObjectMapper(), true);
  private static final Map<String, Object> OTHERS = others();

  public record Resource(String file, Map<String, Object> body) {

    String kind() {
      return body.get("apiVersion") + " " + body.get("kind");
    }

    String name() {
      return String.valueOf(at(body, "metadata", "name"));
    }
  }

  private static Map<String, Object> others() {
    try (InputStream in =
        Objects.requireNonNull(Manifests.class.getResourceAsStream("resources.yaml"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return documents(new File("resources.yaml", text, false)).getFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Manifests of(Map<String, File> files) {
    List<Resource> found = new ArrayList<>();
    for (File file : files.values()) {
      if (file.path().matches("(deploy|monitoring|slo)/.*\\.yaml")) {
        documents(file).stream()
            .filter(document -> document.containsKey("kind"))
            .forEach(document -> found.add(new Resource(file.path(), document)));
      }
    }
    return new Manifests(found);
  }

  /** What a file says that is made of mappings, document by document. */
  static List<Map<String, Object>> documents(File file) {
    return parsed(file).stream().filter(Map.class::isInstance).map(Manifests::mapping).toList();
  }

  /** What a file says, document by document. */
  static List<Object> parsed(File file) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    List<Object> documents = new ArrayList<>();
    new Yaml(new SafeConstructor(options)).loadAll(file.text()).forEach(documents::add);
    return documents;
  }

  /** Everything that its kind does not know, or lacks. */
  public List<String> misunderstood() {
    List<String> wrong = new ArrayList<>();
    for (Resource each : found) {
      String title = each.file() + " " + each.kind() + " " + each.name() + ": ";
      Object known = OTHERS.get(each.kind());
      if (known != null) {
        Map<String, Object> body = new java.util.LinkedHashMap<>(each.body);
        body.keySet().removeAll(Set.of("apiVersion", "kind", "metadata"));
        compare(body, known, title, wrong);
        continue;
      }
      Class<? extends KubernetesResource> type =
          KINDS.getRegisteredKubernetesResource(
              String.valueOf(each.body.get("apiVersion")), String.valueOf(each.body.get("kind")));
      if (type == null) {
        wrong.add(title + "an unknown kind");
      } else {
        convert(each.body, type, title, wrong);
      }
    }
    return wrong;
  }

  private static void convert(Object value, Class<?> type, String title, List<String> wrong) {
    try {
      STRICT.convertValue(value, type);
    } catch (IllegalArgumentException e) {
      wrong.add(title + e.getMessage());
    }
  }

  private static void compare(Object value, Object known, String where, List<String> wrong) {
    switch (known) {
      case Map<?, ?> fields when value instanceof Map<?, ?> given -> {
        for (Map.Entry<?, ?> each : given.entrySet()) {
          Object field = fields.get(each.getKey());
          field = field == null ? fields.get(each.getKey() + "!") : field;
          if (field == null) {
            wrong.add(where + " does not know " + each.getKey());
          } else {
            compare(each.getValue(), field, where + "/" + each.getKey(), wrong);
          }
        }
        fields.keySet().stream()
            .map(String::valueOf)
            .filter(k -> k.endsWith("!") && !given.containsKey(k.substring(0, k.length() - 1)))
            .forEach(k -> wrong.add(where + " lacks " + k));
      }
      case List<?> items when value instanceof List<?> given ->
          given.forEach(item -> compare(item, items.getFirst(), where, wrong));
      case String word when word.equals("any") -> {}
      case String word when word.equals("pods") ->
          convert(value, PodTemplateSpec.class, where, wrong);
      case String word
          when word.equals("text") && !(value instanceof Collection || value instanceof Map) -> {}
      default -> wrong.add(where + " is not what it should be: " + value);
    }
  }

  /** Names of config maps, secrets and accounts that pods use and nothing makes. */
  Set<String> missingReferences(boolean secretsByHand) {
    Set<String> made = new TreeSet<>();
    Set<String> used = new TreeSet<>();
    for (Resource each : found) {
      switch (String.valueOf(each.body.get("kind"))) {
        case "ConfigMap" -> made.add("config map " + each.name());
        case "ServiceAccount" -> made.add("account " + each.name());
        case "ExternalSecret" -> made.add("secret " + at(each.body, "spec", "target", "name"));
        case "Kustomization" ->
            list(each.body.get("configMapGenerator")).stream()
                .map(generator -> "config map " + mapping(generator).get("name"))
                .forEach(made::add);
        default -> {
          used(each.body, "configMapRef", "config map ", used);
          used(each.body, "configMap", "config map ", used);
          used(each.body, "serviceAccountRef", "account ", used);
          if (!secretsByHand) {
            used(each.body, "secretKeyRef", "secret ", used);
          }
        }
      }
    }
    used.removeAll(made);
    return used;
  }

  private static void used(Object root, String key, String what, Set<String> into) {
    Deque<Object> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      switch (open.pop()) {
        case Map<?, ?> map -> {
          if (map.get(key) instanceof Map<?, ?> reference) {
            into.add(what + reference.get("name"));
          }
          map.values().stream().filter(Objects::nonNull).forEach(open::push);
        }
        case List<?> list -> list.stream().filter(Objects::nonNull).forEach(open::push);
        default -> {}
      }
    }
  }

  /** The files and folders that a kustomization names. */
  static List<String> lists(File kustomization) {
    List<String> entries = new ArrayList<>();
    Map<String, Object> body = documents(kustomization).getFirst();
    for (String key : List.of("resources", "components", "configurations")) {
      list(body.get(key)).forEach(entry -> entries.add(String.valueOf(entry)));
    }
    for (Object generator : list(body.get("configMapGenerator"))) {
      list(mapping(generator).get("files")).forEach(entry -> entries.add(String.valueOf(entry)));
    }
    for (Object patch : list(body.get("patches"))) {
      Object path = mapping(patch).get("path");
      if (path != null) {
        entries.add(String.valueOf(path));
      }
    }
    return entries;
  }

  /** The rules of Prometheus in a file, plain or for its operator. */
  static List<Map<String, Object>> rules(Map<String, Object> document) {
    Object groups =
        document.containsKey("spec") ? at(document, "spec", "groups") : document.get("groups");
    return list(groups).stream()
        .flatMap(group -> list(mapping(group).get("rules")).stream())
        .map(Manifests::mapping)
        .toList();
  }

  /** A path as seen from the project's folder. */
  static String resolve(String file, String path) {
    return java.nio.file.Path.of("/", file)
        .resolveSibling(path)
        .normalize()
        .toString()
        .substring(1);
  }

  static @Nullable Object at(Map<String, Object> root, String... way) {
    Object now = root;
    for (String key : way) {
      now = now instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return now;
  }

  @SuppressWarnings("unchecked") // YAML's keys are texts
  static Map<String, Object> mapping(@Nullable Object value) {
    return (Map<String, Object>) Objects.requireNonNull(value);
  }

  @SuppressWarnings("unchecked") // of whatever there is
  static List<Object> list(@Nullable Object value) {
    return value == null ? List.of() : (List<Object>) value;
  }
}
