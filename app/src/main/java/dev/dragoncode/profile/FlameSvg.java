package dev.dragoncode.profile;

import java.util.Locale;

/** Writes a profile as a picture: SVG that needs nothing else, with a title on each frame. */
public final class FlameSvg {

  private static final int WIDTH = 1200;
  private static final int ROW = 18;
  private static final int BOX = 17;
  private static final int TOP = 40;
  private static final double LETTER = 6.6;

  /** Half of this, in pixels, cannot be told from its neighbour. */
  private static final double NARROWEST = 0.3;

  private FlameSvg() {}

  /** The picture as text. */
  public static String write(Profile profile, String title) {
    StackTree tree = profile.tree();
    int[] deepest = {0};
    StringBuilder boxes = new StringBuilder();
    new FlameLayout(tree)
        .walk(
            0,
            WIDTH,
            NARROWEST,
            0,
            Integer.MAX_VALUE,
            (node, level, x, width) -> {
              deepest[0] = Math.max(deepest[0], level);
              box(boxes, profile, node, level, x, width);
            });
    int height = TOP + (deepest[0] + 1) * ROW + 10;
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" \
    font-family="JetBrains Mono, Menlo, Consolas, monospace" font-size="11">
    <rect width="100%%" height="100%%" fill="#ffffff"/>
    <text x="8" y="24" font-size="14" fill="#1b212b">%s</text>
    %s</svg>
    """
        .formatted(WIDTH, height, WIDTH, height, escaped(title + " · " + profile.summary()), boxes);
  }

  private static void box(
      StringBuilder boxes, Profile profile, int node, int level, double x, double width) {
    StackTree tree = profile.tree();
    Frame frame = tree.frame(node);
    int y = TOP + level * ROW;
    int letters = (int) ((width - 6) / LETTER);
    String label = frame.label();
    boxes.append(
        String.format(
            Locale.ROOT,
            "<g><title>%s · %.2f %% · %s</title>"
                + "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\" fill=\"%s\"/>",
            escaped(frame.full()),
            profile.percent(tree.total(node)),
            escaped(profile.unit().shown(tree.total(node))),
            x,
            y,
            Math.max(0.3, width - 1),
            BOX,
            color(tree, node)));
    if (letters >= 3) {
      boxes.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%d\" fill=\"#1b212b\">%s</text>",
              x + 4,
              y + 13,
              escaped(label.length() > letters ? label.substring(0, letters) : label)));
    }
    boxes.append("</g>\n");
  }

  /** The colours of the window's light theme, as numbers: an exported file has no theme. */
  static String color(StackTree tree, int node) {
    if (tree.compared()) {
      return mixed(Difference.change(tree, node));
    }
    Frame frame = tree.frame(node);
    return switch (frame.kind()) {
      case NATIVE -> node == 0 ? SHADES[0] : "#c3cbd6";
      case KERNEL -> "#aab4c2";
      case JAVA, SCRIPT, TYPE ->
          SHADES[Math.floorMod((frame.group().hashCode() * 0x9E3779B9) >>> 16, SHADES.length)];
    };
  }

  private static final String[] SHADES = {
    "#ffb877", "#ff9d5c", "#f58554", "#ee7a55", "#ffd09a", "#f2806f"
  };

  private static String mixed(double change) {
    double strength = Math.sqrt(Math.abs(change));
    int[] same = {0xdd, 0xe2, 0xe9};
    int[] other = change < 0 ? new int[] {0x7f, 0xb6, 0xf5} : new int[] {0xf0, 0x80, 0x87};
    StringBuilder color = new StringBuilder("#");
    for (int i = 0; i < 3; i++) {
      color.append(
          String.format(
              Locale.ROOT, "%02x", Math.round(same[i] + (other[i] - same[i]) * strength)));
    }
    return color.toString();
  }

  static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 8);
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> safe.append("&amp;");
            case '<' -> safe.append("&lt;");
            case '>' -> safe.append("&gt;");
            case '"' -> safe.append("&quot;");
            default -> safe.appendCodePoint(c < ' ' || c == 0xfffe || c == 0xffff ? ' ' : c);
          }
        });
    return safe.toString();
  }
}
