package dev.dragoncode.emulators.catalog;

import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.Dependency;
import dev.dragoncode.io.files.RegularFiles;
import dev.dragoncode.io.yaml.YamlNode.Place;
import dev.dragoncode.io.yaml.YamlNode.YamlException;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The emulators that can be started, by id: the bundled ones, then a project's own.
 *
 * @param entries in the order in which they are offered
 * @param problems what is wrong with the entries that were left out
 * @param own ids of the entries that come from the project's folder: what they run is the project's
 */
public record EmulatorCatalog(
    Map<String, EmulatorSpec> entries, List<Problem> problems, Set<String> own) {

  /** Where a project keeps entries of its own. */
  public static final Path PROJECT_FOLDER = Path.of(".dragoncode", "emulators");

  /** Where another module of the app has the entry of an emulator that it is itself. */
  private static final String CONTRIBUTED = "META-INF/dragoncode/emulator.yaml";

  /** A catalog entry is a page of text; this keeps a stray file from being read into memory. */
  private static final long MAX_FILE_BYTES = 1 << 20;

  public EmulatorCatalog {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    problems = List.copyOf(problems);
    own = Set.copyOf(own);
  }

  /**
   * The entries that come with the app, those of its other modules last; they are tested, so none
   * is ever left out.
   */
  public static EmulatorCatalog bundled() {
    Map<String, EmulatorSpec> entries = new LinkedHashMap<>();
    for (String name : resource("index").lines().filter(line -> !line.isBlank()).toList()) {
      addBundled(entries, name, resource(name));
    }
    try {
      for (URL entry : Collections.list(ClassLoader.getSystemResources(CONTRIBUTED))) {
        try (InputStream in = entry.openStream()) {
          addBundled(
              entries, entry.toString(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new EmulatorCatalog(entries, List.of(), Set.of());
  }

  private static void addBundled(Map<String, EmulatorSpec> entries, String name, String text) {
    try {
      EmulatorSpec spec = SpecReader.read(text);
      entries.put(spec.id(), spec);
    } catch (YamlException e) {
      throw new IllegalStateException(
          "Bundled catalog entry %s, %s: %s".formatted(name, e.place(), e.getMessage()), e);
    }
  }

  /**
   * This catalog and the project's own entries, which replace those of the same id. An entry that
   * cannot be used is left out and becomes a problem.
   */
  public EmulatorCatalog withProject(Path project) {
    Map<String, EmulatorSpec> all = new LinkedHashMap<>(entries);
    List<Problem> found = new ArrayList<>(problems);
    Map<String, Path> files = new LinkedHashMap<>();
    for (Path file : yamlFiles(project.resolve(PROJECT_FOLDER), found)) {
      try {
        if (Files.size(file) > MAX_FILE_BYTES) {
          throw new YamlException(new Place(1, 1), "the file is larger than 1 MiB");
        }
        EmulatorSpec spec =
            SpecReader.read(
                new String(RegularFiles.read(file, MAX_FILE_BYTES), StandardCharsets.UTF_8));
        Path other = files.putIfAbsent(spec.id(), file);
        if (other != null) {
          throw new YamlException(
              new Place(1, 1), other.getFileName() + " has the id “" + spec.id() + "” already");
        }
        all.put(spec.id(), spec);
      } catch (YamlException e) {
        found.add(problem(file, e.place(), String.valueOf(e.getMessage())).causedBy(e));
      } catch (IOException e) {
        found.add(problem(file, new Place(1, 1), "it cannot be read").causedBy(e));
      }
    }
    dropUnstartable(all, files, found);
    return new EmulatorCatalog(all, found, files.keySet());
  }

  /** The JSON Schema of an entry, for editors. */
  public static String schema() {
    return resource("emulator.schema.json");
  }

  /** The entry with this id. */
  public Optional<EmulatorSpec> find(String id) {
    return Optional.ofNullable(entries.get(id));
  }

  /** Leaves out what depends on something that is not there or, round a circle, on itself. */
  private static void dropUnstartable(
      Map<String, EmulatorSpec> all, Map<String, Path> files, List<Problem> found) {
    Map<String, EmulatorSpec> startable = new LinkedHashMap<>();
    boolean more = true;
    while (more) {
      more = false;
      for (EmulatorSpec spec : all.values()) {
        if (!startable.containsKey(spec.id())
            && spec.dependsOn().stream().allMatch(on -> startable.containsKey(on.id()))) {
          startable.put(spec.id(), spec);
          more = true;
        }
      }
    }
    Set<String> known = Set.copyOf(all.keySet());
    for (EmulatorSpec spec : List.copyOf(all.values())) {
      if (!startable.containsKey(spec.id())) {
        List<String> missing =
            spec.dependsOn().stream()
                .map(Dependency::id)
                .filter(id -> !known.contains(id))
                .toList();
        String reason =
            missing.isEmpty()
                ? "its dependsOn leads back to itself or to an entry that does"
                : "it depends on “" + missing.getFirst() + "”, which is in no catalog";
        all.remove(spec.id());
        Path file = files.getOrDefault(spec.id(), Path.of(spec.id() + ".yaml"));
        found.add(problem(file, new Place(1, 1), reason));
      }
    }
  }

  private static List<Path> yamlFiles(Path folder, List<Problem> found) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      found.add(
          Problem.of(
                  "The project's own emulators cannot be read",
                  "The folder " + folder + " cannot be listed: " + e.getMessage() + ".",
                  Remedy.of("Make the folder readable."))
              .causedBy(e));
      return List.of();
    }
  }

  private static Problem problem(Path file, Place place, String reason) {
    return Problem.of(
        "The catalog entry " + file.getFileName() + " cannot be used",
        "%s, line %d, column %d: %s.".formatted(file, place.line(), place.column(), reason),
        Remedy.of(
            "Correct line " + place.line() + " of " + file.getFileName() + ".",
            new Remedy.OpenFile(file, place.line())));
  }

  private static String resource(String name) {
    try (InputStream in = EmulatorCatalog.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The catalog's resource " + name + " is not packaged");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
