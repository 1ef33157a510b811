package dev.dragoncode.readiness.facts;

import dev.dragoncode.project.BulkSyntax;
import dev.dragoncode.project.Fact;
import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.Parsed;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Syntax;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.manifest.Paths;
import dev.dragoncode.project.syntax.CodeFile;
import dev.dragoncode.project.syntax.JavaParser;
import dev.dragoncode.project.syntax.JavaSource;
import dev.dragoncode.project.syntax.Lexer;
import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.readiness.Evaluator;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The source files of a project, parsed. Java files that mention nothing that a check asks for are
 * left out.
 *
 * @param unreadable files that no parser could read
 */
public record Sources(List<JavaFile> java, List<Code> code, List<String> unreadable) {

  /** The sources of a project. */
  public static final Fact<Sources> FACT = new Fact<>("sources", Sources::read);

  private static final JavaSource NOTHING = new JavaSource("", List.of(), List.of(), List.of());

  /** Names behind an {@code @} that make a file worth parsing. */
  private static final Set<String> ANNOTATIONS =
      Set.of(
          "Test",
          "ParameterizedTest",
          "RepeatedTest",
          "TestFactory",
          "Property",
          "RestController",
          "Controller",
          "RestControllerAdvice",
          "ControllerAdvice",
          "ExceptionHandler",
          "RequestMapping",
          "PostMapping",
          "PutMapping",
          "PatchMapping",
          "GetMapping",
          "DeleteMapping",
          "Path",
          "Provider",
          "ServerExceptionMapper",
          "SpringBootTest",
          "QuarkusTest",
          "MicronautTest",
          "Testcontainers",
          "DataJpaTest",
          "PreAuthorize",
          "PostAuthorize",
          "RolesAllowed",
          "Secured",
          "EnableMethodSecurity",
          "RateLimiter",
          "RateLimited",
          "NotNull",
          "NotBlank",
          "NotEmpty",
          "Size",
          "Min",
          "Max",
          "Pattern",
          "Email",
          "Positive",
          "PositiveOrZero",
          "Valid",
          "Validated",
          "DecimalMin",
          "DecimalMax",
          "Past",
          "Future",
          "Liveness",
          "Readiness",
          "FeignClient",
          "RegisterRestClient",
          "RunWith",
          "WithSpan",
          "Disabled",
          "Ignore");

  /** Words that make a file worth parsing. */
  private static final List<String> WORDS =
      List.of(
          "Bucket",
          "RateLimiter",
          "SecurityFilterChain",
          "hasRole",
          "hasAuthority",
          "hasAnyRole",
          "HealthIndicator",
          "ExceptionMapper",
          "io.javalin",
          "io.restassured",
          "testcontainers",
          "io.opentelemetry",
          "Flyway",
          "Liquibase",
          "extends TestCase");

  private static final Syntax<JavaSource> JAVA = new Java();
  private static final Syntax<CodeFile> SCRIPT =
      (_, text) -> CodeFile.parse(text, Lexer.Language.SCRIPT);
  private static final Syntax<CodeFile> PYTHON =
      (_, text) -> CodeFile.parse(text, Lexer.Language.PYTHON);
  private static final Syntax<CodeFile> GO = (_, text) -> CodeFile.parse(text, Lexer.Language.GO);

  /**
   * A Java file.
   *
   * @param shipped whether it is part of the program, no test and no sample
   */
  public record JavaFile(String path, boolean test, boolean shipped, JavaSource source) {}

  /**
   * A file of Node, Python or Go.
   *
   * @param shipped whether it is part of the program, no test and no sample
   */
  public record Code(String path, String platform, boolean test, boolean shipped, CodeFile file) {}

  private static final Pattern NOT_WRITTEN =
      Pattern.compile("(^|/)(dist|vendor|static|public|migrations)/");
  private static final Pattern JAVA_TEST =
      Pattern.compile("(^|/)src/(test|it|integrationTest|testFixtures)[^/]*/");
  private static final Pattern SCRIPT_TEST = Pattern.compile("[._-](test|spec|e2e)\\.[a-z]+$");
  private static final Pattern OTHER_TEST =
      Pattern.compile("test_.*\\.py|.*_tests?\\.py|tests?\\.py|conftest\\.py|.*_test\\.go");
  private static final Pattern TEST_FOLDER = Pattern.compile("(^|/)(__tests__|tests?|e2e|spec)/");

