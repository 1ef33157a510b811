package dev.dragoncode.service.fakes;

import dev.dragoncode.emulators.lifecycle.PlannedEmulator;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.Launch;
import dev.dragoncode.emulators.model.EmulatorSpec.Mount;
import dev.dragoncode.emulators.model.EmulatorSpec.PortSpec;
import dev.dragoncode.fakes.openapi.OpenApiFake;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The OpenAPI documents that a team names in dragoncode.yaml: each gets a port of its own beside
 * the vendors', on every back end, and a variable with its address.
 */
public final class DeclaredDocuments {

  /** The parameter that names them, one a line: a path or an address, or one behind {@code ID=}. */
  public static final String PARAMETER = "openapi";

  private static final String SETTINGS = "dragoncode.yaml";

  /** Behind those of the vendors' fakes in a container. */
  private static final int FIRST_PORT = 9_100;

  private DeclaredDocuments() {}

  /**
   * The plan that serves them.
   *
   * @param problems about those that cannot be served; the others are
   */
  public record Planned(PlannedEmulator emulator, List<Problem> problems) {}

  /** One that can be served. */
  private record Document(String id, String file, boolean address) {}

  /**
   * Plans the documents of an emulator's parameter.
   *
   * @param project its real path, which paths count from and stay below
   */
  public static Planned of(PlannedEmulator plan, Path project) {
    String named = plan.parameters().getOrDefault(PARAMETER, "");
    if (!plan.id().equals(FakesService.EMULATOR) || named.isBlank()) {
      return new Planned(plan, List.of());
    }
    List<Problem> problems = new ArrayList<>();
    Map<String, Document> documents = new LinkedHashMap<>();
    for (String one : named.lines().filter(line -> !line.isBlank()).toList()) {
      try {
        Document document = read(one.strip(), project);
        if (taken(plan.spec(), document.id())
            || documents.putIfAbsent(document.id(), document) != null) {
          problems.add(
              problem(
                  "Two fake APIs are called “%s”".formatted(document.id()),
                  "%s would be another one of that name.".formatted(document.file()),
                  "Give it an id of its own: {id: …, file: %s}.".formatted(document.file())));
        }
      } catch (ProblemException e) {
        problems.add(e.problem());
      }
    }
    return new Planned(
        new PlannedEmulator(
            serving(plan.spec(), List.copyOf(documents.values()), project),
            plan.engine(),
            plan.fixedPorts(),
            plan.parameters(),
            plan.why(),
            plan.seeds()),
        List.copyOf(problems));
  }

  private static boolean taken(EmulatorSpec spec, String id) {
    return spec.ports().stream().anyMatch(port -> port.name().equals(id));
  }

  private static Problem problem(String title, String reason, String remedy) {
    return Problem.of(title, reason, Remedy.of(remedy, new Remedy.OpenFile(Path.of(SETTINGS), 1)));
  }

  private static Document read(String named, Path project) {
    String where = OpenApiFake.where(named);
    if (where.contains("${")) {
      throw problem("An OpenAPI document is not served", where + " is no path.", "Rename the file.")
          .asException();
    }
    if (where.toLowerCase(Locale.ROOT).matches("https?://.*")) {
      // opening a project calls nobody: it is fetched when the fakes start
      return new Document(idOf(named, where), where, true);
    }
    Path file = confined(where, project);
    String id = named.equals(where) ? "" : named.substring(0, named.indexOf('='));
    OpenApiFake fake =
        OpenApiFake.read(
            id.isEmpty() ? where : id + "=" + where, OpenApiFake.bytes(file.toString()));
    return new Document(fake.pack().id(), project.relativize(file).toString(), false);
  }

