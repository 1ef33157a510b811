package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.file;
import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Compose;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.project.syntax.Dockerfile.Instruction;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.Shell;
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
import dev.dragoncode.readiness.facts.Pipelines.Hit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PRD-SBOM and PRD-REPRO: what an artifact is made of, and that the same source makes it again. */
final class Artifacts {

  static final Check SBOM =
      Rule.manifests(
          new CheckSpec(
              "PRD-SBOM",
              Phase.DELIVER,
              "SBOM, provenance, signature",
              Weight.MEDIUM,
              Level.A,
              "On the day of the next Log4Shell the question is which release has it. A list of"
                  + " parts answers, and a signature says that the list belongs to the artifact.",
              "Let the build write a CycloneDX list (cyclonedx-maven-plugin,"
                  + " @cyclonedx/cyclonedx-npm, syft), and attest or sign the artifact in CI:"
                  + " actions/attest-build-provenance or cosign."),
          Artifacts::sbom);

  static final Check REPRODUCIBLE =
      Rule.manifests(
          new CheckSpec(
              "PRD-REPRO",
              Phase.DELIVER,
              "Reproducible artifact",
              Weight.MEDIUM,
              Level.A,
              "If the same commit gives other bits at every build, nobody can show that a release"
                  + " was made from its source.",
              "Maven: set project.build.outputTimestamp. Gradle: preserveFileTimestamps = false and"
                  + " reproducibleFileOrder = true. In Dockerfiles install exact versions: npm ci,"
                  + " pip with a lock file."),
          Artifacts::reproducible);

  private static final String[] SBOM_ACTIONS = {
    "anchore/sbom-action", "CycloneDX/", "advanced-security/maven-dependency-submission-action"
  };

  private static final String[] SIGNING_ACTIONS = {
    "actions/attest",
    "sigstore/cosign-installer",
    "sigstore/gh-action-sigstore-python",
    "slsa-framework/slsa-github-generator",
    "pypa/gh-action-pypi-publish" // attests what a trusted publisher hands it
  };

  /** What asks a registry for whatever is newest while the image is built. */
  private static final Pattern LOOSE =
      Pattern.compile(
          "npm( --?[\\w-]+(=\\S+)?( (?!(install|i|ci)\\b)[\\w./-]+)?)* (install|i)"
              + "( --?[\\w=-]+)*( \\.)?|yarn( install)?"
              + "|(bun|pnpm) (install|i)( (?!--frozen-lockfile)--?[\\w=-]+)*"
              + "|pip3? install( --?[\\w=-]+)* (?!-r)(?!\\.)(?!.*==)[a-z][\\w-]*( .*)?"
              + "|go install \\S+@latest.*|npm (install|i) (-g )?[a-z@][\\w/-]*(@latest)?");

  private Artifacts() {}

  private static Verdict sbom(ProjectView view) {
    Pipelines pipelines = view.get(Pipelines.FACT);
    List<Evidence> list = new ArrayList<>();
    for (Module module : view.get(Manifests.FACT).modules()) {
      module
          .plugin(
              "cyclonedx-maven-plugin", "spdx-maven-plugin", "org.cyclonedx.bom", "org.spdx.sbom")
          .ifPresent(p -> list.add(line(view, p.file(), p.line())));
    }
    pipelines
        .action(SBOM_ACTIONS)
        .or(() -> pipelines.command(Artifacts::writesSbom))
        .filter(h -> !h.tolerated())
        .ifPresent(h -> list.add(line(view, h.file(), h.line())));
    Optional<Evidence> buildx = buildx(view);
    buildx.ifPresent(list::add);
    Optional<Hit> signed =
        pipelines
            .action(SIGNING_ACTIONS)
            .or(() -> pipelines.command(Artifacts::signs))
            .filter(h -> !h.tolerated());
    Optional<Evidence> elsewhere = list.isEmpty() ? includes(view) : Optional.empty();
    if (elsewhere.isPresent()) {
      return Verdict.unknown(
          "GoReleaser's configuration takes in a file from elsewhere, which is not read",
          elsewhere.get());
    }
    if (!list.isEmpty() && signed.isPresent()) {
      List<Evidence> both = new ArrayList<>(list);
      both.add(line(view, signed.get().file(), signed.get().line()));
      return Verdict.pass("A list of parts is made, and the artifact is signed", both);
    }
    return view.settings()
        .attested("PRD-SBOM")
        .map(a ->
            Verdict.pass(
                "Attested by " + a.by() + " on " + a.on(),
                line(view, ProjectSettings.FILE, a.line())))
        .orElseGet(() ->
            list.isEmpty()
                ? signed
                    .map(h ->
                        Verdict.fail(
                            "The artifact is signed, but nothing lists its parts",
                            line(view, h.file(), h.line())))
                    .orElseGet(() -> Verdict.fail("Nothing lists the artifact's parts or signs it"))
                : Verdict.fail("A list of parts is made, but nothing signs or attests it", list));
  }

