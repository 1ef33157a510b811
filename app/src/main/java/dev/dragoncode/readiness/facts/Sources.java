package dev.dragoncode.readiness.facts;

import dev.dragoncode.project.Fact;
import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.Parsed;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Syntax;
import dev.dragoncode.project.TreeChange;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.manifest.Paths;
import dev.dragoncode.project.syntax.CodeFile;
import dev.dragoncode.project.syntax.JavaSource;
import dev.dragoncode.project.syntax.Lexer;
import dev.dragoncode.readiness.Evaluator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The source files of a project, parsed. Java files that mention nothing that a check asks for are
 * left out.
 */
public final class Sources {

  /** The sources of a project. */
  public static final Fact<Sources> FACT = new Fact<>("sources", Sources::read, Sources::after);

  private static final Syntax<JavaSource> JAVA = new JavaOfInterest();
  private static final Syntax<CodeFile> SCRIPT =
      (_, text) -> CodeFile.parse(packed(text) ? "" : text, Lexer.Language.SCRIPT);
  private static final Syntax<CodeFile> PYTHON =
      (_, text) -> CodeFile.parse(text, Lexer.Language.PYTHON);
  private static final Syntax<CodeFile> GO = (_, text) -> CodeFile.parse(text, Lexer.Language.GO);

  /**
   * A Java file.
   *
   * @param shipped whether it is part of the program, no test and no sample
   */
  public record JavaFile(String path, boolean test, boolean shipped, JavaSource source)
      implements SourceFile {}

  /**
   * A file of Node, Python or Go.
   *
   * @param shipped whether it is part of the program, no test and no sample
   */
  public record Code(String path, String platform, boolean test, boolean shipped, CodeFile file)
      implements SourceFile {}

  private static final Pattern NOT_WRITTEN =
      Pattern.compile("(^|/)(dist|vendor|static|public|migrations)/");
  private static final Pattern JAVA_TEST =
      Pattern.compile("(^|/)src/(test|it|integrationTest|testFixtures)[^/]*/");
  private static final Pattern SCRIPT_TEST = Pattern.compile("[._-](test|spec|e2e)\\.[a-z]+$");
  private static final Pattern OTHER_TEST =
      Pattern.compile("test_.*\\.py|.*_tests?\\.py|tests?\\.py|conftest\\.py|.*_test\\.go");
  private static final Pattern TEST_FOLDER = Pattern.compile("(^|/)(__tests__|tests?|e2e|spec)/");

  private final Set<String> platforms;
  private final SourceBlocks<JavaFile> mainJava;
  private final SourceBlocks<JavaFile> testJava;
  private final Map<String, SourceBlocks<Code>> program;
  private final Map<String, SourceBlocks<Code>> tests;
  private final List<String> unreadable;

  private Sources(
      Set<String> platforms,
      SourceBlocks<JavaFile> mainJava,
      SourceBlocks<JavaFile> testJava,
      Map<String, SourceBlocks<Code>> program,
      Map<String, SourceBlocks<Code>> tests,
      List<String> unreadable) {
    this.platforms = Set.copyOf(platforms);
    this.mainJava = mainJava;
    this.testJava = testJava;
    this.program = Map.copyOf(program);
    this.tests = Map.copyOf(tests);
    this.unreadable = unreadable.stream().sorted().toList();
  }

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

  private static Set<String> platforms(ProjectView view) {
    return Stream.of("Java", "Node", "Python", "Go")
        .filter(platform -> uses(view, platform))
        .collect(Collectors.toSet());
  }

  private static Sources read(ProjectView view) {
    Set<String> platforms = platforms(view);
    Found found = new Found();
    if (platforms.contains("Java")) {
      view.parseAll("java", JAVA).forEach(found::java);
    }
    for (Kind kind : KINDS) {
      if (platforms.contains(kind.platform)) {
        view.parseAll(kind.extension, kind.syntax).forEach(each -> found.code(each, kind));
      }
    }
    Map<String, SourceBlocks<Code>> program = new HashMap<>();
    Map<String, SourceBlocks<Code>> tests = new HashMap<>();
    for (String platform : platforms) {
      List<Code> files = found.code.stream().filter(c -> c.platform.equals(platform)).toList();
      program.put(platform, SourceBlocks.of(files.stream().filter(Code::shipped).toList()));
      tests.put(platform, SourceBlocks.of(files.stream().filter(Code::test).toList()));
    }
    return new Sources(
        platforms,
        SourceBlocks.of(found.java.stream().filter(JavaFile::shipped).toList()),
        SourceBlocks.of(found.java.stream().filter(JavaFile::test).toList()),
        program,
        tests,
        found.unreadable);
  }