  private record Kind(String extension, String platform, Syntax<CodeFile> syntax) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("js", "Node", SCRIPT),
          new Kind("mjs", "Node", SCRIPT),
          new Kind("cjs", "Node", SCRIPT),
          new Kind("ts", "Node", SCRIPT),
          new Kind("mts", "Node", SCRIPT),
          new Kind("tsx", "Node", SCRIPT),
          new Kind("jsx", "Node", SCRIPT),
          new Kind("py", "Python", PYTHON),
          new Kind("go", "Go", GO));

  /** Java, of which files that no check asks about are left unread. */
  private static final class Java implements BulkSyntax<JavaSource> {

    @Override
    public JavaSource parse(IndexedFile file, String text) throws SyntaxException {
      return worthParsing(text) ? JavaParser.parse(text) : NOTHING;
    }

    @Override
    public List<JavaSource> parseAll(List<String> texts) throws SyntaxException {
      List<String> worth = texts.stream().filter(Sources::worthParsing).toList();
      Iterator<JavaSource> parsed =
          worth.isEmpty()
              ? List.<JavaSource>of().iterator()
              : JavaParser.parseAll(worth).iterator();
      List<JavaSource> all = new ArrayList<>(texts.size());
      for (String text : texts) {
        all.add(worthParsing(text) ? parsed.next() : NOTHING);
      }
      return all;
    }
  }

  private static boolean worthParsing(String text) {
    for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      int end = at + 1;
      while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
        end++;
      }
      if (ANNOTATIONS.contains(text.substring(at + 1, end))) {
        return true;
      }
    }
    return WORDS.stream().anyMatch(text::contains);
  }

  /** The files that {@link #FACT} reads, for a parse ahead on several threads. */
  public static List<Evaluator.Sources> ahead(ProjectView view) {
    List<Evaluator.Sources> all = new ArrayList<>();
    if (uses(view, "Java")) {
      all.add(new Evaluator.Sources("java", view.withExtension("java"), JAVA));
    }
    for (Kind kind : KINDS) {
      if (uses(view, kind.platform)) {
        List<IndexedFile> files =
            view.withExtension(kind.extension).stream().filter(Sources::written).toList();
        all.add(new Evaluator.Sources(kind.extension, files, kind.syntax));
      }
    }
    return all;
  }

  private static boolean uses(ProjectView view, String platform) {
    return !view.get(Manifests.FACT).on(platform).isEmpty();
  }

  private static Sources read(ProjectView view) {
    List<JavaFile> java = new ArrayList<>();
    List<Code> code = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    if (uses(view, "Java")) {
      for (Parsed<JavaSource> each : view.parseAll("java", JAVA)) {
        if (each.error().isPresent()) {
          unreadable.add(each.path());
        }
        each.value()
            .filter(source -> !source.equals(NOTHING))
            .filter(_ -> !each.path().startsWith("../"))
            .ifPresent(s -> java.add(javaFile(each.path(), s)));
      }
    }
    for (Kind kind : KINDS) {
      if (uses(view, kind.platform)) {
        for (Parsed<CodeFile> each : view.parseAll(kind.extension, kind.syntax)) {
          if (written(each.file())) {
            each.value().ifPresent(c -> code.add(code(each.file(), kind.platform, c)));
          }
        }
      }
    }
    return new Sources(List.copyOf(java), List.copyOf(code), List.copyOf(unreadable));
  }

  /** Whether a person wrote the file, as far as its name tells. */
  private static boolean written(IndexedFile file) {
    return !file.name().endsWith(".min.js")
        && !file.name().endsWith(".d.ts")
        && !file.path().startsWith("../")
        && !NOT_WRITTEN.matcher(file.path()).find();
  }

  private static JavaFile javaFile(String path, JavaSource source) {
    boolean test = javaTest(path);
    return new JavaFile(path, test, !test && !Paths.notShipped(path), source);
  }

  private static Code code(IndexedFile file, String platform, CodeFile parsed) {
    boolean test = codeTest(file);
    return new Code(file.path(), platform, test, !test && !Paths.notShipped(file.path()), parsed);
  }

  private static boolean javaTest(String path) {
    return JAVA_TEST.matcher(path).find()
        || (Paths.notShipped(path) && !path.contains("src/main/"));
  }

  private static boolean codeTest(IndexedFile file) {
    String name = file.name();
    return SCRIPT_TEST.matcher(name).find()
        || OTHER_TEST.matcher(name).matches()
        || TEST_FOLDER.matcher(file.path()).find();
  }

  /** Java files of the program itself. */
  public Stream<JavaFile> mainJava() {
    return java.stream().filter(JavaFile::shipped);
  }

  /** Java files of tests. */
  public Stream<JavaFile> testJava() {
    return java.stream().filter(JavaFile::test);
  }

  /** Files of the program itself on a platform. */
  public Stream<Code> program(String platform) {
    return code.stream().filter(each -> each.shipped && each.platform.equals(platform));
  }

  /** Files of tests on a platform. */
  public Stream<Code> tests(String platform) {
    return code.stream().filter(each -> each.test && each.platform.equals(platform));
  }
}
