package dev.dragoncode.ui.control;

import dev.dragoncode.profile.Difference;
import dev.dragoncode.profile.FlameLayout;
import dev.dragoncode.profile.Profile;
import dev.dragoncode.profile.StackTree;
import java.util.Arrays;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** Paints the frames of a flame graph that are in sight. */
final class FlamePainter {

  /** Narrower frames are left out: half a pixel cannot be told from its neighbour. */
  static final double NARROWEST = 0.5;

  private static final double BOX = 20;
  private static final double GAP = 1;
  private static final double TEXT_LEFT = 5;
  private static final double ROUND = 4;

  /** Rounded corners cost more than they show on narrow frames. */
  private static final double ROUND_FROM = 24;

  private static final int FEWEST_LETTERS = 3;
  private static final Font FONT = Font.font("JetBrains Mono", 11);

  private final GraphicsContext gc;
  private final FlameColors colors;
  private final double letter;
  private Color[] byFrame = {};
  private String[] labels = {};
  private Optional<StackTree> known = Optional.empty();
  private int painted = -1;

  FlamePainter(GraphicsContext gc, FlameColors colors) {
    this.gc = gc;
    this.colors = colors;
    Text measured = new Text("MMMMMMMMMM");
    measured.setFont(FONT);
    letter = measured.getLayoutBounds().getWidth() / 10;
  }

  /**
   * What of it is looked at, and how.
   *
   * @param offset how far it is scrolled, pixels from the root
   */
  @SuppressWarnings("ArrayRecordComponent") // of one painting, by whom it was made
  record View(
      int zoomed,
      int current,
      boolean[] matching,
      double offset,
      boolean icicle,
      boolean focused) {}

  void paint(Profile profile, FlameLayout layout, View view) {
    double width = gc.getCanvas().getWidth();
    double height = gc.getCanvas().getHeight();
    StackTree tree = profile.tree();
    gc.clearRect(0, 0, width, height);
    gc.setFont(FONT);
    gc.setTextBaseline(VPos.CENTER);
    refresh(tree);
    Color ink = colors.named("ink");
    Color match = colors.named("match");
    int above = tree.depth(view.zoomed());
    int from = (int) (view.offset() / FlameGraph.ROW);
    int to = (int) Math.ceil((view.offset() + height) / FlameGraph.ROW) + 1;
    layout.walk(
        view.zoomed(),
        width,
        NARROWEST,
        from,
        to,
        (node, level, x, wide) -> {
          double y = top(level, height, view.offset(), view.icicle());
          int frame = tree.frameIndex(node);
          Color color =
              view.matching().length > 0 && view.matching()[frame]
                  ? match
                  : tree.compared() ? colors.change(Difference.change(tree, node)) : byFrame[frame];
          gc.setGlobalAlpha(level < above ? 0.55 : 1);
          box(color, x, y, wide);
          int letters = (int) ((wide - TEXT_LEFT - GAP) / letter);
          if (letters >= FEWEST_LETTERS) {
            String label = label(tree, frame);
            gc.setFill(ink);
            gc.fillText(
                label.length() > letters ? label.substring(0, letters) : label,
                x + TEXT_LEFT,
                y + BOX / 2);
          }
          if (node == view.current()) {
            ring(x, y, wide);
          }
        });
    gc.setGlobalAlpha(1);
  }

  private void box(Color color, double x, double y, double wide) {
    gc.setFill(color);
    if (wide >= ROUND_FROM) {
      gc.fillRoundRect(x, y, wide - GAP, BOX, ROUND, ROUND);
    } else {
      gc.fillRect(x, y, wide > 2 * GAP ? wide - GAP : wide, BOX);
    }
  }

  private void ring(double x, double y, double wide) {
    gc.setStroke(colors.named("ring"));
    gc.setLineWidth(1.5);
    gc.strokeRoundRect(x + 0.75, y + 0.75, Math.max(1, wide - GAP - 1.5), BOX - 1.5, ROUND, ROUND);
  }

  /** Colours and labels of the frames are made once for a profile and a theme. */
  private void refresh(StackTree tree) {
    // a tree has no equal but itself
    if (!known.equals(Optional.of(tree)) || painted != colors.version()) {
      known = Optional.of(tree);
      painted = colors.version();
      byFrame = colors.of(tree);
      labels = new String[byFrame.length];
      Arrays.fill(labels, "");
    }
  }

  private String label(StackTree tree, int frame) {
    if (labels[frame].isEmpty()) {
      labels[frame] = tree.frames().get(frame).label();
    }
    return labels[frame];
  }

  /** Where a level's upper edge is. */
  private static double top(int level, double height, double offset, boolean icicle) {
    return icicle
        ? level * FlameGraph.ROW - offset
        : height - (level + 1) * FlameGraph.ROW + offset;
  }

  /** The level at a place. */
  static int level(double y, double height, double offset, boolean icicle) {
    double fromRoot = icicle ? y + offset : height - y + offset;
    return Math.max(0, (int) (fromRoot / FlameGraph.ROW));
  }
}