  private static Sources after(Sources earlier, TreeChange change, ProjectView view) {
    if (!earlier.platforms.equals(platforms(view))) {
      return read(view);
    }
    Set<String> changed = new HashSet<>(change.modified());
    changed.addAll(change.listed());
    Found found = new Found();
    if (earlier.platforms.contains("Java")) {
      view.parseChanged("java", change, JAVA).forEach(found::java);
    }
    for (Kind kind : KINDS) {
      if (earlier.platforms.contains(kind.platform)) {
        view.parseChanged(kind.extension, change, kind.syntax)
            .forEach(each -> found.code(each, kind));
      }
    }
    List<String> unreadable = new ArrayList<>(earlier.unreadable);
    unreadable.removeAll(changed);
    unreadable.addAll(found.unreadable);
    Map<String, SourceBlocks<Code>> program = new HashMap<>();
    Map<String, SourceBlocks<Code>> tests = new HashMap<>();
    for (String platform : earlier.platforms) {
      List<Code> files = found.code.stream().filter(c -> c.platform.equals(platform)).toList();
      program.put(
          platform, blocks(earlier.program, platform).with(now(changed, files, Code::shipped)));
      tests.put(platform, blocks(earlier.tests, platform).with(now(changed, files, Code::test)));
    }
    return new Sources(
        earlier.platforms,
        earlier.mainJava.with(now(changed, found.java, JavaFile::shipped)),
        earlier.testJava.with(now(changed, found.java, JavaFile::test)),
        program,
        tests,
        unreadable);
  }

  private static <F extends SourceFile> Map<String, Optional<F>> now(
      Set<String> changed, List<F> files, Predicate<F> belongs) {
    Map<String, Optional<F>> now = new HashMap<>();
    changed.forEach(path -> now.put(path, Optional.empty()));
    files.stream().filter(belongs).forEach(file -> now.put(file.path(), Optional.of(file)));
    return now;
  }

  /** What was made of parsed files. */
  private static final class Found {

    private final List<JavaFile> java = new ArrayList<>();
    private final List<Code> code = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();

    void java(Parsed<JavaSource> each) {
      if (each.error().isPresent()) {
        unreadable.add(each.path());
      }
      each.value()
          .filter(source -> !source.equals(JavaOfInterest.NOTHING))
          .filter(_ -> !each.path().startsWith("../"))
          .ifPresent(source -> java.add(javaFile(each.path(), source)));
    }

    void code(Parsed<CodeFile> each, Kind kind) {
      if (written(each.file())) {
        each.value().ifPresent(file -> code.add(Sources.code(each.file(), kind.platform, file)));
      }
    }
  }

  /** Whether a bundler wrote the text: whoever writes by hand begins a new line now and then. */
  private static boolean packed(String text) {
    return text.length() > 10_000 && text.length() / (1 + text.lines().count()) > 400;
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

  /** Files that no parser could read. */
  public List<String> unreadable() {
    return unreadable;
  }

  /** Java files of the program itself: each block's answer. */
  public <A> Stream<A> mainJava(Question<JavaFile, A> question) {
    return mainJava.ask(question);
  }

  /** Java files of tests: each block's answer. */
  public <A> Stream<A> testJava(Question<JavaFile, A> question) {
    return testJava.ask(question);
  }

  /** Files of the program itself on a platform, by path. */
  public Stream<Code> program(String platform) {
    return blocks(program, platform).files();
  }

  /** Files of the program itself on a platform: each block's answer. */
  public <A> Stream<A> program(String platform, Question<Code, A> question) {
    return blocks(program, platform).ask(question);
  }

  /** A file of the program itself. */
  public Optional<Code> code(String platform, String path) {
    return blocks(program, platform).file(path);
  }

  /** Files of tests on a platform: each block's answer. */
  public <A> Stream<A> tests(String platform, Question<Code, A> question) {
    return blocks(tests, platform).ask(question);
  }

  private static SourceBlocks<Code> blocks(Map<String, SourceBlocks<Code>> all, String platform) {
    return all.getOrDefault(platform, SourceBlocks.of(List.of()));
  }
}
