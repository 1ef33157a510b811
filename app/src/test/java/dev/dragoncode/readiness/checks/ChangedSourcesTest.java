package dev.dragoncode.readiness.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.project.FolderFixture;
import dev.dragoncode.project.ProjectFacts;
import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.project.TreeChange;
import dev.dragoncode.readiness.Evaluator;
import dev.dragoncode.readiness.Finding;
import dev.dragoncode.readiness.ReadinessReport;
import dev.dragoncode.readiness.Status;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Source files that change, appear and vanish while a project is open. */
class ChangedSourcesTest {

  private static final String TESTED = "src/test/java/acme/OrdersTest.java";
  private static final String TEST =
      """
      package acme;
      class OrdersTest {
        @Test
        void adds() {
          assertThat(1).isOne();
        }
      }
      """;
  private static final String EMPTY_TEST =
      """
      package acme;
      class OrdersTest {
        @Test void adds() {}
      }
      """;

  private final ExecutorService pool = Executors.newFixedThreadPool(2);
  private FolderFixture folder = new FolderFixture();
  private Evaluator evaluator = Checks.evaluator(Clock.systemUTC(), pool);
  private Map<String, String> files = new TreeMap<>();
  private ProjectFacts facts = folder.facts(ProjectSettings.none());

  @BeforeEach
  void openProject() throws InterruptedException {
    files.put(
        "pom.xml",
        "<project><artifactId>shop</artifactId><dependencies><dependency>"
            + "<groupId>org.springframework.boot</groupId>"
            + "<artifactId>spring-boot-starter-web</artifactId></dependency></dependencies>"
            + "</project>");
    for (int i = 100; i < 400; i++) {
      files.put("src/main/java/acme/Orders" + i + ".java", controller(i));
    }
    folder = fixture();
    facts = folder.facts(ProjectSettings.none());
    evaluator.evaluate(facts, TreeChange.all(), List.of(), Evaluator.Progress.NONE);
  }

  @AfterEach
  void close() {
    pool.shutdownNow();
  }

  @Test
  void aTestThatAppearsChangesAndVanishesChangesTheVerdict() throws InterruptedException {
    assertThat(status(after(Map.of()), "VAL-UNIT")).isEqualTo(Status.FAIL);
    assertThat(status(after(Map.of(TESTED, TEST)), "VAL-UNIT")).isEqualTo(Status.PASS);
    assertThat(status(after(Map.of(TESTED, EMPTY_TEST)), "VAL-UNIT")).isEqualTo(Status.FAIL);
    assertThat(status(after(Map.of(TESTED, TEST)), "VAL-UNIT")).isEqualTo(Status.PASS);
    assertThat(status(after(Map.of(TESTED, "")), "VAL-UNIT")).isEqualTo(Status.FAIL);
  }

  @Test
  void manyChangesOneByOneEndWhereAFirstReadingEnds() throws InterruptedException {
    Random random = new Random(2026);
    for (int step = 0; step < 120; step++) {
      int number = 50 + random.nextInt(400);
      String path = "src/main/java/acme/Orders" + number + ".java";
      String text =
          switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> guarded(number);
            case 2 -> "package acme;\nclass Order { @NotNull String name; }\n";
            default -> controller(number);
          };
      List<Finding> now = after(Map.of(path, text)).findings();
      if (step % 10 == 9) {
        assertThat(now).isEqualTo(first().findings());
      }
    }
  }

  @Test
  void anotherPlatformThatAppearsIsReadToo() throws InterruptedException {
    after(Map.of("web/orders.test.js", "it('adds', () => { expect(add(1, 2)).toBe(3); });\n"));
    assertThat(status(after(Map.of("package.json", "{\"name\": \"web\"}")), "VAL-UNIT"))
        .isEqualTo(Status.PASS);
  }

  /** Writes files, or removes those with an empty text, and evaluates what that concerns. */
  private ReadinessReport after(Map<String, String> texts) throws InterruptedException {
    Set<String> before = Set.copyOf(files.keySet());
    texts.forEach((path, text) -> {
      if (text.isEmpty()) {
        files.remove(path);
      } else {
        files.put(path, text);
      }
    });
    Set<String> modified =
        texts.keySet().stream()
            .filter(path -> before.contains(path) && files.containsKey(path))
            .collect(Collectors.toSet());
    Set<String> listed =
        texts.keySet().stream()
            .filter(path -> !modified.contains(path))
            .collect(Collectors.toSet());
    TreeChange change = new TreeChange(modified, listed, false, false);
    folder = fixture();
    facts = facts.after(folder.index(), facts.settings(), change);
    return evaluator.evaluate(facts, change, List.of(), Evaluator.Progress.NONE);
  }

  private ReadinessReport first() throws InterruptedException {
    return Checks.evaluator(Clock.systemUTC(), pool)
        .evaluate(
            fixture().facts(ProjectSettings.none()),
            TreeChange.all(),
            List.of(),
            Evaluator.Progress.NONE);
  }

  private FolderFixture fixture() {
    FolderFixture made = new FolderFixture();
    files.forEach(made::with);
    return made;
  }

  private static Status status(ReadinessReport report, String check) {
    return report.findings().stream()
        .filter(each -> each.check().id().equals(check))
        .findFirst()
        .orElseThrow()
        .status();
  }

  private static String controller(int number) {
    return """
    package acme;
    @RestController
    class Orders%1$s {
      @PostMapping("/orders%1$s")
      void add(@RequestBody Order order) {}
    }
    """
        .formatted(number);
  }

  private static String guarded(int number) {
    return """
    package acme;
    @EnableMethodSecurity
    @RestController
    class Orders%1$s {
      @PreAuthorize("hasRole('ADMIN')")
      @PostMapping("/orders%1$s")
      void add(@Valid @RequestBody Order order) {}
    }
    """
        .formatted(number);
  }
}
