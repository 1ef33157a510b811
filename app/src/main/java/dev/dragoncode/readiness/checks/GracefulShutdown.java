package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Syntax;
import dev.dragoncode.project.manifest.BuildPlugin;
import dev.dragoncode.project.manifest.Configuration.Located;
import dev.dragoncode.project.manifest.Dependency;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.project.syntax.CodeFile;
import dev.dragoncode.project.syntax.Dockerfile.Instruction;
import dev.dragoncode.project.syntax.Xml;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.readiness.facts.Images;
import dev.dragoncode.readiness.facts.Place;
import dev.dragoncode.readiness.facts.Question;
import dev.dragoncode.readiness.facts.Sources;
import dev.dragoncode.readiness.facts.Sources.Code;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** OPS-GRACEFUL: a process that is told to end answers what it has begun. */
final class GracefulShutdown {

  static final Check CHECK =
      Rule.sources(
          new CheckSpec(
              "OPS-GRACEFUL",
              Phase.OPERATE,
              "Graceful shutdown",
              Weight.HIGH,
              Level.B,
              "Every rollout and every scale-down ends processes. One that drops what it was doing"
                  + " turns each into a handful of errors.",
              "Spring Boot: server.shutdown=graceful (the default from 3.4 on). Node: on SIGTERM"
                  + " call server.close. Python: run behind gunicorn or uvicorn. Go:"
                  + " signal.NotifyContext and Server.Shutdown. Start the process without a shell"
                  + " around it."),
          GracefulShutdown::decide);

  private static final Question<Code, List<Place>> SIGNALS =
      Wiring.calls(GracefulShutdown::listens);
  private static final Question<Code, List<Place>> CLOSES = Wiring.calls(GracefulShutdown::closes);

  /** What a server is called where it is closed; a store is closed at the end as well. */
  private static final Pattern SERVER =
      Pattern.compile(
          "(?i)(.*\\.)?(\\w*(server|app|http|fastify|listener|instance|terminator|nest|koa)\\w*"
              + "|srv|this|s)\\.(close|stop|terminate|shutdown)");

  private static final Pattern BOOT = Pattern.compile("(\\d+)\\.(\\d+)\\..*");
  private static final Pattern SERVERS =
      Pattern.compile(
          "\\b(gunicorn|uvicorn|hypercorn|daphne|granian|fastapi[\"\\s,]+run|nginx|caddy)\\b");
  private static final Set<String> NODE_CLOSERS =
      Set.of(
          "@godaddy/terminus",
          "lightship",
          "http-terminator",
          "close-with-grace",
          "stoppable",
          "http-graceful-shutdown");
  private static final Syntax<Xml.Element> POM = (_, text) -> Xml.parse(text);

  private GracefulShutdown() {}