  private static String idOf(String named, String address) {
    if (!named.equals(address)) {
      return named.substring(0, named.indexOf('='));
    }
    try {
      String path = String.valueOf(URI.create(address).getPath());
      String last = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.\\w+$", "");
      String id = last.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
      if (id.matches("[a-z0-9][a-z0-9-]{0,39}")) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      throw problem("An OpenAPI document is not served", address + " is no address.", "Mend it.")
          .causedBy(e)
          .asException();
    }
    throw problem(
            "An OpenAPI document is not served",
            address + " tells no name for the API.",
            "Give it one: {id: …, file: %s}.".formatted(address))
        .asException();
  }

  /** The file's real path, links resolved. */
  private static Path confined(String where, Path project) {
    try {
      Path file = project.resolve(where);
      if (!Files.isRegularFile(file)) {
        throw problem(
                "An OpenAPI document is missing",
                "%s names %s, and the project has no such file.".formatted(SETTINGS, where),
                "Correct the path; it counts from the project's folder.")
            .asException();
      }
      Path real = file.toRealPath();
      if (!real.startsWith(project)) {
        throw problem(
                "An OpenAPI document lies outside the project",
                "%s names %s, which is %s.".formatted(SETTINGS, where, real),
                "Copy it into the project.")
            .asException();
      }
      return real;
    } catch (IOException | InvalidPathException e) {
      throw problem(
              "An OpenAPI document cannot be read",
              "%s: %s".formatted(where, e.getMessage()),
              "Correct the path, or give yourself the right to read it.")
          .causedBy(e)
          .asException();
    }
  }

  private static EmulatorSpec serving(EmulatorSpec spec, List<Document> documents, Path project) {
    List<PortSpec> ports = new ArrayList<>(spec.ports());
    List<String> child = new ArrayList<>();
    List<String> command = new ArrayList<>();
    List<Mount> mounts = new ArrayList<>();
    Map<String, String> variables = new LinkedHashMap<>();
    Map<String, String> properties = new LinkedHashMap<>();
    for (int i = 0; i < documents.size(); i++) {
      Document document = documents.get(i);
      String id = document.id();
      int port = FIRST_PORT + i;
      ports.add(new PortSpec(id, port, port, PortSpec.Lease.STABLE));
      String address = "http://${host}:${port." + id + "}";
      variables.put(id.toUpperCase(Locale.ROOT).replace('-', '_') + "_URL", address);
      properties.put(id + ".url", address);
      String file = document.file().replace('\\', '/');
      String inside = "/openapi/" + id + "/" + file.substring(file.lastIndexOf('/') + 1);
      if (!document.address()) {
        mounts.add(new Mount("${project}/" + file, inside));
      }
      child.addAll(
          List.of(
              "--openapi",
              id + "=" + (document.address() ? file : project.resolve(document.file()).toString()),
              id + "=${port." + id + "}"));
      command.addAll(
          List.of(
              "--openapi",
              id + "=" + (document.address() ? file : inside),
              id + "=" + port + "@http://127.0.0.1:${port." + id + "}"));
    }
    Map<Dialect, Map<String, String>> connect = new LinkedHashMap<>(spec.connect());
    connect.computeIfPresent(Dialect.DOTENV, (_, before) -> joined(before, variables));
    connect.computeIfPresent(Dialect.NODE, (_, before) -> joined(before, variables));
    connect.computeIfPresent(Dialect.SPRING, (_, before) -> joined(before, properties));
    return spec.serving(
        spec.container().map(back -> back.with(joined(back.command(), command), mounts)),
        spec.embedded()
            .map(back ->
                back.launch() instanceof Launch.Jvm jvm
                    ? back.with(
                        new Launch.Jvm(
                            jvm.mainClass(), jvm.jvmFlags(), joined(jvm.arguments(), child)))
                    : back),
        ports,
        connect);
  }

  private static Map<String, String> joined(Map<String, String> before, Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(before);
    more.forEach(all::putIfAbsent);
    return all;
  }

  private static List<String> joined(List<String> before, List<String> more) {
    List<String> all = new ArrayList<>(before);
    all.addAll(more);
    return List.copyOf(all);
  }
}
