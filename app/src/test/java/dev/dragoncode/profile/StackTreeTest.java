package dev.dragoncode.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Stacks as a tree: totals, methods, callers, differences, and what of it is in sight. */
@Execution(ExecutionMode.CONCURRENT)
class StackTreeTest {

  private static final String STACKS =
      """
      main;a/A.run;b/B.call 6
      main;a/A.run;b/B.call;a/A.run 2
      main;a/A.run 1
      main;c/C.wait 1
      """;

  static Profile profile(String stacks) {
    try {
      return CollapsedText.read(
          Path.of("stacks.collapsed"), new BufferedReader(new StringReader(stacks)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void countsAMethodThatCallsItselfOnce() {
    HotMethod run = method(profile(STACKS), "a.A.run");

    assertThat(run.self()).isEqualTo(3);
    assertThat(run.total()).isEqualTo(9);
    assertThat(method(profile(STACKS), "b.B.call").self()).isEqualTo(6);
    assertThat(method(profile(STACKS), "b.B.call").total()).isEqualTo(8);
  }

  @Test
  void sortsChildrenByNameAndEndsEachNodeAfterAllBelowIt() {
    StackTree tree = profile(STACKS).tree();
    List<String> lines = new ArrayList<>();
    for (int node = 0; node < tree.size(); node++) {
      lines.add(
          "%d %s %d %d"
              .formatted(
                  tree.depth(node), tree.frame(node).label(), tree.total(node), tree.end(node)));
    }

    assertThat(lines)
        .containsExactly(
            "0 all 10 6",
            "1 main 10 6",
            "2 A.run 9 5",
            "3 B.call 8 5",
            "4 A.run 2 5",
            "2 C.wait 1 6");
    assertThat(tree.deepest()).isEqualTo(4);
  }

  @Test
  void turnsStacksAroundWithoutLosingWeight() {
    StackTree turned = profile(STACKS).tree().inverted();

    assertThat(turned.total(0)).isEqualTo(10);
    List<String> leaves = new ArrayList<>();
    for (int child = 1; child < turned.size(); child = turned.end(child)) {
      leaves.add(turned.frame(child).label() + " " + turned.total(child));
    }
    assertThat(leaves).containsExactly("A.run 3", "B.call 6", "C.wait 1");
  }

  @Test
  void comparesSharesNotLengths() {
    Profile before = profile("main;a/A.run 50\nmain;b/B.call 50\n");
    Profile after = profile("main;a/A.run 300\nmain;c/C.wait 100\n");

    Profile both = Difference.of(before, after);

    HotMethod run = method(both, "a.A.run");
    assertThat(both.percent(run.selfBefore())).isCloseTo(50, within(0.01));
    assertThat(both.percent(run.self())).isCloseTo(75, within(0.01));
    assertThat(both.percent(method(both, "b.B.call").selfBefore())).isCloseTo(50, within(0.01));
    assertThat(change(both, "c.C.wait")).isEqualTo(1);
    assertThat(change(both, "b.B.call")).isEqualTo(-1);
    assertThat(change(both, "a.A.run")).isCloseTo(0.2, within(0.01));
  }

  @Test
  void manySmallPartsOfALongerProfileAreNotRoundedAway() {
    StringBuilder longer = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      longer.append(i % 4 == 0 ? "main;a/A.run" : "main;b/B.call").append(";c/C.m").append(i);
      longer.append(" 1\n");
    }
    Profile both =
        Difference.of(profile(longer.toString()), profile("main;a/A.run 50\nmain;b/B.call 50\n"));

    assertThat(both.tree().before(0)).isEqualTo(100);
    assertThat(both.percent(method(both, "a.A.run").totalBefore())).isCloseTo(25, within(1.0));
    assertThat(both.percent(method(both, "b.B.call").totalBefore())).isCloseTo(75, within(1.0));
  }

  @Test
  void visitsOnlyWhatIsInSight() {
    StackTree tree = profile(STACKS).tree();
    List<String> seen = new ArrayList<>();

    new FlameLayout(tree)
        .walk(
            0,
            100,
            15,
            1,
            4,
            (node, level, x, width) ->
                seen.add("%s %d %.0f %.0f".formatted(tree.frame(node).label(), level, x, width)));

    assertThat(seen).containsExactly("main 1 0 100", "A.run 2 0 90", "B.call 3 0 80");
  }

  @Test
  void makesTheZoomedFrameAsWideAsAll() {
    StackTree tree = profile(STACKS).tree();
    List<String> seen = new ArrayList<>();

    new FlameLayout(tree)
        .walk(
            3,
            100,
            0.5,
            0,
            9,
            (node, level, x, width) ->
                seen.add("%s %d %.0f %.0f".formatted(tree.frame(node).label(), level, x, width)));

    assertThat(seen)
        .containsExactly(
            "all 0 0 100", "main 1 0 100", "A.run 2 0 100", "B.call 3 0 100", "A.run 4 0 25");
  }

  @Test
  void countsAStackThatMatchesTwiceOnce() {
    StackTree tree = profile(STACKS).tree();

    assertThat(FlameLayout.matched(tree, FlameLayout.matching(tree, "a\\.A"), 0)).isEqualTo(9);
    assertThat(FlameLayout.matched(tree, FlameLayout.matching(tree, "wait"), 0)).isEqualTo(1);
    // no expression, so just letters
    assertThat(FlameLayout.matched(tree, FlameLayout.matching(tree, "run("), 0)).isZero();
  }

  @Test
  void writesWhatItReads() {
    Profile once = profile(STACKS);
    Profile again = profile(CollapsedText.write(once));

    assertThat(CollapsedText.write(again)).isEqualTo(CollapsedText.write(once));
    assertThat(HotMethod.of(again.tree())).isEqualTo(HotMethod.of(once.tree()));
  }

  @Test
  void escapesWhatStandsInNames() {
    Profile sharp = profile("main;<script>alert(1)</script> 3\nmain;a/A.<init> 2\n");

    assertThat(FlameSvg.write(sharp, "\"&<x>"))
        .doesNotContain("<script>")
        .contains("&lt;init&gt;", "&quot;&amp;&lt;x&gt;");
    assertThat(FlameHtml.write(sharp, "</title><script>"))
        .doesNotContain("</script>alert")
        .contains("<\\/script>");
  }

  private static HotMethod method(Profile profile, String name) {
    return HotMethod.of(profile.tree()).stream()
        .filter(each -> each.frame().full().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static double change(Profile profile, String name) {
    StackTree tree = profile.tree();
    for (int node = 1; node < tree.size(); node++) {
      if (tree.frame(node).full().equals(name)) {
        return Difference.change(tree, node);
      }
    }
    throw new AssertionError(name);
  }
}
