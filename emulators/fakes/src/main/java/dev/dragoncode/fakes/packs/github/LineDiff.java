package dev.dragoncode.fakes.packs.github;

import java.util.ArrayList;
import java.util.List;

/** How one text becomes another, line by line, in git's unified form. */
final class LineDiff {

  private static final int CONTEXT = 3;

  /** Beyond it a change is shown as all lines out and all lines in. */
  private static final long MOST_CELLS = 4_000_000;

  private static final String NO_NEWLINE = "\\ No newline at end of file";

  /** A line that stays (' '), goes ('-') or comes ('+'). */
  private record Line(char kind, String text) {}

  private final List<Line> lines = new ArrayList<>();

  private LineDiff() {}

  /**
   * A difference.
   *
   * @param patch empty where there is none
   */
  record Result(String patch, int additions, int deletions) {}

  static Result of(String before, String after) {
    LineDiff diff = new LineDiff();
    diff.compare(split(before), split(after));
    int additions = (int) diff.lines.stream().filter(line -> line.kind() == '+').count();
    int deletions = (int) diff.lines.stream().filter(line -> line.kind() == '-').count();
    return new Result(additions + deletions == 0 ? "" : diff.hunks(), additions, deletions);
  }

  /** Lines; the last one bears a mark where no line break ends it. */
  private static List<String> split(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    if (lines.getLast().isEmpty()) {
      lines.removeLast();
    } else {
      lines.set(lines.size() - 1, lines.getLast() + "\n" + NO_NEWLINE);
    }
    return lines;
  }

  private void compare(List<String> before, List<String> after) {
    int start = 0;
    while (start < Math.min(before.size(), after.size())
        && before.get(start).equals(after.get(start))) {
      start++;
    }
    int end = 0;
    while (end < Math.min(before.size(), after.size()) - start
        && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
      end++;
    }
    before.subList(0, start).forEach(line -> lines.add(new Line(' ', line)));
    middle(before.subList(start, before.size() - end), after.subList(start, after.size() - end));
    before
        .subList(before.size() - end, before.size())
        .forEach(line -> lines.add(new Line(' ', line)));
  }

  /** By the longest common subsequence. */
  private void middle(List<String> before, List<String> after) {
    if ((long) before.size() * after.size() > MOST_CELLS) {
      before.forEach(line -> lines.add(new Line('-', line)));
      after.forEach(line -> lines.add(new Line('+', line)));
      return;
    }
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
        lines.add(new Line(' ', before.get(i++)));
        j++;
      } else if (i < before.size() && (j == after.size() || common[i + 1][j] >= common[i][j + 1])) {
        lines.add(new Line('-', before.get(i++)));
      } else {
        lines.add(new Line('+', after.get(j++)));
      }
    }
  }

  private String hunks() {
    StringBuilder patch = new StringBuilder();
    int at = 0;
    while (at < lines.size()) {
      int change = nextChange(at);
      if (change == lines.size()) {
        break;
      }
      int from = Math.max(at, change - CONTEXT);
      int to = change;
      for (int next = change; next < lines.size() && next - to <= 2 * CONTEXT; ) {
        to = next + 1;
        next = nextChange(to);
      }
      to = Math.min(lines.size(), to + CONTEXT);
      hunk(patch, from, to);
      at = to;
    }
    return patch.toString();
  }

  private int nextChange(int from) {
    int at = from;
    while (at < lines.size() && lines.get(at).kind() == ' ') {
      at++;
    }
    return at;
  }

  private void hunk(StringBuilder patch, int from, int to) {
    patch.append(patch.isEmpty() ? "" : "\n");
    patch.append("@@ -").append(range('+', from, to));
    patch.append(" +").append(range('-', from, to)).append(" @@");
    for (Line line : lines.subList(from, to)) {
      patch.append('\n').append(line.kind()).append(line.text());
    }
  }

  /** The first line and the number of lines on the side that lacks this kind. */
  private String range(char otherSide, int from, int to) {
    long before = lines.subList(0, from).stream().filter(l -> l.kind() != otherSide).count();
    long count = lines.subList(from, to).stream().filter(l -> l.kind() != otherSide).count();
    long first = count == 0 ? before : before + 1;
    return count == 1 ? String.valueOf(first) : first + "," + count;
  }
}
