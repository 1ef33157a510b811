package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.file;
import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Syntax;
import dev.dragoncode.project.manifest.Compose;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.manifest.Paths;
import dev.dragoncode.project.syntax.Json;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** DEV-CONTAINER: the tools of development are described by a file, not by a wiki page. */
final class DevEnvironment {

  static final Check CHECK =
      Rule.manifests(
          new CheckSpec(
              "DEV-CONTAINER",
              Phase.TEAM,
              "Reproducible dev environment",
              Weight.LOW,
              Level.B,
              "The first day of a newcomer, and the next laptop of everybody else, should take an"
                  + " hour and not a week.",
              "Add .devcontainer/devcontainer.json with an image or Dockerfile of a named version,"
                  + " or a flake.nix with its lock file, devbox.json, or mise.toml."),
          DevEnvironment::decide);

  private static final Syntax<Node> JSON = (_, text) -> Json.parse(text);

  private DevEnvironment() {}

  private static Verdict decide(ProjectView view) {
    String way = view.wayToRepository();
    Optional<Verdict> weak = Optional.empty();
    for (String base : way.isEmpty() ? List.of("") : List.of("", way)) {
      Optional<Verdict> container = container(view, base);
      if (container.filter(v -> v.status() == Status.PASS).isPresent()) {
        return container.get();
      }
      weak = weak.or(() -> container);
      for (String[] pair :
          List.of(
              new String[] {"flake.nix", "flake.lock"},
              new String[] {"devbox.json", "devbox.lock"},
              new String[] {"devenv.nix", "devenv.lock"})) {
        Optional<IndexedFile> found = view.file(base + pair[0]).filter(f -> !f.ignored());
        if (found.isPresent()) {
          return view.file(base + pair[1]).isPresent()
              ? Verdict.pass(pair[0] + " with its lock file", file(found.get().path()))
              : Verdict.fail(pair[0] + " has no lock file", file(found.get().path()));
        }
      }
      for (String name :
          List.of(
              "Vagrantfile",
              ".mise.toml",
              "mise.toml",
              ".tool-versions",
              ".gitpod.yml",
              "shell.nix",
              ".sdkmanrc")) {
        Optional<IndexedFile> found =
            view.file(base + name).filter(f -> !f.ignored() && f.size() > 0);
        if (found.isPresent()) {
          return Verdict.pass(name + " names the tools", file(found.get().path()));
        }
      }
    }
    Optional<Evidence> composed = composed(view);
    if (composed.isPresent()) {
      return Verdict.pass("Compose runs the program with its sources in it", composed.get());
    }
    return weak.orElseGet(() -> Verdict.fail("No file describes the environment of development"));
  }

  /** A service of Compose that is built here and follows what is written: watched, or mounted. */
  private static Optional<Evidence> composed(ProjectView view) {
    return view.get(Compose.FACT).services().stream()
        .filter(s -> s.body().at("build").isPresent())
        .filter(s ->
            !s.body().items("develop", "watch").isEmpty()
                || s.body().texts("volumes").stream().anyMatch(v -> sources(view, s, v)))
        .findFirst()
        .map(s -> line(view, s.file(), s.line()));
  }

  /** Whether a volume such as {@code .:/app} is the folder of a module, or its sources. */
  private static boolean sources(ProjectView view, Compose.Service service, String volume) {
    if (!volume.matches("\\.[^:]*:/.*")) {
      return false;
    }
    String file = service.file();
    String folder = file.contains("/") ? file.substring(0, file.lastIndexOf('/')) : "";
    String path = Paths.resolve(folder, volume.substring(0, volume.indexOf(':')));
    return view.get(Manifests.FACT).modules().stream()
        .anyMatch(
            m -> m.folder().equals(path) || Set.of(m.path("src"), m.path("app")).contains(path));
  }

  private static Optional<Verdict> container(ProjectView view, String base) {
    Optional<IndexedFile> file =
        Stream.concat(
                Stream.of(base + ".devcontainer/devcontainer.json", base + ".devcontainer.json")
                    .flatMap(p -> view.file(p).stream()),
                view.under(base + ".devcontainer").stream()
                    .filter(f -> f.name().equals("devcontainer.json")))
            .findFirst();
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Optional<Node> root = view.parse(file.get(), JSON).value();
    if (root.isEmpty()) {
      return Optional.of(
          Verdict.unknown(file.get().path() + " cannot be read", file(file.get().path())));
    }
    Optional<String> image = root.get().text("image");
    boolean other =
        root.get()
            .at("build")
            .or(() -> root.get().at("dockerFile"))
            .or(() -> root.get().at("dockerComposeFile"))
            .isPresent();
    if (image.isEmpty() && !other) {
      return Optional.of(Verdict.fail("The dev container names no image", file(file.get().path())));
    }
    int at = root.get().at("image").map(Node::line).orElse(0);
    boolean named = image.isEmpty() || DeployedImages.versioned(image.get());
    return Optional.of(
        named
            ? Verdict.pass("A dev container describes it", line(view, file.get().path(), at))
            : Verdict.fail(
                "The dev container's image is whatever is latest",
                line(view, file.get().path(), at)));
  }
}
