package dev.dragoncode.fakes.packs.github;

import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.packs.github.Objects.Entry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Merges a file that both sides changed: clean where one side changed only lines before the
 * other's, with at least one line between them.
 */
final class ThreeWay {

  private ThreeWay() {}

  /** The changed stretch of a text: from a line up to another, and what took its place. */
  private record Edit(int from, int to, List<String> lines) {}

  /** The merged file; empty where the two are in conflict. */
  static Optional<Entry> merge(
      Scene scene, Optional<Entry> before, Optional<Entry> ours, Optional<Entry> theirs) {
    if (before.isEmpty() || ours.isEmpty() || theirs.isEmpty()) {
      return Optional.empty();
    }
    List<String> base = lines(scene, before.get());
    Edit one = edit(base, lines(scene, ours.get()));
    Edit other = edit(base, lines(scene, theirs.get()));
    boolean ordered = one.from() <= other.from();
    Edit first = ordered ? one : other;
    Edit second = ordered ? other : one;
    if (first.to() >= second.from()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    base.subList(0, first.from()).forEach(text::append);
    first.lines().forEach(text::append);
    base.subList(first.to(), second.from()).forEach(text::append);
    second.lines().forEach(text::append);
    base.subList(second.to(), base.size()).forEach(text::append);
    String sha = Objects.blob(scene, text.toString().getBytes(StandardCharsets.ISO_8859_1));
    return Optional.of(new Entry("", ours.get().mode(), sha));
  }

  /** Lines with their breaks, each byte one character. */
  private static List<String> lines(Scene scene, Entry entry) {
    byte[] content = Objects.content(scene, entry.sha()).orElse(new byte[0]);
    String text = new String(content, StandardCharsets.ISO_8859_1);
    return text.isEmpty() ? List.of() : Arrays.asList(text.split("(?<=\n)", -1));
  }

  private static Edit edit(List<String> base, List<String> text) {
    int start = 0;
    while (start < Math.min(base.size(), text.size()) && base.get(start).equals(text.get(start))) {
      start++;
    }
    int end = 0;
    while (end < Math.min(base.size(), text.size()) - start
        && base.get(base.size() - 1 - end).equals(text.get(text.size() - 1 - end))) {
      end++;
    }
    return new Edit(start, base.size() - end, text.subList(start, text.size() - end));
  }
}
