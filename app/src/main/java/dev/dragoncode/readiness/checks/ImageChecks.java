package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.BuildPlugin;
import dev.dragoncode.project.syntax.Dockerfile;
import dev.dragoncode.project.syntax.Dockerfile.Instruction;
import dev.dragoncode.project.syntax.Dockerfile.Stage;
import dev.dragoncode.project.syntax.Xml;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.readiness.facts.Clusters;
import dev.dragoncode.readiness.facts.Images;
import dev.dragoncode.readiness.facts.Images.ImageFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** PRD-NONROOT and PRD-BASEPIN: what the images of the project are made of. */
final class ImageChecks {

  static final Check NON_ROOT =
      Rule.manifests(
          new CheckSpec(
              "PRD-NONROOT",
              Phase.DELIVER,
              "Image runs as non-root",
              Weight.HIGH,
              Level.C,
              "A process that is root in its container is one kernel bug away from being root on"
                  + " the machine.",
              "Create a user in the last stage of the Dockerfile and switch to it with USER, by"
                  + " number so that Kubernetes can check it."),
          ImageChecks::nonRoot);

  static final Check BASE_PIN =
      Rule.manifests(
          new CheckSpec(
              "PRD-BASEPIN",
              Phase.DELIVER,
              "Base images pinned to at least minor",
              Weight.MEDIUM,
              Level.B,
              "A base image without a version is another one at every build, and the day it"
                  + " breaks nobody knows what changed.",
              "Name the base image's version with at least major and minor, as in"
                  + " eclipse-temurin:21.0-jre or node:22.11-slim, or its digest."),
          ImageChecks::basePin);

  /** Bases whose own user is not root. */
  private static final Pattern NON_ROOT_BASE =
      Pattern.compile(
          "(?i).*(:nonroot|[-:]nonroot(-.*)?$|cgr\\.dev/chainguard/.*|.*/distroless/.*nonroot.*"
              + "|nginxinc/nginx-unprivileged.*|.*/ubi\\d+/openjdk-.*|bitnami/.*|node-unprivileged"
              + ".*)");

  private static final Pattern ROOT = Pattern.compile("(?i)[\"']?(root|0)(:.*)?[\"']?");

  /** Two numbers, or a dated or named release that does not move. */
  private static final Pattern PINNED =
      Pattern.compile(
          "v?\\d+\\.\\d+([.\\d_+a-zA-Z-]*)?|\\d{8}.*|\\d{4}-\\d{2}-\\d{2}.*|.*-\\d{8}(\\.\\d+)?"
              + "|\\d+\\.\\d+.*|\\d+u\\d+.*|.*[-_]\\d+\\.\\d+.*");

  private ImageChecks() {}

  private static Verdict nonRoot(ProjectView view) {
    Images images = view.get(Images.FACT);
    if (images.isEmpty()) {
      return ImageBuilds.buildpack(view)
          .map(e -> Verdict.pass("A buildpack's image runs as a user of its own", e))
          .orElseGet(() -> ImageBuilds.noDockerfile(view));
    }
    List<Evidence> good = new ArrayList<>();
    List<Evidence> bad = new ArrayList<>();
    boolean cluster = clusterForbidsRoot(view);
    for (ImageFile file : images.files()) {
      Optional<Evidence> user = user(view, file);
      Evidence place = user.orElseGet(() -> stageLine(view, file));
      boolean safe = user.isPresent() ? !root(user.get()) : knownBase(file.dockerfile());
      (safe || (user.isEmpty() && cluster) ? good : bad).add(place);
    }
    for (BuildPlugin plugin : images.plugins()) {
      Evidence place = line(view, plugin.file(), plugin.line());
      (safePlugin(plugin) ? good : bad).add(place);
    }
    if (bad.isEmpty()) {
      return Verdict.pass("The image's process is no root user", good);
    }
    return Verdict.fail(
        bad.getFirst().excerpt().toUpperCase(java.util.Locale.ROOT).startsWith("USER")
            ? "The image switches to root"
            : "The last stage sets no USER, so the process is root",
        bad);
  }