  private static Optional<Evidence> includes(ProjectView view) {
    return Stream.of(".goreleaser.yml", ".goreleaser.yaml")
        .flatMap(name -> view.file(name).stream())
        .flatMap(f ->
            view.parse(f, Compose.YAML).value().orElse(List.of()).stream()
                .flatMap(root -> root.items("includes").stream())
                .map(include -> line(view, f.path(), include.line())))
        .findFirst();
  }

  private static boolean writesSbom(Shell.Command wrapped) {
    Shell.Command command = Commands.unwrapped(wrapped);
    return switch (command.program()) {
      case "syft", "cyclonedx-npm", "cyclonedx-py", "cyclonedx-gomod", "cdxgen" -> true;
      case "trivy" ->
          command.words().stream().anyMatch(w -> w.contains("cyclonedx") || w.contains("spdx"));
      case "npm" -> command.word(1).filter("sbom"::equals).isPresent();
      case "mvn", "mvnw" -> command.words().stream().anyMatch(w -> w.contains("cyclonedx"));
      case "docker" ->
          command.words().stream().anyMatch(w -> w.equals("--sbom") || w.equals("--sbom=true"));
      default -> false;
    };
  }

  private static boolean signs(Shell.Command wrapped) {
    Shell.Command command = Commands.unwrapped(wrapped);
    return (command.program().equals("cosign")
            && (command.has("sign") || command.has("attest") || command.has("sign-blob")))
        || (command.program().equals("npm") && command.has("--provenance"))
        || (command.program().equals("gh") && command.has("attestation"));
  }

  /** The step of docker/build-push-action that asks for a list of parts. */
  private static Optional<Evidence> buildx(ProjectView view) {
    for (IndexedFile each : PinnedActions.workflows(view)) {
      for (Node root : view.parse(each, Compose.YAML).value().orElse(List.of())) {
        for (Node.Entry job : root.entries("jobs")) {
          for (Node step : job.value().items("steps")) {
            boolean sbom =
                step.text("uses").filter(u -> u.startsWith("docker/b")).isPresent()
                    && step.text("with", "sbom").filter("true"::equals).isPresent();
            if (sbom) {
              return Optional.of(line(view, each.path(), step.line()));
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Verdict reproducible(ProjectView view) {
    Manifests manifests = view.get(Manifests.FACT);
    if (manifests.modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    List<Evidence> good = new ArrayList<>();
    List<Evidence> bad = new ArrayList<>();
    List<String> gaps = new ArrayList<>();
    for (Module module : manifests.modules()) {
      switch (module.tool()) {
        case MAVEN -> {
          boolean set = module.properties().containsKey("project.build.outputTimestamp");
          (set ? good : bad).add(file(module.manifest()));
          if (!set) {
            gaps.add(module.manifest() + " sets no project.build.outputTimestamp");
          }
        }
        case GRADLE -> gradle(view, module, good, bad, gaps);
        case NPM, PNPM, YARN, BUN, PYTHON, GO -> {}
      }
    }
    for (ImageFile image : view.get(Images.FACT).files()) {
      Optional<Instruction> loose =
          image.dockerfile().stages().stream()
              .flatMap(s -> s.instructions().stream())
              .filter(i -> i.keyword().equals("RUN") && loose(i.arguments()))
              .findFirst();
      loose.ifPresent(i -> {
        bad.add(line(view, image.path(), i.line()));
        gaps.add("the image installs whatever is newest");
      });
      if (loose.isEmpty()) {
        good.add(file(image.path()));
      }
    }
    if (!bad.isEmpty()) {
      return Verdict.fail("Two builds differ: " + gaps.getFirst(), bad);
    }
    return good.isEmpty()
        ? Verdict.unknown("Whether two builds are equal shows when both are made")
        : Verdict.pass("Nothing in the files makes two builds differ", good);
  }

  /** Gradle's archives keep no time stamps from 9 on; before, the build has to say so. */
  private static void gradle(
      ProjectView view, Module module, List<Evidence> good, List<Evidence> bad, List<String> gaps) {
    boolean said =
        view.file(module.manifest())
            .or(() -> view.file("build.gradle"))
            .flatMap(view::text)
            .filter(
                t -> t.contains("reproducibleFileOrder") && t.contains("preserveFileTimestamps"))
            .isPresent();
    boolean nine =
        view.file("gradle/wrapper/gradle-wrapper.properties")
            .flatMap(view::text)
            .filter(t -> t.matches("(?s).*gradle-(9|[1-9]\\d)\\..*"))
            .isPresent();
    (said || nine ? good : bad).add(file(module.manifest()));
    if (!said && !nine) {
      gaps.add(module.manifest() + " leaves time stamps in its archives");
    }
  }

  private static boolean loose(String script) {
    return Shell.commands(script).stream()
        .anyMatch(c -> LOOSE.matcher(String.join(" ", c.words())).matches());
  }
}
