package dev.dragoncode.io.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.io.files.LineDiff.Kind;
import dev.dragoncode.io.files.LineDiff.Line;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineDiffTest {

  @Test
  void saysWhatChangesAndLeavesOutWhatIsFarAway() {
    String before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";

    List<Line> lines = LineDiff.of(before, before.replace("6\n", "six\nsieben\n"));

    assertThat(lines)
        .containsExactly(
            new Line(Kind.SKIPPED, 0, ""),
            new Line(Kind.SAME, 3, "3"),
            new Line(Kind.SAME, 4, "4"),
            new Line(Kind.SAME, 5, "5"),
            new Line(Kind.REMOVED, 6, "6"),
            new Line(Kind.ADDED, 6, "six"),
            new Line(Kind.ADDED, 7, "sieben"),
            new Line(Kind.SAME, 8, "7"),
            new Line(Kind.SAME, 9, "8"),
            new Line(Kind.SAME, 10, "9"));
  }

  @Test
  void aNewFileIsAllAdded() {
    assertThat(LineDiff.of("", "a\nb\n"))
        .containsExactly(new Line(Kind.ADDED, 1, "a"), new Line(Kind.ADDED, 2, "b"));
  }

  @Test
  void equalTextsHaveNoLines() {
    assertThat(LineDiff.of("a\n", "a\n")).isEmpty();
  }
}
