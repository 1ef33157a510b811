package dev.dragoncode.fix;

import dev.dragoncode.change.Draft;
import dev.dragoncode.change.text.LinesText;
import dev.dragoncode.change.text.XmlText;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.project.syntax.Shell;
import dev.dragoncode.versions.KnownVersions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PRD-IMAGE: a Dockerfile that builds in one stage and runs in a small one, without root. */
final class ImageRecipe {

  private static final Pattern ASGI =
      Pattern.compile("(?m)^(\\w+)\\s*=\\s*(FastAPI|Starlette|Flask)\\(");

  private ImageRecipe() {}

  static List<Fix> all() {
    return List.of(
        new Fix(
            "PRD-IMAGE",
            "Writes a Dockerfile for the project's stack, with its .dockerignore.",
            ImageRecipe::write));
  }

  private static void write(Draft draft) {
    ProjectView view = draft.view();
    Optional<Module> module = Stack.only(view);
    if (module.isEmpty()) {
      draft.decline("There are several modules, and which of them run is for a person to say.");
      return;
    }
    if (draft.has("Dockerfile")) {
      draft.decline("There is a Dockerfile that is passed over; look at it first.");
      return;
    }
    Optional<String> text =
        switch (module.get().tool()) {
          case MAVEN -> maven(draft, module.get());
          case GRADLE -> gradle(view, module.get());
          case NPM -> node(view, module.get());
          case PYTHON -> python(draft, module.get());
          case GO -> go(view);
          case PNPM, YARN, BUN -> Optional.empty();
        };
    if (text.isEmpty()) {
      draft.decline(
          "How the program is built and started, from a lock file, cannot be told from its files.");
      return;
    }
    draft.generate("Dockerfile", text.get());
    draft.edit(
        ".dockerignore",
        old -> {
          List<String> lines = old.lines().map(String::strip).toList();
          return LinesText.append(
              old, IgnoreFixes.rules(view, "").stream().filter(r -> !lines.contains(r)).toList());
        });
    Dependabot.cover(draft, "docker");
  }

  private static String java(Module module) {
    String release = Stack.java(module).orElse("21");
    return KnownVersions.image("eclipse-temurin", release)
        .or(() -> KnownVersions.image("eclipse-temurin", "21"))
        .orElseThrow();
  }

  private static Optional<String> maven(Draft draft, Module module) {
    Optional<Boot> boot = Boot.of(draft.view());
    if (boot.isEmpty()) {
      return Optional.empty();
    }
    if (module.plugin("spring-boot-maven-plugin").isEmpty()) {
      bootPlugin(draft, boot.get());
    }
    boolean wrapper = draft.view().file("mvnw").isPresent();
    String base =
        wrapper
            ? "eclipse-temurin:" + java(module) + "-jdk"
            : "maven:"
                + KnownVersions.image("maven", "latest").orElseThrow()
                + "-eclipse-temurin-"
                + Stack.java(module).orElse("21");
    return Optional.of(
        jar(base, (wrapper ? "./mvnw" : "mvn") + " -B -q -DskipTests package", "target", module));
  }

  /** What makes the jar one that starts; a parent of Spring Boot says when by itself. */
  private static void bootPlugin(Draft draft, Boot boot) {
    String when =
        boot.managed()
            ? ""
            : """
              <version>%s</version>
              <executions>
                <execution>
                  <goals>
                    <goal>repackage</goal>
                  </goals>
                </execution>
              </executions>
            """
                .formatted(boot.version());
    String plugin =
        """
        <plugin>
          <groupId>org.springframework.boot</groupId>
          <artifactId>spring-boot-maven-plugin</artifactId>
        %s</plugin>\
        """
            .formatted(when);
    draft.edit(boot.module().manifest(), pom -> XmlText.add(pom, "build/plugins", plugin));
  }

  private static Optional<String> gradle(ProjectView view, Module module) {
    if (module.plugin("org.springframework.boot").isEmpty()) {
      return Optional.empty();
    }
    boolean wrapper = view.file("gradlew").isPresent();
    String base =
        wrapper
            ? "eclipse-temurin:" + java(module) + "-jdk"
            : "gradle:"
                + KnownVersions.image("gradle", "latest").orElseThrow()
                + "-jdk"
                + Stack.java(module).orElse("21");
    return Optional.of(
        jar(
            base,
            (wrapper ? "./gradlew" : "gradle") + " --no-daemon bootJar",
            "build/libs",
            module));
  }

