package dev.dragoncode.fakes.openapi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a document's paths tell of the things that its API keeps: collections and their items. */
final class Layout {

  private static final Pattern NAME = Pattern.compile("\\{([^{}]+)\\}");

  /** What a path stands for. */
  enum Kind {
    /** {@code /pets} where there is {@code /pets/{id}}, or a list that can be added to. */
    COLLECTION,
    /** {@code /pets/{id}}. */
    ITEM,
    /**
     * {@code /pets/{id}/photo} that can be put and read, and other things of which there is one.
     */
    SINGLE,
    /** {@code /pets/{id}/sell}, {@code /pets/search} and all the rest. */
    OTHER
  }

  /**
   * A kind of thing that the API keeps.
   *
   * @param parent its collection's path as it stands in the document, whether it is described or
   *     not
   * @param item the path of one of its items; empty where the document describes none
   * @param key the name of the path's last parameter; empty for a collection without items
   * @param makeable whether the API can make one, so that there are only those that were made
   */
  record Resource(String name, String parent, String item, String key, boolean makeable) {}

  /**
   * Where a path belongs.
   *
   * @param resource that it is about, or lies below
   */
  record Role(Kind kind, Optional<Resource> resource) {}

  private final Map<String, Set<String>> methods = new LinkedHashMap<>();
  private final Map<String, Resource> resources = new LinkedHashMap<>();

  /** Collections such as {@code /users/{}/posts} whose items are those of {@code /posts}. */
  private final Map<String, Resource> shared = new LinkedHashMap<>();

  Layout(Collection<DocumentScan.Listed> operations) {
    Map<String, String> items = new LinkedHashMap<>();
    for (DocumentScan.Listed operation : operations) {
      methods
          .computeIfAbsent(plain(operation.path()), _ -> new HashSet<>())
          .add(operation.method());
      if (last(operation.path()).contains("{")) {
        items.putIfAbsent(plain(parent(operation.path())), operation.path());
      }
    }
    Map<String, String> owners = owners(items);
    Set<String> names = new HashSet<>();
    items.forEach((collection, item) -> {
      boolean makeable =
          has(collection, "POST")
              || has(plain(item), "PUT")
              || owners.entrySet().stream()
                  .anyMatch(e -> e.getValue().equals(collection) && has(e.getKey(), "POST"));
      resources.put(
          collection,
          new Resource(name(collection, names), parent(item), item, key(last(item)), makeable));
    });
    owners.forEach((path, collection) -> shared.put(path, resources.get(collection)));
    methods.forEach((path, known) -> {
      boolean listed = known.contains("GET") && known.contains("POST");
      if (listed
          && !resources.containsKey(path)
          && !shared.containsKey(path)
          && !last(path).contains("{")) {
        resources.put(path, new Resource(name(path, names), path, "", "", true));
      }
    });
  }

  /** Nested collections without items of their own, and the one whose items they list. */
  private Map<String, String> owners(Map<String, String> items) {
    Map<String, String> tops = new LinkedHashMap<>();
    for (String collection : items.keySet()) {
      if (!collection.contains("{")) {
        tops.putIfAbsent(last(collection), collection);
      }
    }
    Map<String, String> owners = new LinkedHashMap<>();
    for (String path : methods.keySet()) {
      String top = tops.get(last(path));
      if (top != null && path.contains("{") && !items.containsKey(path)) {
        owners.put(path, top);
      }
    }
    return owners;
  }

  List<Resource> resources() {
    return List.copyOf(resources.values());
  }

  private boolean has(String path, String method) {
    return methods.getOrDefault(path, Set.of()).contains(method);
  }

  boolean has(Resource resource, String method) {
    return has(plain(resource.parent()), method);
  }

