package dev.dragoncode.ui.control;

import dev.dragoncode.profile.Frame;
import dev.dragoncode.profile.StackTree;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Group;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/**
 * The colours of a flame graph, from the theme: a canvas knows no style sheets, so regions that
 * nobody sees take each colour from there, and follow the theme.
 */
final class FlameColors extends Group {

  /** Frames of one package share one of so many shades. */
  private static final int SHADES = 6;

  /** The shades by how far they lie from each other. */
  private static final int[] ORDER = {2, 5, 6, 1, 4, 3};

  private static final List<String> OTHERS =
      List.of("native", "kernel", "match", "same", "more", "less", "ink", "ring");

  private final Map<String, Region> swatches = new HashMap<>();
  private int version;

  /**
   * @param changed called when a colour has changed
   */
  FlameColors(Runnable changed) {
    setManaged(false);
    setVisible(false);
    for (int i = 1; i <= SHADES; i++) {
      add(Integer.toString(i), changed);
    }
    OTHERS.forEach(name -> add(name, changed));
  }

  private void add(String name, Runnable changed) {
    Region swatch = new Region();
    swatch.getStyleClass().add("flame-" + name);
    swatch
        .backgroundProperty()
        .addListener(_ -> {
          version++;
          changed.run();
        });
    swatches.put(name, swatch);
    getChildren().add(swatch);
  }

  /** The colour with this name; grey until the style sheets are there. */
  Color named(String name) {
    Region swatch = swatches.get(name);
    if (swatch != null
        && swatch.getBackground() != null
        && !swatch.getBackground().getFills().isEmpty()
        && swatch.getBackground().getFills().getFirst().getFill() instanceof Color color) {
      return color;
    }
    return Color.GRAY;
  }

  /** Counts the changes of any of them. */
  int version() {
    return version;
  }

  /**
   * Of each frame the colour of its package, of native code and the kernel one of their own. The
   * packages with the most weight have shades that no other of them has.
   */
  Color[] of(StackTree tree) {
    List<Frame> frames = tree.frames();
    Map<String, long[]> weights = new HashMap<>();
    for (int node = 1; node < tree.size(); node++) {
      weights.computeIfAbsent(tree.frame(node).group(), _ -> new long[1])[0] += tree.self(node);
    }
    List<String> heaviest =
        weights.entrySet().stream()
            .sorted(
                Comparator.comparingLong((Map.Entry<String, long[]> each) -> -each.getValue()[0])
                    .thenComparing(Map.Entry::getKey))
            .map(Map.Entry::getKey)
            .toList();
    Map<String, Color> shades = new HashMap<>();
    for (int i = 0; i < heaviest.size(); i++) {
      shades.put(heaviest.get(i), named(Integer.toString(ORDER[i % ORDER.length])));
    }
    Color[] colors = new Color[frames.size()];
    for (int i = 0; i < colors.length; i++) {
      Frame frame = frames.get(i);
      colors[i] =
          switch (frame.kind()) {
            case NATIVE -> named(i == 0 ? "1" : "native");
            case KERNEL -> named("kernel");
            case JAVA, SCRIPT, TYPE -> shades.getOrDefault(frame.group(), named("2"));
          };
    }
    return colors;
  }

  /**
   * From blue over grey to red.
   *
   * @param change from -1, gone, to 1, new
   */
  Color change(double change) {
    // a few percent should be seen already
    double strength = Math.sqrt(Math.abs(change));
    return named("same").interpolate(named(change < 0 ? "less" : "more"), strength);
  }
}
