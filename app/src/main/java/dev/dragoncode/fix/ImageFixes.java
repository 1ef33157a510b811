package dev.dragoncode.fix;

import dev.dragoncode.change.Draft;
import dev.dragoncode.change.text.LinesText;
import dev.dragoncode.change.text.XmlText;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.syntax.Dockerfile;
import dev.dragoncode.project.syntax.Dockerfile.Instruction;
import dev.dragoncode.project.syntax.Dockerfile.Stage;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.versions.KnownVersions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PRD-NONROOT, PRD-BASEPIN and PRD-MINIMAL: lines of a Dockerfile. */
final class ImageFixes {

  /** By number, which Kubernetes can check; far from the ids that systems hand out. */
  static final String USER = "10001:10001";

  private static final Pattern FROM =
      Pattern.compile("(?i)(\\s*FROM\\s+(?:--\\S+\\s+)*)(\\S+)(.*)");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z_]\\w*)(?::-[^}]*)?}?");
  private static final Pattern BUILDS =
      Pattern.compile(".*\\b(mvnw?|gradlew?|javac|jlink|jdeps|jpackage|sbt)\\b.*");

  private ImageFixes() {}

  static List<Fix> all() {
    return List.of(
        new Fix(
            "PRD-NONROOT",
            "Ends the last stage with a USER that is not root, by number.",
            ImageFixes::nonRoot),
        new Fix(
            "PRD-BASEPIN",
            "Writes major and minor into the tags of base images that it knows.",
            ImageFixes::basePin),
        new Fix(
            "PRD-MINIMAL",
            "Takes the slim or JRE variant of the last stage's base, where the stage builds"
                + " nothing.",
            ImageFixes::minimal));
  }

  private static void nonRoot(Draft draft) {
    for (Evidence each : Gaps.places(draft.view(), "PRD-NONROOT")) {
      if (each.file().endsWith(".xml")) {
        jib(draft, each.file());
      } else if (each.file().matches(".*\\.gradle(\\.kts)?")) {
        draft.decline(
            "Set the user where the image's plugin is configured in " + each.file() + ".");
      } else {
        user(draft, each.file());
      }
    }
  }

  private static void jib(Draft draft, String pom) {
    Optional<String> text = draft.text(pom);
    Optional<String> after =
        text.flatMap(t ->
            XmlText.addWhere(
                t,
                "build/plugins/plugin",
                "artifactId",
                "jib-maven-plugin",
                "configuration",
                "<container>\n  <user>" + USER + "</user>\n</container>"));
    if (after.isEmpty() || text.get().contains("<container>")) {
      draft.decline("The image's plugin is configured in a form that only a person should change.");
      return;
    }
    draft.edit(pom, _ -> after.get());
  }

  private static void user(Draft draft, String path) {
    String text = draft.text(path).orElse("");
    Optional<Stage> last = Dockerfile.parse(text).last();
    if (last.isEmpty()) {
      return;
    }
    if (last.get().image().matches("(.*/)?(nginx|httpd|haproxy)(:.*)?")) {
      draft.decline(
          "The base of "
              + path
              + " starts as root to open its port and write its cache. Take the variant of it that"
              + " does not, such as nginxinc/nginx-unprivileged.");
      return;
    }
    draft.edit(path, t -> LinesText.insert(t, before(last.get(), t), List.of("USER " + USER)));
    draft.advise(
        "What the program writes must belong to user 10001: COPY --chown="
            + USER
            + ", or a volume.");
  }

  /** Before what starts the process, or at the end. */
  private static int before(Stage stage, String text) {
    int behind = stage.line();
    Optional<Integer> start = Optional.empty();
    for (Instruction each : stage.instructions()) {
      if (each.keyword().matches("ENTRYPOINT|CMD")) {
        start = start.or(() -> Optional.of(each.line()));
      } else {
        behind = Math.max(behind, each.line());
      }
    }
    int after = behind;
    return start.filter(line -> line > after).orElse((int) text.lines().count() + 1);
  }

  private static void basePin(Draft draft) {
    ProjectView view = draft.view();
    for (Evidence each : Gaps.places(view, "PRD-BASEPIN")) {
      if (each.file().endsWith(".xml")) {
        draft.decline("The base image stands in " + each.file() + "; name its release there.");
      } else {
        pin(draft, each.file(), each.line());
      }
    }
  }

  private static void pin(Draft draft, String path, int line) {
    String text = draft.text(path).orElse("");
    Optional<Stage> stage =
        Dockerfile.parse(text).stages().stream().filter(s -> s.line() == line).findFirst();
    Optional<String> pinned = stage.flatMap(s -> KnownVersions.pinnedImage(s.image()));
    if (pinned.isEmpty()) {
      draft.decline(
          "Which release "
              + stage.map(Stage::image).orElse("the image")
              + " stands for today is not known here; docker image inspect tells.");
      return;
    }
    rename(draft, path, line, stage.get().image(), pinned.get());
  }

  /** Names another image in a FROM line, or in the argument that it takes its tag from. */
  private static void rename(Draft draft, String path, int line, String old, String image) {
    draft.edit(
        path,
        text -> {
          String written = text.lines().skip(line - 1L).findFirst().orElse("");
          Matcher from = FROM.matcher(written);
          if (!from.matches()) {
            return text;
          }
          Matcher variable = VARIABLE.matcher(from.group(2));
          if (!variable.find()) {
            return LinesText.replace(text, line, _ -> from.group(1) + image + from.group(3));
          }
          String head = from.group(2).substring(0, variable.start());
          boolean last = variable.end() == from.group(2).length() && image.startsWith(head);
          String value = last ? image.substring(head.length()) : image;
          return last || variable.group().equals(from.group(2))
              ? argument(text, variable.group(1), value)
              : text;
        });
    if (draft
        .text(path)
        .filter(t ->
            Dockerfile.parse(t).stages().stream()
                .anyMatch(s -> s.image().equals(old) && s.line() == line))
        .isPresent()) {
      draft.decline(
          "An argument makes up the image's name in a way that only a person can change.");
    }
  }

  private static String argument(String text, String name, String value) {
    return text.replaceFirst(
        "(?mi)^(\\s*ARG\\s+" + Pattern.quote(name) + "=).*$",
        "$1" + Matcher.quoteReplacement(value));
  }

  private static void minimal(Draft draft) {
    for (Evidence each : Gaps.places(draft.view(), "PRD-MINIMAL")) {
      Dockerfile dockerfile = Dockerfile.parse(draft.text(each.file()).orElse(""));
      Optional<Stage> last = dockerfile.last();
      Optional<String> slim = last.flatMap(ImageFixes::slim);
      if (last.isEmpty() || slim.isEmpty() || dockerfile.parent(last.get()).isPresent()) {
        draft.decline(
            "The last stage builds the program or needs its base: give it a stage of its own that"
                + " copies the result.");
        continue;
      }
      rename(draft, each.file(), last.get().line(), last.get().image(), slim.get());
      draft.advise(
          last.get().image().contains("temurin")
              ? "The image no longer holds jcmd and the other tools of a JDK."
              : "Build the image once: a package that is compiled while it is installed needs an earlier"
                  + " stage on the full base.");
    }
  }

  /** The small variant of a base that the stage does no building on. */
  private static Optional<String> slim(Stage stage) {
    String image = stage.image();
    int colon = image.lastIndexOf(':');
    boolean tagged = colon > image.lastIndexOf('/');
    String name = tagged ? image.substring(0, colon) : image;
    String tag = tagged ? image.substring(colon + 1) : "";
    if (image.contains("@")) {
      return Optional.empty();
    }
    boolean builds =
        stage.instructions().stream()
            .anyMatch(i -> i.keyword().equals("RUN") && BUILDS.matcher(i.arguments()).matches());
    return switch (name.substring(name.lastIndexOf('/') + 1)) {
      case "node", "python" ->
          Optional.of(
              name + ":" + (tag.isEmpty() || tag.equals("latest") ? "slim" : tag + "-slim"));
      case "eclipse-temurin" ->
          builds || tag.isEmpty() || tag.equals("latest")
              ? Optional.empty()
              : Optional.of(
                  name + ":" + tag.replaceFirst("-jdk", "").replaceFirst("^([^-]+)", "$1-jre"));
      case "debian" -> Optional.of(name + ":" + (tag.isEmpty() ? "stable" : tag) + "-slim");
      default -> Optional.empty();
    };
  }
}
