package dev.dragoncode.readiness.facts;

import dev.dragoncode.project.Fact;
import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Syntax;
import dev.dragoncode.project.manifest.BuildPlugin;
import dev.dragoncode.project.manifest.Compose;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.project.manifest.Paths;
import dev.dragoncode.project.syntax.Dockerfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the project becomes container images.
 *
 * @param files Dockerfiles that make what is shipped, not a tool for tests or development
 * @param plugins build plugins that make an image without a Dockerfile
 */
public record Images(List<ImageFile> files, List<BuildPlugin> plugins) {

  /** The images of a project. */
  public static final Fact<Images> FACT = new Fact<>("images", Images::read);

  private static final Syntax<Dockerfile> DOCKERFILE = (_, text) -> Dockerfile.parse(text);

  /** A Dockerfile with its path. */
  public record ImageFile(String path, Dockerfile dockerfile) {}

  private static Images read(ProjectView view) {
    List<IndexedFile> candidates = new ArrayList<>(view.named("Dockerfile"));
    candidates.addAll(view.named("Containerfile"));
    view.withExtension("dockerfile").forEach(candidates::add);
    view.withExtension("Dockerfile").forEach(candidates::add);
    for (Module module : view.get(Manifests.FACT).modules()) {
      // Quarkus writes its own into src/main/docker
      for (String folder : List.of(module.folder(), module.path("src/main/docker"))) {
        view.inFolder(folder, "Dockerfile.").stream()
            .filter(f -> !f.ignored())
            .forEach(candidates::add);
      }
    }
    List<ImageFile> files = new ArrayList<>();
    for (IndexedFile file : candidates.stream().distinct().toList()) {
      if (forTools(file.path())) {
        continue;
      }
      view.parse(file, DOCKERFILE)
          .value()
          .filter(d -> !d.stages().isEmpty())
          .ifPresent(d -> files.add(new ImageFile(file.path(), d)));
    }
    List<BuildPlugin> plugins = new ArrayList<>();
    for (Module module : view.get(Manifests.FACT).modules()) {
      module.plugins().stream().filter(Images::makesImage).forEach(plugins::add);
    }
    return new Images(List.copyOf(files), List.copyOf(plugins));
  }

  private static boolean forTools(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    String name = lower.substring(lower.lastIndexOf('/') + 1);
    return path.startsWith("../")
        || Paths.notShipped(path)
        || name.matches(
            "(dockerfile\\.)?(dev|test|tests|ci|local|development|playwright|cypress|e2e|lint"
                + "|docs)(\\.dockerfile)?")
        || lower.matches("(.*/)?(tools|scripts|ci|dev|devcontainer|benchmarks?)/[^/]*");
  }

  private static boolean makesImage(BuildPlugin plugin) {
    return switch (plugin.artifact()) {
      case "jib-maven-plugin", "com.google.cloud.tools.jib", "docker-maven-plugin" -> true;
      case "spring-boot-maven-plugin" ->
          plugin.goals().contains("build-image") || plugin.goals().contains("build-image-no-fork");
      default -> false;
    };
  }

  /** The folder that a build of this Dockerfile sends: compose may name another than its own. */
  public static String context(ProjectView view, String dockerfile) {
    String own =
        dockerfile.contains("/") ? dockerfile.substring(0, dockerfile.lastIndexOf('/')) : "";
    for (Compose.Service each : view.get(Compose.FACT).services()) {
      String folder =
          each.file().contains("/") ? each.file().substring(0, each.file().lastIndexOf('/')) : "";
      Optional<String> context =
          each.body()
              .text("build", "context")
              .or(() -> each.body().text("build"))
              .map(c -> Paths.resolve(folder, c));
      Optional<String> named = each.body().text("build", "dockerfile");
      if (context.isPresent()
          && Paths.resolve(context.get(), named.orElse("Dockerfile")).equals(dockerfile)) {
        return context.get();
      }
    }
    return own;
  }

  /** Whether nothing makes an image. */
  public boolean isEmpty() {
    return files.isEmpty() && plugins.isEmpty();
  }
}
