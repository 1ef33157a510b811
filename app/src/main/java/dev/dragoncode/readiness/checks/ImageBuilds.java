package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.file;
import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.BuildPlugin;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.project.manifest.StackDetector;
import dev.dragoncode.project.syntax.Dockerfile;
import dev.dragoncode.project.syntax.Dockerfile.Instruction;
import dev.dragoncode.project.syntax.Dockerfile.Stage;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.readiness.facts.Commands;
import dev.dragoncode.readiness.facts.Images;
import dev.dragoncode.readiness.facts.Images.ImageFile;
import dev.dragoncode.readiness.facts.Pipelines;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * PRD-IMAGE, PRD-MINIMAL and PRD-IGNORE: whether there is an image, how much is in it, and of what.
 */
final class ImageBuilds {

  static final Check IMAGE =
      Rule.manifests(
          new CheckSpec(
              "PRD-IMAGE",
              Phase.DELIVER,
              "Container image can be built",
              Weight.HIGH,
              Level.C,
              "An image is what every platform runs. Without one the way to production starts"
                  + " with a person who knows how.",
              "Write a Dockerfile, or let the build make the image: spring-boot:build-image, Jib,"
                  + " a buildpack, ko."),
          ImageBuilds::image);

  static final Check MINIMAL =
      Rule.manifests(
          new CheckSpec(
              "PRD-MINIMAL",
              Phase.DELIVER,
              "Small final stage",
              Weight.MEDIUM,
              Level.B,
              "A compiler, a package manager and a shell in the image are slow to pull, and tools"
                  + " for whoever breaks in.",
              "Build in one stage and copy the result into a last one on a slim base: a JRE,"
                  + " -slim, alpine, distroless, or scratch."),
          ImageBuilds::minimal);

  static final Check IGNORE =
      Rule.manifests(
          new CheckSpec(
              "PRD-IGNORE",
              Phase.DELIVER,
              "Build context clean",
              Weight.MEDIUM,
              Level.C,
              "COPY . takes in the git history, the local dependencies and the .env file, and"
                  + " whoever pulls the image can read them.",
              "Write a .dockerignore beside the context with .git, the folders of dependencies and"
                  + " build output, and .env*; or copy only what the image needs."),
          ImageBuilds::contextClean);

  /** Bases that hold little more than a runtime. */
  private static final Pattern SMALL =
      Pattern.compile(
          "scratch|.*(alpine|slim|distroless|chiseled|wolfi|busybox|minimal|-micro|/static|/base"
              + "[-_]nossl).*|.*[:_-]jre.*|.*/jre.*|cgr\\.dev/.*|nginx.*|.*nginx-unprivileged.*|caddy.*"
              + "|.*:nonroot|gcr\\.io/distroless/.*|.*ubi\\d*[-/](micro|minimal).*|.*openjdk-\\d+-runtime.*");

  /** Bases that hold a compiler, a build tool or a whole system. */
  private static final Pattern LARGE =
      Pattern.compile(
          "(.*/)?(node|python|golang|rust|ruby|php|maven|gradle|openjdk|eclipse-temurin"
              + "|amazoncorretto|ibm-semeru-runtimes|ubuntu|debian|centos|fedora|oraclelinux|rockylinux"
              + "|almalinux|buildpack-deps|bellsoft/liberica-openjdk.*|azul/zulu-openjdk.*)(:.*|@.*)?");

  private static final List<String> DEPENDENCIES =
      List.of("node_modules", "target", "build", ".venv", "venv", "__pycache__", "dist", ".gradle");

  private ImageBuilds() {}

