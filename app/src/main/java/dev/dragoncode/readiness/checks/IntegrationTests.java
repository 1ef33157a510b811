package dev.dragoncode.readiness.checks;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.project.syntax.CodeFile;
import dev.dragoncode.project.syntax.JavaSource;
import dev.dragoncode.project.syntax.JavaSource.JavaType;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.readiness.facts.Place;
import dev.dragoncode.readiness.facts.Question;
import dev.dragoncode.readiness.facts.Sources;
import dev.dragoncode.readiness.facts.Sources.Code;
import dev.dragoncode.readiness.facts.Sources.JavaFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** VAL-INTEG: some test starts a server or a container, whatever its folder is called. */
final class IntegrationTests {

  static final Check CHECK =
      Rule.sources(
          new CheckSpec(
              "VAL-INTEG",
              Phase.VALIDATE,
              "Integration tests exist",
              Weight.MEDIUM,
              Level.B,
              "Parts that work alone fail together: at the SQL, the serialisation, the"
                  + " configuration. A test that starts the real thing finds that.",
              "Write a test that starts the service and talks to it: @SpringBootTest with"
                  + " Testcontainers, supertest, FastAPI's TestClient, or httptest.NewServer. In"
                  + " Maven bind the Failsafe plugin so that *IT classes run."),
          IntegrationTests::decide);

  private static final Question<JavaFile, List<Starting>> JAVA =
      Question.each(IntegrationTests::java);
  private static final Question<Code, List<Place>> NODE = Question.each(IntegrationTests::node);
  private static final Question<Code, List<Place>> PYTHON = Question.each(IntegrationTests::python);
  private static final Question<Code, List<Place>> GO = Question.each(IntegrationTests::go);

  private IntegrationTests() {}