  private static String jar(String base, String build, String results, Module module) {
    return """
    FROM %s AS build
    WORKDIR /src
    COPY . .
    RUN %s

    FROM eclipse-temurin:%s-jre
    WORKDIR /app
    COPY --from=build /src/%s/*.jar app.jar
    USER %s
    EXPOSE 8080
    ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-jar", "app.jar"]
    """
        .formatted(base, build, java(module), results, ImageFixes.USER);
  }

  private static Optional<String> node(ProjectView view, Module module) {
    Optional<String> start = Stack.script(module, "start");
    if (start.isEmpty() || !Stack.locked(view, module)) {
      return Optional.empty();
    }
    String release =
        Stack.node(view, module)
            .flatMap(r -> KnownVersions.image("node", r))
            .or(() -> KnownVersions.image("node", "latest"))
            .orElseThrow();
    boolean build = Stack.script(module, "build").isPresent();
    String install = Stack.install(view, module);
    return Optional.of(
        """
        FROM node:%s-slim AS build
        WORKDIR /app
        COPY package*.json ./
        RUN %s
        COPY . .
        %sRUN npm prune --omit=dev

        FROM node:%s-slim
        ENV NODE_ENV=production
        WORKDIR /app
        COPY --from=build /app ./
        USER %s
        EXPOSE 3000
        CMD %s
        """
            .formatted(
                release,
                install,
                build ? "RUN npm run build\n" : "",
                release,
                ImageFixes.USER,
                command(start.get())));
  }

  /** Without a shell in between, which would keep the signal to end from the program. */
  private static String command(String start) {
    List<Shell.Command> commands = Shell.commands(start);
    boolean plain =
        commands.size() == 1
            && commands.getFirst().program().equals("node")
            && !start.contains("$")
            && !start.contains("=");
    return plain ? exec(commands.getFirst().words()) : exec(List.of("npm", "start"));
  }

  private static String exec(List<String> words) {
    return "[" + String.join(", ", words.stream().map(w -> "\"" + w + "\"").toList()) + "]";
  }

  private static Optional<String> python(Draft draft, Module module) {
    ProjectView view = draft.view();
    Optional<List<String>> start =
        served(view, module)
            .or(() ->
                draft
                    .ask(
                        "start",
                        "Which command starts the program?",
                        "gunicorn --bind 0.0.0.0:8000 shop.wsgi")
                    .map(c -> List.of(c.split("\\s+", -1))));
    if (start.isEmpty()) {
      return Optional.empty();
    }
    boolean requirements = view.file("requirements.txt").isPresent();
    String release = KnownVersions.image("python", "latest").orElseThrow();
    return Optional.of(
        """
        FROM python:%s-slim
        ENV PYTHONUNBUFFERED=1
        WORKDIR /app
        %s
        COPY . .
        USER %s
        EXPOSE 8000
        CMD %s
        """
            .formatted(
                release,
                requirements
                    ? "COPY requirements.txt ./\nRUN pip install --no-cache-dir -r requirements.txt"
                    : "COPY pyproject.toml ./\nRUN pip install --no-cache-dir .",
                ImageFixes.USER,
                exec(start.get())));
  }

  /** The application object of a framework, and the server among the dependencies. */
  private static Optional<List<String>> served(ProjectView view, Module module) {
    for (String name : List.of("main.py", "app.py", "app/main.py", "src/main.py")) {
      Optional<Matcher> found =
          view.file(name).flatMap(view::text).map(ASGI::matcher).filter(Matcher::find);
      if (found.isEmpty()) {
        continue;
      }
      String target = name.replace(".py", "").replace('/', '.') + ":" + found.get().group(1);
      boolean flask = found.get().group(2).equals("Flask");
      if (!flask && module.dependency("uvicorn", "fastapi").isPresent()) {
        return Optional.of(
            List.of("python", "-m", "uvicorn", target, "--host", "0.0.0.0", "--port", "8000"));
      }
      if (module.dependency("gunicorn").isPresent()) {
        return Optional.of(List.of("gunicorn", "--bind", "0.0.0.0:8000", target));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> go(ProjectView view) {
    if (view.file("main.go").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        """
        FROM golang:%s AS build
        WORKDIR /src
        COPY . .
        RUN CGO_ENABLED=0 go build -trimpath -o /program .

        FROM gcr.io/distroless/static-debian12:nonroot
        COPY --from=build /program /program
        ENTRYPOINT ["/program"]
        """
            .formatted(KnownVersions.image("golang", "latest").orElseThrow()));
  }
}
