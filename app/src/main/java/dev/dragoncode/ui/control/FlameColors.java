package dev.dragoncode.ui.control;

import dev.dragoncode.profile.Frame;
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

  private static final List<String> OTHERS =
      List.of("native", "kernel", "match", "same", "more", "less", "ink", "ring");

  private final Map<String, Region> swatches = new HashMap<>();

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
    swatch.backgroundProperty().addListener(_ -> changed.run());
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

  /** Of each frame the colour of its package, of native code and the kernel one of their own. */
  Color[] of(List<Frame> frames) {
    Color[] shades = new Color[SHADES];
    for (int i = 0; i < SHADES; i++) {
      shades[i] = named(Integer.toString(i + 1));
    }
    Color[] colors = new Color[frames.size()];
    for (int i = 0; i < colors.length; i++) {
      Frame frame = frames.get(i);
      colors[i] =
          switch (frame.kind()) {
            case NATIVE -> i == 0 ? shades[0] : named("native");
            case KERNEL -> named("kernel");
            case JAVA, SCRIPT, TYPE -> shades[Math.floorMod(spread(frame.group()), SHADES)];
          };
    }
    return colors;
  }

  /** Neighbouring packages differ in a few letters: their shades should not be the same. */
  private static int spread(String group) {
    int hash = group.hashCode() * 0x9E3779B9;
    return hash >>> 16;
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