  private static Verdict decide(ProjectView view) {
    if (view.get(Manifests.FACT).modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    Sources sources = view.get(Sources.FACT);
    List<Place> found = new ArrayList<>();
    List<Place> idle = new ArrayList<>();
    sources.testJava(JAVA).flatMap(List::stream).forEach(each -> each.sort(view, found, idle));
    sources.tests("Node", NODE).forEach(found::addAll);
    sources.tests("Python", PYTHON).forEach(found::addAll);
    sources.tests("Go", GO).forEach(found::addAll);
    found.addAll(
        Kotlin.annotatedTests(
            view,
            n -> n.matches("SpringBootTest|QuarkusTest|MicronautTest|Testcontainers|KtorTest")));
    found.addAll(dotnet(view));
    if (!found.isEmpty()) {
      return Verdict.pass(
          found.size() == 1
              ? "One test starts a server or container"
              : found.size() + " tests start a server or container",
          Place.shown(view, found));
    }
    if (!idle.isEmpty()) {
      return Verdict.fail(
          "Integration tests exist, but no Failsafe plugin runs classes named *IT",
          Place.shown(view, idle));
    }
    return Wiring.tool(view)
        ? Wiring.noService()
        : Verdict.fail("No test starts a server or a container");
  }

  /** The test classes of a file that start something, those that always run apart. */
  private record Starting(String file, List<Place> named, Optional<Place> other) {

    /** A file counts once; classes named *IT count where a plugin runs them. */
    void sort(ProjectView view, List<Place> found, List<Place> idle) {
      if (named.isEmpty() || failsafe(view, file)) {
        named.stream().findFirst().or(() -> other).ifPresent(found::add);
      } else {
        idle.addAll(named);
        other.ifPresent(found::add);
      }
    }
  }

  private static Stream<Starting> java(JavaFile file) {
    JavaSource source = file.source();
    List<Place> named = new ArrayList<>();
    for (JavaType type : source.types()) {
      boolean starts =
          type.annotation(
                      "SpringBootTest",
                      "QuarkusTest",
                      "QuarkusIntegrationTest",
                      "MicronautTest",
                      "Testcontainers",
                      "DataJpaTest",
                      "DataMongoTest",
                      "JdbcTest")
                  .filter(a -> !a.name().matches("DataJpaTest|JdbcTest") || container(source))
                  .isPresent()
              || source.imports("io.restassured")
              || container(source);
      boolean hasTests =
          type.methods().stream()
              .anyMatch(m -> m.annotation("Test", "ParameterizedTest").isPresent() && !m.empty());
      if (!starts || !hasTests || type.annotation("Disabled", "Ignore").isPresent()) {
        continue;
      }
      Place place = new Place(file.path(), type.line());
      if (!type.name().matches(".*IT(Case)?|IT.*")) {
        return Stream.of(new Starting(file.path(), named, Optional.of(place)));
      }
      named.add(place);
    }
    return named.isEmpty()
        ? Stream.empty()
        : Stream.of(new Starting(file.path(), named, Optional.empty()));
  }

  private static boolean container(JavaSource source) {
    return source.imports().stream().anyMatch(i -> i.startsWith("org.testcontainers."))
        && source.calls().stream().anyMatch(c -> c.name().matches("new .*Container.*"));
  }

  /** Surefire leaves *IT out; Gradle runs every class. */
  private static boolean failsafe(ProjectView view, String path) {
    Optional<Module> module = view.get(Manifests.FACT).moduleOf(path);
    if (module.isEmpty() || !module.get().tool().name().equals("MAVEN")) {
      return true;
    }
    boolean boot =
        module
            .get()
            .properties()
            .getOrDefault("root:parent", "")
            .equals("spring-boot-starter-parent");
    return module
        .get()
        .plugin("maven-failsafe-plugin")
        .filter(p -> boot || p.goals().contains("integration-test"))
        .isPresent();
  }

  private static Stream<Place> node(Code file) {
    CodeFile code = file.file();
    boolean supertest =
        code.importOf("supertest").isPresent() || code.importOf("chai-http").isPresent();
    boolean browser = code.importOf("@playwright/test").isPresent();
    boolean containers =
        code.imports().stream()
            .anyMatch(i ->
                i.module().equals("testcontainers") || i.module().startsWith("@testcontainers/"));
    return code.calls().stream()
        .filter(c ->
            (supertest && c.chain().matches("request|supertest|chai\\.request|agent|.*\\.agent"))
                || (containers && c.name().equals("start"))
                || (c.name().equals("inject") && c.mentions("url"))
                || (browser && c.chain().matches("test|it"))
                || c.name().equals("createNestApplication")
                || (c.name().equals("listen") && code.importOf("http").isPresent()))
        .limit(1)
        .map(c -> new Place(file.path(), c.line()));
  }

  /** Tests of .NET, which are read for this alone: a host for tests, or a container. */
  private static List<Place> dotnet(ProjectView view) {
    List<Place> found = new ArrayList<>();
    for (IndexedFile file : view.withExtension("cs")) {
      List<String> lines =
          file.ignored() || !file.name().matches("\\w*Tests?\\.cs")
              ? List.of()
              : view.text(file).map(t -> t.lines().toList()).orElse(List.of());
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).matches("(?!\\s*//).*(\\.UseTestServer\\(|WebApplicationFactory<).*")) {
          found.add(new Place(file.path(), i + 1));
          break;
        }
      }
    }
    return found;
  }

  private static Stream<Place> python(Code file) {
    CodeFile code = file.file();
    boolean containers = code.importOf("testcontainers").isPresent();
    boolean django =
        code.importOf("django.test").isPresent()
            || code.importOf("rest_framework.test").isPresent();
    return code.calls().stream()
        .filter(c ->
            c.name().matches("TestClient|test_client|APIClient|ASGITransport|LiveServerTestCase")
                || (containers && c.name().matches(".*Container"))
                || (django && c.chain().matches("self\\.client\\.(get|post|put|patch|delete)"))
                || (c.name().equals("AsyncClient") && c.mentions("app")))
        .limit(1)
        .map(c -> new Place(file.path(), c.line()));
  }

  private static Stream<Place> go(Code file) {
    CodeFile code = file.file();
    boolean containers =
        code.imports().stream().anyMatch(i -> i.module().contains("testcontainers-go"));
    return code.calls().stream()
        .filter(c ->
            c.chain().matches("httptest\\.New(Server|TLSServer|UnstartedServer)")
                || (c.name().equals("ServeHTTP") && code.importOf("net/http/httptest").isPresent())
                || (containers && c.name().matches("GenericContainer|Run|RunContainer"))
                || c.chain().matches("dockertest\\.NewPool"))
        .limit(1)
        .map(c -> new Place(file.path(), c.line()));
  }
}
