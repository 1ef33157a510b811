package dev.dragoncode.readiness.facts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a check asks of source files, each looked at by itself, so that answers hold as long as the
 * files do. Answers are remembered by it: a question is kept in a constant.
 *
 * @param <F> the files
 * @param <A> the answer of some files, immutable
 */
public final class Question<F extends SourceFile, A> {

  private final Function<List<F>, A> answer;

  private Question(Function<List<F>, A> answer) {
    this.answer = answer;
  }

  /** What a rule finds in each file, in the order of the files. */
  public static <F extends SourceFile, R> Question<F, List<R>> each(Function<F, Stream<R>> rule) {
    return new Question<>(files -> files.stream().flatMap(rule).toList());
  }

  /** What a rule finds in each file, by name. */
  public static <F extends SourceFile, R> Question<F, Map<String, List<R>>> byName(
      Function<F, Stream<R>> rule, Function<R, String> name) {
    return new Question<>(files -> {
      Map<String, List<R>> found = new HashMap<>();
      files.stream()
          .flatMap(rule)
          .forEach(
              each -> found.computeIfAbsent(name.apply(each), _ -> new ArrayList<>()).add(each));
      return found;
    });
  }

  A answer(List<F> files) {
    return answer.apply(files);
  }
}