  private static Verdict decide(ProjectView view) {
    Manifests manifests = view.get(Manifests.FACT);
    if (manifests.modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    if (!Wiring.serves(view)) {
      return Verdict.notApplicable("The project is no service: others use it as a library or tool");
    }
    Optional<Evidence> shell = shell(view);
    Optional<Verdict> verdict =
        spring(view, manifests)
            .or(() -> others(view, manifests))
            .or(() -> next(view, manifests))
            .or(() -> started(view))
            .or(() -> code(view));
    if (shell.isPresent() && verdict.filter(v -> v.status() == Status.PASS).isPresent()) {
      return Verdict.fail(
          "A shell is process 1 of the image and keeps the signal to itself", shell.get());
    }
    Optional<Evidence> left = nodeLeft(view);
    if (left.isPresent() && verdict.filter(v -> v.status() == Status.PASS).isPresent()) {
      return Verdict.fail(
          "One program finishes its requests; this one in Node ends at once", left.get());
    }
    return verdict.orElseGet(
        () -> Verdict.fail("Nothing finishes what was begun when the process is told to end"));
  }

  /** A CMD in shell form: sh does not hand SIGTERM on, unless it execs. */
  private static Optional<Evidence> shell(ProjectView view) {
    for (Images.ImageFile image : view.get(Images.FACT).files()) {
      Optional<Instruction> command =
          image.dockerfile().last().flatMap(s -> s.last("ENTRYPOINT").or(() -> s.last("CMD")));
      if (command
          .filter(c -> !c.arguments().startsWith("[") && !c.arguments().startsWith("exec "))
          .isPresent()) {
        return command.map(c -> line(view, image.path(), c.line()));
      }
    }
    return Optional.empty();
  }

  private static Optional<Verdict> spring(ProjectView view, Manifests manifests) {
    Optional<Dependency> boot =
        manifests.uses(d -> d.name().startsWith("org.springframework.boot:"));
    if (boot.isEmpty()) {
      return Optional.empty();
    }
    Optional<Located> said =
        Wiring.settings(view).filter(l -> l.setting().key().equals("server.shutdown")).findFirst();
    if (said.isPresent()) {
      Evidence place = line(view, said.get().file(), said.get().line());
      return Optional.of(
          said.get().value().equals("graceful")
              ? Verdict.pass("Spring Boot finishes requests before it ends", place)
              : Verdict.fail("server.shutdown is " + said.get().value(), place));
    }
    Optional<Evidence> version = graceful(view, manifests);
    return Optional.of(
        version
            .map(e ->
                Verdict.pass(
                    "Spring Boot finishes requests before it ends, by default from 3.4 on", e))
            .orElseGet(() ->
                Verdict.fail(
                    "Spring Boot before 3.4 ends at once unless server.shutdown=graceful",
                    line(view, boot.get().file(), boot.get().line()))));
  }

  /** Where a module names a release of Spring Boot that waits by default. */
  private static Optional<Evidence> graceful(ProjectView view, Manifests manifests) {
    for (Module module : manifests.modules()) {
      Optional<Xml.Element> parent =
          view.file(module.manifest())
              .filter(f -> f.name().equals("pom.xml"))
              .flatMap(f -> view.parse(f, POM).value())
              .flatMap(r -> r.at("parent"));
      Optional<String> named =
          parent
              .filter(p ->
                  p.textAt("artifactId").filter("spring-boot-starter-parent"::equals).isPresent())
              .flatMap(p -> p.textAt("version"))
              .or(() -> module.plugin("org.springframework.boot").flatMap(BuildPlugin::version));
      if (named.filter(GracefulShutdown::fromThreeFour).isPresent()) {
        return Optional.of(line(view, module.manifest(), parent.map(Xml.Element::line).orElse(0)));
      }
    }
    return Optional.empty();
  }

  private static boolean fromThreeFour(String version) {
    Matcher numbers = BOOT.matcher(version);
    return numbers.matches()
        && (Integer.parseInt(numbers.group(1)) > 3
            || (numbers.group(1).equals("3") && Integer.parseInt(numbers.group(2)) >= 4));
  }

  private static Optional<Verdict> others(ProjectView view, Manifests manifests) {
    return manifests
        .uses(d ->
            d.name()
                .matches(
                    "gunicorn|uvicorn(\\[.*])?|hypercorn|daphne|granian|@godaddy/terminus|lightship|http-terminator|close-with-grace|stoppable|http-graceful-shutdown|io\\.quarkus:quarkus-(rest|resteasy|vertx-http).*|fastapi\\[.*]"))
        .filter(d ->
            !d.name().startsWith("io.quarkus")
                || Wiring.settings(view)
                    .anyMatch(l -> l.setting().key().equals("quarkus.shutdown.timeout")))
        .filter(d -> !NODE_CLOSERS.contains(d.name()) || imported(view, d.name()))
        .map(d ->
            Verdict.pass(
                d.name() + " finishes requests before it ends", line(view, d.file(), d.line())));
  }

  /** Next.js closes its server on SIGTERM, where it is Next.js that is started. */
  private static Optional<Verdict> next(ProjectView view, Manifests manifests) {
    for (Module module : manifests.on("Node")) {
      Module.Script start = module.scripts().get("start");
      if (module.dependency("next").isPresent()
          && start != null
          && start.command().matches("(.*\\s)?next start.*")) {
        return Optional.of(
            Verdict.pass(
                "next start finishes requests before it ends",
                line(view, module.manifest(), start.line())));
      }
    }
    return Optional.empty();
  }

  private static boolean imported(ProjectView view, String library) {
    return view.get(Sources.FACT)
        .program("Node")
        .anyMatch(file -> file.file().importOf(library).isPresent());
  }

  /** Servers that do it by themselves, as the image starts them. */
  private static Optional<Verdict> started(ProjectView view) {
    for (Images.ImageFile image : view.get(Images.FACT).files()) {
      Optional<Instruction> command =
          image.dockerfile().last().flatMap(s -> s.last("CMD").or(() -> s.last("ENTRYPOINT")));
      if (command.filter(c -> SERVERS.matcher(c.arguments()).find()).isPresent()) {
        return command.map(c ->
            Verdict.pass(
                "The server that the image starts finishes requests before it ends",
                line(view, image.path(), c.line())));
      }
    }
    return Optional.empty();
  }

  /** An image that starts Node beside one that starts a server which waits by itself. */
  private static Optional<Evidence> nodeLeft(ProjectView view) {
    List<Images.ImageFile> images = view.get(Images.FACT).files();
    boolean hears =
        !view.get(Sources.FACT).program("Node", SIGNALS).flatMap(List::stream).toList().isEmpty();
    if (images.size() < 2 || hears || started(view).isEmpty()) {
      return Optional.empty();
    }
    return images.stream()
        .flatMap(image ->
            image.dockerfile().last().flatMap(s -> s.last("CMD")).stream()
                .filter(c -> c.arguments().matches("(\\[\\s*\")?node[\"\\s].*"))
                .map(c -> line(view, image.path(), c.line())))
        .findFirst();
  }

  private static Optional<Verdict> code(ProjectView view) {
    Sources sources = view.get(Sources.FACT);
    List<Place> signals = Wiring.everywhere(sources, SIGNALS);
    List<Place> closes = Wiring.everywhere(sources, CLOSES);
    if (signals.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        closes.isEmpty()
            ? Verdict.fail(
                "The signal is heard, but the server is not closed: requests are dropped",
                Place.shown(view, signals))
            : Verdict.pass(
                "On SIGTERM the server finishes what it has begun", Place.shown(view, signals)));
  }

  private static boolean listens(Code file, CodeFile.Call call) {
    return switch (file.platform()) {
      case "Node" ->
          (call.chain().matches("process\\.(on|once)")
                  && call.arguments().stream()
                      .anyMatch(t -> t.string() && t.text().equals("SIGTERM")))
              || call.name().equals("enableShutdownHooks");
      case "Python" -> call.chain().equals("signal.signal") && call.mentions("SIGTERM");
      default -> call.chain().matches("signal\\.Notify(Context)?");
    };
  }

  private static boolean closes(Code file, CodeFile.Call call) {
    return switch (file.platform()) {
      case "Node" ->
          call.name().matches("enableShutdownHooks|closeAllConnections|closeIdleConnections")
              || SERVER.matcher(call.chain()).matches();
      case "Python" -> call.name().matches("stop|shutdown|close|wait");
      default ->
          call.name().matches("Shutdown|GracefulStop|ShutdownWithContext|ShutdownWithTimeout");
    };
  }
}
