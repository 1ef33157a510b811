package dev.dragoncode.readiness.facts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Source files by path, in blocks that remember what they were asked: after a change only the
 * blocks of the changed files are asked again, whatever the number of files. Immutable.
 */
final class SourceBlocks<F extends SourceFile> {

  /** Few enough to be asked again at once, enough to keep the number of blocks small. */
  private static final int SIZE = 128;

  private final List<Block<F>> blocks;

  private SourceBlocks(List<Block<F>> blocks) {
    this.blocks = blocks;
  }

  /** Some neighbours, at least one. */
  private record Block<F extends SourceFile>(List<F> files, Map<Question<F, ?>, Object> answers) {

    Block(List<F> files) {
      this(List.copyOf(files), new ConcurrentHashMap<>());
    }

    String first() {
      return files.getFirst().path();
    }

    @SuppressWarnings("unchecked") // answered by this very question
    <A> A ask(Question<F, A> question) {
      return (A) answers.computeIfAbsent(question, _ -> question.answer(files));
    }
  }

  /** These files, in any order. */
  static <F extends SourceFile> SourceBlocks<F> of(Collection<F> files) {
    List<F> sorted = new ArrayList<>(files);
    sorted.sort(Comparator.comparing(SourceFile::path));
    List<Block<F>> blocks = new ArrayList<>();
    cut(sorted, blocks);
    return new SourceBlocks<>(List.copyOf(blocks));
  }

  private static <F extends SourceFile> void cut(List<F> files, List<Block<F>> into) {
    for (int from = 0; from < files.size(); from += SIZE) {
      into.add(new Block<>(files.subList(from, Math.min(from + SIZE, files.size()))));
    }
  }

  /**
   * The files after a change.
   *
   * @param changes each changed file's path with what it is now; empty where it is no longer here
   */
  SourceBlocks<F> with(Map<String, Optional<F>> changes) {
    Map<Integer, Map<String, Optional<F>>> byBlock = new TreeMap<>();
    changes.forEach((path, now) -> {
      int at = blockOf(path);
      if (now.isPresent() || file(path).isPresent()) {
        byBlock.computeIfAbsent(at, _ -> new TreeMap<>()).put(path, now);
      }
    });
    if (byBlock.isEmpty()) {
      return this;
    }
    List<Block<F>> next = new ArrayList<>(blocks.size() + 1);
    int copied = 0;
    for (Map.Entry<Integer, Map<String, Optional<F>>> each : byBlock.entrySet()) {
      int at = each.getKey();
      next.addAll(blocks.subList(copied, at));
      copied = Math.min(at + 1, blocks.size());
      Map<String, F> files = new TreeMap<>();
      blocks.subList(at, copied).forEach(b -> b.files.forEach(f -> files.put(f.path(), f)));
      each.getValue()
          .forEach((path, now) ->
              now.ifPresentOrElse(file -> files.put(path, file), () -> files.remove(path)));
      cut(List.copyOf(files.values()), next);
    }
    next.addAll(blocks.subList(copied, blocks.size()));
    return new SourceBlocks<>(List.copyOf(next));
  }

  /** The block that holds the path or would hold it. */
  private int blockOf(String path) {
    int low = 0;
    int high = blocks.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (blocks.get(middle).first().compareTo(path) <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** All files, by path. */
  Stream<F> files() {
    return blocks.stream().flatMap(block -> block.files.stream());
  }

  /** The file of this path. */
  Optional<F> file(String path) {
    if (blocks.isEmpty()) {
      return Optional.empty();
    }
    return blocks.get(blockOf(path)).files.stream()
        .filter(file -> file.path().equals(path))
        .findFirst();
  }

  /** Each block's answer, from memory where its files have not changed since. */
  <A> Stream<A> ask(Question<F, A> question) {
    return blocks.stream().map(block -> block.ask(question));
  }
}