  Role role(String path) {
    String plain = plain(path);
    if (last(path).contains("{")) {
      return new Role(Kind.ITEM, Optional.ofNullable(resources.get(plain(parent(path)))));
    }
    if (shared.containsKey(plain)) {
      return new Role(Kind.COLLECTION, Optional.of(shared.get(plain)));
    }
    if (resources.containsKey(plain)) {
      return new Role(Kind.COLLECTION, Optional.of(resources.get(plain)));
    }
    boolean single = has(plain, "GET") && (has(plain, "PUT") || has(plain, "PATCH"));
    return new Role(
        single ? Kind.SINGLE : Kind.OTHER, Optional.ofNullable(resources.get(owner(path))));
  }

  /** The nested collections, as they stand in {@link #relation}, that a row of it can be in. */
  List<String> relations(Resource resource) {
    List<String> fields = new ArrayList<>();
    if (resource.parent().contains("{")) {
      fields.add(relation(resource.parent()));
    }
    shared.forEach((path, target) -> {
      if (target.equals(resource)) {
        fields.add(relation(path));
      }
    });
    return fields;
  }

  /** The collections that list a resource's items below something else. */
  List<String> sharing(Resource resource) {
    return shared.entrySet().stream()
        .filter(e -> e.getValue().equals(resource))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The resources that stand directly below a resource's items. */
  List<Resource> below(Resource resource) {
    String item = plain(resource.parent()) + "/{}/";
    return resources.entrySet().stream()
        .filter(e -> e.getKey().startsWith(item))
        .filter(e -> e.getKey().indexOf("{", item.length()) < 0)
        .map(Map.Entry::getValue)
        .toList();
  }

  /** The field of a row that tells below what it stands, hidden from the API's users. */
  static String relation(String collection) {
    return "~" + plain(collection);
  }

  /** The collection that a path lies below: of its item, or of the collection itself. */
  private static String owner(String path) {
    String parent = parent(path);
    return plain(last(parent).contains("{") ? parent(parent) : parent);
  }

  /** The paths of the makeable resources' items that a path goes through, from the outside in. */
  List<String> through(String path) {
    List<String> found = new ArrayList<>();
    StringBuilder at = new StringBuilder();
    List<String> segments = segments(path);
    for (int i = 0; i + 1 < segments.size(); i++) {
      Resource resource = resources.get(plain(at.toString()));
      at.append('/').append(segments.get(i));
      if (segments.get(i).contains("{") && resource != null && resource.makeable()) {
        found.add(at.toString());
      }
    }
    return found;
  }

  Optional<Resource> of(String itemPath) {
    return Optional.ofNullable(resources.get(plain(parent(itemPath))));
  }

  /** The values of a path's parameters, in their order. */
  static String values(String path, Map<String, String> given) {
    StringBuilder all = new StringBuilder();
    Matcher name = NAME.matcher(path);
    while (name.find()) {
      all.append(all.isEmpty() ? "" : "/").append(given.getOrDefault(name.group(1), ""));
    }
    return all.toString();
  }

  private static String name(String collection, Set<String> names) {
    List<String> fixed = new ArrayList<>();
    for (String segment : segments(collection)) {
      if (!segment.contains("{") && !segment.matches("(?i)v\\d+[a-z0-9]*|api|")) {
        fixed.add(segment);
      }
    }
    String name = fixed.isEmpty() ? "items" : String.join(".", fixed);
    String free = name;
    for (int i = 2; !names.add(free); i++) {
      free = name + i;
    }
    return free;
  }

  static String key(String segment) {
    return segment.substring(segment.indexOf('{') + 1, segment.indexOf('}'));
  }

  /** A path whose parameters have no names. */
  static String plain(String path) {
    return path.replaceAll("\\{[^}]*\\}", "{}");
  }

  static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "" : path.substring(0, slash);
  }

  static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      if (!segment.isEmpty()) {
        segments.add(segment);
      }
    }
    return segments;
  }

  /** {@code pet} for {@code pets}. */
  static String singular(String word) {
    if (word.endsWith("ies")) {
      return word.substring(0, word.length() - 3) + "y";
    }
    if (word.endsWith("sses") || word.endsWith("xes") || word.endsWith("ches")) {
      return word.substring(0, word.length() - 2);
    }
    return word.endsWith("s") && !word.endsWith("ss") ? word.substring(0, word.length() - 1) : word;
  }
}