  /** The USER of the last stage, or of the stages that it is built on. */
  private static Optional<Evidence> user(ProjectView view, ImageFile file) {
    Optional<Stage> stage = file.dockerfile().last();
    while (stage.isPresent()) {
      Optional<Instruction> user = stage.get().last("USER");
      if (user.isPresent()) {
        return Optional.of(line(view, file.path(), user.get().line()));
      }
      stage = file.dockerfile().parent(stage.get());
    }
    return Optional.empty();
  }

  private static boolean root(Evidence user) {
    String name = user.excerpt().replaceFirst("(?i)^USER\\s+", "").strip();
    return ROOT.matcher(name).matches();
  }

  private static boolean knownBase(Dockerfile dockerfile) {
    Optional<Stage> stage = dockerfile.last();
    String image = "";
    while (stage.isPresent()) {
      image = stage.get().image();
      stage = dockerfile.parent(stage.get());
    }
    return NON_ROOT_BASE.matcher(image).matches();
  }

  private static Evidence stageLine(ProjectView view, ImageFile file) {
    return line(view, file.path(), file.dockerfile().last().map(Stage::line).orElse(0));
  }

  private static boolean safePlugin(BuildPlugin plugin) {
    if (plugin.artifact().startsWith("spring-boot")) {
      return true;
    }
    return plugin
        .configuration()
        .flatMap(c -> c.textAt("container", "user"))
        .filter(user -> !ROOT.matcher(user).matches())
        .isPresent();
  }

  private static boolean clusterForbidsRoot(ProjectView view) {
    List<Clusters.Resource> workloads = view.get(Clusters.FACT).workloads();
    return !workloads.isEmpty()
        && workloads.stream()
            .allMatch(w ->
                w.pod()
                    .flatMap(pod -> pod.text("securityContext", "runAsNonRoot"))
                    .filter("true"::equals)
                    .isPresent());
  }

  private static Verdict basePin(ProjectView view) {
    Images images = view.get(Images.FACT);
    if (images.isEmpty()) {
      return ImageBuilds.noDockerfile(view);
    }
    List<Evidence> good = new ArrayList<>();
    List<Evidence> bad = new ArrayList<>();
    List<Evidence> open = new ArrayList<>();
    for (ImageFile file : images.files()) {
      for (Stage stage : file.dockerfile().stages()) {
        if (stage.image().equals("scratch") || file.dockerfile().parent(stage).isPresent()) {
          continue;
        }
        Evidence place = line(view, file.path(), stage.line());
        if (stage.image().isEmpty() || stage.image().contains("$") || stage.image().endsWith(":")) {
          open.add(place);
        } else {
          (pinned(stage.image()) ? good : bad).add(place);
        }
      }
    }
    for (BuildPlugin plugin : images.plugins()) {
      plugin
          .configuration()
          .flatMap(c -> c.at("from", "image"))
          .map(Xml.Element::text)
          .ifPresent(
              image -> (pinned(image) ? good : bad).add(line(view, plugin.file(), plugin.line())));
    }
    if (!bad.isEmpty()) {
      return Verdict.fail(
          bad.size() == 1
              ? "A base image may change under the build"
              : bad.size() + " base images may change under the build",
          bad);
    }
    if (!open.isEmpty()) {
      return Verdict.unknown("An argument without a default decides the base image", open);
    }
    return good.isEmpty()
        ? Verdict.notApplicable("No base image is named")
        : Verdict.pass(
            good.size() == 1 ? "The base image is pinned" : good.size() + " base images are pinned",
            good);
  }

  static boolean pinned(String image) {
    if (image.contains("@sha256:")) {
      return true;
    }
    int tag = image.lastIndexOf(':');
    return tag > image.lastIndexOf('/') && PINNED.matcher(image.substring(tag + 1)).matches();
  }
}