  private static Verdict image(ProjectView view) {
    Images images = view.get(Images.FACT);
    List<Evidence> made = new ArrayList<>();
    images.files().forEach(f -> made.add(file(f.path())));
    images.plugins().forEach(p -> made.add(line(view, p.file(), p.line())));
    if (!made.isEmpty()) {
      return Verdict.pass(
          made.size() == 1 ? "The project makes an image" : "The project makes images", made);
    }
    Optional<Pipelines.Hit> built =
        view.get(Pipelines.FACT)
            .command(c -> {
              var real = Commands.unwrapped(c);
              return real.has("bootBuildImage")
                  || real.has("spring-boot:build-image")
                  || real.words().stream().anyMatch(w -> w.startsWith("jib:") || w.equals("jib"))
                  || (real.program().equals("pack") && real.has("build"))
                  || real.program().equals("ko");
            });
    if (built.isPresent()) {
      return Verdict.pass(
          "CI builds the image by " + built.get().what(),
          line(view, built.get().file(), built.get().line()));
    }
    Optional<Evidence> extension =
        view.get(Manifests.FACT)
            .uses(d -> d.name().startsWith("io.quarkus:quarkus-container-image-"))
            .map(d -> line(view, d.file(), d.line()));
    if (extension.isPresent()) {
      return Verdict.pass("Quarkus makes the image", extension.get());
    }
    Optional<Evidence> told = told(view);
    if (told.isPresent()) {
      return Verdict.pass("The build makes the image by a buildpack", told.get());
    }
    for (String platform : List.of("Procfile", "project.toml", "app.json")) {
      Optional<IndexedFile> found = view.file(platform).filter(f -> !f.ignored());
      if (found.isPresent()) {
        return Verdict.pass("A buildpack makes the image", file(platform));
      }
    }
    if (deployable(view).isEmpty()) {
      return Verdict.notApplicable("The project is no service: others use it as a library or tool");
    }
    List<IndexedFile> others = view.named("Dockerfile");
    return others.isEmpty()
        ? Verdict.fail("Nothing makes an image of the project")
        : Verdict.fail(
            "The only Dockerfile is for a tool or a test",
            others.stream().map(f -> file(f.path())).toList());
  }

