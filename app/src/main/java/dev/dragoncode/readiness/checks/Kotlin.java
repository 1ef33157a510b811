package dev.dragoncode.readiness.checks;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Syntax;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.manifest.Paths;
import dev.dragoncode.project.syntax.Lexer;
import dev.dragoncode.project.syntax.Token;
import dev.dragoncode.readiness.facts.Place;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Sources in Kotlin. Their annotations are seen; what their code calls is not, so that nothing can
 * be called missing.
 */
final class Kotlin {

  private static final Pattern TEST = Pattern.compile("(^|/)src/\\w*[tT]est\\w*/");
  private static final Syntax<List<Token>> TOKENS =
      (_, text) -> Lexer.tokens(text, Lexer.Language.GRADLE);

  private Kotlin() {}

  /** A file of the program itself, where it is written in Kotlin. */
  static Optional<String> program(ProjectView view) {
    return files(view)
        .map(IndexedFile::path)
        .filter(path -> path.contains("src/") && !TEST.matcher(path).find())
        .filter(path -> !Paths.notShipped(path))
        .findFirst();
  }

  /** Where annotations of these names stand in tests. */
  static List<Place> annotatedTests(ProjectView view, Predicate<String> name) {
    return files(view)
        .filter(file -> TEST.matcher(file.path()).find())
        .flatMap(file -> annotated(view, file, name))
        .toList();
  }

  private static Stream<Place> annotated(
      ProjectView view, IndexedFile file, Predicate<String> name) {
    List<Token> tokens = view.parse(file, TOKENS).value().orElse(List.of());
    return IntStream.range(1, tokens.size())
        .filter(i -> tokens.get(i - 1).is("@") && name.test(tokens.get(i).text()))
        .mapToObj(i -> new Place(file.path(), tokens.get(i).line()));
  }

  private static Stream<IndexedFile> files(ProjectView view) {
    return view.get(Manifests.FACT).on("Java").isEmpty()
        ? Stream.empty()
        : view.withExtension("kt").stream().filter(f -> !f.ignored());
  }
}
