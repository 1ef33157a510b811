package dev.dragoncode.scaffold;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the lock of a project from one that holds more: what every combination of capabilities
 * needs was resolved together once, and a project takes what its own manifest leads to. Versions,
 * places and hashes stay what npm resolved; npm ci takes the result as it is.
 */
public final class NpmLockPruner {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectWriter AS_NPM_WRITES = JSON.writer(printer());

  private static final String MODULES = "node_modules/";

  /** What npm derives from the way that leads to a package; it differs from project to project. */
  private static final List<String> DERIVED =
      List.of("dev", "optional", "devOptional", "peer", "extraneous");

  /** Members of a manifest that its lock repeats, by the order that npm gives them. */
  private static final List<String> REPEATED =
      List.of("name", "version", "license", "dependencies", "devDependencies", "engines");

  private final JsonNode packages;
  private final JsonNode manifest;

  private NpmLockPruner(JsonNode packages, JsonNode manifest) {
    this.packages = packages;
    this.manifest = manifest;
  }

  /**
   * The lock of a manifest.
   *
   * @param superset a package-lock.json, version 3, with all that the manifest needs
   * @param manifest a package.json with dependencies and devDependencies
   * @throws IllegalArgumentException if the superset lacks something, or has another range for it
   */
  public static String prune(String superset, String manifest) {
    try {
      JsonNode lock = JSON.readTree(superset);
      JsonNode root = JSON.readTree(manifest);
      ObjectNode pruned = JSON.createObjectNode();
      pruned.put("name", root.path("name").asText());
      pruned.put("version", root.path("version").asText());
      pruned.put("lockfileVersion", lock.path("lockfileVersion").asInt());
      pruned.put("requires", true);
      pruned.set("packages", new NpmLockPruner(lock.path("packages"), root).packages());
      return AS_NPM_WRITES.writeValueAsString(pruned) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("No JSON: " + e.getOriginalMessage(), e);
    }
  }

  private ObjectNode packages() {
    sameRanges("dependencies");
    sameRanges("devDependencies");
    Set<String> needed = reached("dependencies", true, false);
    Set<String> used = reached("dependencies", true, true);
    Set<String> neededInWork = reached("devDependencies", true, false);
    Set<String> usedInWork = reached("devDependencies", true, true);
    Set<String> asked = reached("dependencies", false, true);
    asked.addAll(reached("devDependencies", false, true));
    ObjectNode kept = JSON.createObjectNode();
    kept.set("", root());
    packages
        .properties()
        .forEach(each -> {
          String place = each.getKey();
          if (!used.contains(place) && !usedInWork.contains(place)) {
            return;
          }
          ObjectNode entry = each.getValue().deepCopy();
          entry.remove(DERIVED);
          if (!used.contains(place)) {
            entry.put("dev", true);
          }
          boolean optional = !needed.contains(place) && !neededInWork.contains(place);
          if (optional) {
            entry.put("optional", true);
          } else if (!needed.contains(place) && used.contains(place)) {
            entry.put("devOptional", true);
          }
          if (!asked.contains(place)) {
            entry.put("peer", true);
          }
          kept.set(place, entry);
        });
    return kept;
  }

  private ObjectNode root() {
    ObjectNode root = JSON.createObjectNode();
    for (String name : REPEATED) {
      if (manifest.has(name)) {
        root.set(name, manifest.get(name));
      }
    }
    return root;
  }

  /** A lock that was made for another range would have npm ci refuse the project. */
  private void sameRanges(String kind) {
    manifest
        .path(kind)
        .properties()
        .forEach(each -> {
          String locked = packages.path("").path(kind).path(each.getKey()).asText();
          if (!locked.equals(each.getValue().asText())) {
            throw new IllegalArgumentException(
                "%s is %s in package.json and %s in the lock of all"
                    .formatted(
                        each.getKey(),
                        each.getValue().asText(),
                        locked.isEmpty() ? "missing" : locked));
          }
        });
  }

  /** The places of all that the manifest's members of this kind lead to. */
  private Set<String> reached(String kind, boolean throughPeers, boolean throughOptional) {
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    manifest.path(kind).fieldNames().forEachRemaining(name -> open.add(MODULES + name));
    while (!open.isEmpty()) {
      String place = open.remove();
      if (reached.add(place)) {
        JsonNode entry = packages.path(place);
        follow(place, entry.path("dependencies"), open);
        if (throughOptional) {
          follow(place, entry.path("optionalDependencies"), open);
        }
        if (throughPeers) {
          JsonNode optional = entry.path("peerDependenciesMeta");
          entry.path("peerDependencies").properties().stream()
              .map(Map.Entry::getKey)
              .filter(name -> !optional.path(name).path("optional").asBoolean())
              .forEach(name -> found(place, name).ifPresent(open::add));
        }
      }
    }
    return reached;
  }

  private void follow(String place, JsonNode dependencies, Deque<String> open) {
    dependencies.fieldNames().forEachRemaining(name -> found(place, name).ifPresent(open::add));
  }

  /** Where Node finds a package: beside those that its user has of its own, or further up. */
  private Optional<String> found(String place, String name) {
    for (String folder = place; ; ) {
      String candidate = folder.isEmpty() ? MODULES + name : folder + "/" + MODULES + name;
      if (packages.has(candidate)) {
        return Optional.of(candidate);
      }
      if (folder.isEmpty()) {
        return Optional.empty();
      }
      int above = folder.lastIndexOf("/" + MODULES);
      folder = above < 0 ? "" : folder.substring(0, above);
    }
  }

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
    printer.indentObjectsWith(indenter);
    printer.indentArraysWith(indenter);
    return printer;
  }
}