  /** Spring Boot's plugins make an image without being told how; the README says that they do. */
  private static Optional<Evidence> told(ProjectView view) {
    boolean boot =
        view.get(Manifests.FACT).modules().stream()
            .anyMatch(
                m -> m.plugin("spring-boot-maven-plugin", "org.springframework.boot").isPresent());
    if (!boot) {
      return Optional.empty();
    }
    for (IndexedFile page : Documents.readmes(view)) {
      List<String> lines = view.text(page).map(t -> t.lines().toList()).orElse(List.of());
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).matches(".*(spring-boot:build-image|bootBuildImage).*")) {
          return Optional.of(line(view, page.path(), i + 1));
        }
      }
    }
    return Optional.empty();
  }

  /** Where the image comes from a buildpack, whose own user is not root. */
  static Optional<Evidence> buildpack(ProjectView view) {
    return view.get(Pipelines.FACT)
        .command(c -> {
          var real = Commands.unwrapped(c);
          return real.has("bootBuildImage")
              || real.has("spring-boot:build-image")
              || (real.program().equals("pack") && real.has("build"));
        })
        .map(h -> line(view, h.file(), h.line()))
        .or(() -> told(view));
  }

  /** The verdict on what is asked of Dockerfiles, where there is none. */
  static Verdict noDockerfile(ProjectView view) {
    return Verdict.notApplicable(
        buildpack(view).isPresent()
            ? "A buildpack makes the image and keeps its own bases"
            : "The project makes no container image");
  }

  /** The modules that are a service of their own, as far as their framework tells. */
  static List<Module> deployable(ProjectView view) {
    return view.get(Manifests.FACT).modules().stream()
        .filter(m ->
            StackDetector.framework(m).isPresent()
                || m.scripts().containsKey("start")
                || m.dependency(d -> d.name().matches("gunicorn|uvicorn")).isPresent())
        .toList();
  }

  private static Verdict minimal(ProjectView view) {
    Images images = view.get(Images.FACT);
    if (images.isEmpty()) {
      return noDockerfile(view);
    }
    List<Evidence> good = new ArrayList<>();
    List<Evidence> bad = new ArrayList<>();
    List<Evidence> open = new ArrayList<>();
    String large = "";
    for (ImageFile each : images.files()) {
      Optional<Stage> last = each.dockerfile().last();
      if (last.isEmpty()) {
        continue;
      }
      String base = base(each.dockerfile(), last.get());
      Evidence place = line(view, each.path(), last.get().line());
      if (SMALL.matcher(base).matches()) {
        good.add(place);
      } else if (LARGE.matcher(base).matches()) {
        bad.add(place);
        large = base;
      } else {
        open.add(place);
      }
    }
    for (BuildPlugin plugin : images.plugins()) {
      good.add(line(view, plugin.file(), plugin.line()));
    }
    if (!bad.isEmpty()) {
      return Verdict.fail("The last stage is built on " + large, bad);
    }
    return open.isEmpty()
        ? Verdict.pass("The last stage holds a runtime and the program", good)
        : Verdict.unknown("How large the base image is cannot be told from its name", open);
  }

  /** The image at the bottom of a stage. */
  private static String base(Dockerfile dockerfile, Stage stage) {
    String image = stage.image();
    for (Optional<Stage> below = dockerfile.parent(stage);
        below.isPresent();
        below = dockerfile.parent(below.get())) {
      image = below.get().image();
    }
    return image;
  }

  private static Verdict contextClean(ProjectView view) {
    List<Evidence> good = new ArrayList<>();
    List<Evidence> bad = new ArrayList<>();
    Set<String> gaps = new LinkedHashSet<>();
    for (ImageFile each : view.get(Images.FACT).files()) {
      Optional<Instruction> whole =
          each.dockerfile().stages().stream()
              .flatMap(s -> s.instructions().stream())
              .filter(ImageBuilds::copiesContext)
              .findFirst();
      if (whole.isEmpty()) {
        continue;
      }
      String context = Images.context(view, each.path());
      Optional<IndexedFile> ignore =
          view.file(each.path() + ".dockerignore")
              .or(() ->
                  view.file(context.isEmpty() ? ".dockerignore" : context + "/.dockerignore"));
      if (ignore.isEmpty()) {
        bad.add(line(view, each.path(), whole.get().line()));
        gaps.add("there is no .dockerignore");
        continue;
      }
      Set<String> missing =
          missing(view, context, view.text(ignore.get()).orElse("").lines().toList());
      (missing.isEmpty() ? good : bad).add(file(ignore.get().path()));
      missing.forEach(name -> gaps.add(ignore.get().path() + " lets " + name + " through"));
    }
    if (!bad.isEmpty()) {
      return Verdict.fail("The whole folder is copied, and " + String.join(", ", gaps), bad);
    }
    return good.isEmpty()
        ? Verdict.notApplicable("No Dockerfile copies the whole folder")
        : Verdict.pass(".dockerignore keeps history, dependencies and settings out", good);
  }

  private static boolean copiesContext(Instruction each) {
    if (!each.keyword().matches("COPY|ADD") || each.arguments().contains("--from=")) {
      return false;
    }
    String[] words = each.arguments().replaceAll("--\\S+\\s+", "").strip().split("\\s+");
    return words.length >= 2 && words[0].replaceAll("[\\[\",]", "").matches("\\.|\\./|\\*");
  }

  /** What lies in the context, or will, and no line keeps out. */
  private static Set<String> missing(ProjectView view, String context, List<String> lines) {
    Set<String> rules = new LinkedHashSet<>();
    for (String each : lines) {
      String rule = each.strip();
      if (!rule.isEmpty() && !rule.startsWith("#") && !rule.startsWith("!")) {
        rules.add(rule.replaceFirst("^(\\./|/|\\*\\*/)+", "").replaceFirst("(/|/\\*\\*?|/)+$", ""));
      }
    }
    Set<String> missing = new LinkedHashSet<>();
    if (rules.contains("*") || rules.contains("**")) {
      return missing;
    }
    // a folder below the repository's root holds no history
    boolean history = context.isEmpty() || view.hasFolder(context + "/.git");
    if (history && !kept(rules, ".git")) {
      missing.add(".git");
    }
    boolean settings = rules.contains(".env") || kept(rules, ".env.local");
    if (!settings) {
      missing.add(".env");
    }
    String prefix = context.isEmpty() ? "" : context + "/";
    for (String folder : DEPENDENCIES) {
      boolean likely =
          switch (folder) {
            case "node_modules" -> view.file(prefix + "package.json").isPresent();
            case "target" -> view.file(prefix + "pom.xml").isPresent();
            case ".gradle" ->
                view.file(prefix + "build.gradle").isPresent()
                    || view.file(prefix + "build.gradle.kts").isPresent();
            default -> false;
          };
      if (likely && !kept(rules, folder)) {
        missing.add(folder);
      }
    }
    return missing;
  }

  private static boolean kept(Set<String> rules, String name) {
    return rules.stream()
        .anyMatch(rule ->
            name.matches(
                rule.replace(".", "\\.")
                    .replace("+", "\\+")
                    .replace("*", ".*")
                    .replace("?", ".")
                    .replaceAll("[\\[\\](){}^$|]", ".")));
  }
}
